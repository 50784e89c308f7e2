"""Looking people and desks up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, or_, select, tuple_
from sqlalchemy.orm import Session as Database

from chassis.auth import Caller
from contracts.base import Page
from contracts.identity import DirectoryEntryView, HolderView, ListOffices, OfficeView, SearchDirectory
from services.identity.domain.charges import Charge
from services.identity.domain.directory import Office, Person, Post, Unit
from services.identity.handlers.access import live_session
from services.identity.queries.cursors import as_uuid, from_cursor, to_cursor
from services.identity.storage import IdentityUnitOfWork
from services.identity.tables import charges, offices, people, posts, units


def search_directory(request: SearchDirectory, caller: Caller, uow: IdentityUnitOfWork) -> Page[DirectoryEntryView]:
    """Every word of ``text`` occurs in the post's designation, abbreviation, section, office or present holder."""
    with uow.reading() as database:
        live_session(database, caller, uow.now())
        rows = _posts(request, uow.now())
        if request.cursor is not None:
            office, designation, post_id = from_cursor(request.cursor, 3)
            rows = rows.where(tuple_(*ORDER) > tuple_(office, designation, as_uuid(post_id)))
        found = database.execute(rows.limit(request.limit + 1)).all()
        part = found[: request.limit]
        held = _holders(database, [row.Post.id for row in part], uow.now())
        return Page[DirectoryEntryView](
            items=[_entry(row.Post, row.Unit, row.Office, held[row.Post.id]) for row in part],
            next=to_cursor(part[-1].Office.name_en, part[-1].Post.designation_en, part[-1].Post.id)
            if len(found) > len(part)
            else None,
        )


def list_offices(request: ListOffices, caller: Caller, uow: IdentityUnitOfWork) -> Page[OfficeView]:
    with uow.reading() as database:
        live_session(database, caller, uow.now())
        rows = select(Office).where(~offices.c.deleted).order_by(offices.c.name_en, offices.c.id)
        if request.cursor is not None:
            name, office_id = from_cursor(request.cursor, 2)
            rows = rows.where(tuple_(offices.c.name_en, offices.c.id) > tuple_(name, as_uuid(office_id)))
        found = database.scalars(rows.limit(request.limit + 1)).all()
        part = found[: request.limit]
        return Page[OfficeView](
            items=[office.view() for office in part],
            next=to_cursor(part[-1].name_en, part[-1].id) if len(found) > len(part) else None,
        )


ORDER = (offices.c.name_en, posts.c.designation_en, posts.c.id)


def _posts(request: SearchDirectory, at: datetime) -> Select[Post, Unit, Office]:
    rows = (
        select(Post, Unit, Office)
        .join(Office, offices.c.id == posts.c.office_id)
        .outerjoin(Unit, units.c.id == posts.c.unit_id)
        .where(~posts.c.deleted)
        .order_by(*ORDER)
    )
    if request.office_id is not None:
        rows = rows.where(posts.c.office_id == request.office_id)
    if request.kind is not None:
        rows = rows.where(offices.c.kind == request.kind)
    for word in request.text.split():
        rows = rows.where(_mentions(word, at))
    return rows


def _mentions(word: str, at: datetime) -> ColumnElement[bool]:
    columns = [
        *(posts.c.designation_hi, posts.c.designation_en, posts.c.abbreviation_hi, posts.c.abbreviation_en),
        *(units.c.name_hi, units.c.name_en, offices.c.name_hi, offices.c.name_en),
    ]
    named = people.c.name_hi.icontains(word, autoescape=True) | people.c.name_en.icontains(word, autoescape=True)
    held = exists().where(charges.c.post_id == posts.c.id, charges.c.person_id == people.c.id, named, *_current(at))
    return or_(*(column.icontains(word, autoescape=True) for column in columns), held)


def _current(at: datetime) -> list[ColumnElement[bool]]:
    lasting = charges.c.held_until.is_(None) | (charges.c.held_until > at)
    return [~charges.c.deleted, charges.c.held_from <= at, lasting, people.c.active, ~people.c.deleted]


def _holders(database: Database, post_ids: Sequence[UUID], at: datetime) -> dict[UUID, list[HolderView]]:
    rows = (
        select(Charge, Person)
        .join(Person, people.c.id == charges.c.person_id)
        .where(charges.c.post_id.in_(post_ids), *_current(at))
        .order_by(charges.c.kind != "substantive", charges.c.held_from, charges.c.id)
    )
    held = defaultdict(list)
    for charge, person in database.execute(rows):
        held[charge.post_id].append(
            HolderView(
                charge_id=charge.id,
                person_id=person.id,
                name_hi=person.name_hi,
                name_en=person.name_en,
                kind=charge.kind,
                capacity=charge.capacity,
            )
        )
    return held


def _entry(post: Post, unit: Unit | None, office: Office, holders: list[HolderView]) -> DirectoryEntryView:
    return DirectoryEntryView(
        post=post.view(),
        unit_hi=unit.name_hi if unit else "",
        unit_en=unit.name_en if unit else "",
        office_hi=office.name_hi,
        office_en=office.name_en,
        holders=holders[:20],
    )
