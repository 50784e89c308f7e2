"""The adoption board: how far each office works electronically, and what that saves (rows 69, 72; 42-44, 46).

Everything is counted from what was done in a period and from how things stood at its end. A saving is a count times a
factor that the district has stated, with the day from which it counts and its basis; without the factor there is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, JsonValue, StringConstraints, model_validator

from contracts.base import Command, Count, Line, OptionalLine, Page, Paged, Query, Sha256, Strict, View
from contracts.bounds import GROWING, Day
from contracts.files.statements import StatementForm, StatementPrintView
from contracts.files.views import SignatureBlock

RETURN_FORMAT = "patravali.adoption-return/1"
Quantity = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,3})?$")]
"""A decimal number as a text, so that nobody's floating point rounds it."""
SetQuantity = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}(\.[0-9]{1,3})?$")]
SavingsFactor = Literal[
    "sheets_per_note",
    "sheets_per_copied_page",
    "sheets_per_mailed_page",
    "sheets_per_receipt_copy",
    "journeys_per_transfer",
    "rupees_per_sheet",
    "rupees_per_journey",
    "rupees_per_mailed_letter",
    "days_per_file",
]
Saving = Annotated[
    Literal[
        "sheets_notes",
        "sheets_copies",
        "sheets_mailed",
        "sheets_receipt_copies",
        "sheets",
        "rupees_paper",
        "journeys",
        "rupees_journeys",
        "rupees_postage",
        "rupees",
        "days",
    ],
    GROWING,
]


def _example(**given: JsonValue) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [dict(given)]})


class AdoptionFigures(View):
    """Of one office, or of several together: each figure of these is the sum of theirs."""

    offices: Count
    onboarded: Count = Field(description="Offices that had registered an electronic file or receipt by then.")
    in_use: Count = Field(
        description="Offices in which a file was opened, sent or closed, a note or a receipt entered."
    )
    users: Count | None = Field(description="People who held a charge; none where it could not be asked.")
    active_7: Count | None = Field(
        description="Of them signed in within seven days, the last one of the period included."
    )
    active_30: Count | None
    files_open: Count = Field(description="Electronic files that waited at a desk at the end.")
    paper_pending: Count = Field(description="Paper files physically pending at the end.")
    files_created: Count
    files_moved: Count = Field(description="Sendings from desk to desk.")
    files_disposed: Count = Field(description="Files closed.")
    notes: Count
    receipts: Count = Field(description="Diarised.")
    scanned: Count = Field(description="Of them with their document.")
    letters_approved: Count
    letters_signed: Count = Field(description="Signed digitally; no letter is issued without.")
    letters_waiting: Count = Field(description="Approved by the end, and neither signed nor cancelled then.")
    mailed: Count = Field(description="Dispatched by mail, or within the system to an office.")
    sent_on_paper: Count = Field(description="Dispatched by hand or post.")
    transfers: Count = Field(description="Sendings of files to a desk of another office.")
    stays: Count = Field(description="Stays of files at a desk that ended in the period.")
    stay_hours: Count = Field(description="Their length together: stay_hours / stays is the average holding time.")


class AdoptionOfficeView(View):
    """One office, in the order of the tree."""

    office_id: UUID
    office_hi: OptionalLine
    office_en: OptionalLine
    parent_id: UUID | None = Field(
        description="The office above it among those shown: by revenue, or where it has none there by development."
    )
    depth: int = Field(ge=0, le=100)
    cutover_on: date | None = Field(description="From this day on no paper file without an electronic one.")
    own: AdoptionFigures
    whole: AdoptionFigures = Field(description="With all offices below it.")


class SavingsFactorView(View):
    """A factor as it was stated once. The last statement for a day counts, until a later day that has another one."""

    id: UUID
    code: Annotated[SavingsFactor, GROWING]
    value: Quantity | None = Field(description="None: from that day on there is none.")
    valid_from: date
    basis: Line = Field(description="The order, rate, study or measurement that it rests on.")
    by: SignatureBlock
    at: datetime


class SavingView(View):
    """What was saved in the period, of all offices shown together: a count times a factor.

    sheets_notes = notes x sheets_per_note; sheets_copies = pages of issued letters x sheets_per_copied_page (the
    office's own copies); sheets_mailed = pages of mailed letters x sheets_per_mailed_page; sheets_receipt_copies =
    copies of receipts for information x sheets_per_receipt_copy; sheets = these together; rupees_paper = sheets x
    rupees_per_sheet; journeys = sendings of files to another office x journeys_per_transfer; rupees_journeys = journeys
    x rupees_per_journey; rupees_postage = mailed letters x rupees_per_mailed_letter; rupees = these together; days =
    files closed x days_per_file, less the days that these files took.
    """

    code: Saving
    base: Quantity = Field(description="What is multiplied.")
    unvalued: Quantity = Field(description="The part of it for which no factor is stated: it is in no result.")
    taken: Quantity | None = Field(default=None, description="Of days: those that the files took.")
    result: Quantity | None = Field(description="None where no factor is stated. Below zero where it took longer.")


