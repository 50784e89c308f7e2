"""Binding certificates to people."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from chassis.auth import Service
from clients.demo_ca import Authority, DemoOfficer, SubjectName
from contracts.errors import PatravaliError, Unauthenticated
from contracts.signatures import (
    CertificateDeactivated,
    CertificateExpired,
    CertificateNotForSigning,
    CertificateTaken,
    CertificateUnknown,
    CertificateUnreadable,
    CertificateUntrusted,
    CertificateView,
    RegisterCertificate,
)
from services.signatures.executor import Here
from services.signatures.handlers import certificates
from services.signatures.pades.trust import TrustStore
from services.signatures.queries import certificates as queries
from tests.signatures.conftest import ADM, DM
from tests.signatures.office import SignatureOffice, a_person, by_token
from tests.signatures.papers import a_letter

NAME = SubjectName("ANITA RAWAT", "Collectorate Dehradun")


def pem_of(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def register(office: SignatureOffice, pem: str, chain: str | None = None, person: uuid.UUID = DM) -> CertificateView:
    chain = office.home.authority.chain_pem if chain is None else chain
    request = RegisterCertificate(certificate_pem=pem, chain_pem=chain)
    return certificates.register(request, a_person(person), office.uow(request), office.trust, Here())


def refused(office: SignatureOffice, pem: str, chain: str | None = None) -> PatravaliError:
    with pytest.raises(PatravaliError) as refusal:
        register(office, pem, chain)
    assert office.rows("SELECT id FROM certificates") == []
    return refusal.value


def test_a_class_3_certificate_is_bound_to_the_person_signed_in(office: SignatureOffice, dm: DemoOfficer) -> None:
    registered = office.register(dm, DM)

    assert registered.person_id == DM
    assert registered.common_name == "ANITA RAWAT"
    assert registered.subject == "CN=ANITA RAWAT,ST=Uttarakhand,postalCode=248001,O=Collectorate Dehradun,C=IN"
    assert (registered.mechanism, registered.status) == ("rsa_pkcs1v15", "active")
    certificate = x509.load_pem_x509_certificate(dm.certificate_pem.encode())
    assert int(registered.serial, 16) == certificate.serial_number
    assert registered.not_after == certificate.not_valid_after_utc


def test_registering_it_again_answers_the_same_certificate(office: SignatureOffice, dm: DemoOfficer) -> None:
    first = office.register(dm, DM)

    assert office.register(dm, DM) == first


def test_who_has_signed_with_a_certificate_keeps_it(office: SignatureOffice, dm: DemoOfficer) -> None:
    office.sign(office.library.put(a_letter()), dm, office.register(dm, DM))

    with pytest.raises(CertificateTaken):
        office.register(dm, ADM)


def test_who_only_shows_the_certificate_of_another_keeps_nobody_from_it(
    office: SignatureOffice, dm: DemoOfficer
) -> None:
    shown = office.register(dm, ADM)
    office.deactivate(shown)

    own = office.register(dm, DM)
    office.sign(office.library.put(a_letter()), dm, own)

    assert office.rows("SELECT person_id FROM certificates WHERE proven_at IS NOT NULL") == [(DM,)]


def test_of_two_who_registered_it_the_first_signature_decides(office: SignatureOffice, dm: DemoOfficer) -> None:
    """The guard: the owner is looked up, under a lock, when a value has verified. Here one token serves both."""
    thief = office.register(dm, ADM)
    begun = office.prepare(office.library.put(a_letter()), thief)
    office.sign(office.library.put(a_letter()), dm, office.register(dm, DM))

    with pytest.raises(CertificateTaken):
        office.complete(begun, ADM, by_token(dm, begun))

    assert office.rows("SELECT person_id FROM certificates WHERE proven_at IS NOT NULL") == [(DM,)]


def test_who_deactivates_it_during_the_first_signature_has_it_deactivated(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView
) -> None:
    begun = office.prepare(office.library.put(a_letter()), dm_certificate)

    class Meanwhile(Here):
        def run(self, work: Any, *arguments: Any) -> Any:
            office.deactivate(dm_certificate)
            return super().run(work, *arguments)

    office.complete(begun, DM, by_token(dm, begun), executor=Meanwhile())

    assert queries.own(a_person(DM), office.uow()).items[0].status == "deactivated"
    assert office.rows("SELECT person_id FROM certificates WHERE proven_at IS NOT NULL") == [(DM,)]


def test_the_database_knows_one_owner_of_a_certificate(office: SignatureOffice, dm: DemoOfficer) -> None:
    office.register(dm, ADM)
    office.register(dm, DM)

    with pytest.raises(IntegrityError), office.engine.begin() as connection:
        connection.execute(text("UPDATE certificates SET proven_at = now()"))


def test_a_person_sees_their_own_certificates_only(
    office: SignatureOffice, dm_certificate: CertificateView, adm_certificate: CertificateView
) -> None:
    assert queries.own(a_person(DM), office.uow()).items == [dm_certificate]
    assert queries.own(a_person(uuid.uuid4()), office.uow()).items == []


def test_a_deactivated_certificate_stays_so(
    office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView
) -> None:
    ended = office.deactivate(dm_certificate, reason="lost")
    again = office.deactivate(dm_certificate, reason="retired")

    assert (ended.status, ended.deactivation_reason) == ("deactivated", "lost")
    assert again.deactivation_reason == "lost"
    with pytest.raises(CertificateDeactivated):
        office.register(dm, DM)


def test_nobody_deactivates_the_certificate_of_another(
    office: SignatureOffice, dm_certificate: CertificateView
) -> None:
    with pytest.raises(CertificateUnknown):
        office.deactivate(dm_certificate.model_copy(update={"person_id": ADM}))

    assert queries.own(a_person(DM), office.uow()).items[0].status == "active"


def test_only_people_have_certificates(office: SignatureOffice) -> None:
    with pytest.raises(Unauthenticated):
        queries.own(Service("files"), office.uow())


def test_text_that_is_no_certificate_is_refused(office: SignatureOffice, dm: DemoOfficer) -> None:
    nonsense = "-----BEGIN CERTIFICATE-----\n" + "QUJD" * 20 + "\n-----END CERTIFICATE-----"

    assert isinstance(refused(office, nonsense), CertificateUnreadable)
    assert isinstance(refused(office, dm.certificate_pem * 2), CertificateUnreadable)


def test_a_certificate_of_an_unknown_authority_is_refused(office: SignatureOffice, tmp_path: Path) -> None:
    stranger = Authority(tmp_path / "stranger")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()

    pem = pem_of(stranger.issue(NAME, key))

    assert isinstance(refused(office, pem, stranger.chain_pem), CertificateUntrusted)


def test_a_missing_link_in_the_chain_is_refused(office: SignatureOffice, dm: DemoOfficer) -> None:
    assert isinstance(refused(office, dm.certificate_pem, chain=""), CertificateUntrusted)


def test_without_anchors_nobody_is_trusted(office: SignatureOffice, dm: DemoOfficer) -> None:
    office.trust = TrustStore(())

    assert isinstance(refused(office, dm.certificate_pem), CertificateUntrusted)


@pytest.mark.parametrize("starts_in_days", [-800, 1])
def test_a_certificate_outside_its_dates_is_refused(starts_in_days: int, office: SignatureOffice) -> None:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    starts = datetime.now(UTC) + timedelta(days=starts_in_days)

    pem = pem_of(office.home.authority.issue(NAME, key, starts=starts))

    assert isinstance(refused(office, pem), CertificateExpired)


def why_not(office: SignatureOffice, certificate: x509.Certificate) -> object:
    refusal = refused(office, pem_of(certificate))
    assert isinstance(refusal, CertificateNotForSigning)
    return refusal.fields["why"]


def test_an_encryption_certificate_is_refused(office: SignatureOffice) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()

    assert why_not(office, office.home.authority.issue(NAME, key, for_signing=False)) == "key_usage"


def test_an_authoritys_certificate_is_refused(office: SignatureOffice) -> None:
    assert why_not(office, office.home.authority.issuing) == "certificate_authority"


def test_short_and_unusual_keys_are_refused(office: SignatureOffice) -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024).public_key()
    unusual = ed25519.Ed25519PrivateKey.generate().public_key()

    assert why_not(office, office.home.authority.issue(NAME, short)) == "weak_key"
    assert why_not(office, office.home.authority.issue(NAME, unusual)) == "weak_key"  # type: ignore[arg-type]
