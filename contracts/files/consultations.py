"""Consultation: the desk that has a file asks other desks for their opinion, and goes on holding it.

A consultation is one question to one desk. It has a custody of its own, never that of the file, and its own custody
number. An opinion bears the number of its consultation, so that the numbers of the file's paragraphs have no gap.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from contracts.base import Command, Count, Line, Page, Paged, Query, Remarks, Text, Version, View
from contracts.bounds import PLAIN_TEXT, Day
from contracts.files.custody import InHand, OnText
from contracts.files.views import Action, Grading, PersonRef, PostRef, SignatureBlock, Urgency
from contracts.marked import fits_a_sheet

ConsultationState = Literal["open", "answered", "returned", "withdrawn"]
ConsultationBox = Literal["to_answer", "answered", "asked"]
Question = Annotated[str, StringConstraints(min_length=1, max_length=4000), PLAIN_TEXT]
OpinionParagraph = Annotated[str, StringConstraints(min_length=1, max_length=10_000), PLAIN_TEXT]
MOST_DESKS_ASKED = 20
MOST_OF_AN_OPINION = 20_000


def _an_opinion(paragraphs: list[str]) -> list[str]:
    """For a validator: what goes on the notesheet between two notes."""
    if sum(len(paragraph) for paragraph in paragraphs) > MOST_OF_AN_OPINION:
        raise PydanticCustomError("opinion_too_long", "an opinion holds no more than 20,000 characters")
    return paragraphs


def _each_once(posts: list[UUID]) -> list[UUID]:
    """For a validator: a desk is asked one question once."""
    if len(set(posts)) < len(posts):
        raise PydanticCustomError("desk_named_twice", "each desk is named once")
    return posts


OpinionParagraphs = Annotated[
    list[OpinionParagraph],
    Field(min_length=1, max_length=100),
    AfterValidator(_an_opinion),
    AfterValidator(fits_a_sheet),
]
AskedPosts = Annotated[list[UUID], Field(min_length=1, max_length=MOST_DESKS_ASKED), AfterValidator(_each_once)]


# ---------------------------------------------------------------- views


class OpinionParagraphView(View):
    number: int = Field(ge=1, description="Within this opinion; the file's own paragraphs are counted apart.")
    text: Text


class OpinionView(View):
    """What the asked desk wrote. It never changes."""

    paragraphs: list[OpinionParagraphView]
    author: SignatureBlock
    side: Literal["left", "right"] = Field(description="As on a note: the dealing hand signs left, officers right.")
    given_at: datetime
    after_paragraph: Count = Field(description="It stands on the notesheet after this paragraph; 0 before the first.")


class ConsultationStayView(View):
    """One desk that had the consultation."""

    serial: int = Field(ge=1)
    from_post: PostRef | None = Field(description="None for the desk that was asked.")
    to_post: PostRef
    by: SignatureBlock
    remarks: str = Field(default="", max_length=2000)
    occurred_at: datetime
    opened_at: datetime | None
    opened_by: PersonRef | None


class ReminderView(View):
    by: SignatureBlock
    at: datetime
    remarks: str = Field(default="", max_length=2000)


class ConsultationView(View):
    """One question to one desk, with what became of it."""

    id: UUID
    file_id: UUID
    file_number: Line
    number: int = Field(ge=1, description="Of the consultations of this file; an opinion is cited by it.")
    state: ConsultationState
    question: Text
    asked_by: SignatureBlock
    asked_at: datetime
    due_on: date
    holder: PostRef = Field(description="The desk that has to answer, or had it at the end.")
    held_since: datetime
    opened_at: datetime | None = Field(description="When it was first opened at this desk.")
    stays: list[ConsultationStayView] = Field(description="The desks that had it, in their order.")
    reminders: list[ReminderView]
    opinion: OpinionView | None = None
    ended_by: SignatureBlock | None = None
    ended_at: datetime | None = None
    reason: str = Field(default="", max_length=2000, description="Why it was returned or withdrawn.")
    custody_number: int = Field(ge=1, description="Of the consultation: changes when it is passed on, and only then.")
    version: Version
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class ConsultationsView(View):
    items: list[ConsultationView] = Field(max_length=MOST_DESKS_ASKED)


class ConsultationItemView(View):
    """A row of the list of consultations of a desk."""

    id: UUID
    file_id: UUID
    file_number: Line
    subject: Line
    grading: Grading
    urgency: Urgency
    number: int = Field(ge=1)
    state: ConsultationState
    question: Text
    asked_by: PostRef
    asked_at: datetime
    holder: PostRef
    due_on: date
    arrived_at: datetime = Field(description="When it came to the desk that has it.")
    unread: bool
    ended_at: datetime | None
    custody_number: int = Field(ge=1)
    version: Version


class ConsultationCountsView(View):
    to_answer: Count
    unread: Count
    due_today: Count
    overdue: Count
    asked: Count = Field(description="Unanswered questions of this desk, or on files that lie there.")


# ---------------------------------------------------------------- what can be asked


class ConsultDesks(InHand, service="files", returns=ConsultationsView):
    """Ask one or several desks for their opinion on a file (row 33). The file stays where it is."""

    file_id: UUID
    to_posts: AskedPosts
    question: Question
    due_on: Day
    disclose: bool = Field(
        default=False,
        description="Needed from confidential on: the asked desks, which could not see the file, may read it.",
    )
    expected_version: Version | None = None


class OpenConsultation(InHand, service="files", returns=ConsultationView):
    """The asked desk opens it."""

    consultation_id: UUID


class PassOnConsultation(InHand, service="files", returns=ConsultationView):
    """Give the question to a desk of one's own chain: above, below or in the same section of the office."""

    consultation_id: UUID
    to_post: UUID
    remarks: Remarks = ""
    disclose: bool = Field(default=False, description="As in ConsultDesks.")
    expected_version: Version | None = None


class AnswerConsultation(OnText, service="files", returns=ConsultationView):
    """Give the opinion. From then on it never changes."""

    consultation_id: UUID
    paragraphs: OpinionParagraphs
    expected_version: Version | None = None


class ReturnConsultation(InHand, service="files", returns=ConsultationView):
    """Give the question back unanswered, with the reason."""

    consultation_id: UUID
    reason: Line
    expected_version: Version | None = None


class WithdrawConsultation(Command, service="files", returns=ConsultationView):
    """Take the question back: the desk that asked, or the one that has the file now."""

    consultation_id: UUID
    reason: Line
    expected_version: Version | None = None


class RemindConsultation(Command, service="files", returns=ConsultationView):
    """Remind the desk that has to answer, once a day at most."""

    consultation_id: UUID
    remarks: Remarks = ""


class GetConsultation(Query, service="files", returns=ConsultationView):
    consultation_id: UUID


class ListConsultations(Paged, service="files", returns=Page[ConsultationView]):
    """The consultations of a file in the order of their numbers, with the opinions."""

    file_id: UUID


class ListDeskConsultations(Paged, service="files", returns=Page[ConsultationItemView]):
    """Those of the actor's desk: to be answered, answered there, or asked by it; the newest first."""

    box: ConsultationBox = "to_answer"
