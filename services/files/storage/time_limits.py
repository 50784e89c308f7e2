"""Loading and saving TL letters; what was done about them is only added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, bindparam, exists, func, insert, not_, or_, select, tuple_, update
from sqlalchemy.orm import Session

from contracts.files.views import PostRef, SignatureBlock
from services.files.domain.time_limit import Concern, Entry, TlLetter
from services.files.storage.receipt_tables import receipts
from services.files.storage.tables import files
from services.files.storage.time_limit_tables import tl_concerns, tl_entries, tl_letters
from services.files.storage.values import dump, load

CONVERTED = {"entered_by", "struck_off_by", "entered_on"}
ALIKE = [column.name for column in tl_letters.c if column.name not in CONVERTED]
"""Columns that are stored as the domain has them."""
CHANGING = ("due_on", "extensions", "entry_count", "state", "struck_off_at", "version")

SAVE = (
    update(tl_letters)
    .where(tl_letters.c.id == bindparam("tl"))
    .values({name: bindparam(name) for name in (*CHANGING, "struck_off_by")})
)
ABOUT_FILE = tl_letters.c.receipt_id.is_(None)
GRADING = func.coalesce(receipts.c.grading, files.c.grading)
WHOLE = (
    select(
        tl_letters,
        GRADING.label("grading"),
        func.coalesce(receipts.c.diary_number, files.c.number).label("item_number"),
        func.coalesce(receipts.c.sender["name"].astext, "").label("sender"),
    )
    .outerjoin_from(tl_letters, receipts, receipts.c.id == tl_letters.c.receipt_id)
    .outerjoin(files, and_(files.c.id == tl_letters.c.file_id, ABOUT_FILE))
)
CONCERN = [column.name for column in tl_concerns.c if column.name not in ("tl_id", "post_id", "post", "place")]

Key = tuple[datetime, UUID]


@dataclass(frozen=True)
class Sieve:
    """What of the register is wanted. Days are those of India; ``week`` is the last day of the present week."""

    today: date
    week: date
    state: str | None = None
    office_id: UUID | None = None
    overdue: bool | None = None
    awaited: bool | None = None
    complete: bool | None = None
    older_than: int | None = None

    def apply(self, wanted: Select[Any], post_id: UUID | None) -> Select[Any]:
        """``post_id`` where one desk's letters are listed: then what is awaited is awaited of it."""
        row, concern = tl_letters.c, tl_concerns.c
        of_it = exists().where(concern.tl_id == row.id)
        if self.state is not None:
            wanted = wanted.where(row.state == self.state)
        if self.office_id is not None:
            of_it = of_it.where(concern.office_id == self.office_id)
            wanted = wanted.where(of_it)
        if post_id is not None:
            of_it = of_it.where(concern.post_id == post_id)
        if self.overdue is not None:
            late = and_(row.state == "open", row.due_on < self.today)
            wanted = wanted.where(late if self.overdue else not_(late))
        if self.awaited is not None:
            missing = and_(row.state == "open", of_it.where(awaited(self.week)))
            wanted = wanted.where(missing if self.awaited else not_(missing))
        if self.complete is not None:
            unfinished = exists().where(concern.tl_id == row.id, not_(concern.is_complete))
            wanted = wanted.where(not_(unfinished) if self.complete else unfinished)
        if self.older_than is not None:
            wanted = wanted.where(row.entered_on < self.today - timedelta(days=self.older_than))
        return wanted


def awaited(week: date) -> Any:
    """A concern that has still to report for this week, as ``Concern.is_awaited`` says."""
    concern = tl_concerns.c
    return and_(not_(concern.is_complete), or_(concern.covered_until.is_(None), concern.covered_until < week))


