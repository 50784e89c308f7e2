"""The register of time-limit letters (TL letters): what has to be reported on by a day, week after week.

A letter, or a file, is taken into the register by the TL section of an office. The offices concerned each name a
reporting desk, which reports once a week; only the TL section strikes the letter off, after the full reports (row 7).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, JsonValue, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from contracts.base import Command, Count, Line, OptionalLine, Page, Paged, Query, Remarks, Version, View
from contracts.bounds import GROWING, PLAIN_TEXT, Day
from contracts.files.views import Action, Grading, PostRef, SignatureBlock

TlState = Literal["open", "struck_off"]
TlEntryKind = Annotated[Literal["report", "full_report", "sent_back", "extended", "struck_off", "decided"], GROWING]
TlBox = Literal["register", "mine"]
MOST_CONCERNED = 40
_TL = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f07"
_RECEIPT = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f08"
_DESKS: list[JsonValue] = ["5f0c2a52-6f0e-5c64-a6c5-3f2f5f6c8a21", "5f0c2a52-6f0e-5c64-a6c5-3f2f5f6c8a22"]
ReportText = Annotated[str, StringConstraints(min_length=1, max_length=4000), PLAIN_TEXT]


def _each_once(posts: list[UUID]) -> list[UUID]:
    """For a validator: an office reports from one desk."""
    if len(set(posts)) < len(posts):
        raise PydanticCustomError("desk_named_twice", "each desk is named once")
    return posts


ReportingPosts = Annotated[list[UUID], Field(min_length=1, max_length=MOST_CONCERNED), AfterValidator(_each_once)]


# ---------------------------------------------------------------- views


class TlConcernView(View):
    """An office that has to report, by its reporting desk."""

    post: PostRef
    is_complete: bool = Field(description="It has reported in full, and the TL section has not sent that back.")
    reports: Count
    last_report_on: date | None
    week_ends_on: date = Field(description="The day by which its report of the present week is due.")
    has_reported: bool = Field(description="For the present week, or in full.")
    weeks_missed: Count = Field(description="Weeks that ended without a report since it was concerned.")


class TlLetterView(View):
    """A line of the register. A reporting desk is shown its own office's part of it alone."""

    id: UUID
    number: Line = Field(description="TL number.")
    year: int
    serial: int = Field(ge=1)
    office_id: UUID = Field(description="Whose TL section keeps it.")
    matter: Line
    grading: Grading = Field(description="Of the letter or file.")
    item_kind: Literal["receipt", "file"]
    item_id: UUID | None = Field(description="None in lists, and where the actor may not see it.")
    item_number: OptionalLine = Field(default="", description="Diary or file number; empty where it may not be seen.")
    sender: OptionalLine = Field(default="", description="Of a letter that came in.")
    entered_by: SignatureBlock
    entered_at: datetime
    entered_on: date = Field(description="From which its age is counted.")
    age_days: Count
    due_on: date
    is_overdue: bool
    extensions: Count
    state: TlState
    struck_off_at: datetime | None
    struck_off_by: SignatureBlock | None
    concerned: Count = Field(description="All offices that have to report.")
    complete: Count = Field(description="Those of them that have reported in full.")
    concerns: list[TlConcernView] = Field(max_length=MOST_CONCERNED)
    version: Version
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class TlEntryView(View):
    """What was done about it since it was entered. It never changes."""

    serial: int = Field(ge=1)
    kind: TlEntryKind
    post: PostRef | None = Field(description="The reporting desk that it concerns; none where it concerns all.")
    text: str = Field(max_length=4000, description="The report, or the reason.")
    reference: OptionalLine = Field(default="", description="Number and date of the letter with which it was sent.")
    due_on: date | None = Field(default=None, description="Of an extension: the new day.")
    week_ends_on: date | None = Field(default=None, description="Of a report: the week for which it counts.")
    by: SignatureBlock
    at: datetime


class TlOfficeView(View):
    """Open TL letters of one office concerned."""

    office_id: UUID | None
    office_hi: OptionalLine
    office_en: OptionalLine
    open: Count
    overdue: Count
    awaited: Count = Field(description="No report for the present week yet.")
    complete: Count = Field(description="Reported in full, to be struck off.")
    over_50: Count
    over_100: Count
    over_300: Count


