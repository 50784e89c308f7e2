"""What the documents service answers to: uploads, reading under a grant, letters and notesheets as PDF.

Bytes never travel here. An upload is answered with presigned URLs for its parts, a reading with a presigned URL for
the bytes; both are for the gateway, which streams them, and never reach a browser.

Sizes are bytes, positions on a page are PDF points (1/72 inch) from the lower left corner.
"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from contracts.base import (
    Command,
    Count,
    Event,
    Language,
    Line,
    Nothing,
    PageNumber,
    Query,
    Sha256,
    Version,
    View,
)
from contracts.bounds import FILE_NAME
from contracts.errors import Conflict, Invalid, NotFound, TooLarge, Unsupported
from contracts.papers import Digits, Letter, SheetNote, Statement, Subject

SERVICE = "documents"
ANY_CALLER = ("gateway", "files", "signatures")

FileName = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^\x00-\x1f\x7f/\\]+$")]
GivenFileName = Annotated[str, StringConstraints(min_length=1, max_length=255), FILE_NAME]
"""What an upload may be called now; ``FileName`` also takes what older ones are called."""
MediaType = Annotated[str, StringConstraints(max_length=100, pattern=r"^[a-z0-9.+-]+/[a-z0-9.+-]+$")]
Size = Annotated[int, Field(ge=0, le=5 * 2**40)]
Disposition = Literal["inline", "attachment"]
PageSize = Literal["full", "light", "thumb"]
"""Light: the writing in black on white, for reading over a thin line (9 to 14 kB for a dense page)."""
VersionStatus = Literal["stored", "ready", "failed"]
TextKind = Literal["pending", "none", "layer", "ocr"]


class DocumentNotFound(NotFound):
    """There is no such document, or the caller may not read it."""

    code = "document.not_found"


class UploadNotFound(NotFound):
    """There is no such upload, or it is somebody else's."""

    code = "upload.not_found"


class PageNotFound(NotFound):
    """The document has no such page. Field ``pages`` says how many it has."""

    code = "document.page_not_found"


class NotReady(Conflict):
    """The pages or their text are still being made; ask again."""

    code = "document.not_ready"


class ProcessingFailed(Conflict):
    """No pages could be made of this document; its bytes can still be read."""

    code = "document.processing_failed"


class UploadClosed(Conflict):
    """The upload was completed, given up or has expired. Field ``status`` says which."""

    code = "upload.closed"


class UploadIncomplete(Conflict):
    """Parts are missing. Field ``missing`` is the number of the first of them."""

    code = "upload.incomplete"


class SizeMismatch(Conflict):
    """The bytes that arrived are not as many as were announced. Fields ``announced`` and ``arrived``."""

    code = "upload.size_mismatch"


class HashMismatch(Conflict):
    """The bytes that arrived have another SHA-256 than was announced."""

    code = "upload.hash_mismatch"


class PartUnknown(Invalid):
    """The upload has no part of this number. Field ``parts`` says how many it has."""

    code = "upload.part_unknown"


class DocumentTooLarge(TooLarge):
    """The file is larger than this office accepts. Field ``limit`` in bytes."""

    code = "document.too_large"


class DocumentEmpty(Invalid):
    """The file has no bytes."""

    code = "document.empty"


class TypeRefused(Unsupported):
    """The bytes are of a type that is not accepted, whatever the file is called."""

    code = "document.type_refused"


class TypeAmbiguous(Unsupported):
    """The bytes can be read as two types at once. Fields ``first`` and ``second``."""

    code = "document.type_ambiguous"


class DocumentEncrypted(Unsupported):
    """The PDF is encrypted. Field ``password_needed``: it cannot even be opened without a password."""

    code = "document.encrypted"


class DocumentBroken(Invalid):
    """The file is damaged: its pages cannot be found."""

    code = "document.broken"


class GrantTooLong(Invalid):
    """A grant may not last that long. Field ``limit`` in seconds."""

    code = "grant.too_long"


