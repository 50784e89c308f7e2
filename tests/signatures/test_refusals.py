"""What may not be signed, by whom, when: each refusal leaves nothing behind."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from clients.demo_ca import DemoOfficer
from contracts.signatures import (
    CertificateDeactivated,
    CertificateExpired,
    CertificateUnknown,
    CertificateUntrusted,
    CertificateView,
    DocumentNotSignable,
    DocumentTooLargeToSign,
    SessionExpired,
    SessionUnknown,
    SessionUsed,
    SignatureBox,
    SignatureDocumentUnknown,
    SignatureDoesNotMatch,
    WrongCertificate,
)
from services.signatures.handlers import signing
from services.signatures.library.api import Edition
from services.signatures.pades.trust import TrustStore
from tests.signatures.conftest import ADM, DM
from tests.signatures.office import SignatureOffice, by_token
from tests.signatures.papers import a_form_with_xfa, a_letter, an_encrypted_letter


def nothing_was_signed(office: SignatureOffice, letter: Edition) -> bool:
    return (
        office.library.versions(letter.document_id) == 1
        and office.rows("SELECT id FROM signatures") == []
        and office.rows("SELECT id FROM outbox") == []
    )


def test_a_signature_with_a_changed_byte_is_refused(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)
    value = bytearray(by_token(dm, session))
    value[100] ^= 1

    with pytest.raises(SignatureDoesNotMatch):
        office.complete(session, DM, bytes(value))

    assert nothing_was_signed(office, letter)


def test_a_refused_value_does_not_use_the_session_up(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)
    with pytest.raises(SignatureDoesNotMatch):
        office.complete(session, DM, b"not a signature")

    signature = office.complete(session, DM, by_token(dm, session))

    assert office.verify(signature.document_id, signature.version).verdict == "valid"


def test_a_signature_by_another_officers_key_is_refused(
    office: SignatureOffice, adm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)
    with adm.open_token() as token:
        value = token.sign(b"anything", "ecdsa")

    with pytest.raises(SignatureDoesNotMatch):
        office.complete(session, DM, value)

    assert nothing_was_signed(office, letter)


def test_a_signature_made_for_another_document_is_refused(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    other = office.library.put(a_letter(paragraphs=5))
    session, of_other = office.prepare(letter, dm_certificate), office.prepare(other, dm_certificate)

    with pytest.raises(SignatureDoesNotMatch):
        office.complete(session, DM, by_token(dm, of_other))

    assert nothing_was_signed(office, letter)


def test_prepared_bytes_that_changed_in_the_database_are_not_signed(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)
    with office.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TEMP TABLE kept AS SELECT * FROM prepared_documents")
        connection.exec_driver_sql("DELETE FROM prepared_documents")
        connection.exec_driver_sql(
            "INSERT INTO prepared_documents SELECT session_id, set_byte(pdf, 700, get_byte(pdf, 700) # 1) FROM kept"
        )

    with pytest.raises(SignatureDoesNotMatch):
        office.complete(session, DM, by_token(dm, session))

    assert nothing_was_signed(office, letter)


def test_a_session_signs_once(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)
    value = by_token(dm, session)
    office.complete(session, DM, value)

    with pytest.raises(SessionUsed):
        office.complete(session, DM, value)

    assert office.library.versions(letter.document_id) == 2


def test_a_session_is_open_until_the_tenth_minute(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)
    office.clock.advance(minutes=9, seconds=59)

    signature = office.complete(session, DM, by_token(dm, session))

    assert signature.version == 2


def test_a_session_past_its_time_is_refused_even_before_the_timer_fires(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)
    office.clock.advance(minutes=10)

    with pytest.raises(SessionExpired):
        office.complete(session, DM, by_token(dm, session))

    assert nothing_was_signed(office, letter)


def test_the_timer_throws_the_prepared_document_of_an_expired_session_away(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)
    (due,) = office.rows("SELECT name, at, payload FROM due")
    office.clock.advance(minutes=10)

    signing.expire(session.session_id, office.uow())

    assert (due.name, due.payload) == ("expire_session", {"session_id": str(session.session_id)})
    assert due.at == session.expires_at
    assert office.rows("SELECT session_id FROM prepared_documents") == []
    with pytest.raises(SessionExpired):
        office.complete(session, DM, by_token(dm, session))


def test_the_timer_leaves_an_accepted_signature_a_day_to_be_stored(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)
    office.library.is_away = True
    with pytest.raises(Exception, match="away"):
        office.complete(session, DM, by_token(dm, session))
    office.clock.advance(minutes=10)
    signing.expire(session.session_id, office.uow())
    kept = office.rows("SELECT session_id FROM prepared_documents")

    office.clock.advance(days=1)
    signing.expire(session.session_id, office.uow())

    assert len(kept) == 1
    assert office.rows("SELECT session_id FROM prepared_documents") == []


def test_only_the_person_for_whom_it_was_prepared_completes(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)

    with pytest.raises(SessionUnknown):
        office.complete(session, ADM, by_token(dm, session))

    assert nothing_was_signed(office, letter)


def test_nobody_signs_with_the_certificate_of_another(
    office: SignatureOffice, dm_certificate: CertificateView, letter: Edition
) -> None:
    signer = {"person_id": ADM, "name_hi": "रवि नेगी", "name_en": "Ravi Negi"}

    with pytest.raises(WrongCertificate):
        office.prepare(letter, dm_certificate, signer=signer)


def test_a_deactivated_certificate_prepares_and_completes_nothing(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    session = office.prepare(letter, dm_certificate)
    value = by_token(dm, session)
    office.deactivate(dm_certificate)

    with pytest.raises(CertificateDeactivated):
        office.complete(session, DM, value)
    with pytest.raises(CertificateDeactivated):
        office.prepare(letter, dm_certificate)

    assert nothing_was_signed(office, letter)


def test_an_expired_certificate_prepares_nothing(
    office: SignatureOffice, dm_certificate: CertificateView, letter: Edition
) -> None:
    office.clock.now = dm_certificate.not_after + timedelta(seconds=1)

    with pytest.raises(CertificateExpired):
        office.prepare(letter, dm_certificate)


def test_a_certificate_whose_authority_lost_trust_prepares_nothing(
    office: SignatureOffice, dm_certificate: CertificateView, letter: Edition
) -> None:
    office.trust = TrustStore(())

    with pytest.raises(CertificateUntrusted):
        office.prepare(letter, dm_certificate)


def test_unknown_things_are_not_found(
    office: SignatureOffice, dm_certificate: CertificateView, letter: Edition
) -> None:
    nobody = dm_certificate.model_copy(update={"id": uuid.uuid4()})
    with pytest.raises(CertificateUnknown):
        office.prepare(letter, nobody)

    session = office.prepare(letter, dm_certificate)
    with pytest.raises(SessionUnknown):
        office.complete(session.model_copy(update={"session_id": uuid.uuid4()}), DM, b"x")

    with pytest.raises(SignatureDocumentUnknown):
        office.prepare(Edition(letter.document_id, 9, "", 0, "", ""), dm_certificate)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (an_encrypted_letter, "encrypted"),
        (a_form_with_xfa, "xfa"),
        (lambda: b"%PDF-1.7 and then nothing", "damaged"),
        (lambda: b"GIF89a", "not_pdf"),
    ],
)
def test_a_document_that_cannot_carry_a_signature_is_refused(
    content: Any, why: str, office: SignatureOffice, dm_certificate: CertificateView
) -> None:
    edition = office.library.put(content())

    with pytest.raises(DocumentNotSignable) as refused:
        office.prepare(edition, dm_certificate)

    assert refused.value.fields["why"] == why


def test_a_picture_is_not_signed_however_it_is_called(office: SignatureOffice, dm_certificate: CertificateView) -> None:
    edition = office.library.put(a_letter(), file_name="letter.pdf", media_type="image/png")

    with pytest.raises(DocumentNotSignable) as refused:
        office.prepare(edition, dm_certificate)

    assert refused.value.fields["why"] == "not_pdf"


@pytest.mark.parametrize(
    ("box", "why"),
    [
        (SignatureBox(page=2, x1=0, y1=0, x2=200, y2=70), "no_such_page"),
        (SignatureBox(page=1, x1=500, y1=60, x2=700, y2=130), "box_outside_page"),
    ],
)
def test_a_mark_goes_on_the_page_or_nowhere(
    box: SignatureBox, why: str, office: SignatureOffice, dm_certificate: CertificateView, letter: Edition
) -> None:
    with pytest.raises(DocumentNotSignable) as refused:
        office.prepare(letter, dm_certificate, box=box)

    assert refused.value.fields["why"] == why


def test_a_document_larger_than_the_limit_is_refused(office: SignatureOffice, dm_certificate: CertificateView) -> None:
    office.settings = office.settings.model_copy(update={"largest_pdf": 1000})
    edition = office.library.put(a_letter())

    with pytest.raises(DocumentTooLargeToSign):
        office.prepare(edition, dm_certificate)
