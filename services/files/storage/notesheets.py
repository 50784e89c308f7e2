"""Notesheets that were printed: all printings of a file are versions of one document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from contracts.files import SignatureBlock
from services.files.storage.letter_tables import notesheets
from services.files.storage.values import dump


@dataclass(frozen=True)
class Notesheet:
    """``notes`` counts the green notes that it shows."""

    id: UUID
    file_id: UUID
    document_id: UUID
    version: int
    sha256: str
    notes: int
    rendered_by: SignatureBlock
    rendered_at: datetime


class Notesheets:
    """The printings of all files, in this session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, sheet: Notesheet) -> None:
        self.session.execute(
            insert(notesheets).values(
                id=sheet.id,
                file_id=sheet.file_id,
                document_id=sheet.document_id,
                document_version=sheet.version,
                sha256=sheet.sha256,
                notes=sheet.notes,
                rendered_by=dump(sheet.rendered_by),
                rendered_at=sheet.rendered_at,
            )
        )

    def documents(self, file_id: UUID) -> list[UUID]:
        """The documents in which the file's notesheet was printed, newest first."""
        query = (
            select(notesheets.c.document_id)
            .where(notesheets.c.file_id == file_id)
            .order_by(notesheets.c.rendered_at.desc(), notesheets.c.id)
        )
        return list(dict.fromkeys(self.session.execute(query).scalars()))
