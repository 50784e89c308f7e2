"""Paper files: each has a barcode, a place, and one desk that answers for it (rows 14, 15, 46, 30).

A paper file is handed over and received by its barcode; in between it is on the way and stays on the account of who
gave it. What was registered without an electronic file is physically pending until it is scanned into one, closed on
paper and sent to the record room, or found to be lost. From a day that is set for each office nothing is registered
without an electronic file.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, JsonValue, StringConstraints, model_validator

from contracts.base import Command, Count, Line, OptionalLine, Page, Paged, Query, Remarks, Version, View
from contracts.bounds import GROWING, ONE_LINE, PLAIN_TEXT, Day
from contracts.files.relations import FileNumber
from contracts.files.views import Action, Grading, LedgerReport, PostRef, SignatureBlock

Barcode = Annotated[
    str,
    StringConstraints(min_length=1, max_length=40),
    ONE_LINE,
    Field(description="Ten digits as scanned or typed; spaces, hyphens and Devanagari digits do no harm."),
]
BarcodeDigits = Annotated[str, StringConstraints(pattern=r"^[0-9]{10}$")]
"""As it is printed: nine digits and one that checks them."""
Said = Annotated[str, StringConstraints(min_length=1, max_length=2000), PLAIN_TEXT]
Year = Annotated[int, Field(ge=1800, le=2199)]
Volume = Annotated[int, Field(ge=1, le=999)]
PaperEnd = Annotated[Literal["digitised", "record_room", "lost"], GROWING]
PaperLoss = Annotated[Literal["reported", "ordered", "reconstructed"], GROWING]
PaperStep = Annotated[
    Literal[
        "registered",
        "handed_over",
        "issued",
        "taken_back",
        "received",
        "placed",
        "digitised",
        "closed",
        "lost_reported",
        "search_ordered",
        "found",
        "reconstructed",
    ],
    GROWING,
]
RequisitionState = Annotated[Literal["asked", "issued", "returned", "refused", "withdrawn", "lost"], GROWING]
PaperBox = Literal["account", "coming", "going", "office", "to_order"]
PaperStanding = Literal["pending", "ended", "missing", "on_loan"]
RequisitionBox = Literal["to_issue", "mine"]

_PAPER = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f31"
_FILE = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f01"
_POST = "5f0c2a52-6f0e-5c64-a6c5-3f2f5f6c8a21"
_OFFICE = "5f0c2a52-6f0e-5c64-a6c5-3f2f5f6c8a10"
_REQUISITION = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f32"
_BARCODE = "1000000016"


def _example(**given: JsonValue) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [dict(given)]})


# ---------------------------------------------------------------- views


class PaperFileView(View):
    """A paper file, or one volume of it."""

    id: UUID
    barcode: BarcodeDigits
    office_id: UUID
    office_hi: OptionalLine = ""
    office_en: OptionalLine = ""
    number: Line = Field(description="As it stands on the cover.")
    volume: Volume
    subject: Line
    grading: Grading
    from_year: int | None
    to_year: int | None
    file_id: UUID | None = Field(description="The electronic file to which it belongs, if the actor may see it.")
    file_number: OptionalLine = ""
    account: PostRef = Field(description="The desk that answers for it.")
    account_since: datetime
    on_way_to: PostRef | None = Field(description="Handed over to this desk, which has not received it yet.")
    on_way_since: datetime | None
    room: OptionalLine = Field(default="", description="All three empty: on the desk itself.")
    almirah: OptionalLine = ""
    shelf: OptionalLine = ""
    is_pending: bool = Field(description="Physically pending.")
    ended_as: PaperEnd | None = Field(default=None, description="How it ceased to be physically pending.")
    ended_at: datetime | None = None
    closed_at: datetime | None = Field(default=None, description="Closed on paper.")
    loss: PaperLoss | None = Field(default=None, description="How far the procedure for a lost file has gone.")
    return_on: date | None = Field(default=None, description="Issued by the record room until this day.")
    is_overdue: bool = False
    registered_by: SignatureBlock
    registered_at: datetime
    version: Version
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class PaperMovementView(View):
    """A step in the custody of a paper file. It never changes."""

    serial: int = Field(ge=1)
    kind: PaperStep
    account: PostRef = Field(description="Who answers for it from then on.")
    on_way_to: PostRef | None
    room: OptionalLine = ""
    almirah: OptionalLine = ""
    shelf: OptionalLine = ""
    remarks: str = Field(default="", max_length=2000)
    by: SignatureBlock
    at: datetime


class PaperRequisitionView(View):
    """What a desk asks of the record room."""

    id: UUID
    paper_id: UUID
    barcode: BarcodeDigits
    number: Line
    volume: Volume
    subject: Line
    asked_by: SignatureBlock
    asked_at: datetime
    reason: Line
    state: RequisitionState
    return_on: date | None
    is_overdue: bool
    issued_at: datetime | None
    ended_at: datetime | None
    remarks: str = Field(default="", max_length=2000, description="Why it was refused or withdrawn.")
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class PaperRulesView(View):
    """What an office goes by, as it was set one time; the newest counts."""

    office_id: UUID
    serial: int = Field(ge=1)
    cutover_on: date | None = Field(description="From this day on no paper file without an electronic file.")
    record_room: PostRef | None
    reason: Line
    by: SignatureBlock
    at: datetime


class PaperOfficeView(View):
    """Paper files of one office, counted."""

    office_id: UUID
    office_hi: OptionalLine
    office_en: OptionalLine
    cutover_on: date | None
    registered: Count = Field(description="Ever registered as physically pending.")
    pending: Count
    digitised: Count
    record_room: Count
    lost: Count = Field(description="Reconstructed after an order.")
    missing: Count = Field(description="Reported lost, the procedure not at its end; of all paper files.")
    on_way: Count
    overdue: Count = Field(description="Not back in the record room in time.")


class PaperWeekView(View):
    """One week, up to its last day."""

    ends_on: date
    pending: Count = Field(description="On that day.")
    registered: Count
    ended: Count


class PaperPendencyView(View):
    """Physically pending files down to zero."""

    offices: list[PaperOfficeView]
    weeks: list[PaperWeekView] = Field(description="The earliest first; the last one is the present week.")
    may_set_rules: bool


# ---------------------------------------------------------------- what can be asked


class RegisterPaperFile(Command, service="files", returns=PaperFileView):
    """Register a paper file on the actor's account, and give it a barcode.

    Without ``file_id`` it counts as physically pending; that is refused from the office's cutover day on.
    """

    model_config = _example(
        number="21-15/2014-15", subject="ग्राम नवादा में पेयजल योजना", from_year=2014, to_year=2019, almirah="7", shelf="3"
    )

    number: Line
    subject: Line
    volume: Volume = 1
    from_year: Year | None = None
    to_year: Year | None = None
    grading: Grading = Field(default="normal", description="Of an electronic file's paper the file's own counts.")
    room: OptionalLine = ""
    almirah: OptionalLine = ""
    shelf: OptionalLine = ""
    file_id: UUID | None = Field(default=None, description="The electronic file to which it belongs.")
    file_number: FileNumber | None = Field(default=None, description="The same by its number, of the own office.")
    remarks: Remarks = ""

    @model_validator(mode="after")
    def _years_in_order(self) -> RegisterPaperFile:
        if self.file_id is not None and self.file_number is not None:
            raise ValueError("give either file_id or file_number")
        if self.from_year is not None and self.to_year is not None and self.to_year < self.from_year:
            raise ValueError("the last year lies before the first")
        return self


class OnPaperFile(Command):
    """What is done to one paper file."""

    paper_id: UUID
    expected_version: Version | None = None


class IntoFile(OnPaperFile):
    """What joins it with an electronic file, named by its id or, of the own office, by its number."""

    file_id: UUID | None = None
    file_number: FileNumber | None = None

    @model_validator(mode="after")
    def _named_one_way(self) -> IntoFile:
        if (self.file_id is None) == (self.file_number is None):
            raise ValueError("give either file_id or file_number")
        return self


class HandOverPaperFile(OnPaperFile, service="files", returns=PaperFileView):
    """Give it to another desk. It stays on the giver's account until that desk has received it."""

    model_config = _example(paper_id=_PAPER, to_post=_POST, remarks="पत्रावली संलग्न मूल अभिलेख सहित")

    to_post: UUID
    remarks: Remarks = ""


