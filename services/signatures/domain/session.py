"""A signing session: between "this is to be signed" and "here is the signature"."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from contracts.base import Capacity
from contracts.signatures import (
    Mechanism,
    SessionExpired,
    SessionUnknown,
    SessionUsed,
    SigningSessionView,
)

State = Literal["prepared", "accepted", "completed", "expired"]
LIFETIME = timedelta(minutes=10)
# A signature that verified is not thrown away at once: storing it may be repeated after a crash until then.
KEPT_AFTER_ACCEPTANCE = timedelta(days=1)


@dataclass
class SigningSession:
    """What was prepared for one person to sign.

    ``prepared`` → ``accepted`` (a signature value verified and is recorded) → ``completed`` (the signed version lies in
    the store); or ``expired``. The step between the last two can be repeated: the value that was accepted stays.
    """

    id: UUID
    document_id: UUID
    version: int
    """The version that is signed; the signed bytes become the next one."""
    certificate_id: UUID
    certificate_sha256: str
    mechanism: Mechanism
    person_id: UUID
    signer_name: str
    capacity: Capacity
    file_name: str
    to_sign: bytes
    """DER of the CMS signed attributes."""
    document_digest: bytes
    """SHA-256 of the prepared bytes outside the empty signature."""
    region_start: int
    region_end: int
    """Where the empty signature lies in the prepared bytes."""
    created_at: datetime
    expires_at: datetime
    state: State = "prepared"
    signature_value: bytes | None = None
    accepted_at: datetime | None = None

    def check_open(self, person_id: UUID, now: datetime) -> None:
        """Raises SessionUnknown for another person, SessionUsed, or SessionExpired.

        An accepted session is open still: its completion may have been cut short.
        """
        if self.person_id != person_id:
            raise SessionUnknown
        if self.state == "completed":
            raise SessionUsed
        if self.state == "expired" or (self.state == "prepared" and now >= self.expires_at):
            raise SessionExpired(expired_at=self.expires_at.isoformat())

    def accept(self, signature_value: bytes, at: datetime) -> None:
        """Record a value that verified. The first one stays."""
        if self.state == "prepared":
            self.state, self.signature_value, self.accepted_at = "accepted", signature_value, at

    def complete(self) -> None:
        if self.state != "accepted":
            raise SessionUsed
        self.state = "completed"

    def lapse(self, now: datetime) -> datetime | None:
        """The time has come: expire, unless a signature was accepted lately. Answers when to look again."""
        if self.state == "accepted" and self.accepted_at is not None:
            last = self.accepted_at + KEPT_AFTER_ACCEPTANCE
            if now < last:
                return last
        if self.state in ("prepared", "accepted"):
            self.state = "expired"
        return None

    def view(self) -> SigningSessionView:
        return SigningSessionView(
            session_id=self.id,
            document_id=self.document_id,
            version=self.version,
            to_sign=base64.b64encode(self.to_sign).decode("ascii"),
            digest=base64.b64encode(hashlib.sha256(self.to_sign).digest()).decode("ascii"),
            mechanism=self.mechanism,
            certificate_sha256=self.certificate_sha256,
            expires_at=self.expires_at,
        )
