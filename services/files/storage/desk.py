"""The boxes of a desk: what lies there, what went from there, what was made or closed there.

Every list is one index walked backwards from the cursor on, so that a page costs the same whatever lies behind it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Row,
    Select,
    Table,
    and_,
    any_,
    case,
    cast,
    false,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from contracts.files.views import Box, DeskItemView, Label, ParkedView, PostRef, Urgency
from services.files.storage.receipt_tables import receipt_movements, receipts
from services.files.storage.tables import Moment, files, movements
from services.files.storage.values import load

Key = tuple[datetime, UUID]
Kind = Literal["file", "receipt"]


@dataclass(frozen=True)
class Shelf:
    """How one kind of thing is listed."""

    kind: Kind
    items: Table
    links: Table
    item: str
    """How the links name the thing."""
    number: Column[Any]
    urgency: Any
    due_on: Any
    made_at: Column[Any]
    made_by: Column[Any]
    sender: Any
    parked: Any
    leased_until: Any
    deadline: Any
    cancelled: Any

    def rows(self, at: Any, **differing: Any) -> list[Any]:
        """The columns of a row, sorted by ``at``."""
        columns = self.items.c
        own = {
            "at": at,
            "id": columns.id,
            "number": self.number,
            "subject": columns.subject,
            "grading": columns.grading,
            "urgency": self.urgency,
            "labels": columns.labels,
            "holder": columns.holder,
            "from_post": columns.from_post,
            "remarks": columns.remarks,
            "opened_at": columns.opened_at,
            "due_on": self.due_on,
            "state": columns.state,
            "version": columns.version,
            "sender": self.sender,
            "held_since": columns.held_since,
            "custody_number": columns.movement_serial,
            "parked": self.parked,
            "leased_until": self.leased_until,
            "deadline": self.deadline,
            "cancelled": self.cancelled,
        }
        return [column.label(name) for name, column in {**own, **differing}.items()]


# A lease counts on the stay for which it was taken, and while it lasts.
LEASED_UNTIL = case(
    (
        and_(
            files.c.lease["custody_number"].as_integer() == files.c.movement_serial,
            files.c.lease["expires_at"].astext.cast(Moment) > func.now(),
        ),
        files.c.lease["expires_at"].astext.cast(Moment),
    )
)

FILES = Shelf(
    "file", files, movements, "file_id", files.c.number, files.c.urgency, files.c.due_on,
    files.c.created_at, files.c.created_post_id, literal(""), files.c.parked, LEASED_UNTIL, files.c.deadline,
    false(),
)  # fmt: skip
RECEIPTS = Shelf(
    "receipt", receipts, receipt_movements, "receipt_id", receipts.c.diary_number, literal("routine"),
    null().cast(Date), receipts.c.diarised_at, receipts.c.diarised_post_id, receipts.c.sender["name"].astext,
    null().cast(JSONB), null().cast(Moment), null().cast(Moment), receipts.c.cancelled.is_not(None),
)  # fmt: skip
SHELVES = {shelf.kind: shelf for shelf in (FILES, RECEIPTS)}


def _inbox(shelf: Shelf, post_id: UUID) -> tuple[Select[Any], Any, Any]:
    columns = shelf.items.c
    listed = select(*shelf.rows(columns.held_since)).where(columns.holder_post_id == post_id, columns.state == "open")
    if shelf is FILES:
        listed = listed.where(files.c.parked_until.is_(None))
    return listed, columns.held_since, columns.id


def _parked(shelf: Shelf, post_id: UUID) -> tuple[Select[Any], Any, Any]:
    """Files only: a receipt is put into a file, or closed."""
    columns = shelf.items.c
    aside = files.c.parked_until.is_not(None) if shelf is FILES else false()
    listed = select(*shelf.rows(columns.held_since)).where(columns.holder_post_id == post_id, aside)
    return listed, columns.held_since, columns.id


def _sent(shelf: Shelf, post_id: UUID) -> tuple[Select[Any], Any, Any]:
    """The last sending of each thing from this desk, unless it was pulled back."""
    link, later = shelf.links, shelf.links.alias("later")
    item, later_item = link.c[shelf.item], later.c[shelf.item]
    again = and_(later.c.from_post_id == post_id, later.c.kind == "forwarded")
    back = and_(later.c.serial == link.c.serial + 1, later.c.kind == "pulled_back")
    # A scalar subquery looks into the chain of each row; NOT EXISTS became a join over all movements of the district.
    stands = (
        select(func.count() == 0)
        .where(later_item == item, later.c.serial > link.c.serial, or_(again, back))
        .scalar_subquery()
    )
    listed = (
        select(*shelf.rows(link.c.recorded_at, from_post=link.c.from_post, remarks=link.c.remarks))
        .join_from(link, shelf.items, shelf.items.c.id == item)
        .where(link.c.from_post_id == post_id, link.c.kind == "forwarded", stands)
    )
    return listed, link.c.recorded_at, item


def _created(shelf: Shelf, post_id: UUID) -> tuple[Select[Any], Any, Any]:
    listed = select(*shelf.rows(shelf.made_at)).where(shelf.made_by == post_id)
    return listed, shelf.made_at, shelf.items.c.id


def _closed(shelf: Shelf, post_id: UUID) -> tuple[Select[Any], Any, Any]:
    columns = shelf.items.c
    listed = select(*shelf.rows(columns.closed_at)).where(columns.closed_post_id == post_id, columns.state == "closed")
    return listed, columns.closed_at, columns.id


BOXES = {"inbox": _inbox, "sent": _sent, "created": _created, "closed": _closed, "parked": _parked}


INDIAN_TIME: ColumnElement[Any] = literal_column("interval '05:30'")


def first_day(due_on: Any, deadline: Any) -> Any:
    """The day until which its desk was asked for it, or that of the matter's deadline in India, whichever is first."""
    return func.least(due_on, cast(func.timezone(INDIAN_TIME, deadline), Date))


