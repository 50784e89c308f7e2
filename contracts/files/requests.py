"""What files can be asked to do and to show."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, EmailStr, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from contracts.base import (
    Address,
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
from contracts.bounds import ONE_LINE, PLAIN_TEXT, Day
from contracts.files.custody import CustodyNumber, Edits, InHand, OnText
from contracts.files.views import (
    Box,
    CorrespondenceView,
    DeskItemView,
    FileView,
    Grading,
    HistoryView,
    Label,
    LedgerEntryView,
    LedgerReport,
    Mode,
    NoteKind,
    NoteView,
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
NoteParagraph = Annotated[str, StringConstraints(min_length=1, max_length=10_000), PLAIN_TEXT]
MOST_OF_A_NOTE = 50_000


def _a_note(paragraphs: list[str]) -> list[str]:
    """For a validator: what somebody can read at a desk, and a sheet can print, as one note."""
    if sum(len(paragraph) for paragraph in paragraphs) > MOST_OF_A_NOTE:
        raise PydanticCustomError("note_too_long", "a note holds no more than 50,000 characters")
    return paragraphs


NoteParagraphs = Annotated[list[NoteParagraph], Field(min_length=1, max_length=200), AfterValidator(_a_note)]


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

    @model_validator(mode="after")
    def _numbered_one_way(self) -> CreateFile:
        if (self.head is None) == (self.free_number is None):
            raise ValueError("give either head or free_number")
        return self


class AddNote(InHand, service="files", returns=NoteView):
    """Write a note: yellow is a draft of this desk, green is final at once."""

    file_id: UUID
    kind: NoteKind = "green"
    paragraphs: NoteParagraphs
    expected_version: Version | None = None


class ReviseNote(Edits, service="files", returns=NoteView):
    """Change a yellow note."""

    file_id: UUID
    note_id: UUID
    paragraphs: NoteParagraphs


class ConfirmNote(OnText, service="files", returns=NoteView):
    """Turn a yellow note into a green one; from then on it never changes."""

    file_id: UUID
    note_id: UUID
    expected_version: Version | None = None


class DiscardNote(OnText, service="files", returns=NoteView):
    file_id: UUID
    note_id: UUID
    expected_version: Version | None = None


class AttachDocument(InHand, service="files", returns=CorrespondenceView):
    """Put an enclosure on the correspondence side."""

    file_id: UUID
    document_id: UUID
    title: Line
    pages: int = Field(ge=1, le=5000)
    flag: Literal["puc", "fr"] | None = None


class ForwardFile(InHand, service="files", returns=FileView):
    """Mark the file to a post. A vacant post can be marked to; a desk where no live person can act cannot (row 30)."""

    file_id: UUID
    to_post: UUID
    remarks: Remarks = ""
    urgency: Urgency | None = None
    due_on: Day | None = None
    expected_version: Version | None = None


class PullBackFile(Command, service="files", returns=FileView):
    """Take back what was sent from this desk while it is unopened (row 32)."""

    file_id: UUID
    expected_version: Version | None = None


class OpenFile(InHand, service="files", returns=FileView):
    """The holder opens it: the person is resolved and it cannot be pulled back."""

    file_id: UUID


class CloseFile(InHand, service="files", returns=FileView):
    """Close with competent approval (section officer and above) and pre-checks (row 13)."""

    file_id: UUID
    reason: Line
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


class ListNotes(Paged, service="files", returns=Page[NoteView]):
    file_id: UUID


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
