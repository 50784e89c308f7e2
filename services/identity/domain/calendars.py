"""Calendars: the State's, the district's, and those of single offices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from contracts.base import View
from contracts.identity import CalendarEntryView, CalendarView
from contracts.identity.errors import CalendarUnclear
from services.identity.domain.directory import Entry, Values


@dataclass(eq=False, kw_only=True)
class Calendar(Entry):
    """``patterns`` and ``days`` as their views in JSON, in the order of their dates."""

    entry: ClassVar[str] = "calendar"
    view_type: ClassVar[type[View]] = CalendarView

    scope: str = "office"
    office_id: UUID | None = None
    name_hi: str = ""
    name_en: str = ""
    patterns: list[Values] = field(default_factory=list)
    days: list[Values] = field(default_factory=list)

    def check(self) -> None:
        """Raises CalendarUnclear where it would say two things of one day, or nothing of a whole one."""
        if (self.scope == "office") != (self.office_id is not None):
            raise CalendarUnclear(reason="office", at="")
        for pattern in self.patterns:
            if pattern["opens"] >= pattern["closes"]:
                raise CalendarUnclear(reason="hours", at=pattern["valid_from"])
        for reason, dates in (
            ("pattern_twice", [pattern["valid_from"] for pattern in self.patterns]),
            ("day_twice", [day["day"] for day in self.days]),
        ):
            twice = [date for date, times in Counter(dates).items() if times > 1]
            if twice:
                raise CalendarUnclear(reason=reason, at=twice[0])

    def as_entry(self) -> CalendarEntryView:
        """How the list of all calendars shows it."""
        return CalendarEntryView(
            id=self.id,
            scope=self.scope,
            office_id=self.office_id,
            name_hi=self.name_hi,
            name_en=self.name_en,
            patterns=len(self.patterns),
            days=len(self.days),
            last_day=self.days[-1]["day"] if self.days else None,
            version=self.version,
        )


def in_order(dated: list[Any], by: str) -> list[Values]:
    """Contract models as JSON, the earliest first: the same content is the same entry however it was sorted."""
    return sorted((one.model_dump(mode="json") for one in dated), key=lambda one: str(one[by]))
