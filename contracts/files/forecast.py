"""Which files will miss their time, and why: days left against what files of this level have usually needed."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Count, Line, Query, View
from contracts.files.statements import HeldView
from contracts.files.views import WaitingFor

Outlook = Literal["missed", "will_miss", "at_risk", "in_time", "unknown"]
"""``will_miss``: half of those that lay here as long needed more days than are left. ``at_risk``: every fifth did."""


class ForecastLineView(View):
    """One file with a time to keep, and on what the outlook rests."""

    file_id: UUID
    number: Line
    subject: Line
    held: HeldView
    basis: Literal["deadline", "due_on"] = Field(
        description="The file's deadline, until its disposal; else the day set for this desk, until it leaves it."
    )
    due_at: datetime
    days_left: float = Field(description="Until then; less than nothing where it has passed.")
    days_here: float = Field(ge=0, description="Since it came to this desk.")
    outlook: Outlook
    usual_days: float | None = Field(description="Half of those that lay here as long needed no more days than this.")
    slow_days: float | None = Field(description="Four of five needed no more than this.")
    sample: Count = Field(description="Of so many stays in the last 180 days.")
    sample_of: Literal["office", "district"] | None = Field(
        description="At this level of the desk's own office, or of all, where that has fewer than ten."
    )
    waiting_for: WaitingFor | None = Field(description="For whom its clock stands still now.")
    consulted: Count = Field(description="Desks whose opinion is awaited.")


class ForecastView(View):
    """All that will or may miss, the soonest due first; of those in time only how many."""

    as_of: datetime
    lines: list[ForecastLineView]
    missed: Count
    will_miss: Count
    at_risk: Count
    in_time: Count
    unknown: Count = Field(description="Too few have been disposed of from this level to say anything.")
    withheld: Count = Field(description="Confidential ones that the asker may not see; they are counted nowhere else.")


class GetForecast(Query, service="files", returns=ForecastView, timeout=20.0):
    """The breach forecast of the desks that the actor answers for, of one office or section if named (row 71)."""

    office_id: UUID | None = None
    unit_id: UUID | None = Field(default=None, description="A section.")


__all__ = ["ForecastLineView", "ForecastView", "GetForecast"]
