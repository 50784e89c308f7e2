"""The deadline of a file given or made later: by whom, when and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from contracts.base import Source
from contracts.files.errors import DeadlineNotLater
from contracts.files.history import DeadlineView
from contracts.files.views import SignatureBlock
from services.files.domain.actor import Actor
from services.files.domain.custody import When, new_salt
from services.files.domain.file import File


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineChange:
    file_id: UUID
    serial: int = 0
    """Within the file, from 1; 0 until it is stored."""
    before: datetime | None
    deadline: datetime
    reason: str
    by: SignatureBlock
    occurred_at: datetime
    recorded_at: datetime
    source: Source
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of the reason in the ledger."""

    @property
    def view(self) -> DeadlineView:
        return DeadlineView.model_construct(
            serial=self.serial,
            before=self.before,
            deadline=self.deadline,
            reason=self.reason,
            by=self.by,
            at=self.occurred_at,
        )


def extended(file: File, by: Actor, when: When, deadline: datetime, reason: str) -> DeadlineChange:
    """Give the file a later deadline, or its first. Raises as ``File.check_extend_deadline``, DeadlineNotLater."""
    file.check_extend_deadline(by)
    at = when.not_before(file.held_since)
    earliest = max(file.deadline or when.recorded_at, when.recorded_at)
    if deadline <= earliest:
        raise DeadlineNotLater(deadline=deadline.isoformat(), earliest=earliest.isoformat())
    before, file.deadline = file.deadline, deadline
    return DeadlineChange(
        file_id=file.id,
        before=before,
        deadline=deadline,
        reason=reason,
        by=by.signature,
        occurred_at=at,
        recorded_at=when.recorded_at,
        source=when.source,
    )
