"""What files tells of TL letters."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from contracts.base import Event, Line
from contracts.files.views import Grading, PostRef


class OfTlLetter(Event):
    """What every event of a TL letter says."""

    tl_id: UUID
    number: Line
    office_id: UUID
    matter: Line
    grading: Grading
    due_on: date
    kept_by: PostRef = Field(description="The desk of the TL section that entered it.")


class TlLetterEntered(OfTlLetter, service="files"):
    """These desks have to report on it."""

    reporting: list[PostRef] = Field(max_length=40)


class TlReportFiled(OfTlLetter, service="files"):
    post: PostRef
    full: bool


class TlReportSentBack(OfTlLetter, service="files"):
    """A report was not taken for a full one."""

    post: PostRef
    reason: Line


class TlLetterExtended(OfTlLetter, service="files"):
    reporting: list[PostRef] = Field(max_length=40, description="The desks that have not reported in full.")
    reason: Line


class TlReportsDue(OfTlLetter, service="files"):
    """These desks have not reported for the week that ends today."""

    reporting: list[PostRef] = Field(max_length=40)
    week_ends_on: date


class TlLetterStruckOff(OfTlLetter, service="files"):
    reporting: list[PostRef] = Field(max_length=40)
