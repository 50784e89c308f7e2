"""Keeping the calendars. Each change publishes the whole calendar with its new version."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.identity import CalendarChanged, CalendarView, SaveCalendar
from services.identity.domain.calendars import Calendar, in_order
from services.identity.handlers.access import keeper
from services.identity.handlers.directory import found_or_new, kept
from services.identity.storage import IdentityUnitOfWork


def save_calendar(request: SaveCalendar, caller: Caller, uow: IdentityUnitOfWork) -> CalendarView:
    """Raises NotAdministrator, NotInDirectory, StaleEntry, CalendarExists, CalendarUnclear."""
    with uow:
        actor = keeper(uow, caller)
        if request.office_id is not None:
            uow.offices.get(request.office_id)
        calendar = found_or_new(uow.calendars, request.calendar_id, request, lambda key: Calendar(id=key))
        values = {
            "scope": request.scope,
            "office_id": request.office_id,
            "name_hi": request.name_hi,
            "name_en": request.name_en,
            "patterns": in_order(request.patterns, "valid_from"),
            "days": in_order(request.days, "day"),
            "deleted": request.deleted,
        }
        return uow.commit(kept(uow, calendar, values, CalendarChanged, actor))
