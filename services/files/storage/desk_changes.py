"""What changed on a desk since a moment, by the database's own clock.

A row bears the time at which the transaction that changed it began. Whatever began before the horizon has ended, so
nothing that lies before it can still appear; what lies after it is told again the next time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, literal, null, select, text, tuple_
from sqlalchemy.orm import Session

from contracts.files.desk import DeskRowView
from services.files.storage.desk import SHELVES, Kind, Shelf
from services.files.storage.tables import Moment, files

Key = tuple[datetime, UUID]
CLOCKS = timedelta(minutes=10)
"""How far the clocks of the processes, which date movements, may differ from the database's."""
MOST_GONE = 2000
# One second for a transaction that has its time already and is not yet seen at work.
HORIZON = text(
    "SELECT least(clock_timestamp(), (SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid())) - interval '1 second'"
)


class DeskChanges:
    """Of one desk, in this session. Ask for the horizon first."""

    def __init__(self, session: Session, post_id: UUID) -> None:
        self.session = session
        self.post_id = post_id

    def horizon(self) -> datetime:
        """Whatever began before has ended and is seen by the next statement."""
        found: datetime = self.session.execute(HORIZON).scalar_one()
        return found

    def rows(self, after: Key, limit: int) -> list[tuple[Key, DeskRowView]]:
        """What lies on the desk and changed after the key, the earliest change first."""
        found = [row for kind in SHELVES for row in self._of_kind(kind, after, limit)]
        return sorted(found, key=lambda row: row[0])[:limit]

    def gone(self, since: datetime) -> list[UUID] | None:
        """What left the desk, or was closed there, and is not on it now; none where that is too much to tell."""
        found = {one for shelf in SHELVES.values() for one in self._left(shelf, since - CLOCKS)}
        return sorted(found) if len(found) <= MOST_GONE else None

    def _of_kind(self, kind: Kind, after: Key, limit: int) -> list[tuple[Key, DeskRowView]]:
        listed = changed(SHELVES[kind], self.post_id, after).limit(limit)
        return [((row.changed_at, row.id), _row(kind, row)) for row in self.session.execute(listed)]

    def _left(self, shelf: Shelf, since: datetime) -> list[UUID]:
        link, columns = shelf.links.c, shelf.items.c
        item = link[shelf.item]
        here = select(columns.id).where(
            columns.id == item, columns.holder_post_id == self.post_id, columns.state == "open"
        )
        left = select(item).where(link.from_post_id == self.post_id, link.recorded_at > since, ~here.exists())
        return list(self.session.execute(left.distinct().limit(MOST_GONE + 1)).scalars())


def changed(shelf: Shelf, post_id: UUID, after: Key) -> Select[Any]:
    """Open things of one kind at the desk, in the order of their changes: one index walked on from the key."""
    columns = shelf.items.c
    until = files.c.parked_until if shelf.kind == "file" else null()
    sent = case((columns.last_kind == "created", None), else_=columns.from_post)
    rows = shelf.rows(columns.held_since, from_post=sent)
    return (
        select(*rows, until.label("parked_until"), columns.changed_at.label("changed_at"))
        .where(columns.holder_post_id == post_id, columns.state == "open")
        .where(tuple_(columns.changed_at, columns.id) > tuple_(literal(after[0], Moment), literal(after[1])))
        .order_by(columns.changed_at, columns.id)
    )


def _row(kind: Kind, row: Any) -> DeskRowView:
    sender = row.from_post or {}
    return DeskRowView.model_construct(
        kind=kind,
        id=row.id,
        box="inbox" if row.parked_until is None else "parked",
        number=row.number,
        subject=row.subject,
        sender=row.sender,
        from_hi=sender.get("designation_hi", ""),
        from_en=sender.get("designation_en", ""),
        grading=row.grading,
        urgency=row.urgency,
        labels=row.labels,
        arrived_at=row.at,
        unread=row.opened_at is None,
        due_on=row.due_on,
        custody_number=row.custody_number,
        parked_until=row.parked_until,
        leased_until=row.leased_until,
        deadline=row.deadline,
    )
