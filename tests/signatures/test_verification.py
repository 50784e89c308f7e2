"""What verification says of signed letters, and of what was done to them afterwards."""

from __future__ import annotations

import asyncio
import hashlib
import re
import threading
import uuid
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from asn1crypto import cms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import ExternalSigner
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko_certvalidator.registry import SimpleCertificateStore

from clients.demo_ca import DemoOfficer
from contracts.signatures import CertificateView, SignatureDocumentUnknown, SignatureView, VerificationReport
from services.signatures.library.api import Edition
from services.signatures.pades.signing import Prepared, Wish, prepare
from services.signatures.pades.trust import TrustStore
from services.signatures.pades.verification import verify
from tests.signatures.office import SignatureOffice
from tests.signatures.papers import a_letter, an_encrypted_letter


@pytest.fixture
def signed(office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition) -> SignatureView:
    return office.sign(letter, dm, dm_certificate)


def judged(office: SignatureOffice, pdf: bytes) -> VerificationReport:
    """The verdict on bytes that came from elsewhere."""
    edition = office.library.put(pdf)
    return office.verify(edition.document_id, edition.version)


def test_a_letter_signed_here_is_valid_at_level_b_b(office: SignatureOffice, signed: SignatureView) -> None:
    report = office.verify(signed.document_id, signed.version)

    (found,) = report.signatures
    assert (report.verdict, report.problems, report.sha256) == ("valid", [], signed.sha256)
    assert (found.intact, found.valid, found.trusted, found.problems) == (True, True, True, [])
    assert (found.coverage, found.modification, found.level) == ("entire_file", "none", "B-B")
    assert found.signer == "ANITA RAWAT"
    assert found.revocation == "not_checked"
    assert found.claimed_at is not None
    assert abs(found.claimed_at - signed.signed_at) < timedelta(seconds=1)
    assert found.certificate is not None
    assert found.certificate.sha256 == signed.certificate.sha256


def test_the_letter_before_signing_is_unsigned(office: SignatureOffice, letter: Edition) -> None:
    report = office.verify(letter.document_id, 1)

    assert (report.verdict, report.signatures, report.problems) == ("unsigned", [], [])


def test_a_tampered_byte_makes_it_invalid(office: SignatureOffice, signed: SignatureView) -> None:
    pdf = bytearray(office.pdf(signed))
    pdf[pdf.index(b"/MediaBox") + 12] ^= 1

    report = judged(office, bytes(pdf))

    assert report.verdict == "invalid"
    assert report.signatures[0].problems == ["signature.not_intact"]
    assert not report.signatures[0].intact


def test_bytes_that_changed_in_the_store_are_noticed(office: SignatureOffice, signed: SignatureView) -> None:
    edition = office.library.find(signed.document_id, signed.version)
    office.library.replace_bytes(edition, a_letter())

    report = office.verify(signed.document_id, signed.version)

    assert (report.verdict, report.problems) == ("invalid", ["document.bytes_differ"])


def test_a_text_changed_by_an_update_makes_it_invalid(office: SignatureOffice, signed: SignatureView) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(office.pdf(signed)))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Contents")] = writer.add_object(StreamObject(stream_data=b"BT (another letter) Tj ET"))
    writer.update_container(page)
    changed = BytesIO()
    writer.write(changed)

    report = judged(office, changed.getvalue())

    assert report.verdict == "invalid"
    assert report.signatures[0].intact
    assert "document.changed_after_signing" in report.signatures[0].problems


def test_a_rewritten_file_is_not_the_signed_one(office: SignatureOffice, signed: SignatureView) -> None:
    output = BytesIO()
    with pikepdf.open(BytesIO(office.pdf(signed))) as document:
        document.save(output)

    assert judged(office, output.getvalue()).verdict == "invalid"


def test_bytes_appended_after_the_end_are_noticed(office: SignatureOffice, signed: SignatureView) -> None:
    report = judged(office, office.pdf(signed) + b"\n% and one more thing\n")

    assert (report.verdict, report.problems) == ("indeterminate", ["document.updated_after_last_signature"])


def test_a_signature_of_an_unknown_authority_is_indeterminate(office: SignatureOffice, signed: SignatureView) -> None:
    office.trust = TrustStore(())

    report = office.verify(signed.document_id, signed.version)

    assert report.verdict == "indeterminate"
    assert report.signatures[0].problems == ["trust.no_certificate_chain_found"]
    assert (report.signatures[0].intact, report.signatures[0].valid) == (True, True)


def test_after_the_certificate_has_expired_it_is_indeterminate(office: SignatureOffice, signed: SignatureView) -> None:
    office.clock.now = signed.certificate.not_after + timedelta(days=1)

    report = office.verify(signed.document_id, signed.version)

    assert report.verdict == "indeterminate"
    assert report.signatures[0].problems[0].startswith("trust.")


