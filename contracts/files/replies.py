"""Who has answered a letter: what is awaited of each addressee, by which receipt it came, and reminders (R-1, R-2).

A letter goes to several addressees; once it is issued, each has a line in its reply matrix. A reminder is a draft in
the same file that cites the letter and goes only to those who have not answered.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field

from contracts.base import Count, Line, OptionalLine, Page, Paged, Query, Strict, View
from contracts.bounds import GROWING, Day
from contracts.files.custody import InHand
from contracts.files.views import Action, DraftView, Grading, LetterState, SignatureBlock

ReplyState = Annotated[Literal["not_awaited", "awaited", "partial", "received", "not_needed"], GROWING]
AddresseeNumber = Annotated[int, Field(ge=1, le=50, description="Which addressee of the letter, counted from 1.")]
MOST_REPLIES = 50
_LETTER = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f07"
_RECEIPT = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f08"


def _each_once(numbers: list[int]) -> list[int]:
    """For a validator: who is named twice is meant once."""
    return list(dict.fromkeys(numbers))


AddresseeNumbers = Annotated[list[AddresseeNumber], Field(max_length=50), AfterValidator(_each_once)]


# ---------------------------------------------------------------- views


class ReplyView(View):
    """A receipt in the file that an addressee answered with."""

    receipt_id: UUID
    diary_number: Line
    received_on: date
    is_partial: bool


class ReplyRowView(View):
    """One addressee of the letter."""

    addressee: AddresseeNumber
    name: Line
    state: ReplyState
    due_on: date | None = Field(description="By which day the reply is awaited.")
    is_overdue: bool
    replies: list[ReplyView] = Field(max_length=MOST_REPLIES, description="In the order in which they came.")
    reason: OptionalLine = Field(default="", description="Why no reply is needed.")
    reminders: Count = Field(description="Reminders that were issued to this addressee.")
    by: SignatureBlock | None = Field(default=None, description="Who entered this last.")
    at: datetime | None = None


class LetterReminderView(View):
    """A reminder that is being written or went out."""

    number: int = Field(ge=1, description="1 of R-1, 2 of R-2 and so on.")
    draft_id: UUID
    letter_id: UUID | None = Field(description="None while it is a draft.")
    letter_number: OptionalLine
    letter_state: LetterState | None
    issue_date: date | None
    addressees: list[AddresseeNumber] = Field(max_length=50, description="Addressees of the first letter.")


class ReplyMatrixView(View):
    """A letter with what its addressees have answered."""

    letter_id: UUID
    file_id: UUID = Field(description="In which the replies come in: the file's present volume.")
    letter_number: Line
    issue_date: date
    subject: Line
    rows: list[ReplyRowView] = Field(max_length=50, description="One for each addressee, in the letter's order.")
    unanswered: Count = Field(description="Addressees whose reply is awaited, or came in part only.")
    reminders: list[LetterReminderView] = Field(default_factory=list, max_length=100)
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class AwaitedReplyView(View):
    """An addressee whose reply is awaited in a file on the actor's desk."""

    file_id: UUID
    file_number: Line
    grading: Grading
    letter_id: UUID
    letter_number: Line
    issue_date: date
    subject: Line
    addressee: AddresseeNumber
    name: Line
    state: ReplyState
    due_on: date
    is_overdue: bool
    reminders: Count


# ---------------------------------------------------------------- what can be asked


class ReplyOf(Strict):
    """Of whom a receipt is the reply."""

    letter_id: UUID
    addressee: AddresseeNumber
    partial: bool = Field(default=False, description="More is to come from this addressee.")


class AwaitReplies(InHand, service="files", returns=ReplyMatrixView):
    """Await replies to an issued letter by a day. Again: by another day; also where none was needed before."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"letter_id": _LETTER, "addressees": [1, 2], "due_on": "2026-12-15"}]}
    )

    letter_id: UUID
    addressees: AddresseeNumbers = Field(
        default_factory=list, description="All that have not answered and of whom a reply is needed, if none is named."
    )
    due_on: Day


class RecordReply(InHand, service="files", returns=ReplyMatrixView):
    """Name a receipt that lies in the file as the reply of an addressee. A receipt is the reply of one alone."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"letter_id": _LETTER, "addressee": 2, "receipt_id": _RECEIPT}]}
    )

    letter_id: UUID
    addressee: AddresseeNumber
    receipt_id: UUID
    partial: bool = Field(default=False, description="More is to come from this addressee.")


class WithdrawReply(InHand, service="files", returns=ReplyMatrixView):
    """A receipt was named by mistake: it is nobody's reply again, with the reason."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"letter_id": _LETTER, "receipt_id": _RECEIPT, "reason": "दूसरे पत्र का उत्तर है"}]}
    )

    letter_id: UUID
    receipt_id: UUID
    reason: Line


class WaiveReply(InHand, service="files", returns=ReplyMatrixView):
    """No reply is needed of this addressee, with the reason."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"letter_id": _LETTER, "addressee": 3, "reason": "प्रतिलिपि सूचनार्थ थी"}]}
    )

    letter_id: UUID
    addressee: AddresseeNumber
    reason: Line


class DraftReminder(InHand, service="files", returns=DraftView):
    """Begin the next reminder: a draft in the same file that cites the letter, to those who have not answered."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"letter_id": _LETTER, "addressees": [1]}]})

    letter_id: UUID
    addressees: AddresseeNumbers = Field(
        default_factory=list, description="Some of those that have not answered; all of them if none is named."
    )


class GetReplies(Query, service="files", returns=ReplyMatrixView):
    letter_id: UUID


class ListReplies(Paged, service="files", returns=Page[ReplyMatrixView]):
    """The issued letters of a file with their replies, newest first. Reminders stand with the letter they are of."""

    file_id: UUID


class ListAwaitedReplies(Paged, service="files", returns=Page[AwaitedReplyView]):
    """Replies that are awaited in the files on the actor's desk, the longest due first."""

    overdue: bool | None = None
