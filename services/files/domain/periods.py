"""The week and the month of a statement, by days in India."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from contracts.files.statements import StatementKind
from services.files.domain.numbering import dawn

INSTANT = timedelta(microseconds=1)
"""The finest step of the database's clock. A period ends one before midnight: ages are those of its last day."""


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days; the first and the last one."""

    since: date
    until: date

    @property
    def begins(self) -> datetime:
        """The last moment before it: what waits then is the opening balance."""
        return dawn(self.since) - INSTANT

    def ends(self, now: datetime) -> datetime:
        """Its last moment, or now where it is under way."""
        return min(dawn(self.until + timedelta(days=1)) - INSTANT, now)


def week_of(day: date) -> Period:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6))


def month_of(day: date) -> Period:
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def period_of(kind: StatementKind, day: date) -> Period:
    """The arrear statement is weekly; the others are monthly."""
    return week_of(day) if kind == "arrear" else month_of(day)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
