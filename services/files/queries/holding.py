"""At which level things lie, as statements name it: the post, who holds it, and its place in the State's channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from contracts.files import HeldView, PersonRef, PostRef
from services.files.domain.channel import Level, level_of
from services.files.storage.around import holders
from services.files.storage.procedure import Rules
from services.files.storage.statement_scope import Seat
from services.files.storage.values import load

# Of an office that has loaded no procedure: the roles themselves, the lowest first. They have no names to show.
ROLES = ("receipt", "dispatch", "dealing_hand", "section_officer", "adm", "dm")


class Holding:
    def __init__(self, session: Session, rules: Rules, seats: Mapping[UUID, Seat], at: datetime) -> None:
        self._session = session
        self._seats = seats
        self._at = at
        self._levels = [
            Level(rule["code"], rule["name"]["hi"], rule["name"]["en"], frozenset(rule["roles"]))
            for rule in rules.get("levels", ())
        ] or [Level(role, "", "", frozenset({role})) for role in ROLES]

    def rank(self, seat: Seat) -> str:
        """The code of the level; empty for a post on none."""
        level = level_of(self._levels, seat.roles)
        return level.code if level else ""

    def held(self, rows: Sequence[Row[Any]]) -> list[HeldView]:
        """Where each of these lay, from its ``post_id``, ``post`` and ``since``."""
        people = holders(self._session, {row.post_id for row in rows}, self._at) if rows else {}
        return [self._held(row, people) for row in rows]

    def _held(self, row: Row[Any], people: Mapping[UUID, PersonRef]) -> HeldView:
        level = level_of(self._levels, self._seats[row.post_id].roles)
        return HeldView.model_construct(
            post=load(PostRef, row.post),
            holder=people.get(row.post_id),
            level_hi=level.name_hi if level else "",
            level_en=level.name_en if level else "",
            since=row.since,
        )
