"""When offices work, from the calendars as identity tells them."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.files.domain.clock.calendar import Calendar, OfficeHours, calendar_of
from services.files.domain.clock.charging import HoursOf
from services.files.storage.directory_tables import calendars

KEPT = select(calendars.c.scope, calendars.c.office_id, calendars.c.patterns, calendars.c.days).where(
    ~calendars.c.deleted
)


def working_hours(session: Session) -> HoursOf:
    """The working time of each office, as the calendars are now. Few: the State's, the district's, some offices'."""
    by_scope: dict[str, list[Calendar]] = {"district": [], "state": []}
    by_office: dict[UUID, Calendar] = {}
    for row in session.execute(KEPT):
        calendar = calendar_of(row.patterns, row.days)
        if row.office_id is not None:
            by_office[row.office_id] = calendar
        else:
            by_scope[row.scope].append(calendar)
    above = [*by_scope["district"], *by_scope["state"]]

    @cache
    def hours_of(office_id: UUID | None) -> OfficeHours:
        own = [by_office[office_id]] if office_id in by_office else []
        return OfficeHours([*own, *above])

    return hours_of
