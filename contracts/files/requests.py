"""What files can be asked to do and to show."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import EmailStr, Field, StringConstraints, model_validator

from contracts.base import (
    Address,
    Code,
    Command,
    Language,
    Line,
    OptionalLine,
    Page,
    Paged,
    Query,
    Remarks,
    Strict,
    Version,
)
from contracts.bounds import ONE_LINE, Day, Moment
from contracts.files.blocks import ReservedNumber
from contracts.files.custody import CustodyNumber, InHand
from contracts.files.follow_ups import FollowUpWish
from contracts.files.history import HistoryView
from contracts.files.replies import ReplyOf
from contracts.files.views import (
    Box,
    CorrespondenceView,
    DeskItemView,
    FileView,
    Flag,
    Grading,
    Label,
    LedgerEntryView,
    LedgerReport,
    Mode,
    NumberingHeadView,
    ReceiptForm,
    ReceiptView,
    RenditionView,
    SenderCategory,
    Urgency,
    ViewGrant,
)

Labels = Annotated[list[Label], Field(max_length=4)]
Mobile = Annotated[str, StringConstraints(pattern=r"^(\+91)?[6-9][0-9]{9}$")]
FreeNumber = Annotated[str, StringConstraints(min_length=3, max_length=100), ONE_LINE]


class Sender(Strict):
    name: Line
    category: SenderCategory = "citizen"
    designation: OptionalLine = ""
    organisation: OptionalLine = ""
    address: Address = ""
    mobile: Mobile | None = None
    email: EmailStr | None = None


class DiariseReceipt(Command, service="files", returns=ReceiptView):
    """Enter a letter that came in. The diary number is unique in the office and year (feature rows 1, 6)."""

    form: ReceiptForm = "electronic"
    subject: Line
    sender: Sender
    letter_number: OptionalLine = ""
    letter_date: Day | None = None
    received_on: Day
    mode: Mode = "by_hand"
    language: Language = "hi"
    grading: Grading = "normal"
    labels: Labels = Field(default_factory=list)
    document_id: UUID | None = Field(default=None, description="The scan; needed for an electronic receipt.")
    mark_to: UUID | None = Field(
        default=None, description="The desk to which it is marked in the same step; it stays where it is if left out."
    )
    subject_head: Code | None = Field(default=None, description="The head of the subject tree under which it stands.")
    reserved: ReservedNumber | None = Field(
        default=None, description="The number that it was given without a line; the next one of the diary if left out."
    )

    @model_validator(mode="after")
    def _electronic_has_a_scan(self) -> DiariseReceipt:
        if self.form == "electronic" and self.document_id is None:
            raise ValueError("an electronic receipt needs document_id")
        return self


class MarkReceipt(InHand, service="files", returns=ReceiptView):
    """Send a receipt to the desk that shall deal with it, with copies for information to others."""

    receipt_id: UUID
    to_post: UUID
    copies_to: list[UUID] = Field(default_factory=list, max_length=50)
    remarks: Remarks = ""
    expected_version: Version | None = None


class PullBackReceipt(Command, service="files", returns=ReceiptView):
    receipt_id: UUID
    expected_version: Version | None = None


class OpenReceipt(InHand, service="files", returns=ReceiptView):
    """The holder opens it: from now on it cannot be pulled back."""

    receipt_id: UUID


class PutReceiptInFile(InHand, service="files", returns=ReceiptView):
    """Put a receipt on the correspondence side of a file; both lie on the actor's desk."""

    receipt_id: UUID
    file_id: UUID
    pages: int = Field(
        default=1, ge=1, le=5000, description="Pages it takes in the file's page series while its scan is not counted."
    )
    expected_version: Version | None = None
    file_custody_number: CustodyNumber | None = Field(default=None, description="As custody_number, of the file.")
    reply_of: ReplyOf | None = Field(default=None, description="Of whom it is the reply, to a letter of this file.")


class CloseReceipt(InHand, service="files", returns=ReceiptView):
    """Close a receipt that needs no file, with the reason."""

    receipt_id: UUID
    reason: Line
    expected_version: Version | None = None


