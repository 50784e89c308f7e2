"""Calendars: on which days, and from when to when, an office works.

Three of them lie over each other: the State's, the district's and an office's own. What the nearest one says of a day
counts; on a day of which none says anything, the weekly pattern of the nearest one that has a pattern for that day.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from contracts.base import Command, Count, Line, Page, Paged, Query, Strict, Version, View
from contracts.bounds import Day

CalendarScope = Literal["state", "district", "office"]
DayKind = Literal["public", "local", "working"]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Weekday = Annotated[int, Field(ge=1, le=7)]
NthWeek = Annotated[int, Field(ge=1, le=5)]
MOST_DAYS = 1000

_EXAMPLE: dict[str, Any] = {
    "scope": "district",
    "name_hi": "जनपद देहरादून",
    "name_en": "Dehradun district",
    "patterns": [
        {
            "valid_from": "2024-01-01",
            "opens": "10:00",
            "closes": "17:00",
            "days_off": [{"weekday": 7}, {"weekday": 6, "nth": [2]}],
        }
    ],
    "days": [
        {"day": "2026-12-23", "kind": "local", "name_hi": "स्थानीय अवकाश (मेला)", "name_en": "Local holiday (fair)"}
    ],
}


class CalendarDayOffView(View):
    """A weekday on which the office is closed."""

    weekday: Weekday = Field(description="ISO 8601: Monday is 1, Sunday is 7.")
    nth: list[NthWeek] = Field(
        default_factory=list,
        max_length=5,
        description="Which of them in a month, as 2 for second Saturdays; none: all.",
    )


class CalendarWeekView(View):
    """The weekly pattern from a day on, until the next pattern begins."""

    valid_from: date
    opens: ClockTime = Field(description="Time in India.")
    closes: ClockTime
    days_off: list[CalendarDayOffView] = Field(default_factory=list, max_length=7)


class CalendarDayView(View):
    """A day that is otherwise than its week says."""

    day: date
    kind: DayKind = Field(description="public and local: closed; working: open, whatever a calendar above says.")
    name_hi: Line
    name_en: Line


class CalendarView(View):
    """A calendar with all its patterns and days."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"id": "5f0c2a52-6f0e-5c64-a6c5-3f2f5f6c8a31", "version": 3, **_EXAMPLE}]}
    )

    id: UUID
    scope: CalendarScope
    office_id: UUID | None = Field(default=None, description="Of which office; none for State and district.")
    name_hi: Line
    name_en: Line
    patterns: list[CalendarWeekView] = Field(default_factory=list, max_length=50, description="The earliest first.")
    days: list[CalendarDayView] = Field(default_factory=list, max_length=MOST_DAYS, description="The earliest first.")
    version: Version
    deleted: bool = False


class CalendarEntryView(View):
    """A calendar in the list of all."""

    id: UUID
    scope: CalendarScope
    office_id: UUID | None = None
    name_hi: Line
    name_en: Line
    patterns: Count = Field(description="How many weekly patterns it has.")
    days: Count
    last_day: date | None = Field(description="The last holiday that was entered.")
    version: Version


class CalendarDayOff(Strict):
    weekday: Weekday
    nth: list[NthWeek] = Field(default_factory=list, max_length=5)


class CalendarWeek(Strict):
    valid_from: Day
    opens: ClockTime
    closes: ClockTime
    days_off: list[CalendarDayOff] = Field(default_factory=list, max_length=7)


class CalendarDay(Strict):
    day: Day
    kind: DayKind = "public"
    name_hi: Line
    name_en: Line


class SaveCalendar(Command, service="identity", returns=CalendarView):
    """Make a calendar, or change the one with this id. The same content again changes nothing.

    There is one for the State, one for the district, and one at most for each office.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    calendar_id: UUID | None = Field(default=None, description="Chosen by the client for a new one, or left out.")
    expected_version: Version | None = None
    scope: CalendarScope
    office_id: UUID | None = None
    name_hi: Line
    name_en: Line
    patterns: list[CalendarWeek] = Field(default_factory=list, max_length=50)
    days: list[CalendarDay] = Field(default_factory=list, max_length=MOST_DAYS)
    deleted: bool = False


class ListCalendars(Paged, service="identity", returns=Page[CalendarEntryView]):
    """The State's, the district's and the offices' calendars."""


class GetCalendar(Query, service="identity", returns=CalendarView):
    """One calendar with all its days."""

    calendar_id: UUID


__all__ = [
    "CalendarDay",
    "CalendarDayOff",
    "CalendarDayOffView",
    "CalendarDayView",
    "CalendarEntryView",
    "CalendarScope",
    "CalendarView",
    "CalendarWeek",
    "CalendarWeekView",
    "DayKind",
    "GetCalendar",
    "ListCalendars",
    "SaveCalendar",
]
