"""Loading and saving consultations; ends and reminders are only added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, bindparam, func, insert, select, tuple_, update
from sqlalchemy.orm import Session

from contracts.files.views import PersonRef, PostRef, SignatureBlock
from services.files.domain.consultation import Consultation, End, Reminder
from services.files.domain.custody import Movement
from services.files.domain.history import Opening, Visit, visits
from services.files.storage.consultation_tables import (
    consultation_ends,
    consultation_movements,
    consultation_openings,
    consultation_reminders,
    consultations,
)
from services.files.storage.movements import custody, to_movement
from services.files.storage.tables import files
from services.files.storage.values import dump, load

ALIKE = (
    *("id", "file_id", "number", "question", "salt", "asked_at", "due_on", "held_since", "opened_at", "remarks"),
    *("last_kind", "movement_serial", "state", "version"),
)
"""Columns that are stored as the domain has them."""
CHANGING = ("held_since", "opened_at", "remarks", "last_kind", "movement_serial", "state", "version")
CHANGING_TOO = ("holder_post_id", "holder", "from_post", "opened_by")

SAVE = (
    update(consultations)
    .where(consultations.c.id == bindparam("consultation"))
    .values({name: bindparam(name) for name in (*CHANGING, *CHANGING_TOO)})
)
ENDED = [column.label(f"end_{column.name}") for column in consultation_ends.c]
WHOLE = (
    select(consultations, files.c.number.label("file_number"), files.c.grading, *ENDED)
    .join_from(consultations, files, files.c.id == consultations.c.file_id)
    .outerjoin(consultation_ends, consultation_ends.c.consultation_id == consultations.c.id)
)


class Consultations:
    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, consultation_id: UUID) -> Consultation | None:
        """As it is now. Who changes it has locked its file before."""
        row = self.session.execute(WHOLE.where(consultations.c.id == consultation_id)).first()
        return None if row is None else to_consultation(row)

    def of_file(self, file_id: UUID, after_number: int = 0, limit: int | None = None) -> list[Consultation]:
        """In the order of their numbers."""
        found = WHOLE.where(consultations.c.file_id == file_id, consultations.c.number > after_number)
        rows = self.session.execute(found.order_by(consultations.c.number).limit(limit))
        return [to_consultation(row) for row in rows]

    def asked(self, file_id: UUID, posts: Sequence[UUID]) -> PostRef | None:
        """One of these desks that has an open question about the file already."""
        found = select(consultations.c.holder).where(
            consultations.c.file_id == file_id,
            consultations.c.holder_post_id.in_(posts),
            consultations.c.state == "open",
        )
        return load(PostRef, self.session.execute(found.limit(1)).scalar())

    def had(self, consultation_id: UUID, post_id: UUID) -> bool:
        """Whether the question was ever at this desk."""
        link = consultation_movements.c
        found = select(link.serial).where(link.consultation_id == consultation_id, link.to_post_id == post_id)
        return self.session.execute(found.limit(1)).first() is not None

    def add(self, consultation: Consultation) -> None:
        """A new one. Its first movement has to follow in the same transaction."""
        fixed = {"asked_by": dump(consultation.asked_by), "asked_post_id": consultation.asked_by.post.post_id}
        values = {name: getattr(consultation, name) for name in ALIKE}
        self.session.execute(insert(consultations), {**values, **custody(consultation), **fixed})

    def save(self, consultation: Consultation) -> None:
        """Write what an act may have changed."""
        values = {name: getattr(consultation, name) for name in CHANGING}
        self.session.execute(SAVE, {"consultation": consultation.id, **values, **custody(consultation)})

    def end(self, end: End) -> None:
        """The database refuses a second one, and one that is not the consultation's state."""
        values = {column.name: getattr(end, column.name) for column in consultation_ends.c if column.name != "post_id"}
        own = {"by": dump(end.by), "post_id": end.by.post.post_id}
        self.session.execute(insert(consultation_ends), {**values, **own})

    def remind(self, reminder: Reminder) -> None:
        row = {column.name: getattr(reminder, column.name) for column in consultation_reminders.c}
        self.session.execute(insert(consultation_reminders), {**row, "by": dump(reminder.by)})

    def reminders(self, ids: Sequence[UUID]) -> dict[UUID, list[Reminder]]:
        """Of each consultation that has any, in their order."""
        row = consultation_reminders.c
        wanted = select(consultation_reminders).where(row.consultation_id.in_(ids)).order_by(row.serial)
        found: dict[UUID, list[Reminder]] = {}
        for one in self.session.execute(wanted):
            reminder = Reminder(**{**one._mapping, "by": load(SignatureBlock, one.by), "salt": bytes(one.salt)})
            found.setdefault(reminder.consultation_id, []).append(reminder)
        return found

    def stays(self, ids: Sequence[UUID]) -> dict[UUID, list[Visit]]:
        """The desks that each of these was at, in their order."""
        link, opened = consultation_movements.c, consultation_openings.c
        same = and_(opened.consultation_id == link.consultation_id, opened.serial == link.serial)
        wanted = (
            select(
                consultation_movements,
                link.consultation_id.label("file_id"),
                opened.person.label("opened_by"),
                opened.at.label("opened_at"),
            )
            .outerjoin(consultation_openings, same)
            .where(link.consultation_id.in_(ids))
            .order_by(link.serial)
        )
        chains: dict[UUID, list[tuple[Movement, Opening | None]]] = {}
        for row in self.session.execute(wanted):
            opening = Opening(load(PersonRef, row.opened_by), row.opened_at) if row.opened_at is not None else None
            chains.setdefault(row.consultation_id, []).append((to_movement(row), opening))
        return {one: _unopened_first(chain) for one, chain in chains.items()}


