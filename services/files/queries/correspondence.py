"""The correspondence side of a file: its table of contents."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import CorrespondenceView, ListCorrespondence
from services.files.handlers.desk import file_to_read, reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.correspondence import PAPERS, detached_of, to_paper
from services.files.storage.tables import correspondence


def list_of_file(request: ListCorrespondence, caller: Caller, uow: FilesUnitOfWork) -> Page[CorrespondenceView]:
    """The papers in the order in which they came, with the pages they take. Raises FileNotFound."""
    paper = correspondence.c
    after = cursors.serial(request.cursor)
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        listed = PAPERS.where(paper.file_id == file.id, paper.serial > after).order_by(paper.serial)
        rows = session.execute(listed.limit(request.limit + 1)).all()
        taken_out = detached_of(session, file.id)
    given = [to_paper(row, taken_out.get(row.id)) for row in rows[: request.limit]]
    more = cursors.encode(given[-1].serial) if len(rows) > len(given) else None
    return Page[CorrespondenceView].model_construct(items=given, next=more)
