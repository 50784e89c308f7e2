"""Where a file was, and for how long."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.files import GetHistory, HistoryView
from services.files.domain.history import history
from services.files.handlers.desk import file_to_read, reading
from services.files.storage import FilesUnitOfWork
from services.files.storage.history import chain_of


def get_history(request: GetHistory, caller: Caller, uow: FilesUnitOfWork) -> HistoryView:
    """Every stay at every desk, and the desks added up. Raises FileNotFound."""
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        chain = chain_of(session, file.id)
    return history(chain, uow.now())
