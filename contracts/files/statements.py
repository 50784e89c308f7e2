"""The statements that office manuals ask for, week by week and month by month, of the desks that one answers for.

Checks on delay in the manuals of office procedure (CSMOP, chapter on checks on delays; the States' secretariat
manuals): the weekly arrear statement, the monthly statement of cases pending over a month and over three, the register
of letters from members of the legislatures, papers under consideration, the call book.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Command, Count, Line, OptionalLine, Query, Sha256, Strict, Version, View
from contracts.bounds import Day
from contracts.files.pendency import BucketView
from contracts.files.views import Label, PersonRef, PostRef, SenderCategory, WaitingFor

StatementKind = Literal["arrear", "monthly", "vip", "puc", "call_book"]
StatementForm = Literal["pdf", "xlsx"]
VipState = Literal["to_acknowledge", "acknowledge_late", "to_reply", "reply_late", "replied", "closed"]


class FlowView(View):
    """What came and went in the period: ``opening + received - disposed = closing``, always.

    Of several desks together, what went from one of them to another is neither received nor disposed.
    """

    opening: Count = Field(description="Pending when the period began.")
    received: Count
    disposed: Count = Field(description="Sent on, put in a file or closed.")
    closed: Count = Field(description="Of those disposed: closed for good.")
    closing: Count = Field(description="Pending at its end.")
    buckets: BucketView = Field(description="The closing balance by age in days at these desks.")
    oldest_since: datetime | None


class ArrearDeskView(View):
    post: PostRef
    holder: PersonRef | None = Field(description="Who held the post then.")
    files: FlowView
    receipts: FlowView


class ArrearSectionView(View):
    """A section, or the posts of an office that belong to none."""

    office_id: UUID
    unit_id: UUID | None
    office_hi: OptionalLine
    office_en: OptionalLine
    unit_hi: OptionalLine
    unit_en: OptionalLine
    files: FlowView
    receipts: FlowView
    desks: list[ArrearDeskView]


class ConsultedDeskView(View):
    """A desk whose opinion is awaited."""

    post: PostRef
    asked_at: datetime
    due_on: date


class HeldView(View):
    """At which level it lay, and since when."""

    post: PostRef
    holder: PersonRef | None = Field(description="Who held the post then.")
    level_hi: OptionalLine = Field(description="Of the State's procedure; empty where it names none for this post.")
    level_en: OptionalLine
    since: datetime


class CaseLineView(View):
    """A file that has been open for more than a month."""

    file_id: UUID
    number: Line
    subject: Line
    opened_at: datetime
    days: Count = Field(description="Since it was opened, by dates in India.")
    over_three_months: bool
    held: HeldView
    deadline: datetime | None
    waiting_for: WaitingFor | None = Field(description="For whom its clock was stopped.")
    waiting_since: datetime | None
    consulted: list[ConsultedDeskView]
    parked_until: date | None


class PaperLineView(View):
    """A paper under consideration: a letter on which nothing has gone out yet."""

    receipt_id: UUID
    diary_number: Line
    letter_number: OptionalLine
    subject: Line
    sender: Line
    received_on: date
    days: Count = Field(description="Since it was received, by dates in India.")
    file_id: UUID | None = Field(description="None where it was not in a file.")
    file_number: OptionalLine | None
    held: HeldView


class VipLineView(View):
    """A letter from a member of Parliament or of the legislature, or from another whom the office marks so.

    What was issued from its file and addressed to the sender counts: the first letter acknowledges, the next one
    replies; where the matter is closed, its last letter replied.
    """

    receipt_id: UUID
    diary_number: Line
    letter_number: OptionalLine
    subject: Line
    sender: Line
    category: SenderCategory
    labels: list[Label]
    received_on: date
    acknowledge_by: date
    acknowledged_on: date | None
    reply_by: date
    replied_on: date | None
    reply_number: OptionalLine = Field(description="Of the letter that replied; before it, of the acknowledgement.")
    state: VipState
    file_id: UUID | None
    file_number: OptionalLine | None
    held: HeldView


class CallBookLineView(View):
    """A file put aside until a day."""

    file_id: UUID
    number: Line
    subject: Line
    held: HeldView
    parked_since: datetime
    parked_until: date
    reason: Line


class StatementView(View):
    """One of them. Only the lists that belong to ``kind`` are filled."""

    kind: StatementKind
    since: date
    until: date = Field(description="The last day.")
    as_of: datetime = Field(description="Its moment: the end of that day, or now where the period is under way.")
    office_id: UUID | None
    unit_id: UUID | None
    files: FlowView | None = Field(default=None, description="All desks together.")
    receipts: FlowView | None = None
    sections: list[ArrearSectionView] = Field(default=[], description="By office and section.")
    cases: list[CaseLineView] = Field(default=[], description="The oldest first.")
    papers: list[PaperLineView] = Field(default=[])
    vip: list[VipLineView] = Field(default=[])
    call_book: list[CallBookLineView] = Field(default=[], description="By the day until which, the nearest first.")
    total: Count = Field(default=0, description="Lines that the statement has.")
    withheld: Count = Field(
        default=0, description="Of them counted but not listed: confidential ones that the asker may not see."
    )
    over_three_months: Count = 0
    late: Count = Field(default=0, description="Not acknowledged or not replied in time.")


class Wanted(Strict):
    """Which statement of which desks: those that the actor answers for, of one office or section if named."""

    kind: StatementKind
    day: Day | None = Field(
        default=None, description="A day of the week (arrear) or month (all others) in India; none is today."
    )
    office_id: UUID | None = None
    unit_id: UUID | None = Field(default=None, description="A section.")


class GetStatement(Wanted, Query, service="files", returns=StatementView, timeout=20.0):
    """A statement as a table, of any week or month of the past, or of the one that is under way.

    Of a long one the first 2,000 lines. What was pending is that of then, from the movements; who answers for which
    desks, and who may see what, is as now.
    """


class StatementPrintView(View):
    """A statement as a document, which the actor's session may read until then."""

    document_id: UUID
    version: Version
    sha256: Sha256
    file_name: Line
    expires_at: datetime


class PrintStatement(Wanted, Command, service="files", returns=StatementPrintView, timeout=60.0):
    """The statement as a document of its own, typeset for A4 (PDF) or as a workbook (XLSX).

    It shows what the actor may see, and only the actor gets leave to read it.
    """

    form: StatementForm = "pdf"


__all__ = [
    "ArrearDeskView",
    "ArrearSectionView",
    "CallBookLineView",
    "CaseLineView",
    "ConsultedDeskView",
    "FlowView",
    "GetStatement",
    "HeldView",
    "PaperLineView",
    "PrintStatement",
    "StatementForm",
    "StatementKind",
    "StatementPrintView",
    "StatementView",
    "VipLineView",
    "VipState",
]
