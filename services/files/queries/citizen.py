"""The acknowledgement slip, and the status for whoever has it."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.files import GetReceiptSlip, GetReceiptStatus, ReceiptStatusView, SlipView
from contracts.files.citizen import Level, Stage
from contracts.files.errors import ReceiptStatusNotFound
from services.files.domain.access import NARROW
from services.files.domain.citizen import is_code, level_of, status_code, status_page
from services.files.domain.custody import Carried
from services.files.domain.numbering import office_day
from services.files.domain.receipt import Receipt
from services.files.handlers.desk import reading, receipt_to_read
from services.files.storage import FilesUnitOfWork
from services.files.storage.directory import Directory
from services.files.storage.directory_tables import posts
from services.files.storage.files import Files
from services.files.storage.letter_tables import dispatches, letters
from services.files.storage.receipts import Receipts

NO_SALT = bytes(16)
Standing = tuple[Stage, datetime, Level | None]


def get_slip(request: GetReceiptSlip, caller: Caller, uow: FilesUnitOfWork) -> SlipView:
    """What is printed for the sender. Raises ReceiptNotFound."""
    with reading(uow, caller) as (session, actor):
        receipt = receipt_to_read(session, actor, request.receipt_id)
        office = Directory(session).office(receipt.office_id)
    code = status_code(receipt.salt)
    asking = urlencode({"number": receipt.diary_number, "code": code})
    return SlipView(
        receipt_id=receipt.id,
        office_hi=office.name_hi if office is not None else "",
        office_en=office.name_en if office is not None else "",
        diary_number=receipt.diary_number,
        received_on=receipt.received_on,
        diarised_at=receipt.diarised_at,
        subject=receipt.subject,
        sender_name=receipt.sender.name,
        form=receipt.form,
        status_code=code,
        status_url=f"{status_page(uow.settings.public_url)}?{asking}",
    )


def get_status(request: GetReceiptStatus, caller: Caller, uow: FilesUnitOfWork) -> ReceiptStatusView:
    """Nobody is signed in. Raises ReceiptStatusNotFound, the same for a wrong number and a wrong code."""
    with uow.reading() as session:
        receipt = _with_code(session, request)
        office = Directory(session).office(receipt.office_id)
        stage, since, level = _standing(session, receipt)
    return ReceiptStatusView(
        diary_number=receipt.diary_number,
        office_hi=office.name_hi if office is not None else "",
        office_en=office.name_en if office is not None else "",
        received_on=receipt.received_on,
        stage=stage,
        level=level,
        since=office_day(since),
        cancelled=receipt.cancelled is not None,
    )


def _with_code(session: Session, request: GetReceiptStatus) -> Receipt:
    """Offices may use the same number: the code tells them apart."""
    same = Receipts(session).numbered(request.number)
    # One comparison at least, so that the time does not tell whether there is such a number.
    matches = [is_code(request.code, salt) for salt in [*(receipt.salt for receipt in same), NO_SALT]]
    for receipt, is_its in zip(same, matches, strict=False):
        if is_its:
            return receipt
    raise ReceiptStatusNotFound


def _standing(session: Session, receipt: Receipt) -> Standing:
    """Of a confidential matter nothing is told but that it came and that it is closed."""
    file = Files(session).get(receipt.file_id) if receipt.file_id is not None else None
    ends = [item.closed_at for item in (receipt, file) if item is not None and item.closed_at is not None]
    if ends:
        return "closed", ends[0], None
    if receipt.grading in NARROW or (file is not None and file.grading in NARROW):
        return "received", receipt.diarised_at, None
    if file is not None:
        sent = _letter_sent(session, receipt)
        if sent is not None:
            return "letter_sent", sent, None
    elif receipt.last_kind == "created":
        return "received", receipt.diarised_at, None
    return _with_whom(session, file or receipt)


def _letter_sent(session: Session, receipt: Receipt) -> datetime | None:
    """When a letter last left the office from the file since the receipt was put there."""
    sent = select(func.max(dispatches.c.dispatched_at)).join_from(
        dispatches, letters, dispatches.c.letter_id == letters.c.id
    )
    found = sent.where(letters.c.file_id == receipt.file_id, dispatches.c.dispatched_at >= receipt.held_since)
    at: datetime | None = session.execute(found).scalar()
    return at


def _with_whom(session: Session, item: Carried) -> Standing:
    roles = session.execute(select(posts.c.roles).where(posts.c.id == item.holder.post_id)).scalar() or []
    level = level_of(roles)
    return (
        ("with_section", item.held_since, None)
        if level == "section"
        else (
            "under_consideration",
            item.held_since,
            level,
        )
    )
