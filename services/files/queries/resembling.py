"""Letters that may have been diarised before, for who diarises one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from chassis.auth import Caller
from contracts.files import ListResemblingReceipts, ResemblingReceiptsView, ResemblingReceiptView
from services.files.domain.numbering import office_day
from services.files.domain.receipt import Receipt
from services.files.handlers.desk import may_see_receipt, reading
from services.files.storage import FilesUnitOfWork
from services.files.storage.receipts import to_receipt
from services.files.storage.resembling import resembling

MOST = 5
LOOKED_BACK = timedelta(days=366)


def list_resembling(request: ListResemblingReceipts, caller: Caller, uow: FilesUnitOfWork) -> ResemblingReceiptsView:
    """What the actor may see of them, each once."""
    since = office_day(uow.now()) - LOOKED_BACK
    chosen: dict[UUID, ResemblingReceiptView] = {}
    with reading(uow, caller) as (session, actor):
        same = resembling(
            session, actor.office_id, since, sender=request.sender_name, letter_number=request.letter_number
        )
        for row in same:
            receipt = to_receipt(row)
            if len(chosen) < MOST and receipt.id not in chosen and may_see_receipt(session, actor, receipt):
                chosen[receipt.id] = _view(receipt, row.rank)
    return ResemblingReceiptsView(items=list(chosen.values()))


def _view(receipt: Receipt, rank: int) -> ResemblingReceiptView:
    return ResemblingReceiptView(
        id=receipt.id,
        diary_number=receipt.diary_number,
        subject=receipt.subject,
        sender_name=receipt.sender.name,
        letter_number=receipt.letter_number,
        received_on=receipt.received_on,
        holder=receipt.holder,
        reason="letter_number" if rank == 0 else "sender",
    )
