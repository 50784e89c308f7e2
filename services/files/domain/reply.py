"""What each addressee of an issued letter has answered, and who is still to be reminded.

The lines stand with the letter; a receipt in the file is the reply of one addressee alone. What was entered is only
added to: a line's state follows from its replies and from the last that was said of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from contracts.files.errors import AddresseeUnknown
from contracts.files.replies import MOST_REPLIES, LetterReminderView, ReplyRowView, ReplyState, ReplyView
from contracts.files.reply_errors import (
    NoReplyAwaited,
    ReminderUnfinished,
    ReplyDueInThePast,
    ReplyNotFound,
    ReplyReceived,
    TooManyReplies,
)
from contracts.files.views import LetterState, SignatureBlock
from services.files.domain.actor import Actor
from services.files.domain.custody import When, new_salt
from services.files.domain.letter import Letter
from services.files.domain.numbering import office_day

EntryKind = Literal["awaited", "partial", "received", "withdrawn", "not_needed"]
OUT: tuple[str, ...] = ("issued", "dispatched")


@dataclass(frozen=True, slots=True)
class Reply:
    """A receipt that an addressee answered with."""

    id: UUID
    receipt_id: UUID
    diary_number: str
    received_on: date
    is_partial: bool

    @property
    def view(self) -> ReplyView:
        return ReplyView.model_construct(
            receipt_id=self.receipt_id,
            diary_number=self.diary_number,
            received_on=self.received_on,
            is_partial=self.is_partial,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on a line. It never changes."""

    letter_id: UUID
    addressee: int
    serial: int
    kind: EntryKind
    due_on: date | None
    receipt_id: UUID | None
    reason: str
    by: SignatureBlock
    occurred_at: datetime
    recorded_at: datetime
    source: str
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of what was entered, in the ledger."""


@dataclass(slots=True, kw_only=True)
class Row:
    """One addressee. ``due_on`` is none where a reply came that nobody had awaited by a day."""

    letter_id: UUID
    addressee: int
    name: str
    issued_at: datetime | None
    """When the letter was."""
    due_on: date | None = None
    waived_because: str = ""
    replies: list[Reply] = field(default_factory=list)
    alerted_for: date | None = None
    """The day of which the desk was told: it is told of each once."""
    entry_count: int = 0
    by: SignatureBlock | None = None
    at: datetime | None = None

    @property
    def state(self) -> ReplyState:
        if any(not reply.is_partial for reply in self.replies):
            return "received"
        if self.waived_because:
            return "not_needed"
        if self.replies:
            return "partial"
        return "not_awaited" if self.due_on is None else "awaited"

    @property
    def is_unanswered(self) -> bool:
        return self.state in ("awaited", "partial")

    def await_by(self, due_on: date, by: Actor, when: When) -> Entry:
        """Raises ReplyReceived, ReplyDueInThePast."""
        self.must_be_open()
        if due_on < office_day(when.occurred_at):
            raise ReplyDueInThePast(due_on=due_on.isoformat())
        self.due_on, self.waived_because = due_on, ""
        return self._entry("awaited", by, when)

    def answer(self, reply: Reply, by: Actor, when: When) -> Entry:
        """Take a receipt as this addressee's reply. Raises ReplyReceived, TooManyReplies."""
        self.must_be_open()
        if len(self.replies) >= MOST_REPLIES:
            raise TooManyReplies(limit=MOST_REPLIES)
        self.replies.append(reply)
        self.waived_because = ""
        return self._entry("partial" if reply.is_partial else "received", by, when, receipt_id=reply.receipt_id)

    def withdraw(self, receipt_id: UUID, by: Actor, when: When, reason: str) -> Entry:
        """The receipt is not this addressee's reply after all. Raises ReplyNotFound."""
        left = [reply for reply in self.replies if reply.receipt_id != receipt_id]
        if len(left) == len(self.replies):
            raise ReplyNotFound
        self.replies = left
        return self._entry("withdrawn", by, when, receipt_id=receipt_id, reason=reason)

    def waive(self, reason: str, by: Actor, when: When) -> Entry:
        """Raises ReplyReceived."""
        self.must_be_open()
        self.waived_because = reason
        return self._entry("not_needed", by, when, reason=reason)

    def must_be_open(self) -> None:
        """Raises ReplyReceived."""
        if self.state == "received":
            raise ReplyReceived(name=self.name)

    def is_due(self, day: date) -> bool:
        """Whether the desk is to be told today of what did not come by this day."""
        return self.is_unanswered and self.due_on == day and self.alerted_for != day

    def _entry(
        self, kind: EntryKind, by: Actor, when: When, *, receipt_id: UUID | None = None, reason: str = ""
    ) -> Entry:
        self.entry_count += 1
        earliest = self.at or self.issued_at
        at = when.not_before(earliest) if earliest is not None else when.occurred_at
        self.by, self.at = by.signature, at
        return Entry(
            letter_id=self.letter_id,
            addressee=self.addressee,
            serial=self.entry_count,
            kind=kind,
            due_on=self.due_on if kind == "awaited" else None,
            receipt_id=receipt_id,
            reason=reason,
            by=by.signature,
            occurred_at=at,
            recorded_at=when.recorded_at,
            source=when.source,
        )

    def view(self, today: date, reminders: int) -> ReplyRowView:
        return ReplyRowView.model_construct(
            addressee=self.addressee,
            name=self.name,
            state=self.state,
            due_on=self.due_on,
            is_overdue=self.is_unanswered and self.due_on is not None and self.due_on < today,
            replies=[reply.view for reply in self.replies],
            reason=self.waived_because,
            reminders=reminders,
            by=self.by,
            at=self.at,
        )


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder of a letter, as far as it has come. What was discarded or cancelled is none."""

    number: int
    draft_id: UUID
    addressees: tuple[int, ...]
    letter_id: UUID | None = None
    letter_number: str = ""
    letter_state: LetterState | None = None
    issue_date: date | None = None
    names: tuple[str, ...] = ()
    """Whom its letter is addressed to: who answered before it was approved is no more among them."""

    def went_to(self, addressee: int, name: str) -> bool:
        return self.is_out and addressee in self.addressees and name in self.names

    @property
    def is_out(self) -> bool:
        return self.letter_state in OUT

    @property
    def view(self) -> LetterReminderView:
        return LetterReminderView.model_construct(
            number=self.number,
            draft_id=self.draft_id,
            letter_id=self.letter_id,
            letter_number=self.letter_number,
            letter_state=self.letter_state,
            issue_date=self.issue_date,
            addressees=list(self.addressees),
        )


@dataclass(slots=True)
class Matrix:
    """A letter with a line for each of its addressees, in the letter's order."""

    letter: Letter
    rows: list[Row]
    reminders: list[Reminder] = field(default_factory=list)

    def row(self, addressee: int) -> Row:
        """Raises AddresseeUnknown."""
        if addressee > len(self.rows):
            raise AddresseeUnknown(addressees=len(self.rows))
        return self.rows[addressee - 1]

    def to_await(self, addressees: Sequence[int]) -> list[Row]:
        """Those named; or all of whom a reply is needed and that have not answered. Raises AddresseeUnknown."""
        if addressees:
            return [self.row(number) for number in addressees]
        return [row for row in self.rows if row.state not in ("received", "not_needed")]

    def of_receipt(self, receipt_id: UUID) -> Row:
        """Whose reply it is. Raises ReplyNotFound."""
        for row in self.rows:
            if any(reply.receipt_id == receipt_id for reply in row.replies):
                return row
        raise ReplyNotFound

    @property
    def unanswered(self) -> list[Row]:
        return [row for row in self.rows if row.is_unanswered]

    def to_remind(self, addressees: Sequence[int]) -> list[Row]:
        """Whom the next reminder goes to: of those named only who has not answered, else all that have not.

        Raises AddresseeUnknown, NoReplyAwaited.
        """
        named = [self.row(number) for number in addressees] or self.rows
        found = [row for row in named if row.is_unanswered]
        if not found:
            raise NoReplyAwaited
        return found

    def next_reminder(self) -> int:
        """The number of the next one: 1 for R-1. Raises ReminderUnfinished where one is on its way."""
        for reminder in self.reminders:
            if not reminder.is_out:
                raise ReminderUnfinished(number=reminder.number)
        return len(self.reminders) + 1

    def answered(self, names: Sequence[str]) -> str | None:
        """A name among these under which nobody is left that has not answered."""
        silent = {row.name for row in self.unanswered}
        return next((row.name for row in self.rows if row.name in names and row.name not in silent), None)

    def reminders_to(self, addressee: int) -> int:
        """How many went to this addressee."""
        return sum(one.went_to(addressee, self.row(addressee).name) for one in self.reminders)

    def actions(self) -> list[str]:
        """What the desk with the file may do about it."""
        able = []
        if any(row.state != "received" for row in self.rows):
            able += ["await_replies", "record_reply", "waive_reply"]
        if any(row.replies for row in self.rows):
            able.append("withdraw_reply")
        if self.unanswered and all(reminder.is_out for reminder in self.reminders):
            able.append("draft_reminder")
        return able
