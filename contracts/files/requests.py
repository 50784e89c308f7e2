"""What files can be asked to do and to show."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, EmailStr, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from contracts.base import (
    Address,
    Base64,
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
    DispatchMode,
    DispatchView,
    DraftForm,
    DraftVersionView,
    DraftView,
    FileView,
    Grading,
    HistoryView,
    Label,
    LedgerEntryView,
    LedgerReport,
    LetterView,
    Mode,
    NoteKind,
    NoteView,
    NumberingHeadView,
    PendencyTrendView,
    PendencyView,
    ReceiptForm,
    ReceiptView,
    RenditionView,
    SenderCategory,
    SigningView,
    Urgency,
    ViewGrant,
)
from contracts.signatures import VerificationReport

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
LetterParagraphs = Annotated[list[NoteParagraph], Field(min_length=1, max_length=100)]
CopyTo = Annotated[list[Line], Field(max_length=50)]


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
    pages: int = Field(default=1, ge=1, le=5000, description="Pages it takes in the file's page series.")
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


class Addressee(Strict):
    name: Line
    address: Address = ""
    email: EmailStr | None = None


Addressees = Annotated[list[Addressee], Field(min_length=1, max_length=50)]


class DraftText(InHand):
    """The text of a draft, whole; each revision keeps the one before it."""

    subject: Line
    reference: OptionalLine = ""
    addressees: Addressees
    body: LetterParagraphs
    copy_to: CopyTo = Field(default_factory=list)


class CreateDraft(DraftText, service="files", returns=DraftView):
    file_id: UUID
    form: DraftForm = "letter"
    language: Language = "hi"


class ReviseDraft(DraftText, Edits, service="files", returns=DraftView):
    draft_id: UUID


class DiscardDraft(OnText, service="files", returns=DraftView):
    draft_id: UUID
    expected_version: Version | None = None


class ApproveDraft(Edits, service="files", returns=LetterView):
    """Freeze the draft and reserve its issue number. ``signer_post`` signs; by default the approving post."""

    draft_id: UUID
    signer_post: UUID | None = None


class RenderLetter(Command, service="files", returns=LetterView, timeout=30.0):
    """Make the PDF of an approved letter, with its number and date."""

    letter_id: UUID


class PrepareSignature(Command, service="files", returns=SigningView, timeout=30.0):
    """First step of signing: what the signer's own machine is to sign."""

    letter_id: UUID
    certificate_id: UUID


class CompleteSignature(Command, service="files", returns=LetterView, timeout=30.0):
    """Last step of signing: the signature value that the signer's machine made."""

    letter_id: UUID
    session_id: UUID
    signature: Base64


class IssueLetter(Command, service="files", returns=LetterView):
    """Issue a signed letter: it goes on the correspondence side and never changes again."""

    letter_id: UUID
    expected_version: Version | None = None


class CancelLetter(Command, service="files", returns=LetterView):
    """Give up a letter that is not issued. Its number stays used and explained."""

    letter_id: UUID
    reason: Line
    expected_version: Version | None = None


class DispatchLetter(Command, service="files", returns=DispatchView):
    """Enter in the dispatch register how the letter went out to one addressee (row 26)."""

    letter_id: UUID
    addressee: int = Field(default=1, ge=1, le=50, description="Which addressee, counted from 1.")
    mode: DispatchMode
    tracking_number: OptionalLine = ""
    remarks: Remarks = ""


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


class ListDrafts(Paged, service="files", returns=Page[DraftView]):
    file_id: UUID


class GetDraft(Query, service="files", returns=DraftView):
    draft_id: UUID


class ListDraftVersions(Paged, service="files", returns=Page[DraftVersionView]):
    draft_id: UUID


class GetLetter(Query, service="files", returns=LetterView):
    letter_id: UUID


class ListLetters(Paged, service="files", returns=Page[LetterView]):
    """Letters of one file; without ``file_id`` those in ``state`` at the actor's office (what dispatch works off)."""

    file_id: UUID | None = None
    state: Literal["approved", "rendered", "signed", "issued", "dispatched", "cancelled"] | None = None


class VerifyLetter(Query, service="files", returns=VerificationReport, timeout=30.0):
    """Judge the signature of a letter afresh."""

    letter_id: UUID


class ListDispatches(Paged, service="files", returns=Page[DispatchView]):
    """The dispatch register of the actor's office, newest first, or of one letter."""

    letter_id: UUID | None = None


class GetHistory(Query, service="files", returns=HistoryView):
    """Which desk had the file, and for how long (rows 63, 64; wall clock)."""

    file_id: UUID


class ListLedger(Paged, service="files", returns=Page[LedgerEntryView]):
    file_id: UUID


class VerifyLedger(Query, service="files", returns=LedgerReport, timeout=30.0):
    file_id: UUID


class GetPendency(Query, service="files", returns=PendencyView):
    """Desk by age, in one call (row 63): the whole district for the DM, for others what lies below their post."""

    office_id: UUID | None = None


class GetPendencyTrend(Query, service="files", returns=PendencyTrendView):
    """Files opened, closed and open week by week: of the whole district for the DM, for others of their own office."""

    weeks: int = Field(default=12, ge=2, le=53)
    office_id: UUID | None = None


class ListPending(Paged, service="files", returns=Page[DeskItemView]):
    """The files behind one cell of the pendency table."""

    post_id: UUID
    bucket: Literal["days_0_3", "days_4_7", "days_8_15", "days_16_30", "days_31_90", "days_over_90"] | None = None


class ListNumberingHeads(Paged, service="files", returns=Page[NumberingHeadView]):
    """The heads under which the actor's section numbers its files."""
