"""When a limit ends: counted from the day or moment on which a matter came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from contracts.files.procedure import LimitUnit
from services.files.domain.clock.calendar import ONE_DAY, OfficeHours
from services.files.domain.numbering import INDIA, office_day

MOST_CLOSED = 60
"""Days in a row: an office that is closed longer has no calendar that one could count by."""
LONGEST = timedelta(days=10 * 366)
"""Working time is looked for no further ahead."""


@dataclass(frozen=True, slots=True)
class End:
    """``rolled_from`` is the last day by count, where the office is closed on it."""

    at: datetime
    rolled_from: date | None = None


def end_of(count: int, unit: LimitUnit, since: datetime, hours: OfficeHours, *, rolls: bool) -> End:
    """The last moment at which it is in time.

    The day on which a matter comes in is not counted (General Clauses Act, 1897, section 9); with ``rolls`` a limit in
    days that would end while the office is closed ends on its next open day (section 10). A limit in calendar hours
    counts every hour and never rolls.
    """
    if unit == "calendar_hours":
        return End(since + timedelta(hours=count))
    if unit == "calendar_days":
        return _by_days(office_day(since) + timedelta(days=count), hours, rolls)
    if unit == "working_days":
        return _by_working_days(count, office_day(since), hours)
    return _by_working_hours(timedelta(hours=count), since, hours)


def _by_days(last: date, hours: OfficeHours, rolls: bool) -> End:
    if not rolls or hours.session(last) is not None:
        return End(_close_of(last))
    for later in range(1, MOST_CLOSED + 1):
        day = last + timedelta(days=later)
        if hours.session(day) is not None:
            return End(_close_of(day), rolled_from=last)
    return End(_close_of(last))


def _by_working_days(count: int, first: date, hours: OfficeHours) -> End:
    day, left = first, count
    while left and day - first < LONGEST:
        day += ONE_DAY
        left -= hours.session(day) is not None
    return End(_close_of(day))


def _by_working_hours(left: timedelta, since: datetime, hours: OfficeHours) -> End:
    end = since
    for begin, close in hours.sessions(since, since + LONGEST):
        if close - begin >= left:
            return End(begin + left)
        left -= close - begin
        end = close
    return End(end)


def _close_of(day: date) -> datetime:
    """A day is over at its end, whenever the office closes: post and portals take papers until then."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=INDIA)
