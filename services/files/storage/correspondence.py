"""The correspondence side of a file: papers in the order in which they came, with a page series of their own."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from chassis.ids import new_id
from contracts.files.views import CorrespondenceView
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.storage.tables import correspondence


class Correspondence:
    def __init__(self, session: Session) -> None:
        self.session = session

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
        stored = {**dict(paper), "added_by": paper.added_by.model_dump(mode="json")}
        self.session.execute(insert(correspondence), {"file_id": file.id, **stored})
        return paper
