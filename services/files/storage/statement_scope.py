"""The desks of a statement: those that the actor answers for, of one office or section, abolished ones too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.files import PostRef
from services.files.storage.directory_tables import offices, posts, units
from services.files.storage.values import load


@dataclass(frozen=True)
class Seat:
    """A desk and where it stands."""

    ref: PostRef
    office_id: UUID
    unit_id: UUID | None
    roles: frozenset[str]


def seats(
    session: Session, among: Collection[UUID] | None, office_id: UUID | None, unit_id: UUID | None
) -> dict[UUID, Seat]:
    """``among`` none means all desks of the district."""
    columns = posts.c
    query = select(columns.id, columns.ref, columns.office_id, columns.unit_id, columns.roles)
    if among is not None:
        query = query.where(columns.id.in_(among))
    if office_id is not None:
        query = query.where(columns.office_id == office_id)
    if unit_id is not None:
        query = query.where(columns.unit_id == unit_id)
    return {
        row.id: Seat(load(PostRef, row.ref), row.office_id, row.unit_id, frozenset(row.roles))
        for row in session.execute(query)
    }


def names(session: Session, office_id: UUID | None, unit_id: UUID | None) -> list[tuple[str, str]]:
    """Hindi and English names of the section, if one is named, and of its office."""
    found = []
    if unit_id is not None:
        found.append(session.execute(select(units.c.name_hi, units.c.name_en).where(units.c.id == unit_id)).first())
    if office_id is not None:
        wanted = select(offices.c.name_hi, offices.c.name_en).where(offices.c.id == office_id)
        found.append(session.execute(wanted).first())
    return [(row.name_hi, row.name_en) for row in found if row is not None]
