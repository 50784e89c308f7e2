"""The diary of an office: what is entered by mistake, and the register that accounts for every number of a year."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Command, Count, Line, OptionalLine, Query, Version, View
from contracts.bounds import GROWING
from contracts.files.statements import StatementForm, StatementPrintView
from contracts.files.views import ReceiptView, SignatureBlock

DiaryYear = Annotated[int, Field(ge=1947, le=2200)]
DiaryRunKind = Annotated[Literal["used", "cancelled", "reserved", "unused", "missing"], GROWING]


class CancelReceipt(Command, service="files", returns=ReceiptView):
    """Cancel a receipt that was diarised by mistake, while nothing has been done with it. Its number stays taken."""

    receipt_id: UUID
    reason: Line
    expected_version: Version | None = None


class DiaryRunView(View):
    """Numbers of a series that follow each other and have the same explanation; a cancelled one stands alone."""

    kind: DiaryRunKind = Field(
        description="reserved: of a block that is open; unused: of one that is over; missing: no explanation, which "
        "must not be."
    )
    first: int = Field(ge=1, description="Serials, both included.")
    last: int = Field(ge=1)
    first_number: Line
    last_number: Line
    since: datetime | None = Field(description="When the first of them was diarised.")
    until: datetime | None = Field(description="When the last of them was diarised.")
    receipt_id: UUID | None = Field(default=None, description="Of a cancelled one.")
    by: SignatureBlock | None = Field(default=None, description="Who cancelled it, or took the block.")
    at: datetime | None = Field(default=None, description="When it was cancelled, or the block taken.")
    reason: OptionalLine = Field(
        default="", description="Why cancelled, empty for a confidential one; why the block was returned."
    )
    expires_at: datetime | None = Field(default=None, description="Until when the block is or was open.")


class DiarySeriesView(View):
    """A series: an office has one a year, or one for each section where its pattern names the section."""

    template: Line = Field(description="The number with {serial} in the place of the serial.")
    last: Count = Field(description="The last number that was given.")
    used: Count
    cancelled: Count
    reserved: Count = Field(default=0, description="Of blocks that are open.")
    unused: Count = Field(default=0, description="Of blocks that are over.")
    unexplained: Count
    runs: list[DiaryRunView]


class DiaryRegisterView(View):
    """All numbers that a diary gave in a year, and what became of each."""

    office_id: UUID
    office_hi: OptionalLine
    office_en: OptionalLine
    year: DiaryYear
    as_of: datetime
    series: list[DiarySeriesView] = Field(description="Together at most the first 2,000 runs.")
    runs: Count = Field(description="Runs that there are.")
    unexplained: Count = Field(description="Numbers without an explanation; 0 says that no gap is unexplained.")


class GetDiaryRegister(Query, service="files", returns=DiaryRegisterView, timeout=20.0):
    """The register of an office's diary numbers; none of its letters' subjects and senders."""

    office_id: UUID | None = Field(default=None, description="The own office if left out, else one below.")
    year: DiaryYear | None = Field(default=None, description="The present one if left out.")


class PrintDiaryRegister(Command, service="files", returns=StatementPrintView, timeout=60.0):
    """The register as a document (PDF) or a workbook (XLSX), which only the actor gets leave to read."""

    office_id: UUID | None = None
    year: DiaryYear | None = None
    form: StatementForm = "pdf"


__all__ = [
    "CancelReceipt",
    "DiaryRegisterView",
    "DiaryRunKind",
    "DiaryRunView",
    "DiarySeriesView",
    "DiaryYear",
    "GetDiaryRegister",
    "PrintDiaryRegister",
]
