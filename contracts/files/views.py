"""What files answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts.base import Capacity, Code, Count, Language, Line, OptionalLine, Sha256, Version, View
from contracts.files.procedure import CaseTypeView, DisposalView, RetentionView, SubjectHeadView

Grading = Literal["normal", "confidential", "secret", "top_secret"]
Urgency = Literal["routine", "priority", "immediate", "top_priority"]
Label = Literal["lok_sabha", "rajya_sabha", "court", "vip"]
Box = Literal["inbox", "sent", "created", "closed", "parked"]
Action = Annotated[str, StringConstraints(max_length=64)]
WaitingFor = Literal["citizen", "other_office", "court"]
ChargedTo = Literal["citizen", "other_office", "court", "outage"]
OutageKind = Literal["measured", "declared"]
ReceiptForm = Literal["electronic", "physical"]
Mode = Literal["by_hand", "post", "speed_post", "email", "portal", "fax", "inter_office"]
SenderCategory = Literal["citizen", "mp", "mla", "vip", "government", "court", "organisation", "other"]
Flag = Literal["puc", "fr"]
DraftForm = Literal["letter", "do_letter", "office_memorandum", "order", "notice", "endorsement"]
LetterState = Literal["approved", "rendered", "signed", "issued", "dispatched", "cancelled"]
DispatchMode = Literal["by_hand", "post", "speed_post", "email", "inter_office"]


class PostRef(View):
    """A post as it is written in registers, with its section and office."""

    post_id: UUID
    designation_hi: OptionalLine
    designation_en: OptionalLine
    abbreviation: OptionalLine
    unit_hi: OptionalLine = ""
    unit_en: OptionalLine = ""
    office_id: UUID | None = None
    office_hi: OptionalLine = ""
    office_en: OptionalLine = ""


class PersonRef(View):
    person_id: UUID
    name_hi: OptionalLine
    name_en: OptionalLine


class JumpedLevelView(View):
    """A level of the State's channel that is passed over, and the post that stands on it."""

    level: Code
    name_hi: Line
    name_en: Line
    post: PostRef


class SignatureBlock(View):
    """Who acted, as the notesheet shows it: name and post at that time."""

    person: PersonRef
    post: PostRef
    capacity: Capacity


class SenderView(View):
    name: Line
    category: SenderCategory
    designation: OptionalLine = ""
    organisation: OptionalLine = ""
    address: str = Field(default="", max_length=1000)
    mobile: str | None = Field(default=None, max_length=20)
    email: str | None = Field(default=None, max_length=254)


class CancelledView(View):
    """Diarised by mistake: the number stands in the register as cancelled."""

    by: SignatureBlock
    at: datetime
    reason: Line


class ReceiptView(View):
    id: UUID
    diary_number: Line
    diary_year: int = Field(ge=1947, le=2200)
    office_id: UUID
    form: ReceiptForm
    subject: Line
    sender: SenderView
    letter_number: OptionalLine
    letter_date: date | None
    received_on: date
    mode: Mode
    language: Language
    grading: Grading
    labels: list[Label] = Field(max_length=4)
    document_id: UUID | None
    state: Literal["open", "in_file", "closed"]
    holder: PostRef
    file_id: UUID | None
    file_number: OptionalLine | None = None
    diarised_by: SignatureBlock
    diarised_at: datetime
    open_tl_letters: Count = Field(default=0, description="Time-limit letters that are not struck off yet.")
    custody_number: int = Field(default=1, ge=1, description="Changes when custody changes, and only then.")
    status_code: str = Field(default="", max_length=12, description="With it the sender asks for the status.")
    cancelled: CancelledView | None = Field(default=None, description="Of a closed one: it was cancelled.")
    subject_head: SubjectHeadView | None = Field(default=None, description="Where it stands in the subject tree.")
    version: Version
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class CustodyLeaseView(View):
    """A person at the desk that has the file works on it without the network; until then nobody takes it back."""

    id: UUID
    person: PersonRef
    post: PostRef
    custody_number: int = Field(ge=1)
    taken_at: datetime
    expires_at: datetime
    returned_at: datetime | None = None


class ParkedView(View):
    """Put aside at its desk until a day."""

    until: date = Field(description="The day in India on which it is in the inbox again.")
    reason: Line
    since: datetime


