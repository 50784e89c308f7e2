"""What files tells of follow-ups."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Event, Line, OptionalLine
from contracts.files.views import Grading, PostRef


class FollowUpSet(Event, service="files"):
    follow_up_id: UUID
    file_id: UUID
    post: PostRef = Field(description="Whose it is.")
    due_on: date


class FollowUpEnded(Event, service="files"):
    follow_up_id: UUID
    file_id: UUID
    post: PostRef
    outcome: Literal["done", "cancelled", "replaced"]


class FollowUpDue(Event, service="files"):
    """The day has come on which the desk wanted to be reminded."""

    follow_up_id: UUID
    file_id: UUID
    number: Line
    subject: Line
    grading: Grading
    post: PostRef = Field(description="Whose it is.")
    holder: PostRef = Field(description="The desk on which the file lies.")
    word: OptionalLine
    due_on: date
