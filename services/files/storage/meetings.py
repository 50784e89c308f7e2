"""Loading and saving meetings; decisions are only added."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, func, insert, or_, select, tuple_, update
from sqlalchemy.orm import Session

from chassis.ledger import content_hash
from contracts.files.views import PostRef, SignatureBlock
from services.files.domain.meeting import Decision, Item, Meeting
from services.files.storage.ledger import Contents
from services.files.storage.meeting_tables import meeting_decisions, meeting_items, meetings
from services.files.storage.values import dump, load

CONVERTED = {"chair_post_id", "chair", "prepared_by", "confirmed_by"}
ALIKE = [column.name for column in meetings.c if column.name not in CONVERTED]
"""Columns that are stored as the domain has them."""
CHANGING = ("state", "confirmed_at", "decision_count", "version", "ledger_serial", "ledger_hash")

SAVE = (
    update(meetings)
    .where(meetings.c.id == bindparam("meeting"))
    .values({name: bindparam(name) for name in (*CHANGING, "confirmed_by")})
)


class Meetings:
    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, meeting_id: UUID, *, for_update: bool = False) -> Meeting | None:
        """The meeting with its agenda; ``for_update`` keeps others from recording until the transaction ends."""
        wanted = select(meetings).where(meetings.c.id == meeting_id)
        row = self.session.execute(wanted.with_for_update() if for_update else wanted).first()
        return None if row is None else self._meeting(row)

    def add(self, one: Meeting) -> None:
        values = {name: getattr(one, name) for name in ALIKE}
        own = {"chair_post_id": one.chair.post_id, "chair": dump(one.chair), "prepared_by": dump(one.prepared_by)}
        self.session.execute(insert(meetings), {**values, **own, "confirmed_by": None})
        rows = [{"meeting_id": one.id, "number": i.number, "tl_id": i.tl_id, "file_id": i.file_id} for i in one.items]
        self.session.execute(insert(meeting_items), rows)

    def save(self, one: Meeting, decision: Decision | None = None) -> None:
        """Write what an act may have changed, and the decision that it was, if it was one."""
        if decision is not None:
            row = {column.name: getattr(decision, column.name) for column in meeting_decisions.c}
            self.session.execute(insert(meeting_decisions), {**row, "by": dump(decision.by)})
        values = {name: getattr(one, name) for name in CHANGING}
        self.session.execute(SAVE, {"meeting": one.id, **values, "confirmed_by": dump(one.confirmed_by)})

    def decisions(self, meeting_id: UUID) -> list[Decision]:
        """In the order in which they were recorded."""
        row = meeting_decisions.c
        wanted = select(meeting_decisions).where(row.meeting_id == meeting_id).order_by(row.number)
        return [_decision(found) for found in self.session.execute(wanted)]

    def of_file(self, file_id: UUID) -> list[tuple[Meeting, Decision]]:
        """What stands in the noting of a file, in the order in which it came there."""
        row = meeting_decisions.c
        wanted = select(meeting_decisions).where(row.file_id == file_id)
        found = [
            _decision(each)
            for each in self.session.execute(wanted.order_by(row.recorded_at, row.meeting_id, row.number))
        ]
        held = {meeting_id: self.get(meeting_id) for meeting_id in {one.meeting_id for one in found}}
        return [(meeting, one) for one in found if (meeting := held[one.meeting_id]) is not None]

    def listed(
        self, office_id: UUID | None, chair_id: UUID, before: tuple[int, int] | None, limit: int
    ) -> list[Row[Any]]:
        """The last first: those of an office, and those that a post chairs."""
        row = meetings.c
        counted = select(func.count()).where(meeting_items.c.meeting_id == row.id).scalar_subquery()
        mine = row.chair_post_id == chair_id
        wanted = select(meetings, counted.label("items")).where(
            or_(mine, row.office_id == office_id) if office_id is not None else mine
        )
        if before is not None:
            wanted = wanted.where(tuple_(row.year, row.serial) < before)
        return list(self.session.execute(wanted.order_by(row.year.desc(), row.serial.desc()).limit(limit)))

    def _meeting(self, row: Row[Any]) -> Meeting:
        stored = row._mapping
        wanted = select(meeting_items).where(meeting_items.c.meeting_id == row.id).order_by(meeting_items.c.number)
        return Meeting(
            chair=load(PostRef, stored["chair"]),
            prepared_by=load(SignatureBlock, stored["prepared_by"]),
            confirmed_by=load(SignatureBlock, stored["confirmed_by"]),
            items=[Item(each.number, each.tl_id, each.file_id) for each in self.session.execute(wanted)],
            **{name: stored[name] for name in ALIKE},
        )


def _decision(row: Row[Any]) -> Decision:
    return Decision(**{**row._mapping, "by": load(SignatureBlock, row.by), "salt": bytes(row.salt)})


def of_decision(one: Decision) -> Contents:
    """What was decided, for the ledger of the file in which it stands."""
    said = {
        "item": one.item,
        "text": one.text,
        "by": str(one.by.person.person_id),
        "post": str(one.by.post.post_id),
        "after_paragraph": one.after_paragraph,
        "occurred_at": one.occurred_at.isoformat(),
    }
    return {f"meeting_decision:{one.meeting_id}:{one.number}": content_hash(said, one.salt)}


def contents_of(session: Session, file_id: UUID) -> Contents:
    """All decisions that stand in a file, as they are stored now."""
    found: Contents = {}
    for _, one in Meetings(session).of_file(file_id):
        found |= of_decision(one)
    return found
