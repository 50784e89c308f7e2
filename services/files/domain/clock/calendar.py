"""When an office works: the calendars of State, district and office over each other (identity's ADR 75)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from services.files.domain.numbering import INDIA

MIDNIGHT = time(0, 0)
ONE_DAY = timedelta(days=1)

Session = tuple[datetime, datetime]
"""Open from, and the first moment at which it is closed again."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The week from ``valid_from`` on. ``off`` holds (ISO weekday, which of them in the month)."""

    valid_from: date
    opens: time
    closes: time
    off: frozenset[tuple[int, int]]

    def is_off(self, day: date) -> bool:
        return (day.isoweekday(), (day.day + 6) // 7) in self.off


@dataclass(frozen=True, slots=True)
class Calendar:
    """One of the calendars that lie over each other."""

    patterns: tuple[Pattern, ...]
    """The earliest first."""
    days: Mapping[date, bool]
    """Days that the calendar names: whether the office is open."""

    def pattern_on(self, day: date) -> Pattern | None:
        place = bisect_right(self.patterns, day, key=lambda pattern: pattern.valid_from)
        return self.patterns[place - 1] if place else None


def calendar_of(patterns: Sequence[Mapping[str, Any]], days: Sequence[Mapping[str, Any]]) -> Calendar:
    """From the JSON of the views (``CalendarWeekView``, ``CalendarDayView``)."""
    return Calendar(
        patterns=tuple(
            Pattern(
                valid_from=date.fromisoformat(pattern["valid_from"]),
                opens=time.fromisoformat(pattern["opens"]),
                closes=time.fromisoformat(pattern["closes"]),
                off=frozenset(
                    (off["weekday"], nth) for off in pattern["days_off"] for nth in (off["nth"] or range(1, 6))
                ),
            )
            for pattern in sorted(patterns, key=lambda pattern: str(pattern["valid_from"]))
        ),
        days={date.fromisoformat(day["day"]): day["kind"] == "working" for day in days},
    )


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """An office's working time. ``calendars``: the nearest first.

    Of a day the nearest calendar that names it decides, then the week of the nearest that has a pattern. A day of which
    no calendar has a pattern is unknown: all its hours count, unless a calendar names it as closed.
    """

    calendars: Sequence[Calendar]

    def session(self, day: date) -> Session | None:
        """From when to when the office works on that day; None where it is closed."""
        pattern = next((found for one in self.calendars if (found := one.pattern_on(day)) is not None), None)
        named = next((one.days[day] for one in self.calendars if day in one.days), None)
        is_open = named if named is not None else pattern is None or not pattern.is_off(day)
        if not is_open:
            return None
        if pattern is None:
            return _at(day, MIDNIGHT), _at(day + ONE_DAY, MIDNIGHT)
        return _at(day, pattern.opens), _at(day, pattern.closes)

    def sessions(self, since: datetime, until: datetime) -> Iterator[Session]:
        """The working stretches of [since, until), in their order, cut off at its ends."""
        day, last = _day(since), _day(until)
        while day <= last:
            session = self.session(day)
            if session is not None:
                begin, end = max(since, session[0]), min(until, session[1])
                if begin < end:
                    yield begin, end
            day += ONE_DAY

    def worked(self, since: datetime, until: datetime) -> timedelta:
        """Working time in [since, until)."""
        return sum((end - begin for begin, end in self.sessions(since, until)), timedelta())


def _day(at: datetime) -> date:
    return at.astimezone(INDIA).date()


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=INDIA)
