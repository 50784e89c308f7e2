"""Review meetings (TL meetings): an agenda of what is due, decisions recorded in the room, minutes (row 67).

A decision is the chair's, written down by who keeps the record. It stands in the noting of the file that it concerns,
like an opinion: without a paragraph number, wherever the file lies. The chair confirms the minutes afterwards.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, JsonValue, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from contracts.base import Command, Count, Line, OptionalLine, Page, Paged, Query, Version, View
from contracts.bounds import PLAIN_TEXT, Day
from contracts.files.views import Action, PostRef, SignatureBlock

MeetingState = Literal["open", "confirmed"]
MOST_OF_A_KIND = 100
DecisionText = Annotated[str, StringConstraints(min_length=1, max_length=4000), PLAIN_TEXT]
_TL: JsonValue = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f07"
_CHAIR: JsonValue = "5f0c2a52-6f0e-5c64-a6c5-3f2f5f6c8a21"
_MEETING: JsonValue = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f09"


def _each_once(ids: list[UUID]) -> list[UUID]:
    """For a validator: a matter stands on an agenda once."""
    if len(set(ids)) < len(ids):
        raise PydanticCustomError("matter_named_twice", "each matter is named once")
    return ids


Matters = Annotated[list[UUID], Field(max_length=MOST_OF_A_KIND), AfterValidator(_each_once)]


# ---------------------------------------------------------------- views


class MeetingDecisionView(View):
    """What was decided, and who wrote it down. It never changes."""

    meeting_id: UUID
    meeting_number: Line
    held_on: date
    chair: PostRef
    number: int = Field(ge=1, description="Runs through the meeting; a decision is cited by it.")
    item: int = Field(ge=1)
    text: str = Field(min_length=1, max_length=4000)
    recorded_by: SignatureBlock
    recorded_at: datetime
    after_paragraph: Count = Field(description="It stands on the notesheet after this paragraph; 0 before the first.")
    confirmed_by: SignatureBlock | None = Field(description="The chair, once the minutes are confirmed.")
    confirmed_at: datetime | None


class MeetingItemView(View):
    """A matter on the agenda. Of one that was graded confidential since, nothing but its number is shown."""

    number: int = Field(ge=1)
    kind: Literal["tl", "file"]
    tl_id: UUID | None
    file_id: UUID | None
    reference: OptionalLine = Field(description="TL or file number.")
    title: OptionalLine
    holder: PostRef | None = Field(description="Of a file: the desk on which it lies.")
    awaited: list[PostRef] = Field(
        description="Of a TL letter: the desks that have not reported in full.", max_length=40
    )
    due_on: date | None
    age_days: Count
    is_overdue: bool
    is_over: bool = Field(description="Struck off or closed since.")
    is_withheld: bool
    decisions: list[MeetingDecisionView] = Field(default_factory=list)


class MeetingView(View):
    id: UUID
    number: Line
    office_id: UUID
    held_on: date
    chair: PostRef
    state: MeetingState
    prepared_by: SignatureBlock
    prepared_at: datetime
    confirmed_by: SignatureBlock | None
    confirmed_at: datetime | None
    items: list[MeetingItemView] = Field(max_length=2 * MOST_OF_A_KIND)
    version: Version
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class MeetingRowView(View):
    id: UUID
    number: Line
    held_on: date
    chair: PostRef
    state: MeetingState
    items: Count
    decisions: Count


class MeetingFileView(View):
    """An overdue file that may be put on an agenda."""

    id: UUID
    number: Line
    subject: Line
    holder: PostRef
    due_on: date = Field(description="The desk's due date, or the day of the file's deadline.")


# ---------------------------------------------------------------- what can be asked


class PrepareMeeting(Command, service="files", returns=MeetingView):
    """Put matters on the agenda of a meeting, in this order: TL letters of the own register, then files."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"held_on": "2026-11-30", "chair_post": _CHAIR, "tl_ids": [_TL]}]}
    )

    held_on: Day
    chair_post: UUID
    tl_ids: Matters = Field(default_factory=list)
    file_ids: Matters = Field(default_factory=list)

    @model_validator(mode="after")
    def _has_an_agenda(self) -> PrepareMeeting:
        if not self.tl_ids and not self.file_ids:
            raise ValueError("a meeting has something on its agenda")
        return self


class RecordMeetingDecision(Command, service="files", returns=MeetingView):
    """Write down in the room what the chair decided on a matter."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"meeting_id": _MEETING, "item": 1, "text": "अधिशासी अभियन्ता तीन दिन में कार्य पूर्ण करायें।"}]
        }
    )

    meeting_id: UUID
    item: int = Field(ge=1, le=2 * MOST_OF_A_KIND)
    text: DecisionText


class ConfirmMeetingMinutes(Command, service="files", returns=MeetingView):
    """The chair confirms what was recorded; after that nothing is added."""

    meeting_id: UUID
    expected_version: Version | None = None


class GetMeeting(Query, service="files", returns=MeetingView):
    meeting_id: UUID


class ListMeetings(Paged, service="files", returns=Page[MeetingRowView]):
    """Those of the actor's office, the last first."""


class ListMeetingFiles(Paged, service="files", returns=Page[MeetingFileView]):
    """Overdue files on the actor's desk and the desks below, none of them confidential, by their numbers."""


class ListFileDecisions(Paged, service="files", returns=Page[MeetingDecisionView]):
    """Decisions that stand in the noting of a file, in their order."""

    file_id: UUID
