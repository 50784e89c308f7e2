"""What keeps a file from being closed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.files.domain.letter import NOT_ISSUED
from services.files.storage.letter_tables import drafts, letters


def open_business(session: Session, file_id: UUID) -> tuple[int, int]:
    """How many drafts wait for approval, and how many letters are approved and neither issued nor cancelled."""
    waiting = select(func.count()).where(drafts.c.file_id == file_id, drafts.c.state == "draft").scalar_subquery()
    on_the_way = (
        select(func.count()).where(letters.c.file_id == file_id, letters.c.state.in_(NOT_ISSUED)).scalar_subquery()
    )
    row = session.execute(select(waiting.label("drafts"), on_the_way.label("letters"))).one()
    return row.drafts, row.letters
