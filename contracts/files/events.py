"""What files tells."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Code, Event, Line, OptionalLine, Text
from contracts.bounds import GROWING
from contracts.files.views import Grading, OutageKind, PostRef, Urgency, WaitingFor


class ReceiptDiarised(Event, service="files"):
    receipt_id: UUID
    diary_number: Line
    office_id: UUID
    subject: Line
    sender_name: Line
    sender_mobile: str | None = Field(default=None, max_length=20)
    sender_email: str | None = Field(default=None, max_length=254)
    received_on: date
    status_code: str = Field(default="", max_length=12, description="With it the sender asks for the status.")
    status_page: OptionalLine = Field(default="", description="Address of the page on which the sender asks.")


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
    """The file came to another desk: forwarded, pulled back, pulled up or reopened there."""

    file_id: UUID
    number: Line
    subject: Line
    grading: Grading
    urgency: Urgency
    kind: Annotated[Literal["forwarded", "pulled_back", "reopened", "pulled_up"], GROWING]
    from_post: PostRef
    to_post: PostRef
    remarks: str = Field(default="", max_length=2000)
    due_on: date | None = None
    moved_at: datetime
    serial: int = Field(ge=1, description="Number of the movement within the file.")
    file_version: int = Field(ge=1)
    yellow_note: bool = Field(default=False, description="Pulled up with a yellow note of the desk in it.")


class FileSentStraight(Event, service="files"):
    """An urgent file went down past levels that it had jumped on its way up: they are informed."""

    file_id: UUID
    number: Line
    subject: Line
    grading: Grading
    urgency: Urgency
    from_post: PostRef
    to_post: PostRef
    remarks: str = Field(max_length=2000, description="Why it went straight.")
    informed: list[PostRef] = Field(max_length=20)
    moved_at: datetime
    serial: int = Field(ge=1, description="Number of the movement within the file.")


class NoteAdded(Event, service="files"):
    file_id: UUID
    note_id: UUID
    author_post: UUID
    paragraphs: int = Field(ge=1)


class OralOrderRecorded(Event, service="files"):
    """A note says that an officer ordered something by word of mouth; his own word is awaited."""

    file_id: UUID
    number: Line
    note_id: UUID
    ordered_by: PostRef
    ordered_by_person: UUID
    recorded_by: PostRef
    ordered_at: datetime


class OralOrderConfirmed(Event, service="files"):
    file_id: UUID
    note_id: UUID
    confirmed_by: PostRef
    number: OptionalLine = Field(default="", description="Of the file.")
    recorded_by_post: UUID | None = None


class OralOrderDenied(Event, service="files"):
    file_id: UUID
    note_id: UUID
    denied_by: PostRef
    reason: Line
    number: OptionalLine = Field(default="", description="Of the file.")
    grading: Grading = Field(default="confidential", description="Of the file; what is not said is not spread.")
    recorded_by_post: UUID | None = None


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


class FileClassified(Event, service="files"):
    """The file stands under another head of the subject tree, or is kept for another time."""

    file_id: UUID
    subject_head: Code | None = Field(description="None: it stands under none.")
    retention: str | None = Field(max_length=8, description="``a``, ``b``, ``c_3``; none where nobody has said it.")


class ReceiptClassified(Event, service="files"):
    """A receipt was put under a head of the subject tree."""

    receipt_id: UUID
    subject_head: Code


class FileWoke(Event, service="files"):
    """The day came until which the file was parked; it is in the inbox of its desk again."""

    file_id: UUID
    number: Line
    subject: Line
    grading: Grading
    urgency: Urgency
    holder: PostRef
    reason: Line = Field(description="Why it had been put aside.")
    parked_until: date


class FileReopened(Event, service="files"):
    file_id: UUID
    number: Line
    holder: PostRef


class OfConsultation(Event):
    """What every event of a consultation says."""

    consultation_id: UUID
    number: int = Field(ge=1, description="Of the consultations of its file.")
    file_id: UUID
    file_number: Line
    subject: Line
    grading: Grading
    asked_by: PostRef
    holder: PostRef = Field(description="The desk that has to answer, or had to.")
    file_holder: PostRef = Field(description="The desk that has the file at this moment.")
    due_on: date
    asked_at: datetime


class ConsultationAsked(OfConsultation, service="files"):
    """A desk has a question to answer; the file stays where it is."""

    question: Text
    urgency: Urgency


class ConsultationPassedOn(OfConsultation, service="files"):
    """The question came to another desk."""

    question: Text
    urgency: Urgency
    from_post: PostRef
    remarks: str = Field(default="", max_length=2000)
    serial: int = Field(ge=2, description="Number of the movement within the consultation.")


class ConsultationReminded(OfConsultation, service="files"):
    remarks: str = Field(default="", max_length=2000)


class ConsultationAnswered(OfConsultation, service="files"):
    """The opinion stands in the file."""

    answered_at: datetime
    paragraphs: int = Field(ge=1)


class ConsultationReturned(OfConsultation, service="files"):
    """The question came back unanswered."""

    returned_at: datetime
    reason: Line


class ConsultationWithdrawn(OfConsultation, service="files"):
    """The question need not be answered any more."""

    withdrawn_at: datetime
    reason: Line


class ClockStopped(Event, service="files"):
    """The file waits for somebody else than its desk."""

    file_id: UUID
    number: Line
    post: PostRef
    reason: WaitingFor
    since: datetime


class TimeContested(Event, service="files"):
    """An officer holds that time should not be charged to his desk."""

    contest_id: UUID
    file_id: UUID
    number: Line
    post: PostRef
    serial: int = Field(ge=1)


class ContestRuled(Event, service="files"):
    """A superior accepted or refused what was contested."""

    contest_id: UUID
    file_id: UUID
    number: Line
    post: PostRef
    accepted: bool


class OutageRecorded(Event, service="files"):
    """A time in which nobody at the desks could work, measured or declared. Clocks count it from the beginning."""

    outage_id: UUID
    kind: OutageKind
    office_id: UUID | None
    since: datetime
    until: datetime


class OutageWithdrawn(Event, service="files"):
    """It was taken back: clocks count as if it had never been."""

    outage_id: UUID


class ClockResumed(Event, service="files"):
    """The desk is charged with the file again."""

    file_id: UUID
    number: Line
    post: PostRef
    at: datetime
