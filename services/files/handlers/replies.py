"""Replies to letters: await, record, withdraw, waive; and what is due today.

Each act is done at the desk that has the file and leaves the file's version alone: a reply that is entered must not
make stale what is being written in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from chassis.auth import Caller
from contracts.files.replies import AwaitReplies, RecordReply, ReplyMatrixView, WaiveReply, WithdrawReply
from contracts.files.reply_errors import NoReplyAwaited
from contracts.files.reply_events import RepliesDue
from services.files.domain.numbering import dawn
from services.files.domain.reply import Matrix
from services.files.handlers import desk, reply_desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.ledger import Contents

DUE = "replies_due"
MORNING = timedelta(hours=10)
"""In India, on the day itself: the post of that morning has been seen."""


def await_(request: AwaitReplies, caller: Caller, uow: FilesUnitOfWork) -> ReplyMatrixView:
    """Raises as ``reply_desk.in_hand``, AddresseeUnknown, NoReplyAwaited, ReplyReceived, ReplyDueInThePast."""
    with desk.acting(uow, caller) as actor:
        matrix, file = reply_desk.in_hand(uow, actor, request.letter_id, request.custody_number)
        rows = matrix.to_await(request.addressees)
        if not rows:
            raise NoReplyAwaited
        contents: Contents = {}
        for row in rows:
            entry = row.await_by(request.due_on, actor, uow.when)
            contents |= reply_desk.keep(uow, actor, file, matrix, row, entry)
        facts = {"letter": matrix.letter.id, "addressees": [row.addressee for row in rows]}
        facts["due_on"] = request.due_on.isoformat()
        desk.record(uow, file, "replies_awaited", actor, facts, contents, bump=False)
        day = request.due_on.isoformat()
        letter_id = str(matrix.letter.id)
        uow.due(dawn(request.due_on) + MORNING, DUE, f"{letter_id}:{day}", letter_id=letter_id, day=day)
        return uow.commit(reply_desk.view(uow, actor, matrix, file))


def record(request: RecordReply, caller: Caller, uow: FilesUnitOfWork) -> ReplyMatrixView:
    """Raises ReceiptNotFound, and as ``reply_desk.in_hand`` and ``reply_desk.name``."""
    with desk.acting(uow, caller) as actor:
        receipt = desk.receipt_locked(uow, actor, request.receipt_id)
        matrix, file = reply_desk.in_hand(uow, actor, request.letter_id, request.custody_number)
        facts, contents = reply_desk.name(uow, actor, file, matrix, receipt, request.addressee, request.partial)
        desk.record(uow, file, "reply_recorded", actor, facts, contents, bump=False)
        return uow.commit(reply_desk.view(uow, actor, matrix, file))


def withdraw(request: WithdrawReply, caller: Caller, uow: FilesUnitOfWork) -> ReplyMatrixView:
    """Raises as ``reply_desk.in_hand``, ReplyNotFound."""
    with desk.acting(uow, caller) as actor:
        matrix, file = reply_desk.in_hand(uow, actor, request.letter_id, request.custody_number)
        contents = reply_desk.withdraw(uow, actor, file, matrix, request.receipt_id, request.reason)
        facts = {"letter": matrix.letter.id, "receipt": request.receipt_id}
        desk.record(uow, file, "reply_withdrawn", actor, facts, contents, bump=False)
        return uow.commit(reply_desk.view(uow, actor, matrix, file))


def waive(request: WaiveReply, caller: Caller, uow: FilesUnitOfWork) -> ReplyMatrixView:
    """Raises as ``reply_desk.in_hand``, AddresseeUnknown, ReplyReceived."""
    with desk.acting(uow, caller) as actor:
        matrix, file = reply_desk.in_hand(uow, actor, request.letter_id, request.custody_number)
        row = matrix.row(request.addressee)
        entry = row.waive(request.reason, actor, uow.when)
        contents = reply_desk.keep(uow, actor, file, matrix, row, entry)
        facts = {"letter": matrix.letter.id, "addressee": row.addressee}
        desk.record(uow, file, "reply_waived", actor, facts, contents, bump=False)
        return uow.commit(reply_desk.view(uow, actor, matrix, file))


def due(payload: Mapping[str, Any], uow: FilesUnitOfWork) -> None:
    """The day has come: the desk with the file is told, once, who has not answered by it.

    What was answered, waived or given another day meanwhile is not told of, nor what lies in a closed file.
    """
    with uow:
        matrix = _locked(uow, UUID(payload["letter_id"]))
        day = date.fromisoformat(payload["day"])
        if matrix is not None:
            _tell(uow, matrix, day)
        uow.commit()


def _locked(uow: FilesUnitOfWork, letter_id: UUID) -> Matrix | None:
    """With the file in which the replies come in locked: acts on its lines wait."""
    letter = uow.letters.get(letter_id)
    begun = uow.files.get(letter.file_id) if letter is not None else None
    if letter is None or begun is None:
        return None
    uow.files.get(reply_desk.goes_on_in(uow.session, begun).id, for_update=True)
    return uow.replies.matrix(letter)


def _tell(uow: FilesUnitOfWork, matrix: Matrix, day: date) -> None:
    begun = uow.files.get(matrix.letter.file_id)
    assert begun is not None, "files are never deleted"
    file = reply_desk.goes_on_in(uow.session, begun)
    silent = [row for row in matrix.rows if row.is_due(day)]
    if not silent or file.state != "open":
        return
    for row in silent:
        row.alerted_for = day
        uow.replies.alerted(row)
    uow.publish(
        RepliesDue(
            file_id=file.id,
            number=file.number,
            letter_id=matrix.letter.id,
            letter_number=matrix.letter.number,
            subject=matrix.letter.subject,
            grading=file.grading,
            holder=file.holder,
            due_on=day,
            names=[row.name for row in silent],
        )
    )
