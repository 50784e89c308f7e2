"""The correspondence side of a file: its table of contents."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import CorrespondenceView, ListCorrespondence, SignatureBlock
from services.files.handlers.desk import file_to_read, reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.tables import correspondence
from services.files.storage.values import load


def list_of_file(request: ListCorrespondence, caller: Caller, uow: FilesUnitOfWork) -> Page[CorrespondenceView]:
    """The papers in the order in which they came, with the pages they take. Raises FileNotFound."""
    paper = correspondence.c
    after = cursors.serial(request.cursor)
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        listed = select(correspondence).where(paper.file_id == file.id, paper.serial > after).order_by(paper.serial)
        rows = session.execute(listed.limit(request.limit + 1)).all()
    given = [_view(row) for row in rows[: request.limit]]
    more = cursors.encode(given[-1].serial) if len(rows) > len(given) else None
    return Page[CorrespondenceView].model_construct(items=given, next=more)


def _view(row: Row[Any]) -> CorrespondenceView:
    return CorrespondenceView.model_construct(
        id=row.id,
        serial=row.serial,
        kind=row.kind,
        title=row.title,
        document_id=row.document_id,
        document_version=row.document_version,
        from_page=row.from_page,
        to_page=row.to_page,
        receipt_id=row.receipt_id,
        letter_id=row.letter_id,
        flag=row.flag,
        added_by=load(SignatureBlock, row.added_by),
        added_at=row.added_at,
    )
