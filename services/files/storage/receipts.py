"""Loading and saving receipts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.files.procedure import SubjectHeadView
from contracts.files.views import CancelledView, PersonRef, PostRef, SenderView, SignatureBlock
from services.files.domain.numbering import comparable
from services.files.domain.receipt import Receipt
from services.files.storage.movements import custody
from services.files.storage.receipt_tables import receipt_copies, receipts
from services.files.storage.values import dump, load

CONVERTED = {"sender", "holder_post_id", "holder", "from_post", "opened_by", "diarised_by", "diarised_post_id"}
CONVERTED |= {"subject_head", "changed_at", "letter_key", "sender_key", "cancelled"}
ALIKE = [column.name for column in receipts.c if column.name not in CONVERTED]
"""Columns that are stored as the domain has them."""

# What the diary says stays as it was entered.
FIXED = {"id", "office_id", "diary_number", "diary_year", "form", "subject", "sender", "letter_number", "letter_date"}
FIXED |= {"received_on", "mode", "language", "grading", "labels", "document_id", "salt"}
FIXED |= {"changed_at", "letter_key", "sender_key", "diarised_by", "diarised_post_id", "diarised_at"}
CHANGING = [column.name for column in receipts.c if column.name not in FIXED]

SAVE = (
    update(receipts).where(receipts.c.id == bindparam("receipt")).values({name: bindparam(name) for name in CHANGING})
)
ADD = (
    insert(receipts)
    .on_conflict_do_nothing(index_elements=["office_id", "diary_year", "diary_number"])
    .returning(receipts.c.id)
)
BY_ID = select(receipts).where(receipts.c.id == bindparam("receipt"))
LOCKED = BY_ID.with_for_update()
# Sent and pulled back unopened leaves nothing behind; sent on by the other desk, or out of a file, it was worked on.
WORKED_ON = text("""
SELECT EXISTS (
    SELECT FROM receipt_movements moved JOIN receipts ON receipts.id = moved.receipt_id
    WHERE moved.receipt_id = :receipt AND (
        moved.kind NOT IN ('created', 'forwarded', 'pulled_back')
        OR (moved.kind = 'forwarded' AND moved.from_post_id <> receipts.diarised_post_id)
    )
) OR EXISTS (SELECT FROM receipt_copies WHERE receipt_id = :receipt)
    OR EXISTS (SELECT FROM tl_letters WHERE receipt_id = :receipt)
""").bindparams(bindparam("receipt", type_=Uuid(as_uuid=True)))


class Receipts:
    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, receipt_id: UUID, *, for_update: bool = False) -> Receipt | None:
        """The receipt; ``for_update`` keeps others from changing it until the transaction ends."""
        row = self.session.execute(LOCKED if for_update else BY_ID, {"receipt": receipt_id}).first()
        return None if row is None else to_receipt(row)

    def numbered(self, diary_number: str) -> list[Receipt]:
        """Receipts of all offices and years with this number, the newest first."""
        found = select(receipts).where(receipts.c.diary_number == diary_number)
        rows = self.session.execute(found.order_by(receipts.c.diarised_at.desc()).limit(100))
        return [to_receipt(row) for row in rows]

    def add(self, receipt: Receipt) -> bool:
        """A new one. Its first movement has to follow in the same transaction. False where its number is used."""
        fixed = {
            "sender": dump(receipt.sender),
            "subject_head": dump(receipt.subject_head),
            "diarised_by": dump(receipt.diarised_by),
            "diarised_post_id": receipt.diarised_by.post.post_id,
            "letter_key": comparable(receipt.letter_number) or None,
            "sender_key": comparable(receipt.sender.name),
        }
        values = {name: getattr(receipt, name) for name in ALIKE}
        added = self.session.execute(ADD, {**values, **custody(receipt), **fixed, "cancelled": None})
        return added.first() is not None

    def save(self, receipt: Receipt) -> None:
        """Write what an act may have changed."""
        values = {name: getattr(receipt, name) for name in CHANGING if name in ALIKE}
        values |= {"cancelled": dump(receipt.cancelled), "subject_head": dump(receipt.subject_head)}
        self.session.execute(SAVE, {"receipt": receipt.id, **values, **custody(receipt)})

    def worked_on(self, receipt: Receipt) -> bool:
        """Whether anything was done with it, or anybody else knows of it through the system."""
        return bool(self.session.execute(WORKED_ON, {"receipt": receipt.id}).scalar_one())

    def inform(self, receipt_id: UUID, posts: Iterable[UUID], at: datetime) -> None:
        """Give these desks a copy for information. One that has a copy keeps it."""
        rows = [{"receipt_id": receipt_id, "post_id": post_id, "at": at} for post_id in posts]
        if rows:
            self.session.execute(insert(receipt_copies).on_conflict_do_nothing(), rows)


def to_receipt(row: Row[Any]) -> Receipt:
    stored = row._mapping
    return Receipt(
        holder=load(PostRef, stored["holder"]),
        from_post=load(PostRef, stored["from_post"]),
        opened_by=load(PersonRef, stored["opened_by"]),
        sender=load(SenderView, stored["sender"]),
        subject_head=load(SubjectHeadView, stored["subject_head"]),
        diarised_by=load(SignatureBlock, stored["diarised_by"]),
        cancelled=load(CancelledView, stored["cancelled"]),
        **{name: stored[name] for name in ALIKE},
    )
