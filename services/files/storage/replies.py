"""Loading and saving what addressees have answered; what was entered of it is only added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row as Found
from sqlalchemy import insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from chassis.ledger import content_hash
from contracts.files.views import SignatureBlock
from services.files.domain.letter import Letter
from services.files.domain.reply import Entry, Matrix, Reminder, Reply, Row
from services.files.storage.ledger import Contents
from services.files.storage.letter_tables import drafts, letters
from services.files.storage.letters import letter_of
from services.files.storage.reply_tables import reminders, replies, reply_entries, reply_rows
from services.files.storage.tables import files
from services.files.storage.values import dump, load

UNANSWERED = reply_rows.c.state.in_(("awaited", "partial"))
ENTRY = [column.name for column in reply_entries.c if column.name not in ("file_id", "by")]
"""Columns that are stored as the domain has them."""


class Replies:
    """The reply matrices of all letters, in this session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def matrices(self, some: Sequence[Letter]) -> list[Matrix]:
        """Of these letters, in their order: a line for each addressee, entered or not."""
        ids = [letter.id for letter in some]
        entered = self._rows(ids)
        reminded = self.reminders_of(ids)
        return [
            Matrix(
                letter,
                [
                    entered.get((letter.id, number))
                    or Row(letter_id=letter.id, addressee=number, name=one.name, issued_at=letter.issued_at)
                    for number, one in enumerate(letter.addressees, 1)
                ],
                reminded.get(letter.id, []),
            )
            for letter in some
        ]

    def matrix(self, letter: Letter) -> Matrix:
        return self.matrices([letter])[0]

    def save(self, row: Row, file_id: UUID, entry: Entry) -> None:
        """Write the line, and the act's entry, of which the chain of this file speaks."""
        assert row.by is not None, "an entered line has somebody who entered it"
        values = {
            "file_id": file_id,
            "state": row.state,
            "due_on": row.due_on,
            "waived_because": row.waived_because,
            "entry_count": row.entry_count,
            "by": dump(row.by),
            "at": row.at,
        }
        own = {"letter_id": row.letter_id, "addressee": row.addressee, "name": row.name}
        line = upsert(reply_rows).values(**own, **values)
        self.session.execute(line.on_conflict_do_update(index_elements=["letter_id", "addressee"], set_=values))
        said = {name: getattr(entry, name) for name in ENTRY}
        self.session.execute(insert(reply_entries), {**said, "file_id": file_id, "by": dump(entry.by)})

    def name(self, row: Row, reply: Reply) -> None:
        """Keep a receipt as this addressee's reply. The line has been saved."""
        values = {name: getattr(reply, name) for name in ("id", "receipt_id", "diary_number", "received_on")}
        own = {"letter_id": row.letter_id, "addressee": row.addressee, "is_withdrawn": False}
        self.session.execute(insert(replies), {**values, **own, "is_partial": reply.is_partial})

    def withdraw(self, receipt_id: UUID) -> None:
        """The receipt is nobody's reply any more."""
        named = (replies.c.receipt_id == receipt_id, ~replies.c.is_withdrawn)
        self.session.execute(update(replies).where(*named).values(is_withdrawn=True))

    def alerted(self, row: Row) -> None:
        """The desk was told of what did not come by this line's day."""
        own = (reply_rows.c.letter_id == row.letter_id, reply_rows.c.addressee == row.addressee)
        self.session.execute(update(reply_rows).where(*own).values(alerted_for=row.alerted_for))

    def named(self, receipt_id: UUID) -> tuple[Letter, int] | None:
        """To which letter, and of which addressee, the receipt is the reply."""
        of = select(letters, replies.c.addressee.label("of_addressee")).join(
            replies, replies.c.letter_id == letters.c.id
        )
        row = self.session.execute(of.where(replies.c.receipt_id == receipt_id, ~replies.c.is_withdrawn)).first()
        return (letter_of(row), row.of_addressee) if row is not None else None

    def go_on_in(self, file_id: UUID, later_id: UUID) -> None:
        """The file goes on in another: its next volume, or the main file. Replies come in there."""
        self.session.execute(update(reply_rows).where(reply_rows.c.file_id == file_id).values(file_id=later_id))

    def add_reminder(self, letter_id: UUID, reminder: Reminder) -> None:
        values = {"draft_id": reminder.draft_id, "letter_id": letter_id, "number": reminder.number}
        self.session.execute(insert(reminders), {**values, "addressees": list(reminder.addressees)})

    def reminded_by(self, draft_id: UUID) -> Letter | None:
        """The letter of which this draft is a reminder."""
        of = select(letters).join(reminders, reminders.c.letter_id == letters.c.id)
        row = self.session.execute(of.where(reminders.c.draft_id == draft_id)).first()
        return letter_of(row) if row is not None else None

    def unanswered_at(
        self, post_id: UUID, after: tuple[date, UUID, int] | None, limit: int, before: date | None
    ) -> list[Found[Any]]:
        """Lines in open files on this desk whose reply is awaited by a day, the longest due first.

        ``before``: only those that were due before this day.
        """
        key = (reply_rows.c.due_on, reply_rows.c.letter_id, reply_rows.c.addressee)
        wanted = (
            select(
                reply_rows,
                files.c.number.label("file_number"),
                files.c.grading,
                letters.c.number.label("letter_number"),
                letters.c.issue_date,
                letters.c.subject,
            )
            .join(files, files.c.id == reply_rows.c.file_id)
            .join(letters, letters.c.id == reply_rows.c.letter_id)
            .where(files.c.holder_post_id == post_id, files.c.state == "open", UNANSWERED)
            .where(reply_rows.c.due_on.is_not(None))
        )
        if before is not None:
            wanted = wanted.where(reply_rows.c.due_on < before)
        if after is not None:
            wanted = wanted.where(tuple_(*key) > after)
        return list(self.session.execute(wanted.order_by(*key).limit(limit)))

    def _rows(self, letter_ids: Sequence[UUID]) -> dict[tuple[UUID, int], Row]:
        found: dict[tuple[UUID, int], Row] = {}
        for row in self.session.execute(select(reply_rows).where(reply_rows.c.letter_id.in_(letter_ids))):
            found[row.letter_id, row.addressee] = Row(
                letter_id=row.letter_id,
                addressee=row.addressee,
                name=row.name,
                issued_at=None,
                due_on=row.due_on,
                waived_because=row.waived_because,
                alerted_for=row.alerted_for,
                entry_count=row.entry_count,
                by=load(SignatureBlock, row.by),
                at=row.at,
            )
        named = select(replies).where(replies.c.letter_id.in_(letter_ids), ~replies.c.is_withdrawn)
        for row in self.session.execute(named.order_by(replies.c.received_on, replies.c.id)):
            reply = Reply(row.id, row.receipt_id, row.diary_number, row.received_on, row.is_partial)
            found[row.letter_id, row.addressee].replies.append(reply)
        return found

    def reminders_of(self, letter_ids: Sequence[UUID]) -> dict[UUID, list[Reminder]]:
        """By the letter of which they remind, in their order; without what was discarded or cancelled."""
        found: dict[UUID, list[Reminder]] = {}
        own = letters.c
        wanted = (
            select(reminders, own.id.label("own_id"), own.number.label("own_number"), own.state, own.issue_date)
            .add_columns(own.addressees.label("own_addressees"))
            .join(drafts, drafts.c.id == reminders.c.draft_id)
            .outerjoin(letters, own.id == drafts.c.letter_id)
            .where(reminders.c.letter_id.in_(letter_ids), drafts.c.state != "discarded")
            .where(own.state.is_(None) | (own.state != "cancelled"))
            .order_by(reminders.c.letter_id, reminders.c.number, drafts.c.created_at)
        )
        for row in self.session.execute(wanted):
            reminder = Reminder(
                number=row.number,
                draft_id=row.draft_id,
                addressees=tuple(row.addressees),
                letter_id=row.own_id,
                letter_number=row.own_number or "",
                letter_state=row.state,
                issue_date=row.issue_date,
                names=tuple(one["name"] for one in row.own_addressees or ()),
            )
            found.setdefault(row.letter_id, []).append(reminder)
        return found


def of_entry(entry: Entry) -> Contents:
    """What was entered of one addressee, as its row has it."""
    said = {
        "kind": entry.kind,
        "due_on": entry.due_on.isoformat() if entry.due_on else None,
        "receipt": str(entry.receipt_id) if entry.receipt_id else None,
        "reason": entry.reason,
        "by": str(entry.by.person.person_id),
        "post": str(entry.by.post.post_id),
        "occurred_at": entry.occurred_at.isoformat(),
    }
    return {f"reply:{entry.letter_id}:{entry.addressee}:{entry.serial}": content_hash(said, entry.salt)}


def contents_of(session: Session, file_id: UUID) -> Contents:
    """All that was entered in this file, as it is stored now."""
    found: Contents = {}
    for row in session.execute(select(reply_entries).where(reply_entries.c.file_id == file_id)):
        stored = {name: row._mapping[name] for name in ENTRY}
        stored["salt"] = bytes(row.salt)
        found |= of_entry(Entry(**stored, by=load(SignatureBlock, row.by)))
    return found
