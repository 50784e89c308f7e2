"""What became of the files of one desk since a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session

from contracts.files.views import PostRef
from services.files.storage.letter_tables import letters
from services.files.storage.tables import files, movements, notes
from services.files.storage.values import load


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that waits at the desk, or left it since the moment."""

    id: UUID
    number: str
    grading: str
    urgency: str
    arrived_at: datetime
    left_as: str | None = None
    """sent or closed; none while it waits."""
    left_at: datetime | None = None
    to_post: PostRef | None = None


_FILE = (files.c.id, files.c.number, files.c.grading, files.c.urgency)


class Sittings:
    def __init__(self, session: Session) -> None:
        self.session = session

    def waiting(self, post_id: UUID) -> list[Seen]:
        """What lies there and is not put aside, the longest waiting first."""
        wanted = select(*_FILE, files.c.held_since).where(
            files.c.holder_post_id == post_id, files.c.state == "open", files.c.parked_until.is_(None)
        )
        rows = self.session.execute(wanted.order_by(files.c.held_since, files.c.id))
        return [Seen(*row) for row in rows]

    def left(self, post_id: UUID, since: datetime) -> list[Seen]:
        """What was sent from there or closed there since, and is not there again; its last leaving counts."""
        return [
            Seen(row.id, row.number, row.grading, row.urgency, row.arrived_at, *_how(row))
            for row in self.session.execute(_left(post_id, since))
        ]

    def approved(self, post_id: UUID, since: datetime) -> dict[UUID, tuple[int, datetime]]:
        """By file: how many drafts were approved at the desk since, and when the last."""
        count, last = func.count().label("count"), func.max(letters.c.approved_at).label("last")
        wanted = (
            select(letters.c.file_id, count, last)
            .where(letters.c.approver_post_id == post_id, letters.c.approved_at >= since)
            .group_by(letters.c.file_id)
        )
        return {row.file_id: (row[1], row.last) for row in self.session.execute(wanted)}

    def noted(self, post_id: UUID, file_ids: Sequence[UUID], since: datetime) -> dict[UUID, datetime]:
        """By file: when the desk last wrote a note in it since."""
        wanted = (
            select(notes.c.file_id, func.max(notes.c.confirmed_at).label("last"))
            .where(notes.c.file_id.in_(file_ids), notes.c.author_post_id == post_id, notes.c.confirmed_at >= since)
            .group_by(notes.c.file_id)
        )
        return {row.file_id: row.last for row in self.session.execute(wanted)}


def _left(post_id: UUID, since: datetime) -> Select[tuple[object, ...]]:
    """A file that came back lies there, or left anew: only the last of its leavings is shown."""
    came = movements.alias("came")
    arrived_at = (
        select(func.max(came.c.occurred_at))
        .where(came.c.file_id == movements.c.file_id, came.c.serial < movements.c.serial, came.c.to_post_id == post_id)
        .scalar_subquery()
    )
    last = (
        select(movements.c.file_id, func.max(movements.c.serial).label("serial"))
        .where(
            movements.c.from_post_id == post_id,
            movements.c.recorded_at >= since,
            movements.c.kind.in_(("forwarded", "closed")),
        )
        .group_by(movements.c.file_id)
        .subquery("last")
    )
    return (
        select(*_FILE, arrived_at.label("arrived_at"), movements.c.kind, movements.c.to_post, movements.c.recorded_at)
        .join_from(last, movements, and_(movements.c.file_id == last.c.file_id, movements.c.serial == last.c.serial))
        .join(files, files.c.id == movements.c.file_id)
        # Pulled back or reopened, it is among what waits.
        .where(~and_(files.c.holder_post_id == post_id, files.c.state == "open"))
        .order_by(arrived_at, files.c.id)
    )


def _how(row: Row[tuple[object, ...]]) -> tuple[str, datetime, PostRef | None]:
    if row.kind == "closed":
        return "closed", row.recorded_at, None
    return "sent", row.recorded_at, load(PostRef, row.to_post)