@dataclass(frozen=True)
class Wanted:
    """What of a box is asked for; the rows of the box are looked at one by one."""

    unopened: bool | None = None
    due: Literal["today", "overdue"] | None = None
    today: date = date.min
    urgency: Urgency | None = None
    label: Label | None = None
    text: str | None = None
    """Stands in number, subject or sender, however its Devanagari is encoded."""

    def among(self, listed: Select[Any], shelf: Shelf) -> Select[Any]:
        """The rows of a box that are wanted."""
        if self.unopened is not None:
            opened = shelf.items.c.opened_at
            listed = listed.where(opened.is_(None) if self.unopened else opened.is_not(None))
        if self.due is not None:
            first = first_day(shelf.due_on, shelf.deadline)
            listed = listed.where(first == self.today if self.due == "today" else first < self.today)
        if self.urgency is not None:
            listed = listed.where(shelf.urgency == self.urgency)
        if self.label is not None:
            listed = listed.where(literal(self.label) == any_(shelf.items.c.labels))
        if self.text is not None:
            words = func.concat_ws(" ", shelf.number, shelf.items.c.subject, shelf.sender)
            listed = listed.where(_spelled(words).ilike(f"%{_escaped(spelled(self.text))}%", escape="\\"))
        return listed


ALL = Wanted()
JOINERS = "\u200c\u200d"
"""How a conjunct is drawn, not what it says."""


def spelled(words: str) -> str:
    """One spelling of each text: composed alike (NFC), without joiners."""
    return unicodedata.normalize("NFC", words).translate({ord(joiner): None for joiner in JOINERS})


def _spelled(words: Any) -> Any:
    return func.translate(func.normalize(words), JOINERS, "")


def _escaped(words: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", words)


MOST = 10_000
# Each row of what was sent costs a look into its file and into its later movements.
MOST_COUNTED: dict[Box, int] = {"sent": 1_000}


class Desk:
    def __init__(self, session: Session) -> None:
        self.session = session

    def box(
        self, box: Box, kind: Kind, post_id: UUID, after: Key | None, limit: int, wanted: Wanted = ALL
    ) -> list[DeskItemView]:
        """The newest things of one kind in a box that come after the key."""
        shelf = SHELVES[kind]
        listed, at, item_id = BOXES[box](shelf, post_id)
        if after is not None:
            listed = listed.where(tuple_(at, item_id) < after)
        listed = wanted.among(listed, shelf).order_by(at.desc(), item_id.desc()).limit(limit)
        return [desk_item(shelf.kind, row) for row in self.session.execute(listed)]

    def size(self, box: Box, kind: Kind, post_id: UUID, today: date) -> Any:
        """How many things of one kind a box holds, counted as far as it is of use; unread, due and overdue ones."""
        shelf = SHELVES[kind]
        listed, _, _ = BOXES[box](shelf, post_id)
        some = listed.limit(MOST_COUNTED.get(box, MOST) + 1).subquery()
        waits = and_(some.c.opened_at.is_(None), some.c.state == "open")
        first = first_day(some.c.due_on, some.c.deadline)
        counted = select(
            func.count().label("all"),
            func.count().filter(waits).label("unread"),
            func.count().filter(first == today).label("due"),
            func.count().filter(first < today).label("overdue"),
        ).select_from(some)
        return self.session.execute(counted).one()


def file_rows(at: Any = files.c.held_since) -> list[Any]:
    """Columns of ``files`` that ``desk_item("file", row)`` needs."""
    return FILES.rows(at)


def desk_item(kind: Kind, row: Row[Any]) -> DeskItemView:
    """A row of a list, from columns as ``Shelf.rows`` names them."""
    return DeskItemView.model_construct(
        kind=kind,
        id=row.id,
        number=row.number,
        subject=row.subject,
        grading=row.grading,
        urgency=row.urgency,
        labels=row.labels,
        holder=load(PostRef, row.holder),
        from_post=load(PostRef, row.from_post),
        remarks=row.remarks,
        arrived_at=row.at,
        opened_at=row.opened_at,
        due_on=row.due_on,
        state=row.state,
        sender=row.sender,
        unread=row.opened_at is None and row.state == "open",
        held_since=row.held_since,
        custody_number=row.custody_number,
        leased_until=row.leased_until,
        parked=load(ParkedView, row.parked),
        deadline=row.deadline,
        cancelled=kind == "receipt" and row.cancelled,
        version=row.version,
    )
