"""The directory as identity tells it, kept here: authority is read from it at the moment of each act."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Row, and_, bindparam, exists, literal, or_, select, true
from sqlalchemy.orm import Session

from contracts.files.views import PersonRef, PostRef
from services.files.domain.actor import Actor
from services.files.domain.custody import Desk
from services.files.storage.directory_tables import charges, offices, persons, posts, units
from services.files.storage.tables import Moment
from services.files.storage.values import load

AT: BindParameter[datetime] = bindparam("at", type_=Moment)
CURRENT = and_(
    ~charges.c.deleted, charges.c.held_from <= AT, or_(charges.c.held_until.is_(None), charges.c.held_until > AT)
)
"""A charge that is held at ``at``: ``held_until`` is the first moment after it."""
LIVE = and_(CURRENT, charges.c.person_id == persons.c.id, persons.c.active, ~persons.c.deleted)

ACTOR = (
    select(
        charges.c.capacity,
        persons.c.name_hi,
        persons.c.name_en,
        posts.c.ref,
        posts.c.roles,
        posts.c.office_id,
        posts.c.unit_id,
        posts.c.superior_post_id,
    )
    .join_from(charges, persons, and_(charges.c.person_id == persons.c.id, persons.c.active, ~persons.c.deleted))
    .join(posts, and_(charges.c.post_id == posts.c.id, ~posts.c.deleted))
    .where(charges.c.id == bindparam("charge"), charges.c.person_id == bindparam("person"), CURRENT)
)

DESK = select(
    posts.c.ref,
    posts.c.office_id,
    posts.c.unit_id,
    posts.c.superior_post_id,
    posts.c.roles,
    exists().where(charges.c.post_id == posts.c.id, LIVE).label("live"),
).where(posts.c.id == bindparam("post"), ~posts.c.deleted)

# Who marks something and to where, in one way to the server: each row is there or not by itself.
_ONE, _ACTOR, _DESK = select(literal(1)).subquery("one"), ACTOR.subquery("actor"), DESK.subquery("desk")
SENDING = select(
    *(column.label(f"actor_{column.name}") for column in _ACTOR.c),
    *(column.label(f"desk_{column.name}") for column in _DESK.c),
).select_from(_ONE.outerjoin(_ACTOR, true()).outerjoin(_DESK, true()))

HOLDER = (
    select(persons.c.id, persons.c.name_hi, persons.c.name_en)
    .join_from(charges, persons, LIVE)
    .where(charges.c.post_id == bindparam("post"))
    # The substantive holder before those who only stand in.
    .order_by(charges.c.capacity != "own", charges.c.held_from.desc())
    .limit(1)
)


class Directory:
    def __init__(self, session: Session) -> None:
        self.session = session

    def actor(self, person_id: UUID, charge_id: UUID, at: datetime) -> Actor | None:
        """The person in this charge, if it is held at that moment by that person, who is in service."""
        row = self.session.execute(ACTOR, {"charge": charge_id, "person": person_id, "at": at}).first()
        return None if row is None else _actor(row._asdict(), person_id, charge_id)

    def actor_and_desk(
        self, person_id: UUID, charge_id: UUID, post_id: UUID, at: datetime
    ) -> tuple[Actor | None, Desk | None]:
        """What ``actor`` and ``desk`` answer, asked at once."""
        values = {"charge": charge_id, "person": person_id, "post": post_id, "at": at}
        row = self.session.execute(SENDING, values).one()._asdict()
        actor, desk = (_part(row, name) for name in ("actor_", "desk_"))
        return (
            None if actor["capacity"] is None else _actor(actor, person_id, charge_id),
            None if desk["ref"] is None else self._desk(desk, post_id, at),
        )

    def desk(self, post_id: UUID, at: datetime) -> Desk | None:
        """A post as a place to send things to; none where there is no such post."""
        row = self.session.execute(DESK, {"post": post_id, "at": at}).first()
        return None if row is None else self._desk(row._asdict(), post_id, at)

    def _desk(self, row: Mapping[str, Any], post_id: UUID, at: datetime) -> Desk:
        return Desk(
            ref=load(PostRef, row["ref"]),
            office_id=row["office_id"],
            unit_id=row["unit_id"],
            superior_id=row["superior_post_id"],
            roles=frozenset(row["roles"]),
            reachable=row["live"] or self._live_above(post_id, at),
        )

    def _live_above(self, post_id: UUID, at: datetime) -> bool:
        chain = above(post_id)
        live = exists().where(charges.c.post_id == chain.c.id, LIVE)
        return self.session.execute(select(chain.c.id).where(live).limit(1), {"at": at}).first() is not None

    def post(self, post_id: UUID) -> PostRef | None:
        """How a post is written in registers now."""
        row = self.session.execute(select(posts.c.ref).where(posts.c.id == post_id)).first()
        return None if row is None else load(PostRef, row.ref)

    def holder(self, post_id: UUID, at: datetime) -> PersonRef | None:
        """Who sits at a desk at that moment; none where it is vacant."""
        row = self.session.execute(HOLDER, {"post": post_id, "at": at}).first()
        return None if row is None else PersonRef(person_id=row.id, name_hi=row.name_hi, name_en=row.name_en)

    def office(self, office_id: UUID) -> Row[Any] | None:
        return self.session.execute(select(offices).where(offices.c.id == office_id, ~offices.c.deleted)).first()

    def offices(self, ids: Collection[UUID]) -> dict[UUID, Row[Any]]:
        """Those of these that there are."""
        found = self.session.execute(select(offices).where(offices.c.id.in_(ids), ~offices.c.deleted))
        return {row.id: row for row in found}

    def unit(self, unit_id: UUID) -> Row[Any] | None:
        return self.session.execute(select(units).where(units.c.id == unit_id, ~units.c.deleted)).first()

    def is_above(self, post_id: UUID, other_id: UUID) -> bool:
        """Whether a post is a superior, near or far, of another."""
        chain = above(other_id)
        return self.session.execute(select(chain.c.id).where(chain.c.id == post_id)).first() is not None

    def same_chain(self, actor: Actor, to: Desk) -> bool:
        """Whether a desk is above or below the actor's, or in the same section."""
        own, other = actor.post_id, to.ref.post_id
        same_unit = actor.unit_id is not None and actor.unit_id == to.unit_id
        return same_unit or own == other or self.is_above(own, other) or self.is_above(other, own)

    def subordinates(self, post_id: UUID) -> list[UUID]:
        """All posts below this one, itself left out."""
        below = select(posts.c.id).where(posts.c.superior_post_id == post_id).cte("below", recursive=True)
        below = below.union(select(posts.c.id).join(below, posts.c.superior_post_id == below.c.id))
        return list(self.session.execute(select(below.c.id)).scalars())


def _part(row: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix)}


def _actor(row: Mapping[str, Any], person_id: UUID, charge_id: UUID) -> Actor:
    return Actor(
        person=PersonRef.model_construct(person_id=person_id, name_hi=row["name_hi"], name_en=row["name_en"]),
        charge_id=charge_id,
        capacity=row["capacity"],
        post=load(PostRef, row["ref"]),
        roles=frozenset(row["roles"]),
        office_id=row["office_id"],
        unit_id=row["unit_id"],
        superior_id=row["superior_post_id"],
    )


def above(post_id: UUID) -> Any:
    """The posts above one, near and far, as a recursive table with ``id``. UNION ends even a loop in the data."""
    chain = select(posts.c.superior_post_id.label("id")).where(posts.c.id == post_id).cte("above", recursive=True)
    return chain.union(select(posts.c.superior_post_id).join(chain, posts.c.id == chain.c.id))
