"""Loading and saving follow-ups."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, select, tuple_, update
from sqlalchemy.orm import Session

from contracts.files.views import PostRef, SignatureBlock
from services.files.domain.follow_up import FollowUp
from services.files.storage.follow_up_tables import follow_ups
from services.files.storage.values import dump, load

OPEN = follow_ups.c.outcome.is_(None)
ALIKE = ("id", "file_id", "due_on", "word", "set_at", "alerted_at", "outcome", "ended_at")
"""Columns that are stored as the domain has them."""


class FollowUps:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, one: FollowUp) -> None:
        values = {name: getattr(one, name) for name in ALIKE}
        blocks = {"post": dump(one.post), "set_by": dump(one.set_by), "ended_by": None}
        self.session.execute(insert(follow_ups), {**values, **blocks, "post_id": one.post.post_id})

    def save(self, one: FollowUp) -> None:
        """Write that it was told of, or ended."""
        values = {name: getattr(one, name) for name in ("alerted_at", "outcome", "ended_at")}
        self.session.execute(
            update(follow_ups).where(follow_ups.c.id == one.id).values(**values, ended_by=dump(one.ended_by))
        )

    def get(self, follow_up_id: UUID) -> FollowUp | None:
        row = self.session.execute(select(follow_ups).where(follow_ups.c.id == follow_up_id)).first()
        return _follow_up(row) if row is not None else None

    def open_of(self, post_id: UUID, file_id: UUID) -> FollowUp | None:
        """The one that this desk has of a file."""
        mine = select(follow_ups).where(follow_ups.c.post_id == post_id, follow_ups.c.file_id == file_id, OPEN)
        row = self.session.execute(mine).first()
        return _follow_up(row) if row is not None else None

    def open_at(
        self, post_id: UUID, after: tuple[date, UUID, int] | None, limit: int, file_id: UUID | None = None
    ) -> list[FollowUp]:
        """Those of a desk, the earliest day first."""
        of = follow_ups.c
        wanted = select(follow_ups).where(of.post_id == post_id, OPEN)
        if file_id is not None:
            wanted = wanted.where(of.file_id == file_id)
        if after is not None:
            wanted = wanted.where(tuple_(of.due_on, of.id) > after[:2])
        return [_follow_up(row) for row in self.session.execute(wanted.order_by(of.due_on, of.id).limit(limit))]

    def due_at(self, post_id: UUID, today: date) -> int:
        """How many of a desk's have come to their day."""
        mine = select(func.count()).where(follow_ups.c.post_id == post_id, OPEN, follow_ups.c.due_on <= today)
        return int(self.session.execute(mine).scalar_one())

    def go_on_in(self, file_id: UUID, later_id: UUID) -> None:
        """The file goes on in its next volume, and with it what desks want to be reminded of."""
        moved = update(follow_ups).where(follow_ups.c.file_id == file_id, OPEN)
        self.session.execute(moved.values(file_id=later_id))


def _follow_up(row: Row[Any]) -> FollowUp:
    return FollowUp(
        post=load(PostRef, row.post),
        set_by=load(SignatureBlock, row.set_by),
        ended_by=load(SignatureBlock, row.ended_by),
        **{name: row._mapping[name] for name in ALIKE},
    )
