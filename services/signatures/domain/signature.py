"""The record of a signature that was made. Never changed, never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.base import Capacity
from contracts.signatures import DocumentSigned, Level, SignatureView
from services.signatures.domain.certificate import Certificate


@dataclass(frozen=True)
class Signature:
    id: UUID
    session_id: UUID
    document_id: UUID
    signed_version: int
    """The version that was put before the signer."""
    version: int
    """The version that carries the signature."""
    sha256: str
    size: int
    person_id: UUID
    signer_name: str
    capacity: Capacity
    certificate_id: UUID
    certificate_sha256: str
    signed_at: datetime
    level: Level = "B-B"

    def view(self, certificate: Certificate) -> SignatureView:
        return SignatureView(
            signature_id=self.id,
            session_id=self.session_id,
            document_id=self.document_id,
            version=self.version,
            sha256=self.sha256,
            size=self.size,
            signer_person_id=self.person_id,
            signer_name=self.signer_name,
            capacity=self.capacity,
            signed_at=self.signed_at,
            level=self.level,
            certificate=certificate.view(self.signed_at),
        )

    def event(self) -> DocumentSigned:
        return DocumentSigned(
            signature_id=self.id,
            session_id=self.session_id,
            document_id=self.document_id,
            version=self.version,
            sha256=self.sha256,
            signer_person_id=self.person_id,
            certificate_sha256=self.certificate_sha256,
            level=self.level,
            signed_at=self.signed_at,
        )
