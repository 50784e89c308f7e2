"""What an act is about, whether it needs a second person, and who that may be.

A post is *guarded* when its holder decides for the district or says who does (``Post.GUARDED``). Who holds such a
post, which posts are such, and how their holders sign in is changed by two. The second person always acts from a
guarded post, because how one gets there is under the same rule: nobody can make a second person of his own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Database

from contracts.base import Command
from contracts.identity import AssumeCharge, RelinquishCharge, SavePerson, SavePost, SetPassword, UnlockPerson
from contracts.identity.errors import NotInDirectory
from services.identity import tables
from services.identity.domain.charges import Charge
from services.identity.domain.directory import Entry, Office, Person, Post

ADMINISTRATOR, MANAGER = "administrator", "emd_manager"
# What a post may do and who stands above it; its names and heads give nobody anything.
OF_AUTHORITY = {"roles", "superior_post_id", "office_id", "deleted"}
# How a person signs in and is warned. The language is his own affair.
OF_A_PERSON = {"user_name", "name_hi", "name_en", "email", "mobile", "active", "deleted"}
Change = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One act, seen against the directory as it is now."""

    needs_second: bool
    subject: str
    person: Person | None = None
    post: Post | None = None
    guarded: tuple[Post, ...] = ()
    """Posts whose holders and superiors have a say: guarded ones as they stand, not as they shall become."""
    gains: frozenset[UUID] = frozenset()
    """People who gain by it: they propose nothing of the kind and confirm nothing of it."""
    loses: frozenset[UUID] = frozenset()
    """People who would keep the directory no longer: they do not stand in the way of that."""
    speaks_for_himself: bool = False
    """The person concerned may be the second one."""
    changes: list[Change] = field(default_factory=list)


def matter_of(database: Database, request: Command, at: datetime) -> Matter:
    """Raises NotInDirectory."""
    return _OF[type(request)](database, request, at)


def holders(database: Database, post_ids: Iterable[UUID], at: datetime, *, to_come: bool = False) -> set[UUID]:
    """Who holds one of these posts now, or also who will."""
    charge = tables.charges.c
    rows = select(charge.person_id).where(charge.post_id.in_(list(post_ids)), ~charge.deleted)
    rows = rows.where(or_(charge.held_until.is_(None), charge.held_until > at))
    return set(database.scalars(rows if to_come else rows.where(charge.held_from <= at)))


def guarded_posts_of(database: Database, person_id: UUID, at: datetime) -> list[Post]:
    """The guarded posts that a person holds or will hold."""
    charge = tables.charges.c
    rows = select(Post).join(Charge, tables.posts.c.id == charge.post_id).where(charge.person_id == person_id)
    lasting = rows.where(~charge.deleted, or_(charge.held_until.is_(None), charge.held_until > at))
    return [post for post in database.scalars(lasting.distinct()) if post.is_guarded and not post.deleted]


def second_posts(database: Database, matter: Matter, proposed_from: Post) -> list[Post]:
    """The posts from which this may be confirmed when somebody at ``proposed_from`` proposed it."""
    above = {post.superior_post_id for post in matter.guarded} - {None}
    concerned = {post.id for post in matter.guarded} | above
    keepers = [ADMINISTRATOR, MANAGER] if ADMINISTRATOR in proposed_from.roles else [ADMINISTRATOR]
    post = tables.posts.c
    rows = select(Post).where(~post.deleted, or_(post.id.in_(concerned), post.roles.overlap(keepers)))
    return [found for found in database.scalars(rows) if found.is_guarded]


def concerned_by(database: Database, matter: Matter, at: datetime) -> set[UUID]:
    """Whom it is about: they are told of it, and may refuse it."""
    of_post = {matter.post.id} if matter.post is not None else set()
    return set(matter.gains) | ({matter.person.id} if matter.person else set()) | holders(database, of_post, at)


def _of_assuming(database: Database, request: AssumeCharge, at: datetime) -> Matter:
    post, person = _get(database, Post, request.post_id), _get(database, Person, request.person_id)
    known = database.get(Charge, request.charge_id) if request.charge_id else None
    wanted = {"kind": request.kind, "held_from": request.held_from, "held_until": request.held_until}
    return Matter(
        needs_second=post.is_guarded,
        subject=f"assume_charge:{post.id}:{person.id}",
        person=person,
        post=post,
        guarded=_guarded(post),
        gains=frozenset({person.id}),
        changes=_changes(database, known, wanted),
    )