class TakeBackPaperFile(OnPaperFile, service="files", returns=PaperFileView):
    """It was not received, and is with the giver again."""

    model_config = _example(paper_id=_PAPER, remarks="पटल पर कोई उपस्थित नहीं")

    remarks: Remarks = ""


class ReceivePaperFile(Command, service="files", returns=PaperFileView):
    """The desk to which it was handed over confirms by its barcode that it has it."""

    model_config = _example(barcode=_BARCODE)

    barcode: Barcode
    room: OptionalLine = ""
    almirah: OptionalLine = ""
    shelf: OptionalLine = ""


class PlacePaperFile(OnPaperFile, service="files", returns=PaperFileView):
    """Say where it is put: room, almirah and shelf, or, with all three empty, the desk."""

    model_config = _example(paper_id=_PAPER, room="अभिलेखागार", almirah="7", shelf="3")

    room: OptionalLine = ""
    almirah: OptionalLine = ""
    shelf: OptionalLine = ""


class RequestPaperFile(Command, service="files", returns=PaperRequisitionView):
    """Ask the record room for it."""

    model_config = _example(paper_id=_PAPER, reason="मा॰ न्यायालय में प्रतिशपथपत्र हेतु")

    paper_id: UUID
    reason: Line


class IssuePaperFile(Command, service="files", returns=PaperRequisitionView):
    """The record room hands it over to who asked, until a day."""

    model_config = _example(requisition_id=_REQUISITION, return_on="2026-12-15")

    requisition_id: UUID
    return_on: Day
    remarks: Remarks = ""


