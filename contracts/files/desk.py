"""One's own desk: what is put aside there, how much lies there, what changed there, how it is arranged."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Count, Cursor, Line, OptionalLine, Query, Version, View
from contracts.bounds import Day
from contracts.files.consultations import ConsultationCountsView
from contracts.files.custody import InHand
from contracts.files.views import Box, FileView, Grading, Label, Urgency

RowLimit = Annotated[int, Field(ge=1, le=500)]


class ParkFile(InHand, service="files", returns=FileView):
    """Put a file aside until a day, with the reason; then it is in the inbox again (row 13)."""

    file_id: UUID
    until: Day = Field(description="Tomorrow at the earliest, a year ahead at most.")
    reason: Line
    expected_version: Version | None = None


class UnparkFile(InHand, service="files", returns=FileView):
    """Take a parked file up again before its day."""

    file_id: UUID
    expected_version: Version | None = None


class BoxCountView(View):
    """How much one box holds."""

    box: Box
    files: Count
    receipts: Count
    unread: Count = Field(description="Of those on this desk, what was not opened here.")
    capped: bool = Field(description="There are more; counting ended at so many.")


class DeskCountsView(View):
    boxes: list[BoxCountView]
    due_today: Count
    overdue: Count
    consultations: ConsultationCountsView | None = None
    oral_orders: Count = Field(default=0, description="Oral orders that wait for a word of the person at this desk.")
    follow_ups: Count = Field(default=0, description="Follow-ups of this desk whose day has come.")


class GetDeskCounts(Query, service="files", returns=DeskCountsView):
    """The size of each box of the actor's desk."""


class DeskRowView(View):
    """A row of the inbox or of the parked box, with as little as a list needs."""

    kind: Literal["file", "receipt"]
    id: UUID
    box: Literal["inbox", "parked"]
    number: Line
    subject: Line
    sender: OptionalLine
    from_hi: OptionalLine = Field(description="The post that sent it; empty where it was made here.")
    from_en: OptionalLine
    grading: Grading
    urgency: Urgency
    labels: list[Label]
    arrived_at: datetime
    unread: bool
    due_on: date | None
    custody_number: int = Field(ge=1)
    parked_until: date | None
    leased_until: datetime | None
    deadline: datetime | None = Field(default=None, description="Of a file: when it has to be disposed of.")


class DeskChangesView(View):
    """What changed at a desk. A row that comes again replaces the one that is known."""

    items: list[DeskRowView]
    gone: list[UUID] = Field(description="Files and receipts that left the desk, were closed or put into a file.")
    reset: bool = Field(description="Forget all rows that are known: these are the first of all.")
    more: bool = Field(description="Ask again at once with this cursor.")
    cursor: Cursor


class GetDeskChanges(Query, service="files", returns=DeskChangesView):
    """What lies on the actor's desk, or, with the cursor of an earlier answer, only what changed since."""

    since: Cursor | None = None
    limit: RowLimit = 200
