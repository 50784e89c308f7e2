"""Looking calendars up. Whoever is signed in may: they say when an office is open."""

from __future__ import annotations

from sqlalchemy import select, tuple_

from chassis.auth import Caller
from contracts.base import Page
from contracts.identity import CalendarEntryView, CalendarView, GetCalendar, ListCalendars
from services.identity.domain.calendars import Calendar
from services.identity.handlers.access import live_session
from services.identity.queries.cursors import as_uuid, from_cursor, to_cursor
from services.identity.storage import Entries, IdentityUnitOfWork
from services.identity.tables import CALENDAR_LEVEL, calendars


def list_calendars(request: ListCalendars, caller: Caller, uow: IdentityUnitOfWork) -> Page[CalendarEntryView]:
    """The State's first, then the district's, then those of offices by name."""
    order = (CALENDAR_LEVEL, calendars.c.name_en, calendars.c.id)
    with uow.reading() as database:
        live_session(database, caller, uow.now())
        rows = select(Calendar, CALENDAR_LEVEL.label("level")).where(~calendars.c.deleted).order_by(*order)
        if request.cursor is not None:
            level, name, calendar_id = from_cursor(request.cursor, 3)
            rows = rows.where(tuple_(*order) > tuple_(level, name, as_uuid(calendar_id)))
        found = database.execute(rows.limit(request.limit + 1)).all()
        part = found[: request.limit]
        last = part[-1] if len(found) > len(part) else None
        return Page[CalendarEntryView](
            items=[row.Calendar.as_entry() for row in part],
            next=to_cursor(last.level, last.Calendar.name_en, last.Calendar.id) if last is not None else None,
        )


def get_calendar(request: GetCalendar, caller: Caller, uow: IdentityUnitOfWork) -> CalendarView:
    """Raises NotInDirectory."""
    with uow.reading() as database:
        live_session(database, caller, uow.now())
        calendar: Calendar = Entries(database, Calendar).get(request.calendar_id)
        view: CalendarView = calendar.view()
        return view