class UploadView(View):
    """An upload under way. Each part but the last is exactly ``part_size`` bytes."""

    upload_id: UUID
    part_size: Size
    parts: int = Field(ge=1, le=10_000)
    received: list[int] = Field(default=[], description="Numbers of the parts that have arrived, for resuming.")
    expires_at: AwareDatetime


class PartView(View):
    """Where the gateway streams one part to, by PUT with these headers."""

    url: str = Field(max_length=4000)
    headers: dict[str, str]
    size: Size = Field(description="How many bytes this part has to have.")
    expires_at: AwareDatetime


class VersionView(View):
    """One version of a document. Its bytes never change."""

    number: Version
    sha256: Sha256
    size: Size
    media_type: MediaType
    file_name: FileName
    pages: int | None = Field(default=None, ge=0, description="Known once the pages are ready.")
    status: VersionStatus
    text: TextKind
    failure: str | None = Field(default=None, max_length=100, description="Code of what went wrong, when failed.")
    created_at: AwareDatetime


class DocumentView(View):
    """A document and all its versions, oldest first."""

    id: UUID
    title: str = Field(max_length=300)
    versions: list[VersionView] = Field(min_length=1)


class DocumentsView(View):
    """Those of the documents asked for that exist."""

    items: list[DocumentView]


class GrantView(View):
    """A person's session may read these documents until then."""

    grant_id: UUID
    expires_at: AwareDatetime


class ReadView(View):
    """Bytes to be streamed to a reader, who gets the headers below and never the URL.

    ``media_type`` is what we sniffed, ``disposition`` a complete header value that cannot run script.
    """

    url: str = Field(max_length=4000)
    media_type: MediaType
    size: Size
    etag: str = Field(max_length=120, description="With its quotes, as the header wants it.")
    disposition: str = Field(max_length=2000)
    expires_at: AwareDatetime


class PageTextView(View):
    """The text of one page, normalised to NFC."""

    page: PageNumber
    kind: TextKind
    text: str
    confidence: int | None = Field(
        default=None, ge=0, le=100, description="Mean of the words, where it was read by OCR."
    )


class DocumentTextView(View):
    """The text of some pages, in order. ``next_page`` is where it goes on, or none."""

    version: Version
    text: TextKind = Field(description="``pending`` while the text of pages is still to come; ask again when told.")
    items: list[PageTextView] = Field(max_length=50)
    next_page: PageNumber | None = None


class SignaturePlace(View):
    """Where a visible signature goes: page from 1 and its box in points."""

    page: PageNumber
    left: float
    bottom: float
    right: float
    top: float


class RenderedView(View):
    """A PDF that we made, stored as a version of a document."""

    document: DocumentView
    version: Version
    pages: Count
    signature: SignaturePlace | None = None


class BeginUpload(Command, service=SERVICE, returns=UploadView, callers=ANY_CALLER):
    """Announce a file. With ``document_id`` its bytes become the next version of that document."""

    file_name: GivenFileName = Field(examples=["आवेदन-पत्र.pdf"])
    file_size: Size = Field(examples=[1_401_873])
    declared_type: MediaType | None = Field(default=None, examples=["application/pdf"], description="Never believed.")
    sha256: Sha256 | None = Field(default=None, description="Where given, other bytes are refused.")
    title: Line | None = Field(default=None, description="The file name where absent.")
    document_id: UUID | None = None


class GetUpload(Query, service=SERVICE, returns=UploadView, callers=ANY_CALLER):
    """Which parts have arrived, to go on after a broken line."""

    upload_id: UUID


class PresignPart(Query, service=SERVICE, returns=PartView, callers=ANY_CALLER):
    """Where to put one part."""

    upload_id: UUID
    number: int = Field(ge=1, le=10_000)


class CompleteUpload(Command, service=SERVICE, returns=DocumentView, callers=ANY_CALLER, timeout=60.0):
    """All parts have arrived: check the bytes and store them. Bad ones are quarantined."""

    upload_id: UUID


class AbortUpload(Command, service=SERVICE, returns=Nothing, callers=ANY_CALLER):
    """Give an upload up; what arrived is thrown away."""

    upload_id: UUID