class RefusePaperRequisition(Command, service="files", returns=PaperRequisitionView):
    """The record room does not issue it."""

    model_config = _example(requisition_id=_REQUISITION, reason="अभिलेख जीर्ण; प्रमाणित प्रति दी जा सकती है")

    requisition_id: UUID
    reason: Line


class WithdrawPaperRequisition(Command, service="files", returns=PaperRequisitionView):
    """Who asked does not need it any more."""

    model_config = _example(requisition_id=_REQUISITION, reason="प्रति अन्यत्र से प्राप्त")

    requisition_id: UUID
    reason: Line


class ReportPaperFileLost(OnPaperFile, service="files", returns=PaperFileView):
    """It cannot be found: when and where it was last seen."""

    model_config = _example(paper_id=_PAPER, last_seen="नजारत अनुभाग, अलमारी 7", last_seen_on="2026-10-12")

    last_seen: Line
    last_seen_on: Day | None = None


class OrderPaperFileSearch(OnPaperFile, service="files", returns=PaperFileView):
    """An officer above the desk that answers for it orders the search, and what is done if it stays lost."""

    model_config = _example(paper_id=_PAPER, order="सात दिन में खोज करें; न मिलने पर पुनर्निर्मित करें।")

    order: Said


class FindPaperFile(Command, service="files", returns=PaperFileView):
    """It has been found; whoever has it in hand says so by its barcode."""

    model_config = _example(barcode=_BARCODE, remarks="अभिलेखागार की अलमारी 2 में मिली")

    barcode: Barcode
    remarks: Said = Field(description="Where.")


class ReconstructPaperFile(IntoFile, service="files", returns=PaperFileView):
    """It stays lost, and was reconstructed as an electronic file: as a part file of the one to which it belongs."""

    model_config = _example(paper_id=_PAPER, file_id=_FILE, remarks="कार्यालय प्रतियों से पुनर्निर्मित")

    remarks: Remarks = ""


class DigitisePaperFile(IntoFile, service="files", returns=PaperFileView):
    """It was scanned and indexed into this electronic file, and is physically pending no more."""

    model_config = _example(paper_id=_PAPER, file_id=_FILE)

    remarks: Remarks = ""


class ClosePaperFile(OnPaperFile, service="files", returns=PaperFileView):
    """The matter is disposed of on paper. It is pending until the record room has received it."""

    model_config = _example(paper_id=_PAPER, reason="प्रकरण 2019 में निस्तारित")

    reason: Line


class SetPaperRules(Command, service="files", returns=PaperRulesView):
    """A keeper of the directory sets an office's cutover day and its record room."""

    model_config = _example(
        office_id=_OFFICE, cutover_on="2026-12-01", record_room=_POST, reason="जिलाधिकारी का आदेश 45, 20.11.2026"
    )

    office_id: UUID
    cutover_on: Day | None = None
    record_room: UUID | None = Field(default=None, description="The post that keeps the record room.")
    reason: Line


class GetPaperFile(Query, service="files", returns=PaperFileView):
    paper_id: UUID


class GetPaperFileByBarcode(Query, service="files", returns=PaperFileView):
    """What a scanner reads."""

    barcode: Barcode


class ListPaperFiles(Paged, service="files", returns=Page[PaperFileView]):
    """On the own account, on the way here or from here, of an office, or lost and without an order; newest first."""

    box: PaperBox = "account"
    office_id: UUID | None = Field(default=None, description="With ``box=office``; the own one where absent.")
    file_id: UUID | None = Field(default=None, description="Those of this electronic file, instead of a box.")
    standing: PaperStanding | None = None


class ListPaperMovements(Paged, service="files", returns=Page[PaperMovementView]):
    """All steps of its custody, in their order."""

    paper_id: UUID


class ListPaperRequisitions(Paged, service="files", returns=Page[PaperRequisitionView]):
    """What this desk's record room is asked for, or what this desk asked for; newest first."""

    box: RequisitionBox = "mine"
    open: bool = Field(default=True, description="Asked or issued only.")


class GetPaperPendency(Query, service="files", returns=PaperPendencyView):
    """Physically pending files of the own office and those below, with the trend; numbers only."""

    office_id: UUID | None = Field(default=None, description="The trend of this office alone.")


class ListPaperRules(Paged, service="files", returns=Page[PaperRulesView]):
    """What was set for an office, by whom and when; newest first."""

    office_id: UUID


class VerifyPaperLedger(Query, service="files", returns=LedgerReport):
    """Whether the paper file's history is as it was recorded."""

    paper_id: UUID
