"""An office that signs: real certificates on real tokens, a real database, documents in memory."""

from __future__ import annotations

import base64
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, text

from chassis.auth import Person, Service
from chassis.database import CommandGuard
from chassis.errors import AlreadyDone
from clients.demo_ca import DemoHome, DemoOfficer
from clients.signer import SigningRequest
from contracts.base import Command
from contracts.signatures import (
    CertificateView,
    CompleteSignature,
    DeactivateCertificate,
    PrepareSignature,
    RegisterCertificate,
    SignatureBox,
    SignatureView,
    Signer,
    SigningSessionView,
    VerificationReport,
    VerifyDocument,
)
from services.signatures.executor import Executor, Here
from services.signatures.handlers import certificates, signing, verification
from services.signatures.library.api import Edition
from services.signatures.library.memory import MemoryLibrary
from services.signatures.pades.trust import TrustStore
from services.signatures.settings import SignaturesSettings
from services.signatures.storage import SignaturesUnitOfWork

FILES = Service("files")
BOX = SignatureBox(page=1, x1=330, y1=60, x2=540, y2=130)


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class SignatureOffice:
    engine: Engine
    home: DemoHome
    library: MemoryLibrary = field(default_factory=MemoryLibrary)
    clock: Clock = field(default_factory=Clock)
    trust: TrustStore = field(init=False)
    settings: SignaturesSettings = field(init=False)

    def __post_init__(self) -> None:
        self.trust = TrustStore.read(self.home.trust_directory)
        self.settings = SignaturesSettings(broker_url="amqp://nobody@localhost/", database_url="postgresql://nobody")

    def uow(self, command: Command | None = None, command_id: uuid.UUID | None = None) -> SignaturesUnitOfWork:
        guard = None
        if command is not None:
            command_id = command_id or uuid.uuid4()
            guard = CommandGuard("service:files", command_id, command)
        return SignaturesUnitOfWork(
            self.engine,
            settings=self.settings,
            guard=guard,
            command=command,
            command_id=command_id,
            clock=self.clock,
        )

    def register(self, officer: DemoOfficer, person_id: uuid.UUID, chain: str | None = None) -> CertificateView:
        request = RegisterCertificate(
            certificate_pem=officer.certificate_pem, chain_pem=officer.chain_pem if chain is None else chain
        )
        return certificates.register(request, a_person(person_id), self.uow(request), self.trust, Here())

    def deactivate(self, certificate: CertificateView, reason: Any = "lost") -> CertificateView:
        request = DeactivateCertificate(certificate_id=certificate.id, reason=reason)
        return certificates.deactivate(request, a_person(certificate.person_id), self.uow(request))

    def prepare(self, edition: Edition, certificate: CertificateView, **changes: Any) -> SigningSessionView:
        request = a_preparation(edition, certificate, **changes)
        return signing.prepare(request, FILES, self.uow(request), self.library, self.trust, Here())

    def complete(
        self,
        session: SigningSessionView,
        person_id: uuid.UUID,
        signature: bytes,
        command_id: uuid.UUID | None = None,
        executor: Executor | None = None,
    ) -> SignatureView:
        request = CompleteSignature(
            session_id=session.session_id, person_id=person_id, signature=base64.b64encode(signature).decode()
        )
        uow = self.uow(request, command_id)
        try:
            return signing.complete(request, FILES, uow, self.library, executor or Here())
        except AlreadyDone as done:
            return SignatureView.model_validate(done.result)

    def sign(
        self, edition: Edition, officer: DemoOfficer, certificate: CertificateView, **changes: Any
    ) -> SignatureView:
        """All three steps."""
        session = self.prepare(edition, certificate, **changes)
        return self.complete(session, certificate.person_id, by_token(officer, session))

    def verify(self, document_id: uuid.UUID, version: int) -> VerificationReport:
        request = VerifyDocument(document_id=document_id, version=version)
        return verification.report(request, self.uow(), self.library, self.trust, Here())

    def pdf(self, signature: SignatureView) -> bytes:
        return self.library.read(self.library.find(signature.document_id, signature.version))

    def rows(self, sql: str) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(sql)))


def a_person(person_id: uuid.UUID) -> Person:
    return Person(person_id=person_id, charge_id=uuid.uuid4(), session_id=uuid.uuid4())


def a_preparation(edition: Edition, certificate: CertificateView, **changes: Any) -> PrepareSignature:
    signer = Signer(
        person_id=changes.pop("person_id", certificate.person_id),
        name_hi="अनिता रावत",
        name_en="Anita Rawat",
        designation_hi="जिलाधिकारी, देहरादून",
        designation_en="District Magistrate, Dehradun",
    )
    given = {"signer": signer, "reason": "Approved", "location": "Dehradun", "box": BOX}
    return PrepareSignature(
        document_id=edition.document_id,
        version=edition.version,
        certificate_id=certificate.id,
        **given | changes,
    )


def by_token(officer: DemoOfficer, session: SigningSessionView) -> bytes:
    """What the officer's machine does: check the request, sign it with the token."""
    request = SigningRequest.from_session(session.model_dump(mode="json"), document_name="पत्र 12/2026")
    with officer.open_token() as token:
        return token.sign_request(request)
