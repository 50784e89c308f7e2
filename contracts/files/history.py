"""The trail of a file: where it lay, for how long, and which levels it passed over."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Count, Line, OptionalLine, Source, View
from contracts.bounds import GROWING
from contracts.files.clocks import SharesView
from contracts.files.views import (
    Action,
    ChargedTo,
    JumpedLevelView,
    OutageKind,
    PersonRef,
    PostRef,
    SignatureBlock,
    StoppedView,
)

Levels = Annotated[list[JumpedLevelView], Field(default_factory=list, max_length=20)]


class MovementView(View):
    serial: int = Field(ge=1)
    kind: Annotated[
        Literal["created", "forwarded", "pulled_back", "closed", "reopened", "put_in_file", "pulled_up", "detached"],
        GROWING,
    ]
    from_post: PostRef | None
    to_post: PostRef
    by: SignatureBlock
    remarks: str = Field(default="", max_length=2000)
    occurred_at: datetime
    recorded_at: datetime
    source: Source
    opened_at: datetime | None
    opened_by: PersonRef | None
    left_at: datetime | None = Field(description="When it left that desk; none while it lies there.")
    held_seconds: float = Field(ge=0, description="Wall-clock seconds at that desk so far.")
    shares: SharesView = Field(
        description="The stay by the office's calendar, from when the desk could see the file; none of it while closed."
    )
    jumped: Levels = Field(
        description="Levels of the channel passed over on the way up; the file returns through them."
    )
    informed: Levels = Field(
        description="Levels jumped before that were informed, because the file went straight down."
    )
    vacant: Levels = Field(description="Levels jumped before through which it did not return: nobody sat there.")
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50, description="About this stay.")


class DeskTimeView(View):
    """All visits to one desk added up."""

    post: PostRef
    visits: Count
    held_seconds: float = Field(ge=0)
    shares: SharesView


class ConsultedView(View):
    """When another desk was asked about the file, and when that ended. The file was held elsewhere all the time."""

    consultation_id: UUID
    number: int = Field(ge=1)
    state: Literal["open", "answered", "returned", "withdrawn"]
    asked_by: PostRef
    holder: PostRef = Field(description="The desk that has to answer, or had it at the end.")
    asked_at: datetime
    due_on: date
    ended_at: datetime | None = Field(description="When it was answered, returned or withdrawn.")


class StopView(StoppedView):
    """A stopped clock in the history of a file."""

    serial: int = Field(ge=1, description="The movement that had brought the file to the desk.")
    resumed_at: datetime | None = Field(description="None where it was not resumed before the file left, or yet.")


class DeadlineView(View):
    """A deadline that was given after the file was opened."""

    serial: int = Field(ge=1)
    before: datetime | None = Field(description="The deadline that it had; none where this was its first.")
    deadline: datetime
    reason: Line
    by: SignatureBlock
    at: datetime


class RulingView(View):
    """What a superior said to a contest."""

    accepted: bool
    charge_to: ChargedTo | None = Field(description="Who is charged with the time instead; none where it was refused.")
    reason: Line
    by: SignatureBlock
    at: datetime


class ContestView(View):
    """A time that an officer holds should not be charged to his desk. It counts once a superior has accepted it."""

    id: UUID
    file_id: UUID
    file_number: Line
    subject: Line
    serial: int = Field(ge=1, description="The movement that began the stay.")
    post: PostRef = Field(description="The desk that is charged.")
    charge_to: ChargedTo = Field(description="Who should be charged instead.")
    since: datetime
    until: datetime
    reason: Line
    by: SignatureBlock
    at: datetime
    ruling: RulingView | None = None
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class OutageView(View):
    """A time in which nobody at the desks could work: the platform was down, or a line, or the current."""

    id: UUID
    kind: OutageKind
    office_id: UUID | None = Field(description="None: all offices.")
    office_hi: OptionalLine = ""
    office_en: OptionalLine = ""
    since: datetime
    until: datetime
    reason: OptionalLine = Field(description="Empty where it was measured.")
    by: SignatureBlock | None = Field(description="Who declared it; none where it was measured.")
    recorded_at: datetime
    withdrawn_by: SignatureBlock | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: OptionalLine = ""
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class HistoryView(View):
    movements: list[MovementView]
    desks: list[DeskTimeView]
    elapsed_seconds: float = Field(ge=0, description="The held seconds of all desks sum to it.")
    shares: SharesView = Field(description="Those of all desks added up.")
    consultations: list[ConsultedView] = Field(default_factory=list)
    stops: list[StopView] = Field(default_factory=list, description="Clocks that were stopped, the earliest first.")
    contests: list[ContestView] = Field(default_factory=list, description="Times that were contested, as they came.")
    outages: list[OutageView] = Field(default_factory=list, description="That concern one of its desks; 200 at most.")
    deadlines: list[DeadlineView] = Field(default_factory=list, description="Extensions, the earliest first.")