class StoppedView(View):
    """The clock of a file is stopped at its desk: it waits for somebody who is not there."""

    id: UUID
    reason: WaitingFor = Field(description="Who is charged with the time instead of the desk.")
    remarks: Line
    since: datetime
    by: SignatureBlock


class FileView(View):
    id: UUID
    number: Line
    subject: Line
    subject_en: OptionalLine = ""
    grading: Grading
    urgency: Urgency
    labels: list[Label] = Field(max_length=4)
    state: Literal["open", "closed"]
    office_id: UUID
    holder: PostRef
    held_since: datetime = Field(description="When it came to this desk.")
    opened_at: datetime | None = Field(description="When it was first opened at this desk.")
    due_on: date | None
    created_by: SignatureBlock
    created_at: datetime
    closed_at: datetime | None
    note_count: Count
    page_count: Count = Field(description="The last page on the correspondence side; volumes carry on.")
    custody_number: int = Field(default=1, ge=1, description="Changes when custody changes, and only then.")
    lease: CustodyLeaseView | None = Field(default=None, description="Of the desk that has it, while it lasts.")
    parked: ParkedView | None = None
    consultation_count: Count = Field(default=0, description="Questions that were ever put to other desks.")
    open_consultations: Count = Field(default=0, description="Those that are neither answered, returned nor withdrawn.")
    stopped: StoppedView | None = Field(default=None, description="Until the desk resumes it or the file leaves.")
    deadline: datetime | None = Field(default=None, description="When the matter has to be disposed of.")
    open_tl_letters: Count = Field(default=0, description="Time-limit letters that are not struck off yet.")
    case_type: CaseTypeView | None = Field(default=None, description="With it GetCase tells limits and checklist.")
    subject_head: SubjectHeadView | None = Field(default=None, description="Where it stands in the subject tree.")
    retention: RetentionView | None = Field(default=None, description="For how long it is kept after its closing.")
    part_number: int | None = Field(default=None, ge=1, description="Of a part file: which part of its main file.")
    volume_number: int = Field(default=1, ge=1)
    merged_at: datetime | None = Field(default=None, description="Of a part file: when it was merged.")
    disposal: DisposalView | None = Field(default=None, description="Of a closed file, if it was closed under one.")
    returns_through: list[JumpedLevelView] = Field(
        default_factory=list,
        max_length=20,
        description="Levels jumped on its way up through which it has still to come back; the last jumped first.",
    )
    version: Version
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class DeskItemView(View):
    """A row of an inbox: a file or a receipt."""

    kind: Literal["file", "receipt"]
    id: UUID
    number: Line
    subject: Line
    grading: Grading
    urgency: Urgency
    labels: list[Label]
    holder: PostRef
    from_post: PostRef | None
    remarks: str = Field(default="", max_length=2000)
    arrived_at: datetime
    opened_at: datetime | None
    due_on: date | None
    state: Literal["open", "in_file", "closed"]
    sender: OptionalLine = Field(default="", description="Of a receipt: who wrote the letter.")
    unread: bool = Field(default=False, description="Not opened at the desk on which it lies.")
    held_since: datetime | None = Field(default=None, description="When it came to the desk on which it lies.")
    custody_number: int = Field(default=1, ge=1)
    leased_until: datetime | None = Field(default=None, description="The desk that has it works on it offline.")
    parked: ParkedView | None = None
    deadline: datetime | None = Field(default=None, description="Of a file: when it has to be disposed of.")
    cancelled: bool = Field(default=False, description="Of a receipt: diarised by mistake, its number cancelled.")
    version: Version


class MergedFromView(View):
    """Where a note or a paper stood before its part file was merged. What its text cites is numbered as there."""

    file_id: UUID
    number: Line
    item_id: UUID = Field(description="The note or the paper of the part file.")
    first: int | None = Field(description="Its first paragraph or page there.")


class DetachedView(View):
    """A receipt that was taken out of the file again; the pages keep their numbers."""

    reason: Line
    by: SignatureBlock
    at: datetime


class CorrespondenceView(View):
    """One paper on the correspondence side. Pages are numbered in a series of their own."""

    id: UUID
    serial: int = Field(ge=1)
    kind: Literal["receipt", "issue", "enclosure"]
    title: Line
    document_id: UUID | None
    document_version: int | None
    from_page: int | None
    to_page: int | None
    receipt_id: UUID | None = None
    letter_id: UUID | None = None
    flag: Flag | None = Field(default=None, description="Paper under consideration, or fresh receipt.")
    flag_number: int | None = Field(default=None, ge=1, description="Of a fresh receipt: FR-I, FR-II and so on.")
    flagged_by: SignatureBlock | None = None
    flagged_at: datetime | None = None
    added_by: SignatureBlock
    added_at: datetime
    merged_from: MergedFromView | None = None
    detached: DetachedView | None = None


