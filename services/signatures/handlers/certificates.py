"""Binding certificates to people, and ending it."""

from __future__ import annotations

from chassis.auth import Caller, Person
from chassis.ids import new_id
from contracts.errors import Unauthenticated
from contracts.signatures import (
    CertificateTaken,
    CertificateUnknown,
    CertificateUnreadable,
    CertificateUntrusted,
    CertificateView,
    DeactivateCertificate,
    RegisterCertificate,
)
from services.signatures.domain.certificate import Certificate
from services.signatures.executor import Executor
from services.signatures.pades import certificates as reading
from services.signatures.pades.trust import TrustStore
from services.signatures.storage import SignaturesUnitOfWork


def person_of(caller: Caller) -> Person:
    """Raises Unauthenticated where somebody else than a person calls."""
    if not isinstance(caller, Person):
        raise Unauthenticated
    return caller


def register(
    request: RegisterCertificate, caller: Caller, uow: SignaturesUnitOfWork, trust: TrustStore, executor: Executor
) -> CertificateView:
    """Register the certificate for the person.

    It has to be fit to sign with and chain to the trust store now, and nobody else has signed with it.
    """
    person = person_of(caller)
    try:
        certificate, chain = reading.parsed(request.certificate_pem, request.chain_pem)
        facts = reading.facts(certificate)
    except reading.NotACertificate:
        raise CertificateUnreadable from None
    facts.check_made_for_signing()
    facts.check_dates(uow.now())
    path = executor.run(trust.path_of, certificate, chain, uow.now())
    if path is None:
        raise CertificateUntrusted
    wanted = Certificate.registered(
        id=new_id(),
        person_id=person.person_id,
        facts=facts,
        pem=reading.as_pem([certificate]),
        chain_pem=reading.as_pem(path),
        at=uow.now(),
    )
    with uow:
        if uow.certificates.owner(wanted.sha256) not in (None, person.person_id):
            raise CertificateTaken
        registered = uow.certificates.add_or_find(wanted)
        registered.check_registered_again()
        return uow.commit(registered.view(uow.now()))


def deactivate(request: DeactivateCertificate, caller: Caller, uow: SignaturesUnitOfWork) -> CertificateView:
    """End one's own certificate for good."""
    person = person_of(caller)
    with uow:
        certificate = uow.certificates.get(request.certificate_id, for_update=True)
        if certificate is None or certificate.person_id != person.person_id:
            raise CertificateUnknown
        certificate.deactivate(request.reason, uow.now())
        uow.certificates.save(certificate)
        return uow.commit(certificate.view(uow.now()))