class CreateFile(Command, service="files", returns=FileView):
    """Open a file. With ``head`` its number follows the office's pattern; ``free_number`` is taken as given (row 8)."""

    subject: Line
    subject_en: OptionalLine = ""
    head: str | None = Field(default=None, min_length=1, max_length=40)
    free_number: FreeNumber | None = None
    grading: Grading = "normal"
    urgency: Urgency = "routine"
    labels: Labels = Field(default_factory=list)
    deadline: Moment | None = Field(
        default=None,
        description="When the matter has to be disposed of, whichever desk has it (service guarantee, court).",
    )
    case_type: Code | None = Field(
        default=None,
        description="A case type of the procedure in force: its limit is the deadline, if that is earlier.",
    )
    case_limit: Code | None = Field(
        default=None, description="Which of its limits is the deadline; the first one if left out."
    )
    case_began_at: Moment | None = Field(
        default=None, description="When the matter came in, from when the limits run; now if left out."
    )

    subject_head: Code | None = Field(
        default=None,
        description="The head of the subject tree under which it stands; that of the case type if left out.",
    )

    @model_validator(mode="after")
    def _numbered_one_way(self) -> CreateFile:
        if (self.head is None) == (self.free_number is None):
            raise ValueError("give either head or free_number")
        if self.case_type is None and (self.case_limit is not None or self.case_began_at is not None):
            raise ValueError("case_limit and case_began_at belong to a case_type")
        return self


class AttachDocument(InHand, service="files", returns=CorrespondenceView):
    """Put an enclosure on the correspondence side."""

    file_id: UUID
    document_id: UUID
    title: Line
    pages: int = Field(ge=1, le=5000)
    flag: Flag | None = None


class ForwardFile(InHand, service="files", returns=FileView):
    """Mark the file to a post. A vacant post can be marked to; a desk where no live person can act cannot (row 30)."""

    file_id: UUID
    to_post: UUID
    remarks: Remarks = ""
    urgency: Urgency | None = None
    due_on: Day | None = None
    straight: bool = Field(
        default=False,
        description="An urgent file goes down past the levels jumped, which are informed instead; the remarks say why.",
    )
    follow_up: FollowUpWish | None = Field(
        default=None, description="Have the sending desk reminded of the file on a day, wherever it is by then."
    )
    expected_version: Version | None = None


class PullBackFile(Command, service="files", returns=FileView):
    """Take back what was sent from this desk while it is unopened (row 32)."""

    file_id: UUID
    expected_version: Version | None = None


class PullUpFile(Command, service="files", returns=FileView):
    """A superior of the desk's own office takes the file out of its hands, with the reason (row 32).

    A yellow note comes with it. ``despite_lease``: also where the desk works on it offline; what it does there is
    refused when it arrives, and stays on its PC.
    """

    file_id: UUID
    reason: Line
    despite_lease: bool = False
    expected_version: Version | None = None


class OpenFile(InHand, service="files", returns=FileView):
    """The holder opens it: the person is resolved and it cannot be pulled back."""

    file_id: UUID


class CloseFile(InHand, service="files", returns=FileView):
    """Close with competent approval (section officer and above) and pre-checks (row 13)."""

    file_id: UUID
    reason: Line
    disposal: Code | None = Field(default=None, description="A category of disposal of the procedure in force.")
    expected_version: Version | None = None


class ReopenFile(Command, service="files", returns=FileView):
    file_id: UUID
    reason: Line
    expected_version: Version | None = None


class OpenView(Command, service="files", returns=ViewGrant):
    """Leave to read the documents of a file; every page request is checked against it."""

    file_id: UUID


class OpenReceiptView(Command, service="files", returns=ViewGrant):
    """The same for the scan of a receipt that is in no file."""

    receipt_id: UUID


class RenderNotesheet(Command, service="files", returns=RenditionView, timeout=30.0):
    """The notesheet as a PDF, with left and right signature places. A long one is printed in parts."""

    file_id: UUID
    first_note: int = Field(default=1, ge=1, le=100_000, description="From this note on, counted from 1.")
    last_note: int | None = Field(default=None, ge=1, le=100_000, description="To this one; by default to the last.")


class GetReceipt(Query, service="files", returns=ReceiptView):
    receipt_id: UUID


class GetFile(Query, service="files", returns=FileView):
    file_id: UUID


class ListDesk(Paged, service="files", returns=Page[DeskItemView]):
    """What lies on (inbox), went from (sent), was made at (created) or was closed at the actor's desk (row 29)."""

    box: Box = "inbox"
    kind: Literal["file", "receipt"] | None = None
    unopened: bool | None = None
    due: Literal["today", "overdue"] | None = None
    urgency: Urgency | None = None
    label: Label | None = None
    search: Line | None = Field(default=None, description="Stands in the number, the subject or the sender's name.")


class ListCorrespondence(Paged, service="files", returns=Page[CorrespondenceView]):
    file_id: UUID


class GetHistory(Query, service="files", returns=HistoryView):
    """Which desk had the file, and for how long (rows 63, 64; wall clock)."""

    file_id: UUID


class ListLedger(Paged, service="files", returns=Page[LedgerEntryView]):
    file_id: UUID


class VerifyLedger(Query, service="files", returns=LedgerReport, timeout=30.0):
    file_id: UUID


class ListNumberingHeads(Paged, service="files", returns=Page[NumberingHeadView]):
    """The heads under which the actor's section numbers its files."""