def test_an_encrypted_document_is_indeterminate(office: SignatureOffice) -> None:
    report = judged(office, an_encrypted_letter())

    assert (report.verdict, report.problems) == ("indeterminate", ["document.encrypted"])


def test_what_is_no_pdf_is_indeterminate(office: SignatureOffice) -> None:
    report = judged(office, b"GIF89a")

    assert (report.verdict, report.problems) == ("indeterminate", ["document.not_pdf"])


def test_a_document_past_the_limit_is_not_read(office: SignatureOffice, signed: SignatureView) -> None:
    office.settings = office.settings.model_copy(update={"largest_pdf": 1000})

    report = office.verify(signed.document_id, signed.version)

    assert (report.verdict, report.problems) == ("indeterminate", ["document.too_large"])
    assert report.sha256 == signed.sha256


def test_an_unknown_document_is_not_found(office: SignatureOffice) -> None:
    with pytest.raises(SignatureDocumentUnknown):
        office.verify(uuid.uuid4(), 1)


def test_verification_works_in_a_thread_without_an_event_loop(office: SignatureOffice, signed: SignatureView) -> None:
    found: list[object] = []
    pdf = office.pdf(signed)

    thread = threading.Thread(target=lambda: found.extend(verify(pdf, office.trust, office.clock.now).signatures))
    thread.start()
    thread.join(30)

    assert [one.valid for one in found] == [True]  # type: ignore[attr-defined]


def test_a_signer_who_leaves_more_out_than_the_signature_is_found_out(
    office: SignatureOffice, dm: DemoOfficer, wish: Wish
) -> None:
    """The second range reaches past the end of the file, so that lengths add up and 80 bytes stay free to change."""
    prepared = prepare(wish)
    hole_end = prepared.region_end + 80
    length = len(prepared.pdf) - prepared.region_start - (prepared.region_end - prepared.region_start)
    greedy = re.sub(
        rb"/ByteRange \[[^\]]*\] *",
        lambda found: f"/ByteRange [0 {prepared.region_start} {hole_end} {length}]".encode().ljust(len(found[0])),
        prepared.pdf,
    )
    covered = greedy[: prepared.region_start] + greedy[hole_end:]

    pdf = sign_bytes(dm, wish, greedy, prepared, hashlib.sha256(covered).digest())

    report = judged(office, pdf)
    (found,) = report.signatures
    assert (found.intact, found.valid) == (True, True)
    assert (report.verdict, found.coverage, found.problems) == ("invalid", "unclear", ["document.not_covered"])


def sign_bytes(officer: DemoOfficer, wish: Wish, pdf: bytes, prepared: Prepared, digest: bytes) -> bytes:
    """A signature over whatever digest the signer likes, put where the empty one was."""
    attributes = cms.CMSAttributes.load(prepared.to_sign)
    for attribute in attributes:
        if attribute["type"].native == "message_digest":
            attribute["values"] = [digest]
    with officer.open_token() as token:
        value = token.sign(attributes.dump(force=True), "rsa_pkcs1v15")
    signer = ExternalSigner(wish.certificate, SimpleCertificateStore.from_certs(wish.chain), signature_value=value)
    signed = asyncio.run(signer.async_sign_prescribed_attributes("sha256", attributes))
    output = BytesIO(pdf)
    region = PreparedByteRangeDigest(digest, prepared.region_start, prepared.region_end)
    region.fill_with_cms(output, signed)
    return output.getvalue()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_to_a_signed_letter_raises_or_passes_for_valid(
    data: st.DataObject, office: SignatureOffice, signed_once: bytes
) -> None:
    pdf = bytearray(signed_once)
    # The last byte may be a line end, and the hexadecimal padding of the signature is outside the signed ranges.
    start = data.draw(st.integers(0, len(pdf) - 2))
    length = data.draw(st.integers(1, 60))
    damage = data.draw(st.binary(min_size=length, max_size=length))
    changed = bytes(pdf[:start]) + damage + bytes(pdf[start + length :])

    findings = verify(changed, office.trust, office.clock.now)

    for one in findings.signatures:
        if one.intact and one.valid:
            assert same_outside_the_signature(changed, signed_once)


@pytest.fixture
def signed_once(office: SignatureOffice, signed: SignatureView) -> bytes:
    return office.pdf(signed)


def same_outside_the_signature(one: bytes, other: bytes) -> bool:
    start, end = other.index(b"/Contents <") + 10, other.index(b">", other.index(b"/Contents <")) + 1
    return one[:start] == other[:start] and one[end:] == other[end:]
