"""What the use cases of replies share: the letter with its matrix, in the file in which the replies come in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.ids import new_id
from contracts.files.errors import FileNotFound, LetterNotFound
from contracts.files.replies import ReplyMatrixView
from contracts.files.reply_errors import IsReminder, RemindedHasAnswered, ReplyNamedAlready, ReplyNotInFile
from contracts.files.reply_events import ReplyStateChanged
from services.files.domain.actor import OFFICE_WORK, Actor
from services.files.domain.draft import Draft
from services.files.domain.file import File
from services.files.domain.numbering import office_day
from services.files.domain.receipt import Receipt
from services.files.domain.reply import Entry, Matrix, Reply, Row
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.files import Files
from services.files.storage.ledger import Contents
from services.files.storage.replies import of_entry

Said = tuple[dict[str, Any], Contents]
"""Facts and contents for the ledger."""


def goes_on_in(session: Session, file: File) -> File:
    """The file itself, or the volume, or the main file, in which it goes on: replies come in there."""
    while (later := file.kin.later_id or (file.kin.main_id if file.kin.merged_at is not None else None)) is not None:
        found = Files(session).get(later)
        assert found is not None, "files are never deleted"
        file = found
    return file


def in_hand(uow: FilesUnitOfWork, actor: Actor, letter_id: UUID, custody_number: int | None) -> tuple[Matrix, File]:
    """An issued letter whose file is in hand, locked.

    Raises LetterNotFound, RoleMissing, LetterNotReady, IsReminder, and as ``file_in_hand``.
    """
    actor.require(OFFICE_WORK, "dealing_hand")
    letter = uow.letters.get(letter_id)
    begun = uow.files.get(letter.file_id) if letter is not None else None
    if begun is None:
        raise LetterNotFound
    try:
        file = desk.file_in_hand(uow, actor, goes_on_in(uow.session, begun).id, custody_number=custody_number)
    except FileNotFound:
        raise LetterNotFound from None
    return matrix_in(uow, file, letter_id), file


def matrix_in(uow: FilesUnitOfWork, file: File, letter_id: UUID) -> Matrix:
    """Of an issued letter whose replies come in in this file, which is locked.

    Raises LetterNotFound, LetterNotReady, IsReminder.
    """
    letter = uow.letters.get(letter_id)
    begun = uow.files.get(letter.file_id) if letter is not None else None
    if letter is None or begun is None or goes_on_in(uow.session, begun).id != file.id:
        raise LetterNotFound
    letter.must_be("issued", "dispatched")
    first = uow.replies.reminded_by(letter.draft_id)
    if first is not None:
        raise IsReminder(letter_number=first.number)
    return uow.replies.matrix(letter)


def keep(uow: FilesUnitOfWork, actor: Actor, file: File, matrix: Matrix, row: Row, entry: Entry) -> Contents:
    """Write a line and tell of it; answers what the ledger has to say."""
    uow.replies.save(row, file.id, entry)
    changed = ReplyStateChanged(
        file_id=file.id,
        letter_id=matrix.letter.id,
        letter_number=matrix.letter.number,
        addressee=row.addressee,
        state=row.state,
        due_on=row.due_on,
    )
    uow.publish(changed, actor.view)
    return of_entry(entry)


def name(
    uow: FilesUnitOfWork, actor: Actor, file: File, matrix: Matrix, receipt: Receipt, addressee: int, partial: bool
) -> Said:
    """Name a receipt, which is locked, as an addressee's reply.

    Raises ReplyNotInFile, ReplyNamedAlready, AddresseeUnknown, ReplyReceived, TooManyReplies.
    """
    lies_in = uow.files.get(receipt.file_id) if receipt.file_id is not None else None
    if lies_in is None or goes_on_in(uow.session, lies_in).id != file.id:
        raise ReplyNotInFile
    named = uow.replies.named(receipt.id)
    if named is not None:
        letter, number = named
        raise ReplyNamedAlready(letter_number=letter.number, name=letter.addressee(number).name)
    row = matrix.row(addressee)
    reply = Reply(new_id(), receipt.id, receipt.diary_number, receipt.received_on, partial)
    entry = row.answer(reply, actor, uow.when)
    contents = keep(uow, actor, file, matrix, row, entry)
    uow.replies.name(row, reply)
    facts = {"letter": matrix.letter.id, "addressee": addressee, "receipt": receipt.id, "partial": partial}
    return facts, contents


def let_go(uow: FilesUnitOfWork, actor: Actor, file: File, receipt: Receipt, reason: str) -> Said:
    """The receipt is taken out of the file: it is nobody's reply any more, if it was one."""
    named = uow.replies.named(receipt.id)
    if named is None:
        return {}, {}
    matrix = uow.replies.matrix(named[0])
    contents = withdraw(uow, actor, file, matrix, receipt.id, reason)
    return {"letter": matrix.letter.id, "addressee": named[1]}, contents


def withdraw(uow: FilesUnitOfWork, actor: Actor, file: File, matrix: Matrix, receipt_id: UUID, reason: str) -> Contents:
    """Raises ReplyNotFound."""
    row = matrix.of_receipt(receipt_id)
    entry = row.withdraw(receipt_id, actor, uow.when, reason)
    uow.replies.withdraw(receipt_id)
    return keep(uow, actor, file, matrix, row, entry)


def must_go_to_the_silent(uow: FilesUnitOfWork, draft: Draft) -> None:
    """A reminder goes only to those who have not answered when it is approved. Raises RemindedHasAnswered."""
    first = uow.replies.reminded_by(draft.id)
    if first is None:
        return
    answered = uow.replies.matrix(first).answered([one.name for one in draft.text.addressees])
    if answered is not None:
        raise RemindedHasAnswered(name=answered)


def view(uow: FilesUnitOfWork, actor: Actor, matrix: Matrix, file: File) -> ReplyMatrixView:
    """The matrix as this actor sees it; ``file`` is the one in which the replies come in."""
    letter, today = matrix.letter, office_day(uow.now())
    in_hand = file.state == "open" and file.holder.post_id == actor.post_id and actor.has(OFFICE_WORK)
    return ReplyMatrixView.model_construct(
        letter_id=letter.id,
        file_id=file.id,
        letter_number=letter.number,
        issue_date=letter.reservation.issue_date,
        subject=letter.subject,
        rows=[row.view(today, matrix.reminders_to(row.addressee)) for row in matrix.rows],
        unanswered=len(matrix.unanswered),
        reminders=[one.view for one in matrix.reminders],
        allowed_actions=matrix.actions() if in_hand else [],
    )
