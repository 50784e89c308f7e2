"""The pendency of a moment as the log itself gives it, to compare with what the service answers afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from services.files.replay.log import Case, Log


@dataclass(frozen=True)
class Totals:
    started: int
    open: int
    overdue: int
    holders: dict[str, int]
    """Open cases by desk, where there are any."""


def totals_of(log: Log, at: datetime) -> Totals:
    """Started: first event by then. Open: not ended by then. Overdue: open, and the deadline lies before."""
    started = [case for case in log.cases if case.events[0].at <= at]
    still_open = [case for case in started if case.ends is None or case.ends > at]
    overdue = sum(case.deadline is not None and case.deadline < at for case in still_open)
    return Totals(len(started), len(still_open), overdue, dict(Counter(_holder(case, at) for case in still_open)))


def _holder(case: Case, at: datetime) -> str:
    """The desk of the last event by then that names one."""
    named = [event.resource for event in case.events if event.at <= at and event.resource]
    return named[-1] if named else case.first_desk()
