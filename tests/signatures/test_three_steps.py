"""Prepare, sign elsewhere, complete: with real tokens, and judged by programs that others wrote."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import threading
import uuid
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader

from clients.demo_ca import DemoHome, DemoOfficer
from contracts.errors import PatravaliError, Unavailable
from contracts.signatures import CertificateView, SessionUsed, SignatureBox, SignatureView
from services.signatures.library.api import Edition
from tests.signatures.conftest import ADM, DM
from tests.signatures.office import SignatureOffice, by_token
from tests.signatures.papers import a_letter, a_letter_on_a_shifted_page, a_scan_saved_by_pillow


def pdfsig(pdf: bytes, folder: Path) -> str:
    path = folder / "signed.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout


def test_an_officer_signs_a_letter_and_poppler_finds_the_signature_valid(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition, tmp_path: Path
) -> None:
    signature = office.sign(letter, dm, dm_certificate)

    said = pdfsig(office.pdf(signature), tmp_path)
    assert "Signature Validation: Signature is Valid." in said
    assert "Signer Certificate Common Name: ANITA RAWAT" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Signing Hash Algorithm: SHA-256" in said
    assert "Total document signed" in said


def test_the_signature_is_recorded_with_its_version_and_told_to_the_world(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    signature = office.sign(letter, dm, dm_certificate)

    assert (signature.version, signature.level, signature.signer_person_id) == (2, "B-B", DM)
    assert signature.sha256 == hashlib.sha256(office.pdf(signature)).hexdigest()
    (event,) = office.rows("SELECT event_type, payload FROM outbox")
    assert event.event_type == "document_signed"
    assert event.payload["data"]["sha256"] == signature.sha256
    assert event.payload["data"]["session_id"] == str(signature.session_id)
    assert event.payload["actor"]["person_id"] == str(DM)
    assert office.library.read(letter) == a_letter()


def test_openssl_verifies_the_same_signature_over_the_same_bytes(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition, tmp_path: Path
) -> None:
    pdf = office.pdf(office.sign(letter, dm, dm_certificate))

    (tmp_path / "cms.der").write_bytes(contents_of(pdf))
    (tmp_path / "covered.bin").write_bytes(covered_by(pdf))
    command = ["openssl", "cms", "-verify", "-inform", "DER", "-in", "cms.der", "-content", "covered.bin", "-binary"]
    root = office.home.trust_directory / "demo-root.pem"
    told = subprocess.run(
        [*command, "-CAfile", str(root), "-purpose", "any", "-out", "/dev/null"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert "Verification successful" in told.stderr


def test_openssl_refuses_when_one_byte_of_the_document_differs(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition, tmp_path: Path
) -> None:
    pdf = office.pdf(office.sign(letter, dm, dm_certificate))

    (tmp_path / "cms.der").write_bytes(contents_of(pdf))
    (tmp_path / "covered.bin").write_bytes(covered_by(pdf).replace(b"%PDF-1", b"%PDF-2", 1))
    command = ["openssl", "cms", "-verify", "-inform", "DER", "-in", "cms.der", "-content", "covered.bin", "-binary"]
    told = subprocess.run([*command, "-noverify", "-out", "/dev/null"], cwd=tmp_path, capture_output=True, check=False)
    assert told.returncode != 0


def test_a_second_officer_signs_after_the_first_and_both_signatures_hold(
    office: SignatureOffice,
    dm: DemoOfficer,
    adm: DemoOfficer,
    dm_certificate: CertificateView,
    adm_certificate: CertificateView,
    letter: Edition,
    tmp_path: Path,
) -> None:
    first = office.sign(letter, adm, adm_certificate)
    after_first = office.library.find(first.document_id, first.version)
    above = SignatureBox(page=1, x1=330, y1=150, x2=540, y2=220)

    second = office.sign(after_first, dm, dm_certificate, box=above)

    assert office.pdf(second).startswith(office.pdf(first))
    report = office.verify(second.document_id, second.version)
    assert report.verdict == "valid"
    assert [one.signer for one in report.signatures] == ["RAVI NEGI", "ANITA RAWAT"]
    assert pdfsig(office.pdf(second), tmp_path).count("Signature is Valid.") == 2


def test_the_signature_has_the_attributes_of_pades_and_no_others(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    pdf = office.pdf(office.sign(letter, dm, dm_certificate))

    (embedded,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    attributes = [one["type"].native for one in embedded.signer_info["signed_attrs"]]
    assert sorted(attributes) == ["content_type", "message_digest", "signing_certificate_v2"]
    assert embedded.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert embedded.sig_object["/Reason"] == "Approved"
    assert len(embedded.other_embedded_certs) == 1


@pytest.mark.parametrize("paper", [a_scan_saved_by_pillow, a_letter_on_a_shifted_page])
def test_sloppy_and_shifted_papers_are_signed_too(
    paper: object, office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, tmp_path: Path
) -> None:
    edition = office.library.put(paper())  # type: ignore[operator]

    signature = office.sign(edition, dm, dm_certificate)

    assert "Signature is Valid." in pdfsig(office.pdf(signature), tmp_path)
    assert office.verify(signature.document_id, signature.version).verdict == "valid"


def test_the_same_command_again_is_answered_with_the_first_result(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)
    value = by_token(dm, session)
    command_id = uuid.uuid4()
    first = office.complete(session, DM, value, command_id)

    again = office.complete(session, DM, value, command_id)

    assert again == first
    assert office.library.versions(letter.document_id) == 2


def test_a_completion_cut_short_before_the_store_is_taken_up_again(
    office: SignatureOffice, adm: DemoOfficer, adm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, adm_certificate)
    first_value, other_value = by_token(adm, session), by_token(adm, session)
    office.library.is_away = True
    with pytest.raises(Unavailable):
        office.complete(session, ADM, first_value)
    office.library.is_away = False
    office.clock.advance(minutes=30)

    signature = office.complete(session, ADM, other_value)

    # ECDSA gives another value each time; the one that was accepted first is the one in the document.
    assert first_value.hex() in office.pdf(signature).decode("latin-1").lower()
    assert office.verify(signature.document_id, signature.version).verdict == "valid"


def test_of_two_completions_at_once_exactly_one_signs(
    office: SignatureOffice, adm: DemoOfficer, adm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, adm_certificate)
    values = [by_token(adm, session) for _ in range(4)]
    outcomes: list[SignatureView | PatravaliError] = []

    def complete(value: bytes) -> None:
        try:
            outcomes.append(office.complete(session, ADM, value))
        except PatravaliError as refused:
            outcomes.append(refused)

    threads = [threading.Thread(target=complete, args=(value,)) for value in values]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    made = [one for one in outcomes if isinstance(one, SignatureView)]
    refused = [one for one in outcomes if isinstance(one, PatravaliError)]
    assert len(made) == 1
    assert [type(one) for one in refused] == [SessionUsed] * 3
    assert office.library.versions(letter.document_id) == 2
    assert len(office.rows("SELECT id FROM signatures")) == 1
    assert len(office.rows("SELECT id FROM outbox")) == 1


def test_the_prepared_bytes_are_gone_once_the_session_is_done(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    office.sign(letter, dm, dm_certificate)

    assert office.rows("SELECT session_id FROM prepared_documents") == []
    assert office.rows("SELECT name FROM due") == []


def test_nothing_private_is_ever_stored(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition, home: DemoHome
) -> None:
    office.prepare(letter, dm_certificate)

    (stored,) = office.rows("SELECT row_to_json(s)::text AS line FROM signing_sessions s")
    assert "PRIVATE" not in stored.line
    assert dm.pin not in stored.line


def contents_of(pdf: bytes) -> bytes:
    """The CMS object, without the zeroes that fill its place."""
    (embedded,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return bytes(cms.ContentInfo.load(embedded.pkcs7_content).dump())


def covered_by(pdf: bytes) -> bytes:
    (embedded,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    start, length, second, rest = (int(number) for number in embedded.byte_range)
    return pdf[start : start + length] + pdf[second : second + rest]


def test_the_digest_shown_is_that_of_the_bytes_to_sign(
    office: SignatureOffice, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)

    to_sign = base64.b64decode(session.to_sign)
    assert base64.b64decode(session.digest) == hashlib.sha256(to_sign).digest()
    assert session.mechanism == "rsa_pkcs1v15"
    assert session.certificate_sha256 == dm_certificate.sha256
