"""Diary numbers that a desk takes in advance, for letters that come while it has no line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from contracts.files import DiaryBlockView, ReservedNumber
from contracts.files.diary_errors import (
    DiaryBlockElsewhere,
    DiaryBlockOver,
    DiaryBlockReturned,
    DiaryNumberOutside,
)
from contracts.files.views import PostRef, SignatureBlock
from services.files.domain.actor import Actor
from services.files.domain.custody import When
from services.files.domain.numbering import dawn, office_day, spell

OPEN_FOR = timedelta(days=7)
MOST_OPEN = 5
"""Blocks of a desk with numbers left: as many PCs as have one at the same time."""

State = Literal["open", "expired", "returned"]


@dataclass(slots=True, kw_only=True)
class NumberBlock:
    id: UUID
    office_id: UUID
    year: int
    template: str
    first: int
    last: int
    pc: UUID
    post_id: UUID
    by: SignatureBlock
    taken_at: datetime
    expires_at: datetime
    used: list[int] = field(default_factory=list)
    returned_by: SignatureBlock | None = None
    returned_at: datetime | None = None
    reason: str = ""

    @property
    def left(self) -> int:
        """Numbers under which there is no letter."""
        return self.last - self.first + 1 - len(self.used)

    def state(self, at: datetime) -> State:
        if self.returned_at is not None:
            return "returned"
        return "open" if at < self.expires_at else "expired"

    def number_for(self, asked: ReservedNumber, by: Actor, when: When) -> str:
        """The number of a letter that came before the block's time was over, whenever the server learns of it.

        A block that was returned meanwhile, because its PC was given up for lost, does not make the slip untrue that
        was handed out: nobody else gets the number. Raises DiaryBlockElsewhere, DiaryNumberOutside, DiaryBlockOver.
        """
        if self.post_id != by.post_id or self.pc != asked.pc:
            raise DiaryBlockElsewhere
        if not self.first <= asked.serial <= self.last:
            raise DiaryNumberOutside(first=self.first, last=self.last)
        if not self.taken_at <= when.occurred_at < self.expires_at:
            raise DiaryBlockOver(since=self.taken_at.isoformat(), until=self.expires_at.isoformat())
        return spell(self.template, asked.serial)

    def give_back(self, by: Actor, at: datetime, reason: str) -> None:
        """Raises DiaryBlockReturned."""
        if self.state(at) != "open":
            raise DiaryBlockReturned
        self.returned_by, self.returned_at, self.reason = by.signature, at, reason

    def view(self, at: datetime) -> DiaryBlockView:
        post: PostRef = self.by.post
        return DiaryBlockView.model_construct(
            id=self.id,
            office_id=self.office_id,
            year=self.year,
            template=self.template,
            first=self.first,
            last=self.last,
            post=post,
            taken_by=self.by,
            taken_at=self.taken_at,
            expires_at=self.expires_at,
            state=self.state(at),
            used=self.used,
            returned_by=self.returned_by,
            returned_at=self.returned_at,
            reason=self.reason,
        )


def open_until(at: datetime) -> datetime:
    """Not into the next year, whose letters are numbered in another series."""
    return min(at + OPEN_FOR, dawn(date(office_day(at).year + 1, 1, 1)))