def _unopened_first(chain: list[tuple[Movement, Opening | None]]) -> list[Visit]:
    """A question arrives unopened, also at the first desk: nobody brought it there who sits at it."""
    return [
        Visit(stay.movement, opening, stay.left_at) for stay, (_, opening) in zip(visits(chain), chain, strict=True)
    ]


Key = tuple[datetime, UUID]


def to_answer(post_id: UUID) -> tuple[Select[Any], Any]:
    """What waits at a desk, and by when it is listed."""
    row = consultations.c
    return select(*_item(row.held_since)).where(row.holder_post_id == post_id, row.state == "open"), row.held_since


def answered(post_id: UUID) -> tuple[Select[Any], Any]:
    """What a desk answered or returned."""
    end = consultation_ends.c
    wanted = select(*_item(end.recorded_at)).where(end.post_id == post_id, end.kind != "withdrawn")
    return wanted, end.recorded_at


def asked(post_id: UUID) -> tuple[Select[Any], Any]:
    """What a desk asked, and what is open on the files that lie there."""
    row = consultations.c
    own = select(row.id).where(row.asked_post_id == post_id)
    return select(*_item(row.asked_at)).where(row.id.in_(own.union(_here(post_id)))), row.asked_at


def _here(post_id: UUID) -> Select[Any]:
    """Open ones on the files of this desk; both sides are indexes of what is open alone."""
    here = select(files.c.id).where(files.c.holder_post_id == post_id, files.c.open_consultations > 0)
    return select(consultations.c.id).where(consultations.c.state == "open", consultations.c.file_id.in_(here))


BOXES = {"to_answer": to_answer, "answered": answered, "asked": asked}


def _item(at: Any) -> list[Any]:
    own = [column for column in consultations.c if column.name not in ("salt", "ended_as")]
    about = [files.c.number.label("file_number"), files.c.subject, files.c.grading, files.c.urgency]
    return [*own, *about, consultation_ends.c.occurred_at.label("ended_at"), at.label("at")]


def listed(session: Session, box: str, post_id: UUID, after: Key | None, limit: int) -> list[Row[Any]]:
    """A part of a desk's list of consultations, the newest first."""
    wanted, at = BOXES[box](post_id)
    item = consultations.c.id
    wanted = wanted.join_from(consultations, files, files.c.id == consultations.c.file_id).outerjoin(
        consultation_ends, consultation_ends.c.consultation_id == item
    )
    if after is not None:
        wanted = wanted.where(tuple_(at, item) < after)
    return list(session.execute(wanted.order_by(at.desc(), item.desc()).limit(limit)))


def counts(session: Session, post_id: UUID, today: Any) -> Any:
    """How many wait at a desk, and how many it waits for."""
    row = consultations.c
    here = select(row.opened_at, row.due_on).where(row.holder_post_id == post_id, row.state == "open").subquery()
    own = select(row.id).where(row.asked_post_id == post_id, row.state == "open")
    waited = select(func.count()).select_from(own.union(_here(post_id)).subquery()).scalar_subquery()
    counted = select(
        func.count().label("to_answer"),
        func.count().filter(here.c.opened_at.is_(None)).label("unread"),
        func.count().filter(here.c.due_on == today).label("due_today"),
        func.count().filter(here.c.due_on < today).label("overdue"),
        waited.label("asked"),
    ).select_from(here)
    return session.execute(counted).one()


def to_consultation(row: Row[Any]) -> Consultation:
    stored = row._mapping
    return Consultation(
        grading=stored["grading"],
        file_number=stored["file_number"],
        holder=load(PostRef, stored["holder"]),
        from_post=load(PostRef, stored["from_post"]),
        opened_by=load(PersonRef, stored["opened_by"]),
        asked_by=load(SignatureBlock, stored["asked_by"]),
        end=_end(stored),
        **{name: stored[name] for name in ALIKE},
    )


def _end(stored: Any) -> End | None:
    if stored["end_consultation_id"] is None:
        return None
    said = {column.name: stored[f"end_{column.name}"] for column in consultation_ends.c if column.name != "post_id"}
    return End(**{**said, "by": load(SignatureBlock, said["by"]), "salt": bytes(said["salt"])})
