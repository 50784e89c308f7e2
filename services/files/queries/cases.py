"""The case of a file."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.files import FileCaseView, GetCase
from services.files.handlers.desk import file_to_read, reading
from services.files.storage import FilesUnitOfWork
from services.files.storage.cases import Cases


def get_case(request: GetCase, caller: Caller, uow: FilesUnitOfWork) -> FileCaseView:
    """Its limits and checklist; no case where the file has no case type. Raises FileNotFound."""
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        case = Cases(session).get(file.id) if file.case_type is not None else None
    return FileCaseView(file_id=file.id, case=case.view if case is not None else None)
