"""The chain of a file with the openings at its desks."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from contracts.files import PersonRef
from services.files.domain.custody import Movement
from services.files.domain.history import Opening
from services.files.storage.movements import to_movement
from services.files.storage.tables import movements, openings
from services.files.storage.values import load

CHAIN = (
    select(movements, openings.c.person.label("opened_by"), openings.c.at.label("opened_at"))
    .outerjoin(openings, and_(openings.c.file_id == movements.c.file_id, openings.c.serial == movements.c.serial))
    .order_by(movements.c.serial)
)


def chain_of(session: Session, file_id: UUID) -> list[tuple[Movement, Opening | None]]:
    """Each movement with who opened what it brought, in the order of the chain."""
    return [
        (
            to_movement(row),
            Opening(load(PersonRef, row.opened_by), row.opened_at) if row.opened_at is not None else None,
        )
        for row in session.execute(CHAIN.where(movements.c.file_id == file_id))
    ]
