"""What those who keep the directory look up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session as Database

from chassis.auth import Caller
from contracts.base import Page
from contracts.identity import (
    ChargeEntryView,
    ListCharges,
    ListPeople,
    ListUnits,
    PersonEntryView,
    UnitView,
)
from services.identity.domain.attempts import account_subject
from services.identity.domain.charges import Charge
from services.identity.domain.directory import Person, Post, Unit
from services.identity.domain.passwords import Credential
from services.identity.handlers.access import keeping_charge, live_session
from services.identity.queries.cursors import as_moment, as_uuid, from_cursor, to_cursor
from services.identity.storage import IdentityUnitOfWork
from services.identity.tables import attempts, charges, credentials, people, posts, sessions, units


def list_units(request: ListUnits, caller: Caller, uow: IdentityUnitOfWork) -> Page[UnitView]:
    """Whoever is signed in may see them; the directory shows their names anyway."""
    with uow.reading() as database:
        live_session(database, caller, uow.now())
        rows = select(Unit).where(~units.c.deleted).order_by(units.c.name_en, units.c.id)
        if request.office_id is not None:
            rows = rows.where(units.c.office_id == request.office_id)
        if request.cursor is not None:
            name, unit_id = from_cursor(request.cursor, 2)
            rows = rows.where(tuple_(units.c.name_en, units.c.id) > tuple_(name, as_uuid(unit_id)))
        found = database.scalars(rows.limit(request.limit + 1)).all()
        part = found[: request.limit]
        return Page[UnitView](
            items=[unit.view() for unit in part],
            next=to_cursor(part[-1].name_en, part[-1].id) if len(found) > len(part) else None,
        )


def list_people(request: ListPeople, caller: Caller, uow: IdentityUnitOfWork) -> Page[PersonEntryView]:
    """Every word of ``text`` occurs in the names, the user name or a post held now. Raises NotAdministrator."""
    with uow.reading() as database:
        keeping_charge(database, caller, uow.now())
        found = database.scalars(_people(request, uow.now()).limit(request.limit + 1)).all()
        part = found[: request.limit]
        return Page[PersonEntryView](
            items=_entries(database, part, uow.now()),
            next=to_cursor(part[-1].name_en, part[-1].id) if len(found) > len(part) else None,
        )


def list_charges(request: ListCharges, caller: Caller, uow: IdentityUnitOfWork) -> Page[ChargeEntryView]:
    """Raises NotAdministrator."""
    with uow.reading() as database:
        keeping_charge(database, caller, uow.now())
        rows = (
            select(Charge, Person, Post)
            .join(Person, people.c.id == charges.c.person_id)
            .join(Post, posts.c.id == charges.c.post_id)
            .where(~charges.c.deleted)
            .order_by(charges.c.held_from.desc(), charges.c.id.desc())
        )
        for column in ("person_id", "post_id"):
            wanted = getattr(request, column)
            rows = rows if wanted is None else rows.where(charges.c[column] == wanted)
        if not request.ended:
            rows = rows.where(_lasting(uow.now()))
        if request.cursor is not None:
            held_from, charge_id = from_cursor(request.cursor, 2)
            place = tuple_(as_moment(held_from), as_uuid(charge_id))
            rows = rows.where(tuple_(charges.c.held_from, charges.c.id) < place)
        found = database.execute(rows.limit(request.limit + 1)).all()
        part = found[: request.limit]
        return Page[ChargeEntryView](
            items=[ChargeEntryView(charge=one.view(), person=who.view(), post=what.view()) for one, who, what in part],
            next=to_cursor(part[-1].Charge.held_from, part[-1].Charge.id) if len(found) > len(part) else None,
        )


def _people(request: ListPeople, at: datetime) -> Select[Person]:
    rows = select(Person).where(~people.c.deleted).order_by(people.c.name_en, people.c.id)
    for word in request.text.split():
        rows = rows.where(_is_called(word, at))
    if request.active is not None:
        rows = rows.where(people.c.active == request.active)
    if request.without_charge:
        rows = rows.where(~exists().where(charges.c.person_id == people.c.id, *_current(at)))
    if request.cursor is not None:
        name, person_id = from_cursor(request.cursor, 2)
        rows = rows.where(tuple_(people.c.name_en, people.c.id) > tuple_(name, as_uuid(person_id)))
    return rows


def _is_called(word: str, at: datetime) -> ColumnElement[bool]:
    own = (people.c.name_hi, people.c.name_en, people.c.user_name)
    of_post = (posts.c.designation_hi, posts.c.designation_en, posts.c.abbreviation_hi, posts.c.abbreviation_en)
    held = exists().where(
        charges.c.person_id == people.c.id,
        charges.c.post_id == posts.c.id,
        or_(*(column.icontains(word, autoescape=True) for column in of_post)),
        *_current(at),
    )
    return or_(*(column.icontains(word, autoescape=True) for column in own), held)


def _lasting(at: datetime) -> ColumnElement[bool]:
    return charges.c.held_until.is_(None) | (charges.c.held_until > at)


def _current(at: datetime) -> list[ColumnElement[bool]]:
    return [~charges.c.deleted, charges.c.held_from <= at, _lasting(at)]


def _entries(database: Database, found: Sequence[Person], at: datetime) -> list[PersonEntryView]:
    """Four questions for a whole part of the list, however many people are in it."""
    ids = [person.id for person in found]
    held: dict[UUID, list[tuple[Charge, Post]]] = defaultdict(list)
    rows = select(Charge, Post).join(Post, posts.c.id == charges.c.post_id)
    wanted = rows.where(charges.c.person_id.in_(ids), ~charges.c.deleted, _lasting(at))
    for charge, post in database.execute(wanted.order_by(charges.c.held_from, charges.c.id)):
        held[charge.person_id].append((charge, post))
    passwords = {
        each.person_id: each for each in database.scalars(select(Credential).where(credentials.c.person_id.in_(ids)))
    }
    subjects = {account_subject(person.user_name): person.id for person in found}
    waits = select(attempts.c.subject, attempts.c.locked_until).where(
        attempts.c.subject.in_(subjects), attempts.c.locked_until > at
    )
    locked = {subjects[row.subject]: row.locked_until for row in database.execute(waits)}
    began = select(sessions.c.person_id, func.max(sessions.c.started_at).label("at"))
    seen = {
        row.person_id: row.at
        for row in database.execute(began.where(sessions.c.person_id.in_(ids)).group_by(sessions.c.person_id))
    }
    return [
        PersonEntryView(
            person=person.view(),
            charges=[charge.view() for charge, _post in held[person.id]][:100],
            posts=list({post.id: post.view() for _charge, post in held[person.id]}.values())[:100],
            has_password=person.id in passwords,
            must_change_password=person.id in passwords and passwords[person.id].must_change,
            locked_until=locked.get(person.id),
            last_signed_in_at=seen.get(person.id),
        )
        for person in found
    ]
