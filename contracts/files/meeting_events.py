"""What files tells of meetings."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from contracts.base import Event, Line, Text
from contracts.files.views import Grading, PostRef


class MeetingDecisionRecorded(Event, service="files"):
    """A decision stands in a file, or in the register; the desks that act on it hear of it."""

    meeting_id: UUID
    meeting_number: Line
    held_on: date
    chair: PostRef
    reference: Line = Field(description="TL or file number.")
    grading: Grading
    text: Text
    file_id: UUID | None
    file_number: Line | None = None
    holder: PostRef | None = Field(description="The desk that has the file.")
    reporting: list[PostRef] = Field(max_length=40, description="Desks that have not reported in full.")


class MeetingMinutesConfirmed(Event, service="files"):
    meeting_id: UUID
    meeting_number: Line
    prepared_by: PostRef
    decisions: int = Field(ge=0)
