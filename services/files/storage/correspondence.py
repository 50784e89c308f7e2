"""The correspondence side of a file: papers in the order in which they came, with a page series of their own."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, Select, and_, insert, select
from sqlalchemy.orm import Session

from chassis.ids import new_id
from contracts.files.views import CorrespondenceView, DetachedView, MergedFromView, SignatureBlock
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.storage.relation_tables import detachments
from services.files.storage.tables import correspondence, paper_flags
from services.files.storage.values import dump, load

_FLAG = {
    "flag_now": paper_flags.c.flag,
    "flag_number": paper_flags.c.number,
    "flagged_by": paper_flags.c.by,
    "flagged_at": paper_flags.c.at,
}
PAPERS: Select[Any] = select(correspondence, *(column.label(name) for name, column in _FLAG.items())).outerjoin_from(
    correspondence,
    paper_flags,
    and_(paper_flags.c.file_id == correspondence.c.file_id, paper_flags.c.serial == correspondence.c.serial),
)
"""Papers with the flags that they bear now, as ``to_paper`` reads them."""


class Correspondence:
    def __init__(self, session: Session) -> None:
        self.session = session

    def of_file(self, file_id: UUID) -> list[CorrespondenceView]:
        """All papers of a file in their order, with the flags that they bear now."""
        listed = PAPERS.where(correspondence.c.file_id == file_id).order_by(correspondence.c.serial)
        return [to_paper(row) for row in self.session.execute(listed)]

    def add(
        self,
        file: File,
        *,
        kind: Literal["receipt", "issue", "enclosure"],
        title: str,
        document_id: UUID | None,
        pages: int,
        by: Actor,
        at: datetime,
        document_version: int | None = None,
        receipt_id: UUID | None = None,
        receipt_serial: int | None = None,
        letter_id: UUID | None = None,
        flag: Literal["puc", "fr"] | None = None,
    ) -> CorrespondenceView:
        """Put a paper at the end. It takes the next pages of the file, which the caller then saves."""
        serial, first, last = file.take_pages(pages)
        paper = CorrespondenceView.model_construct(
            id=new_id(),
            serial=serial,
            kind=kind,
            title=title,
            document_id=document_id,
            document_version=document_version,
            from_page=first,
            to_page=last,
            receipt_id=receipt_id,
            letter_id=letter_id,
            flag=flag,
            added_by=by.signature,
            added_at=at,
        )
        # Times and ids stay as they are, only the signature becomes JSON.
        own = {name: value for name, value in dict(paper).items() if name in correspondence.c}
        stored = {**own, "added_by": paper.added_by.model_dump(mode="json"), "receipt_serial": receipt_serial}
        self.session.execute(insert(correspondence), {"file_id": file.id, **stored})
        return paper

    def get(self, file_id: UUID, paper_id: UUID) -> CorrespondenceView | None:
        """A paper of this file."""
        paper = correspondence.c
        row = self.session.execute(PAPERS.where(paper.file_id == file_id, paper.id == paper_id)).first()
        return None if row is None else to_paper(row)

    def of_receipt(self, file_id: UUID, receipt_id: UUID) -> CorrespondenceView | None:
        """The paper as which a receipt lies in the file; none where it was taken out, or came with a part file."""
        paper = correspondence.c
        mine = [paper.file_id == file_id, paper.receipt_id == receipt_id, paper.merged_from.is_(None)]
        found = PAPERS.where(*mine).order_by(paper.serial.desc()).limit(1)
        row = self.session.execute(found).first()
        if row is None or self._detached(file_id).get(row.id) is not None:
            return None
        return to_paper(row)

    def merge(self, file: File, part: File) -> list[int]:
        """Append the papers of a part file, in their order, to its main file; what was taken out stays away.

        Answers the first and the last page that they take there; nothing where the part has no papers.
        """
        taken_out = self._detached(part.id)
        found = select(correspondence).where(correspondence.c.file_id == part.id).order_by(correspondence.c.serial)
        rows = [row._mapping for row in self.session.execute(found) if row.id not in taken_out]
        pages: list[int] = []
        for row in rows:
            serial, first, last = file.take_pages(_pages(row))
            origin = MergedFromView(file_id=part.id, number=part.number, item_id=row["id"], first=row["from_page"])
            place = {"id": new_id(), "file_id": file.id, "serial": serial, "from_page": first, "to_page": last}
            own = {**row, **place, "merged_from": row["merged_from"] or dump(origin)}
            self.session.execute(insert(correspondence), own)
            pages = [pages[0] if pages else first, last]
        return pages

    def _detached(self, file_id: UUID) -> dict[UUID, DetachedView]:
        return detached_of(self.session, file_id)


def detached_of(session: Session, file_id: UUID) -> dict[UUID, DetachedView]:
    """Papers of the file that were taken out again."""
    found = select(detachments).where(detachments.c.file_id == file_id)
    return {
        row.paper_id: DetachedView(reason=row.reason, by=load(SignatureBlock, row.by), at=row.at)
        for row in session.execute(found)
    }


def to_paper(row: Row[Any], detached: DetachedView | None = None) -> CorrespondenceView:
    """What was taken out is still named; there is nothing to open any more."""
    return CorrespondenceView.model_construct(
        id=row.id,
        serial=row.serial,
        kind=row.kind,
        title=row.title,
        document_id=row.document_id if detached is None else None,
        document_version=row.document_version if detached is None else None,
        from_page=row.from_page,
        to_page=row.to_page,
        receipt_id=row.receipt_id,
        letter_id=row.letter_id,
        flag=row.flag_now,
        flag_number=row.flag_number,
        flagged_by=load(SignatureBlock, row.flagged_by),
        flagged_at=row.flagged_at,
        added_by=load(SignatureBlock, row.added_by),
        added_at=row.added_at,
        merged_from=load(MergedFromView, row.merged_from),
        detached=detached,
    )


def _pages(row: Any) -> int:
    return int(row["to_page"] - row["from_page"] + 1) if row["from_page"] is not None else 1