class TlLetters:
    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, tl_id: UUID) -> TlLetter | None:
        """As it is now. Who changes it has locked its receipt and file before."""
        return next(iter(self._loaded(WHOLE.where(tl_letters.c.id == tl_id))), None)

    def locked(self, tl_id: UUID) -> TlLetter | None:
        """For a weekly due row, which changes nothing but must not tell of one that is just being struck off."""
        return next(iter(self._loaded(WHOLE.where(tl_letters.c.id == tl_id).with_for_update(of=tl_letters))), None)

    def of_ids(self, ids: Sequence[UUID]) -> dict[UUID, TlLetter]:
        return {one.id: one for one in self._loaded(WHOLE.where(tl_letters.c.id.in_(ids)))} if ids else {}

    def add(self, one: TlLetter) -> None:
        values = {name: getattr(one, name) for name in ALIKE}
        own = {"entered_by": dump(one.entered_by), "struck_off_by": None, "entered_on": one.entered_on}
        self.session.execute(insert(tl_letters), {**values, **own})
        rows = [
            {**_concern(each), "tl_id": one.id, "post_id": each.post.post_id, "post": dump(each.post), "place": place}
            for place, each in enumerate(one.concerns)
        ]
        self.session.execute(insert(tl_concerns), rows)

    def save(self, one: TlLetter, entry: Entry) -> None:
        """Write what an act may have changed, and the act's entry in the register."""
        values = {name: getattr(one, name) for name in CHANGING}
        if entry.post is not None:
            changed = one.of_desk(entry.post.post_id)
            assert changed is not None
            mine = (tl_concerns.c.tl_id == one.id, tl_concerns.c.post_id == entry.post.post_id)
            self.session.execute(update(tl_concerns).where(*mine).values(_concern(changed)))
        row = {column.name: getattr(entry, column.name) for column in tl_entries.c}
        self.session.execute(insert(tl_entries), {**row, "post": dump(entry.post), "by": dump(entry.by)})
        self.session.execute(SAVE, {"tl": one.id, **values, "struck_off_by": dump(one.struck_off_by)})

    def went_into(self, receipt_id: UUID, file_id: UUID | None) -> None:
        """The receipt was put into a file, and what stands in the register about it goes where the file goes.

        None: it was taken out again.
        """
        row = tl_letters.c
        self.session.execute(update(tl_letters).where(row.receipt_id == receipt_id).values(file_id=file_id))

    def open_in(self, office_id: UUID, *, receipt_id: UUID | None, file_id: UUID | None) -> str | None:
        """The number under which this receipt or file itself is open in the register of an office."""
        row = tl_letters.c
        thing = row.receipt_id == receipt_id if receipt_id else and_(row.file_id == file_id, ABOUT_FILE)
        found = select(row.number).where(thing, row.office_id == office_id, row.state == "open")
        return self.session.execute(found.limit(1)).scalar()

    def listed(
        self,
        of: Any,
        sieve: Sieve,
        after: Key | None,
        limit: int,
        *,
        post_id: UUID | None = None,
    ) -> list[TlLetter]:
        """The newest first; ``of`` says whose."""
        row = tl_letters.c
        wanted = sieve.apply(WHOLE.where(of), post_id)
        if after is not None:
            wanted = wanted.where(tuple_(row.entered_at, row.id) < after)
        return self._loaded(wanted.order_by(row.entered_at.desc(), row.id.desc()).limit(limit))

    def entries(self, tl_id: UUID, after: int, limit: int | None = None, posts: Sequence[UUID] | None = None) -> Any:
        """In their order; with ``posts`` only those of these desks, and those of all."""
        row = tl_entries.c
        wanted = select(tl_entries).where(row.tl_id == tl_id, row.serial > after)
        if posts is not None:
            own = row.post["post_id"].astext.in_([str(post) for post in posts])
            wanted = wanted.where(or_(row.post.is_(None), own))
        return [_entry(found) for found in self.session.execute(wanted.order_by(row.serial).limit(limit))]

    def _loaded(self, wanted: Select[Any]) -> list[TlLetter]:
        rows = list(self.session.execute(wanted))
        concerns = self._concerns([row.id for row in rows])
        return [_letter(row, concerns.get(row.id, [])) for row in rows]

    def _concerns(self, ids: Sequence[UUID]) -> dict[UUID, list[Concern]]:
        row = tl_concerns.c
        found: dict[UUID, list[Concern]] = {}
        if ids:
            wanted = select(tl_concerns).where(row.tl_id.in_(ids)).order_by(row.tl_id, row.place)
            for one in self.session.execute(wanted):
                concern = Concern(post=load(PostRef, one.post), **{name: one._mapping[name] for name in CONCERN})
                found.setdefault(one.tl_id, []).append(concern)
        return found


def _concern(one: Concern) -> dict[str, Any]:
    return {name: getattr(one, name) for name in CONCERN}


def _letter(row: Row[Any], concerns: list[Concern]) -> TlLetter:
    stored = row._mapping
    return TlLetter(
        entered_by=load(SignatureBlock, stored["entered_by"]),
        struck_off_by=load(SignatureBlock, stored["struck_off_by"]),
        grading=stored["grading"],
        item_number=stored["item_number"],
        sender=stored["sender"],
        concerns=concerns,
        **{name: stored[name] for name in ALIKE},
    )


def _entry(row: Row[Any]) -> Entry:
    stored = dict(row._mapping)
    stored |= {"post": load(PostRef, row.post), "by": load(SignatureBlock, row.by), "salt": bytes(row.salt)}
    return Entry(**stored)
