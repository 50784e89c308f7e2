"""Keeping offices, sections, posts and people. Each change publishes the whole entry with its new version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from chassis import ids
from chassis.auth import Caller
from contracts.base import ActorView, Event
from contracts.errors import Invalid
from contracts.identity import (
    OfficeChanged,
    OfficeView,
    PersonChanged,
    PersonView,
    PostChanged,
    PostView,
    SaveCalendar,
    SaveOffice,
    SavePerson,
    SavePost,
    SaveUnit,
    UnitChanged,
    UnitView,
)
from contracts.identity.errors import GuardedPost, Loop, NotInDirectory, StillInUse
from services.identity import tables
from services.identity.domain.directory import Entry, Office, Person, Post, Unit, Values
from services.identity.handlers.access import keeper, must_not_hold
from services.identity.handlers.second import one_is_enough
from services.identity.storage import Entries, IdentityUnitOfWork

Kept = TypeVar("Kept", bound=Entry)
Save = SaveOffice | SaveUnit | SavePost | SavePerson | SaveCalendar
ENVELOPE = {"expected_version", "occurred_at", "source"}


def save_office(request: SaveOffice, caller: Caller, uow: IdentityUnitOfWork) -> OfficeView:
    with uow:
        actor = keeper(uow, caller)
        office = found_or_new(uow.offices, request.office_id, request, lambda key: Office(id=key))
        for parent_id in (request.revenue_parent_id, request.development_parent_id):
            _refuse_loop(uow.offices, office.id, parent_id, "revenue_parent_id", "development_parent_id")
        if request.deleted:
            offices, units, posts = tables.offices.c, tables.units.c, tables.posts.c
            above = (offices.revenue_parent_id == office.id) | (offices.development_parent_id == office.id)
            _refuse_use(uow, "office", above, ~offices.deleted)
            _refuse_use(uow, "unit", units.office_id == office.id, ~units.deleted)
            _refuse_use(uow, "post", posts.office_id == office.id, ~posts.deleted)
            calendars = tables.calendars.c
            _refuse_use(uow, "calendar", calendars.office_id == office.id, ~calendars.deleted)
        return uow.commit(_saved(uow, office, request, "office_id", OfficeChanged, actor))


def save_unit(request: SaveUnit, caller: Caller, uow: IdentityUnitOfWork) -> UnitView:
    with uow:
        actor = keeper(uow, caller)
        uow.offices.get(request.office_id)
        unit = found_or_new(uow.units, request.unit_id, request, lambda key: Unit(id=key, office_id=request.office_id))
        if request.deleted or unit.office_id != request.office_id:
            posts = tables.posts.c
            _refuse_use(uow, "post", posts.unit_id == unit.id, ~posts.deleted)
        return uow.commit(_saved(uow, unit, request, "unit_id", UnitChanged, actor))


def save_post(request: SavePost, caller: Caller, uow: IdentityUnitOfWork) -> PostView:
    """Raises ToOneself, NeedsSecondPerson."""
    with uow:
        actor = keeper(uow, caller)
        stored = uow.posts.find(request.post_id)
        if stored is not None and Post.GUARDED & (set(request.roles) - set(stored.roles)):
            must_not_hold(uow, caller, stored.id)
        one_is_enough(uow, caller, request)
        return uow.commit(keep_post(request, uow, actor))


def keep_post(request: SavePost, uow: IdentityUnitOfWork, actor: ActorView) -> PostView:
    """The same inside a transaction, whoever has the authority for it."""
    uow.offices.get(request.office_id)
    _check_unit(request, uow)
    post = found_or_new(uow.posts, request.post_id, request, lambda key: Post(id=key, office_id=request.office_id))
    _refuse_loop(uow.posts, post.id, request.superior_post_id, "superior_post_id")
    if Post.GUARDED & set(request.roles) and uow.charges.has_programme(post.id, uow.now()):
        raise GuardedPost
    if request.deleted:
        posts = tables.posts.c
        _refuse_use(uow, "post", posts.superior_post_id == post.id, ~posts.deleted)
        if uow.charges.is_needed(uow.now(), post_id=post.id):
            raise StillInUse(by="charge")
    return _saved(uow, post, request, "post_id", PostChanged, actor)


def save_person(request: SavePerson, caller: Caller, uow: IdentityUnitOfWork) -> PersonView:
    """Raises NeedsSecondPerson."""
    with uow:
        actor = keeper(uow, caller)
        one_is_enough(uow, caller, request)
        return uow.commit(keep_person(request, uow, actor))


def keep_person(request: SavePerson, uow: IdentityUnitOfWork, actor: ActorView) -> PersonView:
    person = found_or_new(uow.people, request.person_id, request, lambda key: Person(id=key))
    if request.deleted and uow.charges.is_needed(uow.now(), person_id=person.id):
        raise StillInUse(by="charge")
    if request.deleted or not request.active:
        uow.sessions.end_all(person.id, uow.now(), "person_inactive")
    return _saved(uow, person, request, "person_id", PersonChanged, actor)


def found_or_new(entries: Entries[Kept], entry_id: UUID | None, request: Save, make: Callable[[UUID], Kept]) -> Kept:
    """The entry to change, or a new one under the id that the client chose."""
    entry = entries.find(entry_id)
    if entry is None:
        if request.expected_version is not None:
            raise NotInDirectory(entry=entries.kind.entry, id=entry_id)
        entry = make(entry_id or ids.new_id())
        entries.add(entry)
    entry.expect(request.expected_version)
    return entry


def _saved(
    uow: IdentityUnitOfWork, entry: Entry, request: Save, id_field: str, event: type[Event], actor: ActorView
) -> Any:
    return kept(uow, entry, request.model_dump(exclude=ENVELOPE | {id_field}), event, actor)


def kept(uow: IdentityUnitOfWork, entry: Entry, values: Values, event: type[Event], actor: ActorView) -> Any:
    """Take the values, and tell it if something changed."""
    if entry.revise(values):
        uow.publish(event.model_validate(entry), actor)
    return entry.view()


def _check_unit(request: SavePost, uow: IdentityUnitOfWork) -> None:
    """A post's section lies in the post's office and has the heads that the post deals with."""
    unit = uow.units.get(request.unit_id) if request.unit_id is not None else None
    if unit is not None and unit.office_id != request.office_id:
        raise Invalid("The section belongs to another office.", field="unit_id")
    known = {head["code"] for head in unit.heads} if unit is not None else set()
    if not set(request.heads) <= known:
        raise Invalid("The section has no such head.", field="heads")


def _refuse_loop(entries: Entries[Any], entry_id: UUID, above: UUID | None, *links: str) -> None:
    """Walk upwards from the new superior: it exists, and the entry itself is not above it."""
    waiting, seen = [above] if above is not None else [], set()
    while waiting:
        at = waiting.pop()
        if at == entry_id:
            raise Loop
        if at in seen:
            continue
        seen.add(at)
        higher = entries.get(at)
        waiting += [parent for parent in (getattr(higher, link) for link in links) if parent is not None]


def _refuse_use(uow: IdentityUnitOfWork, by: str, *conditions: Any) -> None:
    if uow.exists(*conditions):
        raise StillInUse(by=by)
