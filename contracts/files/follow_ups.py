"""Follow-ups: on a day that it chose, a desk is reminded of a file that it has or had, wherever the file is by then."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from contracts.base import Command, Line, OptionalLine, Page, Paged, Strict, View
from contracts.bounds import Day
from contracts.files.views import Grading, PostRef, SignatureBlock

_FILE = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f05"
_FOLLOW_UP = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f09"


class FollowUpView(View):
    """Of a desk, whoever sits there."""

    id: UUID
    file_id: UUID
    file_number: Line
    subject: Line
    grading: Grading
    file_state: Literal["open", "closed"]
    holder: PostRef = Field(description="The desk on which the file lies now.")
    is_here: bool = Field(description="It lies on this desk.")
    due_on: date
    is_due: bool = Field(description="The day has come.")
    word: OptionalLine = Field(description="What the desk wanted to be reminded of.")
    set_by: SignatureBlock
    set_at: datetime
    outcome: Literal["done", "cancelled", "replaced"] | None = None
    ended_at: datetime | None = None


class FollowUpWish(Strict):
    """When the desk wants to be reminded, and of what."""

    due_on: Day
    word: OptionalLine = ""


class SetFollowUp(Command, service="files", returns=FollowUpView):
    """Have one's desk reminded of a file on a day; a desk has one follow-up of a file, a new one replaces it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"file_id": _FILE, "due_on": "2026-12-15", "word": "तहसील की आख्या आई या नहीं"}]}
    )

    file_id: UUID
    due_on: Day
    word: OptionalLine = ""


class EndFollowUp(Command, service="files", returns=FollowUpView):
    """It is done, or not wanted any more."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"follow_up_id": _FOLLOW_UP, "outcome": "done"}]})

    follow_up_id: UUID
    outcome: Literal["done", "cancelled"] = "done"


class ListFollowUps(Paged, service="files", returns=Page[FollowUpView]):
    """Those of the actor's desk that have not ended, the earliest day first."""

    file_id: UUID | None = None