class OpenGrant(Command, service=SERVICE, returns=GrantView, callers=("files",)):
    """Let one session of a person read these documents for a while. Only files may say so."""

    person_id: UUID
    session_id: UUID
    document_ids: list[UUID] = Field(min_length=1, max_length=500)
    file_id: UUID | None = Field(default=None, description="The file that is being viewed.")
    reason: Line
    expires_at: AwareDatetime


class CloseGrant(Command, service=SERVICE, returns=Nothing, callers=("files",)):
    """End a grant before its time. Closing one that has ended changes nothing."""

    grant_id: UUID


class ReferToDocument(Command, service=SERVICE, returns=DocumentView, callers=("files",), idempotent=False):
    """A paper of files refers to this document from now on: who uploaded it adds no version, and reads under grants.

    Saying so again changes nothing.
    """

    document_id: UUID


class GetDocument(Query, service=SERVICE, returns=DocumentView, callers=ANY_CALLER):
    """A document and its versions."""

    document_id: UUID


class GetDocuments(Query, service=SERVICE, returns=DocumentsView, callers=("files", "signatures")):
    """Many documents in one call."""

    document_ids: list[UUID] = Field(min_length=1, max_length=500)


class OpenDocument(Query, service=SERVICE, returns=ReadView, callers=ANY_CALLER):
    """Read a version's bytes; the newest where none is named."""

    document_id: UUID
    version: Version | None = None
    disposition: Disposition = "attachment"


class OpenPage(Query, service=SERVICE, returns=ReadView, callers=ANY_CALLER):
    """Read the picture of one page."""

    document_id: UUID
    version: Version
    page: PageNumber
    size: PageSize = "full"


class GetPageText(Query, service=SERVICE, returns=PageTextView, callers=ANY_CALLER):
    """Read the text of one page."""

    document_id: UUID
    version: Version
    page: PageNumber


class GetDocumentText(Query, service=SERVICE, returns=DocumentTextView, callers=("files",)):
    """Read the text of a document's newest version: twenty pages at a time at most, 100,000 characters in all.

    files makes its search from it. Pages without text are left out, longer ones than 20,000 characters are cut.
    """

    document_id: UUID
    from_page: PageNumber = 1


class RenderLetter(Command, service=SERVICE, returns=RenderedView, callers=("files",), timeout=30.0):
    """Typeset a letter as PDF and store it, as the next version of ``document_id`` where given."""

    document_id: UUID | None = None
    title: Line
    letter: Letter


class RenderNotesheet(Command, service=SERVICE, returns=RenderedView, callers=("files",), timeout=30.0):
    """Typeset the green note side of a file as PDF and store it."""

    document_id: UUID | None = None
    title: Line
    language: Language = "hi"
    digits: Digits = "latin"
    office: Line
    file_number: Line
    subject: Subject
    notes: list[SheetNote] = Field(min_length=1, max_length=2000)


class RenderStatement(Command, service=SERVICE, returns=RenderedView, callers=("files",), timeout=30.0):
    """Make a statement and store it as a document: typeset for A4 (PDF), or as a workbook (XLSX)."""

    title: Line
    form: Literal["pdf", "xlsx"] = "pdf"
    statement: Statement


class DocumentStored(Event, service=SERVICE):
    """A version's bytes are stored and checked; its pages are not made yet."""

    document_id: UUID
    version: Version
    sha256: Sha256
    media_type: MediaType
    size: Size
    title: str = Field(max_length=300)


class DocumentPagesReady(Event, service=SERVICE):
    """The pictures of all pages can be read."""

    document_id: UUID
    version: Version
    sha256: Sha256
    pages: Count


class DocumentTextReady(Event, service=SERVICE):
    """The text of all pages can be read. ``text`` is ocr where at least one page was read by OCR."""

    document_id: UUID
    version: Version
    sha256: Sha256
    pages: Count
    text: TextKind


class DocumentFailed(Event, service=SERVICE):
    """No pages could be made; ``failure`` is the code of the reason."""

    document_id: UUID
    version: Version
    sha256: Sha256
    failure: str = Field(max_length=100)
