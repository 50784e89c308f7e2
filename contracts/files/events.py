"""What files tells."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Event, Line, OptionalLine
from contracts.files.views import Grading, PostRef, Urgency


class ReceiptDiarised(Event, service="files"):
    receipt_id: UUID
    diary_number: Line
    office_id: UUID
    subject: Line
    sender_name: Line
    sender_mobile: str | None = Field(default=None, max_length=20)
    sender_email: str | None = Field(default=None, max_length=254)
    received_on: date


class ReceiptMoved(Event, service="files"):
    receipt_id: UUID
    diary_number: Line
    subject: Line
    grading: Grading
    from_post: PostRef | None
    to_post: PostRef
    for_information: list[UUID] = Field(default_factory=list, max_length=50, description="Posts that get a copy.")
    pulled_back: bool = False
    serial: int = Field(ge=1)


class FileCreated(Event, service="files"):
    file_id: UUID
    number: Line
    subject: Line
    grading: Grading
    holder: PostRef


class FileMoved(Event, service="files"):
    """The file came to another desk: forwarded, pulled back or reopened there."""

    file_id: UUID
    number: Line
    subject: Line
    grading: Grading
    urgency: Urgency
    kind: Literal["forwarded", "pulled_back", "reopened"]
    from_post: PostRef
    to_post: PostRef
    remarks: str = Field(default="", max_length=2000)
    due_on: date | None = None
    moved_at: datetime
    serial: int = Field(ge=1, description="Number of the movement within the file.")
    file_version: int = Field(ge=1)


class NoteAdded(Event, service="files"):
    file_id: UUID
    note_id: UUID
    author_post: UUID
    paragraphs: int = Field(ge=1)


class DraftApproved(Event, service="files"):
    file_id: UUID
    draft_id: UUID
    letter_id: UUID
    letter_number: Line
    signer_post: UUID


class LetterSigned(Event, service="files"):
    file_id: UUID
    letter_id: UUID
    letter_number: Line
    document_id: UUID


class LetterIssued(Event, service="files"):
    """Issued and waiting for dispatch."""

    file_id: UUID
    letter_id: UUID
    letter_number: Line
    subject: Line
    office_id: UUID


class LetterDispatched(Event, service="files"):
    file_id: UUID
    letter_id: UUID
    letter_number: Line
    subject: Line
    addressee: Line
    mode: str = Field(max_length=40)
    tracking_number: OptionalLine = ""
    email: str | None = Field(default=None, max_length=254)
    document_id: UUID


class FileClosed(Event, service="files"):
    file_id: UUID
    number: Line
    closed_by_post: UUID


class FileReopened(Event, service="files"):
    file_id: UUID
    number: Line
    holder: PostRef
