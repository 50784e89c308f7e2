"""Receipts: diarise, mark, pull back, open, put in a file, close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chassis.auth import Caller
from chassis.ids import new_id
from contracts import documents
from contracts.files import (
    CancelReceipt,
    CloseReceipt,
    DetachReceipt,
    DiariseReceipt,
    MarkReceipt,
    OpenReceipt,
    PullBackReceipt,
    PutReceiptInFile,
    ReplyOf,
)
from contracts.files.diary_errors import DiaryNumberUsed
from contracts.files.events import ReceiptDiarised
from contracts.files.relation_errors import ReceiptNotInFile
from contracts.files.views import ReceiptView
from services.files.domain.actor import OFFICE_WORK, Actor
from services.files.domain.citizen import status_code, status_page
from services.files.domain.custody import Movement
from services.files.domain.file import File
from services.files.domain.receipt import Receipt, new_receipt
from services.files.handlers import classification, desk, number_blocks, reply_desk
from services.files.handlers.diary_numbers import next_number
from services.files.handlers.documents_reach import must_be_in_reach
from services.files.handlers.letter_desk import Bus
from services.files.storage import FilesUnitOfWork
from services.files.storage.access import reach
from services.files.storage.ledger import of_movement, of_subject
from services.files.storage.relations import Ended, of_end


def diarise(request: DiariseReceipt, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> ReceiptView:
    """Enter a letter in the diary of the actor's office.

    Raises RoleMissing, ClaimedTimeWrong, LetterDatedLater, SubjectHeadUnknown, DocumentNotFound (also where documents
    has no such scan); where it is marked at once also PostNotFound, NobodyCanAct; with a number of a block as
    ``number_of``, and DiaryNumberUsed.
    """
    if request.document_id is not None:
        with desk.acting(uow, caller) as actor:
            _must_be_diarisable(uow, actor, request)
        bus.call(documents.ReferToDocument(document_id=request.document_id))
    with desk.acting(uow, caller) as actor:
        _must_be_diarisable(uow, actor, request)
        head = classification.of_new_receipt(request, uow)
        asked = request.reserved
        number = number_blocks.number_of(uow, actor, asked) if asked else next_number(uow, actor)
        receipt, first = new_receipt(new_id(), number, request, head, actor, uow.when)
        if not uow.receipts.add(receipt):
            raise DiaryNumberUsed(number=number)
        facts = {"number": receipt.diary_number, "movement": 1, "to": receipt.holder.post_id}
        facts |= {"grading": receipt.grading, "document": receipt.document_id and str(receipt.document_id)}
        if head is not None:
            facts["subject_head"] = head.code
        if asked is not None:
            facts |= {"block": str(asked.block_id), "serial": asked.serial}
        contents = {**of_subject(receipt.subject, receipt.salt), **of_movement(first)}
        desk.record(uow, receipt, "receipt_diarised", actor, facts, contents, bump=False, link=first)
        uow.publish(_diarised(receipt, uow.settings.public_url), actor.view)
        if request.mark_to is not None and request.mark_to != actor.post_id:
            _mark(uow, actor, receipt, request.mark_to)
        return uow.commit(desk.receipt_view(uow.session, actor, receipt))


def mark(request: MarkReceipt, caller: Caller, uow: FilesUnitOfWork) -> ReceiptView:
    """Send it to a desk, with copies to others.

    Raises ReceiptNotFound, Stale, ReceiptHeldByAnother, ReceiptInFile, ReceiptClosed, PostNotFound, NobodyCanAct,
    AlreadyThere.
    """
    with desk.acting(uow, caller) as actor:
        receipt = desk.receipt_locked(uow, actor, request.receipt_id, request.expected_version, request.custody_number)
        copies = [post_id for post_id in dict.fromkeys(request.copies_to) if post_id != request.to_post]
        _mark(uow, actor, receipt, request.to_post, copies, request.remarks)
        return uow.commit(desk.receipt_view(uow.session, actor, receipt))


def _mark(
    uow: FilesUnitOfWork,
    actor: Actor,
    receipt: Receipt,
    to_post: UUID,
    copies: Sequence[UUID] = (),
    remarks: str = "",
) -> None:
    """Raises PostNotFound, NobodyCanAct, and as ``Receipt.check_send``."""
    _must_exist(uow, copies)
    movement = receipt.send(desk.desk(uow.session, to_post, uow.now()), actor, uow.when, remarks)
    facts = {"copies": [str(post_id) for post_id in copies]}
    _keep(uow, "receipt_marked", actor, receipt, movement, facts)
    uow.receipts.inform(receipt.id, copies, movement.occurred_at)
    uow.publish(receipt.moved(movement, list(copies)), actor.view)


def pull_back(request: PullBackReceipt, caller: Caller, uow: FilesUnitOfWork) -> ReceiptView:
    """Take it back. Raises ReceiptNotFound, Stale, ReceiptInFile, ReceiptClosed, NothingToPullBack, AlreadyOpened."""
    with desk.acting(uow, caller) as actor:
        receipt = desk.receipt_locked(uow, actor, request.receipt_id, request.expected_version)
        movement = receipt.pull_back(actor, uow.when)
        _keep(uow, "receipt_pulled_back", actor, receipt, movement)
        uow.publish(receipt.moved(movement), actor.view)
        return uow.commit(desk.receipt_view(uow.session, actor, receipt))


def open_(request: OpenReceipt, caller: Caller, uow: FilesUnitOfWork) -> ReceiptView:
    """Open it at its desk; opening it again only shows it. Raises as ``mark``."""
    with desk.acting(uow, caller) as actor:
        receipt = desk.receipt_locked(uow, actor, request.receipt_id, custody_number=request.custody_number)
        if receipt.open(actor, uow.when) and receipt.opened_at is not None:
            facts = {"movement": receipt.movement_serial}
            desk.record(uow, receipt, "receipt_opened", actor, facts, bump=False)
            uow.receipt_movements.opened(receipt.id, receipt.movement_serial, actor.person, receipt.opened_at)
        return uow.commit(desk.receipt_view(uow.session, actor, receipt))


def put_in_file(request: PutReceiptInFile, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> ReceiptView:
    """Put it on the correspondence side of a file on the same desk. Raises as ``mark``, ``file_in_hand``, ``_named``.

    It takes as many pages of the series as its scan has; what the caller says counts while documents does not know.
    """
    scan = _scan(request, caller, uow, bus)
    with desk.acting(uow, caller) as actor:
        receipt = desk.receipt_locked(uow, actor, request.receipt_id, request.expected_version, request.custody_number)
        file = desk.file_in_hand(uow, actor, request.file_id, custody_number=request.file_custody_number)
        movement = receipt.put_in(file, actor, uow.when)
        uow.tl_letters.went_into(receipt.id, file.id)
        paper = uow.correspondence.add(
            file,
            kind="receipt",
            title=receipt.subject,
            document_id=receipt.document_id,
            document_version=scan.number if scan else None,
            pages=(scan.pages if scan else None) or request.pages,
            by=actor,
            at=movement.occurred_at,
            receipt_id=receipt.id,
            receipt_serial=movement.serial,
        )
        _keep(uow, "receipt_put_in_file", actor, receipt, movement, {"file": str(file.id)})
        pages = {"receipt": receipt.id, "paper": paper.serial, "from_page": paper.from_page, "to_page": paper.to_page}
        if scan is not None:
            pages |= {"document": receipt.document_id, "version": scan.number, "sha256": scan.sha256}
        facts, contents = _named(request.reply_of, receipt, file, actor, uow)
        desk.record(uow, file, "receipt_put_in_file", actor, {**pages, **facts}, contents)
        return uow.commit(desk.receipt_view(uow.session, actor, receipt))


def _named(
    reply_of: ReplyOf | None, receipt: Receipt, file: File, actor: Actor, uow: FilesUnitOfWork
) -> reply_desk.Said:
    """As whose reply it comes in, if as one. Raises as ``reply_desk.matrix_in`` and ``reply_desk.name``."""
    if reply_of is None:
        return {}, {}
    matrix = reply_desk.matrix_in(uow, file, reply_of.letter_id)
    return reply_desk.name(uow, actor, file, matrix, receipt, reply_of.addressee, reply_of.partial)


def _scan(request: PutReceiptInFile, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> documents.VersionView | None:
    """Its newest version; none where it is on paper only. Raises ReceiptNotFound."""
    with desk.acting(uow, caller) as actor:
        document_id = desk.receipt_to_read(uow.session, actor, request.receipt_id).document_id
    if document_id is None:
        return None
    return bus.call(documents.GetDocument(document_id=document_id)).versions[-1]


def close(request: CloseReceipt, caller: Caller, uow: FilesUnitOfWork) -> ReceiptView:
    """Close one that needs no file. Raises as ``mark``, and ReceiptUnderTimeLimit."""
    with desk.acting(uow, caller) as actor:
        receipt = desk.receipt_locked(uow, actor, request.receipt_id, request.expected_version, request.custody_number)
        receipt.check_close(actor)
        movement = receipt.shut(actor, uow.when, request.reason)
        _keep(uow, "receipt_closed", actor, receipt, movement)
        return uow.commit(desk.receipt_view(uow.session, actor, receipt))


def cancel(request: CancelReceipt, caller: Caller, uow: FilesUnitOfWork) -> ReceiptView:
    """Cancel one that was diarised by mistake. Raises ReceiptNotFound, Stale, and as ``Receipt.check_cancel``."""
    with desk.acting(uow, caller) as actor:
        receipt = desk.receipt_locked(uow, actor, request.receipt_id, request.expected_version)
        above = reach(uow.session, actor, receipt).above_holder
        movement = receipt.cancel(actor, uow.when, request.reason, above, lambda: uow.receipts.worked_on(receipt))
        _keep(uow, "receipt_cancelled", actor, receipt, movement, {"number": receipt.diary_number})
        return uow.commit(desk.receipt_view(uow.session, actor, receipt))


def detach(request: DetachReceipt, caller: Caller, uow: FilesUnitOfWork) -> ReceiptView:
    """Take it out of the file in hand, onto the same desk.

    Raises as ``file_in_hand``, ReceiptNotFound, Stale, ReceiptNotInFile, RoleMissing.
    """
    with desk.acting(uow, caller) as actor:
        actor.require(OFFICE_WORK, "dealing_hand")
        receipt = desk.receipt_locked(uow, actor, request.receipt_id, request.expected_version)
        file = desk.file_in_hand(uow, actor, request.file_id, custody_number=request.custody_number)
        movement = receipt.take_out(file, actor, uow.when, request.reason)
        uow.tl_letters.went_into(receipt.id, None)
        paper = uow.correspondence.of_receipt(file.id, receipt.id)
        if paper is None:
            raise ReceiptNotInFile
        ended = Ended(paper.id, request.reason, actor.signature, movement.occurred_at)
        uow.relations.detach(file.id, ended)
        _keep(uow, "receipt_detached", actor, receipt, movement, {"file": str(file.id)})
        pages = {"receipt": receipt.id, "paper": paper.serial, "from_page": paper.from_page, "to_page": paper.to_page}
        facts, contents = reply_desk.let_go(uow, actor, file, receipt, request.reason)
        said = contents | of_end("detachment", ended)
        desk.record(uow, file, "receipt_detached", actor, {**pages, **facts}, said)
        return uow.commit(desk.receipt_view(uow.session, actor, receipt))


def _must_be_diarisable(uow: FilesUnitOfWork, actor: Actor, request: DiariseReceipt) -> None:
    """Raises RoleMissing, DocumentNotFound, GradedHigher."""
    actor.require(OFFICE_WORK, "receipt")
    if request.document_id is not None:
        must_be_in_reach(uow.session, actor, request.document_id, request.grading)


def _must_exist(uow: FilesUnitOfWork, posts: Sequence[UUID]) -> None:
    for post_id in posts:
        desk.post_ref(uow.session, post_id)


def _diarised(receipt: Receipt, public_url: str) -> ReceiptDiarised:
    return ReceiptDiarised(
        receipt_id=receipt.id,
        diary_number=receipt.diary_number,
        office_id=receipt.office_id,
        subject=receipt.subject,
        sender_name=receipt.sender.name,
        sender_mobile=receipt.sender.mobile,
        sender_email=receipt.sender.email,
        received_on=receipt.received_on,
        status_code=status_code(receipt.salt),
        status_page=status_page(public_url),
    )


def _keep(
    uow: FilesUnitOfWork,
    act: str,
    actor: Actor,
    receipt: Receipt,
    movement: Movement,
    facts: dict[str, Any] | None = None,
) -> None:
    """Ledger entry, receipt and link of the chain, in one go."""
    ends = {
        "movement": movement.serial,
        "from": receipt.from_post and receipt.from_post.post_id,
        "to": receipt.holder.post_id,
    }
    facts = {**ends, **(facts or {})}
    desk.record(uow, receipt, act, actor, facts, of_movement(movement), bump=False, link=movement)
