"""A person's certificates."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.signatures import CertificateList
from services.signatures.handlers.certificates import person_of
from services.signatures.storage import Certificates, SignaturesUnitOfWork


def own(caller: Caller, uow: SignaturesUnitOfWork) -> CertificateList:
    """The caller's own, newest first, with the status they have now."""
    person = person_of(caller)
    with uow.reading() as session:
        found = Certificates(session).of_person(person.person_id)
    return CertificateList(items=[certificate.view(uow.now()) for certificate in found])