def _of_relinquishing(database: Database, request: RelinquishCharge, at: datetime) -> Matter:
    charge = _get(database, Charge, request.charge_id)
    post, person = _get(database, Post, charge.post_id), _get(database, Person, charge.person_id)
    return Matter(
        needs_second=post.is_guarded and not charge.is_over(request.at or at),
        subject=f"relinquish_charge:{charge.id}",
        person=person,
        post=post,
        guarded=_guarded(post),
        loses=frozenset({person.id} if post.is_keeper else ()),
        changes=_changes(database, charge, {"held_until": request.at or at}),
    )


def _of_saving_post(database: Database, request: SavePost, at: datetime) -> Matter:
    stored = database.get(Post, request.post_id) if request.post_id else None
    wanted = request.model_dump(include={*OF_AUTHORITY, "designation_hi", "designation_en"})
    changes = _changes(database, stored, wanted)
    before = set(stored.roles) if stored is not None else set()
    touched = {change["field"] for change in changes} & OF_AUTHORITY
    gains: set[UUID] = set()
    if stored is not None and Post.GUARDED & (set(request.roles) - before):
        gains |= holders(database, [stored.id], at, to_come=True)
    if "superior_post_id" in touched and request.superior_post_id is not None:
        gains |= holders(database, [request.superior_post_id], at, to_come=True)
    kept_by = [stored.id] if stored is not None and stored.is_keeper else []
    lost = request.deleted or not Post.KEEPERS & set(request.roles)
    return Matter(
        needs_second=bool(touched) and bool(Post.GUARDED & (before | set(request.roles))),
        subject=f"save_post:{request.post_id or request.abbreviation_en}",
        post=stored,
        guarded=_guarded(stored),
        gains=frozenset(gains),
        loses=frozenset(holders(database, kept_by, at) if lost else ()),
        changes=changes,
    )


def _of_saving_person(database: Database, request: SavePerson, at: datetime) -> Matter:
    stored = database.get(Person, request.person_id) if request.person_id else None
    changes = _changes(database, stored, request.model_dump(include=OF_A_PERSON))
    posts = guarded_posts_of(database, stored.id, at) if stored is not None else []
    lost = request.deleted or not request.active
    return Matter(
        needs_second=bool(posts) and bool(changes),
        subject=f"save_person:{request.person_id or request.user_name}",
        person=stored,
        guarded=tuple(posts),
        loses=frozenset({stored.id} if stored is not None and lost and any(post.is_keeper for post in posts) else ()),
        speaks_for_himself=True,
        changes=changes,
    )


def _of_signing_in(database: Database, request: SetPassword | UnlockPerson, at: datetime) -> Matter:
    person = _get(database, Person, request.person_id)
    posts = guarded_posts_of(database, person.id, at)
    return Matter(
        needs_second=bool(posts),
        subject=f"{request.call.method}:{person.id}",
        person=person,
        post=posts[0] if posts else None,
        guarded=tuple(posts),
        gains=frozenset({person.id}),
    )


_OF: dict[type[Command], Callable[[Database, Any, datetime], Matter]] = {
    AssumeCharge: _of_assuming,
    RelinquishCharge: _of_relinquishing,
    SavePost: _of_saving_post,
    SavePerson: _of_saving_person,
    SetPassword: _of_signing_in,
    UnlockPerson: _of_signing_in,
}


def _get(database: Database, kind: type[Any], entry_id: UUID) -> Any:
    found: Entry | None = database.get(kind, entry_id)
    if found is None or (found.deleted and kind is not Charge):
        raise NotInDirectory(entry=kind.entry, id=entry_id)
    return found


def _guarded(post: Post | None) -> tuple[Post, ...]:
    return (post,) if post is not None and post.is_guarded else ()


def _changes(database: Database, stored: Entry | None, wanted: dict[str, Any]) -> list[Change]:
    """What differs, in the order of the names, as texts."""
    found = []
    for name in sorted(wanted):
        before, after = getattr(stored, name, None), wanted[name]
        if isinstance(after, list):
            before, after = sorted(before or ()), sorted(after)
        if before != after and not (stored is None and after in (False, None)):
            found.append(
                {"field": name, "before": _said(database, name, before), "after": _said(database, name, after)}
            )
    return found


def _said(database: Database, name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "superior_post_id":
        post = _get(database, Post, value)
        return f"{post.designation_hi} / {post.designation_en}"
    if name == "office_id":
        office = _get(database, Office, value)
        return f"{office.name_hi} / {office.name_en}"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime) else str(value)
