"""One file, one receipt."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.files import GetFile, GetReceipt
from contracts.files.views import FileView, ReceiptView
from services.files.handlers.desk import file_to_read, file_view, reading, receipt_to_read, receipt_view
from services.files.storage import FilesUnitOfWork


def get_file(request: GetFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """A file that the actor may see, with what may be done with it. Raises FileNotFound."""
    with reading(uow, caller) as (session, actor):
        return file_view(session, actor, file_to_read(session, actor, request.file_id), uow.now())


def get_receipt(request: GetReceipt, caller: Caller, uow: FilesUnitOfWork) -> ReceiptView:
    """A receipt that the actor may see, with what may be done with it. Raises ReceiptNotFound."""
    with reading(uow, caller) as (session, actor):
        return receipt_view(session, actor, receipt_to_read(session, actor, request.receipt_id))
