"""signatures on the bus: parse, call one handler, answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.auth import Caller
from chassis.extensions import UnitOfWorkProvider
from chassis.rpc import command, query
from chassis.timers import due
from contracts.signatures import (
    CertificateList,
    CertificateView,
    CompleteSignature,
    DeactivateCertificate,
    ListCertificates,
    PrepareSignature,
    RegisterCertificate,
    SignatureView,
    SigningSessionView,
    VerificationReport,
    VerifyDocument,
)
from services.signatures.extensions import ExecutorProvider, LibraryProvider, TrustProvider
from services.signatures.handlers import certificates, signing, verification
from services.signatures.queries import certificates as certificate_queries
from services.signatures.settings import SignaturesSettings
from services.signatures.storage import SignaturesUnitOfWork


class SignaturesService:
    name = "signatures"

    uow = UnitOfWorkProvider(SignaturesUnitOfWork, SignaturesSettings)
    library = LibraryProvider()
    trust = TrustProvider()
    executor = ExecutorProvider()

    @command(RegisterCertificate)
    def register_certificate(self, request: RegisterCertificate, caller: Caller) -> CertificateView:
        return certificates.register(request, caller, self.uow, self.trust, self.executor)

    @query(ListCertificates)
    def list_certificates(self, request: ListCertificates, caller: Caller) -> CertificateList:
        return certificate_queries.own(caller, self.uow)

    @command(DeactivateCertificate)
    def deactivate_certificate(self, request: DeactivateCertificate, caller: Caller) -> CertificateView:
        return certificates.deactivate(request, caller, self.uow)

    @command(PrepareSignature)
    def prepare_signature(self, request: PrepareSignature, caller: Caller) -> SigningSessionView:
        return signing.prepare(request, caller, self.uow, self.library, self.trust, self.executor)

    @command(CompleteSignature)
    def complete_signature(self, request: CompleteSignature, caller: Caller) -> SignatureView:
        return signing.complete(request, caller, self.uow, self.library, self.executor)

    @query(VerifyDocument)
    def verify_document(self, request: VerifyDocument, caller: Caller) -> VerificationReport:
        return verification.report(request, self.uow, self.library, self.trust, self.executor)

    @due(signing.EXPIRE)
    def expire_session(self, payload: dict[str, Any]) -> None:
        signing.expire(UUID(payload["session_id"]), self.uow)
