"""A proposal: what one person wants to do, which takes effect only by a second one's word."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from contracts.identity.errors import ProposalOver

Values = dict[str, Any]


@dataclass(eq=False, kw_only=True)
class Proposal:
    """Pending until it is confirmed, refused or withdrawn, or lapses. Its content never changes."""

    PENDING: ClassVar[str] = "pending"

    id: UUID
    act: str
    body: Values
    """The command that takes effect, as it was proposed."""
    subject: str
    """What it is about: the same thing is proposed once at a time."""
    shown: Values
    """Person, post and changes as they were shown when it was proposed."""
    concerned: list[UUID]
    second: list[UUID]
    """Who could confirm it when it was proposed, to be told of it. Who may is looked up when it is confirmed."""
    reason: str
    proposed_by: UUID
    proposed_charge_id: UUID
    proposed_at: datetime
    lapses_at: datetime
    post_id: UUID | None = None
    state: str = PENDING
    settled_by: UUID | None = None
    settled_at: datetime | None = None
    remarks: str = ""
    password_at: datetime | None = field(default=None)
    """When the one-time password was made that this proposal led to."""

    @property
    def number(self) -> str:
        """The last six hexadecimal digits of its id: enough to speak about it."""
        return self.id.hex[-6:].upper()

    def is_pending(self, at: datetime) -> bool:
        return self.state == self.PENDING and at < self.lapses_at

    def check_pending(self, at: datetime) -> None:
        """Raises ProposalOver."""
        if self.state != self.PENDING:
            raise ProposalOver(state=self.state)
        if at >= self.lapses_at:
            raise ProposalOver(state="lapsed")

    def settle(self, state: str, at: datetime, by: UUID | None, remarks: str = "") -> None:
        self.state, self.settled_at, self.settled_by, self.remarks = state, at, by, remarks
