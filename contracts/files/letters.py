"""What files can be asked about drafts and letters."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, EmailStr, Field

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
from contracts.files.custody import Edits, InHand, OnText
from contracts.files.notes import NoteParagraph
from contracts.files.views import (
    DispatchMode,
    DispatchView,
    DraftForm,
    DraftVersionView,
    DraftView,
    LetterView,
    SigningView,
)
from contracts.marked import fits_a_sheet
from contracts.signatures import VerificationReport

LetterParagraphs = Annotated[
    list[NoteParagraph],
    Field(
        min_length=1,
        max_length=100,
        description="May hold `**bold**`, `__underlined__`, lists and tables as ADR 101 says; kept as they are typed.",
    ),
    AfterValidator(fits_a_sheet),
]
CopyTo = Annotated[list[Line], Field(max_length=50)]


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
