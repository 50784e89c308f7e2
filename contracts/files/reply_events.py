"""What files tells of replies."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from contracts.base import Event, Line
from contracts.files.replies import ReplyState
from contracts.files.views import Grading, PostRef


class ReplyStateChanged(Event, service="files"):
    """What is known of an addressee's reply is another than before, or it is awaited by another day."""

    file_id: UUID
    letter_id: UUID
    letter_number: Line
    addressee: int = Field(ge=1, le=50)
    state: ReplyState
    due_on: date | None


class RepliesDue(Event, service="files"):
    """The day has come by which these addressees should have answered."""

    file_id: UUID
    number: Line = Field(description="Of the file.")
    letter_id: UUID
    letter_number: Line
    subject: Line
    grading: Grading
    holder: PostRef = Field(description="The desk on which the file lies.")
    due_on: date
    names: list[Line] = Field(max_length=50)
