"""How the aggregates of identity's directory are stored here, and how a post's ``ref`` follows its surroundings."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Table, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chassis.projection import Kind, Projection
from contracts.files.views import PostRef
from contracts.identity import CalendarView, ChargeView, OfficeView, PersonView, PostView, UnitView
from services.files.storage.directory_tables import calendars, charges, offices, persons, posts, units
from services.files.storage.values import dump

# Any number that no other advisory lock of this database has.
REFS = 0x7265_6673


def _store(session: Session, table: Table, view: Any, **converted: Any) -> None:
    values = {column.name: getattr(view, column.name) for column in table.c if column.name not in converted}
    row = insert(table).values({**values, **converted})
    rest = {column.name: row.excluded[column.name] for column in table.c if column.name != "id"}
    session.execute(row.on_conflict_do_update(index_elements=["id"], set_=rest))


def store_office(session: Session, view: OfficeView) -> None:
    _one_at_a_time(session)
    _store(session, offices, view, numbering=view.numbering.model_dump(mode="json"))
    _write_refs(session, posts.c.office_id == view.id)


def store_unit(session: Session, view: UnitView) -> None:
    _one_at_a_time(session)
    _store(session, units, view, heads=[head.model_dump(mode="json") for head in view.heads])
    _write_refs(session, posts.c.unit_id == view.id)


def store_post(session: Session, view: PostView) -> None:
    _one_at_a_time(session)
    _store(session, posts, view, ref={})
    _write_refs(session, posts.c.id == view.id)


def store_person(session: Session, view: PersonView) -> None:
    _store(session, persons, view)


def store_charge(session: Session, view: ChargeView) -> None:
    _store(session, charges, view)


def store_calendar(session: Session, view: CalendarView) -> None:
    patterns = [pattern.model_dump(mode="json") for pattern in view.patterns]
    days = [day.model_dump(mode="json") for day in view.days]
    _store(session, calendars, view, patterns=patterns, days=days)


def _one_at_a_time(session: Session) -> None:
    """Posts, sections and offices come by queues of their own, at the same time.

    Without this a post and its new section would not see each other, and the post would be shown without it.
    """
    session.execute(select(func.pg_advisory_xact_lock(REFS)))


def _write_refs(session: Session, which: ColumnElement[bool]) -> None:
    """Write anew how these posts are shown. The section or the office may come after the post; then it runs again."""
    around = (
        select(
            posts,
            units.c.name_hi.label("unit_hi"),
            units.c.name_en.label("unit_en"),
            offices.c.name_hi.label("office_hi"),
            offices.c.name_en.label("office_en"),
        )
        .outerjoin_from(posts, units, posts.c.unit_id == units.c.id)
        .outerjoin(offices, posts.c.office_id == offices.c.id)
        .where(which)
    )
    for row in session.execute(around).all():
        ref = PostRef(
            post_id=row.id,
            designation_hi=row.designation_hi,
            designation_en=row.designation_en,
            abbreviation=row.abbreviation_en,
            unit_hi=row.unit_hi or "",
            unit_en=row.unit_en or "",
            office_id=row.office_id,
            office_hi=row.office_hi or "",
            office_en=row.office_en or "",
        )
        session.execute(update(posts).where(posts.c.id == row.id).values(ref=dump(ref)))


DIRECTORY = Projection(
    {
        "office": Kind(OfficeView, store_office),
        "unit": Kind(UnitView, store_unit),
        "post": Kind(PostView, store_post),
        "person": Kind(PersonView, store_person),
        "charge": Kind(ChargeView, store_charge),
        # Each holds years of holidays.
        "calendar": Kind(CalendarView, store_calendar, part=20),
    }
)
