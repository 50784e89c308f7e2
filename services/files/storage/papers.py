"""In which files and receipts a document lies."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index, select, union
from sqlalchemy.orm import Session

from services.files.domain.letter import NOT_ISSUED
from services.files.storage.letter_tables import letters, notesheets
from services.files.storage.receipt_tables import receipts
from services.files.storage.relation_tables import detachments
from services.files.storage.tables import correspondence

Index("ix_correspondence_document", correspondence.c.document_id)
Index("ix_receipts_document", receipts.c.document_id)

NOT_TAKEN_OUT = ~select(detachments.c.paper_id).where(detachments.c.paper_id == correspondence.c.id).exists()
NEWEST = 500
"""documents grants no more at once: of a larger file the newest papers are opened."""


class Papers:
    def __init__(self, session: Session) -> None:
        self.session = session

    def files_with(self, document_id: UUID) -> list[UUID]:
        """Files on whose correspondence side, or as whose letter or notesheet, the document is."""
        found = union(
            select(correspondence.c.file_id).where(correspondence.c.document_id == document_id, NOT_TAKEN_OUT),
            select(letters.c.file_id).where(letters.c.document_id == document_id),
            select(notesheets.c.file_id).where(notesheets.c.document_id == document_id),
        )
        return list(self.session.execute(found).scalars())

    def receipts_with(self, document_id: UUID) -> list[UUID]:
        """Receipts whose scan the document is."""
        return list(self.session.execute(select(receipts.c.id).where(receipts.c.document_id == document_id)).scalars())

    def of_file(self, file_id: UUID) -> list[UUID]:
        """What may be read of a file: letters on their way out, the printed notesheet, its papers, newest first.

        Issued letters are among the papers.
        """
        papers = (
            select(correspondence.c.document_id)
            .where(correspondence.c.file_id == file_id, correspondence.c.document_id.is_not(None), NOT_TAKEN_OUT)
            .order_by(correspondence.c.serial.desc())
            .limit(NEWEST)
        )
        waiting = select(letters.c.document_id).where(
            letters.c.file_id == file_id, letters.c.document_id.is_not(None), letters.c.state.in_(NOT_ISSUED)
        )
        sheet = (
            select(notesheets.c.document_id)
            .where(notesheets.c.file_id == file_id)
            .order_by(notesheets.c.rendered_at.desc())
            .limit(1)
        )
        found = [self.session.execute(part).scalars() for part in (waiting, sheet, papers)]
        return list(dict.fromkeys(document for part in found for document in part))[:NEWEST]
