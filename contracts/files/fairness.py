"""Outages that are charged to nobody, and time that an officer contests."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Command, Line, Page, Paged
from contracts.bounds import Moment
from contracts.files.history import ContestView, OutageView
from contracts.files.views import ChargedTo


class DeclareOutage(Command, service="files", returns=OutageView):
    """Record that nobody could work: a line was cut, the current failed, an upgrade took a day.

    The keepers of the directory say so. It counts from the beginning, as a holiday does that is declared afterwards.
    """

    office_id: UUID | None = Field(default=None, description="None: all offices.")
    since: Moment
    until: Moment
    reason: Line


class WithdrawOutage(Command, service="files", returns=OutageView):
    """Take back an outage that was recorded wrongly, a measured one too."""

    outage_id: UUID
    reason: Line


class ListOutages(Paged, service="files", returns=Page[OutageView]):
    """All that were recorded, those that began last first; for everybody who works here."""

    office_id: UUID | None = Field(default=None, description="Those that concern this office.")


class ContestTime(Command, service="files", returns=ContestView):
    """Hold that time charged to one's own desk belongs to somebody else: a stay there, or a part of it."""

    file_id: UUID
    serial: int = Field(ge=1, le=2_000_000_000, description="The movement that began the stay.")
    charge_to: ChargedTo
    since: Moment | None = Field(default=None, description="The stay's beginning where absent.")
    until: Moment | None = Field(default=None, description="The stay's end where absent, or now.")
    reason: Line


class RuleOnContest(Command, service="files", returns=ContestView):
    """Accept what a desk below contests, or refuse it; final either way."""

    contest_id: UUID
    accepted: bool
    reason: Line
    charge_to: ChargedTo | None = Field(
        default=None, description="Who is charged, where that is somebody else than was asked for."
    )


class ListContests(Paged, service="files", returns=Page[ContestView]):
    """Contests of desks below that wait for a ruling, or those of one's own desk; the newest first."""

    box: Literal["to_rule", "own"] = "to_rule"


__all__ = [
    "ContestTime",
    "DeclareOutage",
    "ListContests",
    "ListOutages",
    "RuleOnContest",
    "WithdrawOutage",
]