class AdoptionView(View):
    """The board of a period."""

    since: date
    until: date = Field(description="The last day.")
    as_of: datetime = Field(description="The end of that day, or now where the period is under way.")
    office_id: UUID | None
    total: AdoptionFigures
    offices: list[AdoptionOfficeView]
    savings: list[SavingView]
    factors: list[SavingsFactorView] = Field(description="Those in force in the period, by code and day.")
    may_set_factors: bool
    may_make_return: bool


class Period(Strict):
    """Whole days in India."""

    since: Day | None = Field(default=None, description="None is the first day of the month of ``until``.")
    until: Day | None = Field(default=None, description="The last day; none is today.")

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.since is not None and self.until is not None and not 0 <= (self.until - self.since).days <= 366:
            raise ValueError("the period ends before it begins, or is longer than a year")
        return self


class GetAdoption(Period, Query, service="files", returns=AdoptionView, timeout=20.0):
    """The adoption board of any period: by office and rolled up over the tree of offices, with what was saved.

    The District Magistrate and who keeps the directory see all offices; a section officer or above the own office and
    those in which posts below are.
    """

    office_id: UUID | None = Field(default=None, description="Only this office and those below it.")


class PrintAdoption(Period, Command, service="files", returns=StatementPrintView, timeout=60.0):
    """The board as a document of its own, typeset for A4 (PDF) or as a workbook (XLSX)."""

    office_id: UUID | None = None
    form: StatementForm = "xlsx"


class ReturnDistrict(View):
    """The district by its code in the Local Government Directory."""

    lgd_code: int = Field(ge=1, le=99_999_999)
    name_hi: Line
    name_en: Line


class ReturnOffice(View):
    """One office of a return; the figures are its own."""

    office_id: UUID
    name_hi: OptionalLine
    name_en: OptionalLine
    parent_id: UUID | None
    lgd_code: int | None
    figures: AdoptionFigures


class AdoptionReturnView(View):
    """A district's return, for the board of a division or State.

    ``sha256`` is of the JSON of everything else, with sorted names, without blanks, in UTF-8 (RFC 8785 for what occurs
    here). It shows that a return was changed on its way by mistake; it does not prove who made it.
    """

    format: Line
    district: ReturnDistrict
    since: date
    until: date
    as_of: datetime
    made_at: datetime
    made_by: Line = Field(description="Name and designation.")
    total: AdoptionFigures
    offices: list[ReturnOffice]
    savings: list[SavingView]
    factors: list[SavingsFactorView]
    sha256: Sha256


def digest(said: Mapping[str, Any]) -> str:
    """The ``sha256`` of a return as it stands in its JSON."""
    rest = {name: value for name, value in said.items() if name != "sha256"}
    written = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


class GetAdoptionReturn(Period, Query, service="files", returns=AdoptionReturnView, timeout=20.0):
    """The district's return for a period, as a file that the division's board reads.

    For the District Magistrate and who keeps the directory.
    """


class SetSavingsFactor(Command, service="files", returns=SavingsFactorView):
    """State a factor from a day on, with its basis; or that there is none any more.

    What was stated before stays to be read. By the District Magistrate or who keeps the directory.
    """

    model_config = _example(
        code="rupees_per_mailed_letter",
        value="5.00",
        valid_from="2026-04-01",
        basis="डाक विभाग की प्रचलित दर, साधारण पत्र",
    )

    code: SavingsFactor
    value: SetQuantity | None
    valid_from: Day
    basis: Line


class ListSavingsFactors(Paged, service="files", returns=Page[SavingsFactorView]):
    """Everything that was ever stated, the newest first, of one factor if named."""

    code: SavingsFactor | None = None


__all__ = [
    "RETURN_FORMAT",
    "AdoptionFigures",
    "AdoptionOfficeView",
    "AdoptionReturnView",
    "AdoptionView",
    "GetAdoption",
    "GetAdoptionReturn",
    "ListSavingsFactors",
    "PrintAdoption",
    "ReturnDistrict",
    "ReturnOffice",
    "SavingView",
    "SavingsFactorView",
    "SetSavingsFactor",
    "digest",
]
