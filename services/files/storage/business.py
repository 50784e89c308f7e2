"""What keeps a file from being closed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.files.domain.letter import NOT_ISSUED
from services.files.storage.letter_tables import drafts, letters
from services.files.storage.paper_file_counts import not_returned


def open_business(session: Session, file_id: UUID) -> tuple[int, int, int]:
    """How many drafts wait for approval, letters are approved and neither issued nor cancelled, and paper files out."""
    waiting = select(func.count()).where(drafts.c.file_id == file_id, drafts.c.state == "draft").scalar_subquery()
    on_the_way = (
        select(func.count()).where(letters.c.file_id == file_id, letters.c.state.in_(NOT_ISSUED)).scalar_subquery()
    )
    papers = not_returned(file_id).label("papers")
    row = session.execute(select(waiting.label("drafts"), on_the_way.label("letters"), papers)).one()
    return row.drafts, row.letters, row.papers