class AddresseeView(View):
    name: Line
    address: str = Field(default="", max_length=1000)
    email: str | None = Field(default=None, max_length=254)


class DraftView(View):
    id: UUID
    file_id: UUID
    state: Literal["draft", "approved", "discarded"]
    form: DraftForm
    language: Language
    subject: Line
    reference: OptionalLine
    addressees: list[AddresseeView]
    body: list[str]
    marked: bool = Field(default=False, description="The body may hold emphasis, lists and tables (ADR 101).")
    copy_to: list[str]
    number: int = Field(ge=1, description="Version number of the text; each revision makes a new one.")
    revised_by: SignatureBlock
    revised_at: datetime
    letter_id: UUID | None
    version: Version
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class DraftVersionView(View):
    number: int = Field(ge=1)
    subject: Line
    reference: OptionalLine
    addressees: list[AddresseeView]
    body: list[str]
    marked: bool = Field(default=False, description="The body may hold emphasis, lists and tables (ADR 101).")
    copy_to: list[str]
    revised_by: SignatureBlock
    revised_at: datetime


class LetterView(View):
    """An approved draft on its way out. The number is reserved at approval, so the signed bytes carry it."""

    id: UUID
    file_id: UUID
    draft_id: UUID
    number: Line
    issue_date: date
    state: LetterState
    subject: Line
    addressees: list[AddresseeView]
    signer: PostRef
    approved_by: SignatureBlock
    approved_at: datetime
    document_id: UUID | None
    document_version: int | None
    signed_sha256: Sha256 | None
    signed_by: SignatureBlock | None
    signed_at: datetime | None
    issued_at: datetime | None
    cancelled_by: SignatureBlock | None = None
    cancelled_at: datetime | None = None
    cancel_reason: Line | None = Field(default=None, description="Why its number was given up.")
    version: Version
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class SigningView(View):
    """What the signer's own machine has to sign. Nothing of the private key ever comes here."""

    letter_id: UUID
    session_id: UUID
    to_sign: str = Field(max_length=20_000, description="Base64 of the DER bytes to sign (CMS signed attributes).")
    digest: str = Field(max_length=200, description="Base64 SHA-256 of these bytes, for display and cross-check.")
    digest_algorithm: Literal["sha256"]
    mechanism: Literal["rsa_pkcs1v15", "ecdsa"]
    certificate_sha256: Sha256
    expires_at: datetime


class DispatchView(View):
    """A line of the dispatch register."""

    id: UUID
    serial: int = Field(ge=1)
    year: int
    letter_id: UUID
    letter_number: Line
    addressee: Line
    addressee_number: int = Field(default=1, ge=1, le=50, description="Which addressee of the letter, counted from 1.")
    mode: DispatchMode
    tracking_number: OptionalLine
    remarks: str = Field(default="", max_length=2000)
    dispatched_by: SignatureBlock
    dispatched_at: datetime


class LedgerEntryView(View):
    serial: int = Field(ge=1)
    type: str = Field(max_length=64)
    recorded_at: datetime
    hash: Sha256
    body: str = Field(max_length=100_000, description="The exact canonical JSON that is hashed (RFC 8785).")


class LedgerReport(View):
    """The verdict of walking the chain from its first entry."""

    verdict: Literal["intact", "broken"]
    entries: Count
    head: Sha256 | None
    problems: list[str] = Field(max_length=1000, description="Machine-readable: code and serial.")
    verified_at: datetime


class ViewGrant(View):
    """Leave to read the pages of a file for a while; documents checks it by the caller's session."""

    grant_id: UUID
    file_id: UUID
    document_ids: list[UUID]
    expires_at: datetime


class RenditionView(View):
    document_id: UUID
    version: int
    sha256: Sha256
    first_note: int = Field(default=1, ge=1, description="The notes that were printed, counted from 1.")
    last_note: int | None = Field(default=None, ge=1)


class NumberingHeadView(View):
    code: OptionalLine
    title_hi: OptionalLine
    title_en: OptionalLine