class TlSummaryView(View):
    """The register at a glance. ``register_open`` is none for who does not keep or oversee one."""

    mine_open: Count
    mine_overdue: Count
    mine_awaited: Count = Field(description="To be reported on by this desk until the week's end.")
    week_ends_on: date
    keeps_register: bool = Field(description="This desk is of the TL section.")
    register_open: Count | None
    register_overdue: Count | None
    to_strike_off: Count | None = Field(description="Reported on in full by all offices.")
    offices: list[TlOfficeView] = Field(default_factory=list)


# ---------------------------------------------------------------- what can be asked


class EnterTlLetter(Command, service="files", returns=TlLetterView):
    """Take a letter or a file into the TL register of one's office; it stays where it is (row 7)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "receipt_id": _RECEIPT,
                    "matter": "ग्राम नवादा में पेयजल की समस्या का निराकरण",
                    "to_posts": _DESKS,
                    "due_on": "2026-12-04",
                }
            ]
        }
    )

    receipt_id: UUID | None = None
    file_id: UUID | None = None
    matter: Line = Field(description="What has to be reported on, as the offices concerned read it.")
    to_posts: ReportingPosts = Field(description="The reporting desks, one of each office concerned.")
    due_on: Day
    disclose: bool = Field(
        default=False, description="Needed from confidential on: the reporting desks may know of the matter."
    )

    @model_validator(mode="after")
    def _is_of_one_thing(self) -> EnterTlLetter:
        if (self.receipt_id is None) == (self.file_id is None):
            raise ValueError("give either receipt_id or file_id")
        return self


class FileTlReport(Command, service="files", returns=TlLetterView):
    """The reporting desk reports: each week on how far it is, at last in full."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "tl_id": _TL,
                    "text": "हैण्डपम्प की मरम्मत करा दी गई है।",
                    "reference": "जल संस्थान पत्र 45, 27.11.2026",
                    "full": True,
                }
            ]
        }
    )

    tl_id: UUID
    text: ReportText
    reference: OptionalLine = ""
    full: bool = Field(default=False, description="Nothing remains to be done; the TL section may strike it off.")


class SendBackTlReport(Command, service="files", returns=TlLetterView):
    """The TL section does not take a report for a full one; that office goes on reporting."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"tl_id": _TL, "post_id": _DESKS[0], "reason": "कार्य-समाप्ति का फोटो संलग्न नहीं"}]}
    )

    tl_id: UUID
    post_id: UUID = Field(description="The reporting desk.")
    reason: Line
    expected_version: Version | None = None


class ExtendTlLetter(Command, service="files", returns=TlLetterView):
    """Give more time, with the reason."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"tl_id": _TL, "due_on": "2026-12-18", "reason": "शासन से धनराशि अवमुक्त होने पर"}]}
    )

    tl_id: UUID
    due_on: Day
    reason: Line
    expected_version: Version | None = None


class StrikeOffTlLetter(Command, service="files", returns=TlLetterView):
    """The TL section strikes it off the register after the full reports (vilopit)."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"tl_id": _TL, "remarks": "पूर्ण प्रतिवेदन प्राप्त; विलोपित।"}]}
    )

    tl_id: UUID
    remarks: Remarks = ""
    expected_version: Version | None = None


class GetTlLetter(Query, service="files", returns=TlLetterView):
    tl_id: UUID


class ListTlEntries(Paged, service="files", returns=Page[TlEntryView]):
    """Reports, extensions and the rest in their order. A reporting desk sees its own, and what concerns all."""

    tl_id: UUID


class ListTlLetters(Paged, service="files", returns=Page[TlLetterView]):
    """The register of the actor's office, or the TL letters of which the actor's desk has to report; newest first.

    With ``receipt_id`` or ``file_id``: those of a thing that the actor may see, whoever keeps them.
    """

    box: TlBox = "mine"
    receipt_id: UUID | None = None
    file_id: UUID | None = None
    state: TlState | None = None
    office_id: UUID | None = Field(default=None, description="An office that has to report.")
    overdue: bool | None = None
    awaited: bool | None = Field(default=None, description="An office concerned has not reported for this week.")
    complete: bool | None = Field(default=None, description="All offices concerned have reported in full.")
    older_than: int | None = Field(default=None, ge=1, le=10_000, description="Days since it was entered.")


class GetTlSummary(Query, service="files", returns=TlSummaryView):
    """How many TL letters are open, overdue and without this week's report, by office concerned."""
