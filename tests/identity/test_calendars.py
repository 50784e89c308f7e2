"""Calendars: one of the State, one of the district, one of each office at most; kept, told and looked up."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from contracts.identity import (
    CalendarView,
    GetCalendar,
    GetDirectorySnapshot,
    ListCalendars,
    SaveCalendar,
    SaveOffice,
    SignOut,
)
from contracts.identity.errors import (
    CalendarExists,
    CalendarUnclear,
    NotAdministrator,
    NotInDirectory,
    SessionEnded,
    StaleEntry,
    StillInUse,
)
from services.identity.handlers import calendars, directory, sessions
from services.identity.queries.calendars import get_calendar, list_calendars
from services.identity.queries.snapshot import get_directory_snapshot
from tests.identity.builders import OPERATOR, Office

WEEK = {
    "valid_from": "2026-01-01",
    "opens": "10:00",
    "closes": "17:00",
    "days_off": [{"weekday": 7}, {"weekday": 6, "nth": [2]}],
}


def a_day(day: str, **values: Any) -> dict[str, Any]:
    return {"day": day, "kind": "public", "name_hi": "अवकाश", "name_en": "Holiday", **values}


def saved(office: Office, caller: Any = OPERATOR, **values: Any) -> CalendarView:
    defaults = {"scope": "state", "name_hi": "राज्य", "name_en": "State", "patterns": [WEEK]}
    return calendars.save_calendar(SaveCalendar(**(defaults | values)), caller, office.work())


def caller_with(office: Office, role: str):
    return office.as_caller(office.sign_in(office.a_holder(role)))


@pytest.mark.parametrize("role", ["emd_manager", "administrator"])
def test_who_keeps_the_directory_keeps_the_calendars_and_the_event_has_all_of_it(office, role):
    caller = caller_with(office, role)

    view = saved(office, caller, days=[a_day("2026-11-08"), a_day("2026-01-26")])

    assert view.version == 1
    assert [day.day.isoformat() for day in view.days] == ["2026-01-26", "2026-11-08"]
    assert office.told("calendar_changed") == [view.model_dump(mode="json")]


@pytest.mark.parametrize("role", ["dealing_hand", "section_officer", "adm", "dm"])
def test_nobody_else_changes_a_calendar(office, role):
    caller = caller_with(office, role)

    with pytest.raises(NotAdministrator):
        saved(office, caller)

    assert office.told("calendar_changed") == []


def test_the_same_content_in_another_order_changes_nothing_and_a_change_is_told(office):
    first = saved(office, days=[a_day("2026-01-26"), a_day("2026-11-08")])

    again = saved(office, calendar_id=first.id, days=[a_day("2026-11-08"), a_day("2026-01-26")])
    later = saved(office, calendar_id=first.id, days=[a_day("2026-11-08")])

    assert again == first
    assert later.version == 2
    assert [event["version"] for event in office.told("calendar_changed")] == [1, 2]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(office):
    first = saved(office)
    saved(office, calendar_id=first.id, days=[a_day("2026-11-08")])

    with pytest.raises(StaleEntry) as refused:
        saved(office, calendar_id=first.id, expected_version=1, days=[])

    assert refused.value.fields["version"] == 2


@pytest.mark.parametrize("scope", ["state", "district"])
def test_the_state_and_the_district_have_one_calendar_each(office, scope):
    """Guard: the unique index uq_calendars_scope."""
    first = saved(office, scope=scope)

    with pytest.raises(CalendarExists):
        saved(office, scope=scope)
    saved(office, calendar_id=first.id, scope=scope, deleted=True)
    second = saved(office, scope=scope)

    assert second.id != first.id


def test_an_office_has_one_calendar_and_each_office_its_own(office):
    """Guard: the unique index uq_calendars_office_id."""
    one, other = office.an_office(), office.an_office()
    saved(office, scope="office", office_id=one.id)

    with pytest.raises(CalendarExists):
        saved(office, scope="office", office_id=one.id)

    assert saved(office, scope="office", office_id=other.id).office_id == other.id


@pytest.mark.parametrize(
    ("values", "reason", "at"),
    [
        ({"patterns": [WEEK | {"opens": "17:00"}]}, "hours", "2026-01-01"),
        ({"patterns": [WEEK, WEEK | {"closes": "18:00"}]}, "pattern_twice", "2026-01-01"),
        ({"days": [a_day("2026-11-08"), a_day("2026-11-08", kind="working")]}, "day_twice", "2026-11-08"),
        ({"scope": "office"}, "office", ""),
    ],
)
def test_a_calendar_that_says_two_things_of_one_day_is_refused(office, values, reason, at):
    with pytest.raises(CalendarUnclear) as refused:
        saved(office, **values)

    assert (refused.value.fields["reason"], refused.value.fields["at"]) == (reason, at)
    assert office.told("calendar_changed") == []


def test_only_the_calendar_of_an_office_names_one_and_it_has_to_exist(office):
    here = office.an_office()

    with pytest.raises(CalendarUnclear):
        saved(office, scope="district", office_id=here.id)
    with pytest.raises(NotInDirectory):
        saved(office, scope="office", office_id=uuid4())


def test_an_office_with_a_calendar_is_not_removed(office):
    here = office.an_office()
    calendar = saved(office, scope="office", office_id=here.id)
    removal = SaveOffice(**(here.model_dump(exclude={"id", "version"}) | {"office_id": here.id, "deleted": True}))

    with pytest.raises(StillInUse) as refused:
        directory.save_office(removal, OPERATOR, office.work())
    saved(office, calendar_id=calendar.id, scope="office", office_id=here.id, deleted=True)

    assert refused.value.fields["by"] == "calendar"
    assert directory.save_office(removal, OPERATOR, office.work()).deleted


def test_the_list_has_the_state_first_then_the_district_then_the_offices(office):
    here = office.an_office()
    one = saved(office, scope="office", office_id=here.id, name_en="A tehsil")
    district = saved(office, scope="district", name_en="B district")
    state = saved(office, scope="state", name_en="C State", days=[a_day("2026-11-08")])
    reader = caller_with(office, "dealing_hand")

    whole = list_calendars(ListCalendars(), reader, office.work())
    part = list_calendars(ListCalendars(limit=2), reader, office.work())
    rest = list_calendars(ListCalendars(limit=2, cursor=part.next), reader, office.work())

    assert [entry.id for entry in whole.items] == [state.id, district.id, one.id]
    assert [entry.id for entry in (*part.items, *rest.items)] == [state.id, district.id, one.id]
    assert (whole.next, rest.next) == (None, None)
    assert (whole.items[0].patterns, whole.items[0].days, str(whole.items[0].last_day)) == (1, 1, "2026-11-08")


def test_a_calendar_is_shown_while_it_is_there(office):
    reader = caller_with(office, "dealing_hand")
    kept = saved(office)

    shown = get_calendar(GetCalendar(calendar_id=kept.id), reader, office.work())
    saved(office, calendar_id=kept.id, deleted=True)

    assert shown == kept
    assert list_calendars(ListCalendars(), reader, office.work()).items == []
    with pytest.raises(NotInDirectory):
        get_calendar(GetCalendar(calendar_id=kept.id), reader, office.work())


def test_who_has_signed_out_sees_no_calendar(office):
    reader = caller_with(office, "dealing_hand")
    kept = saved(office)
    sessions.sign_out(SignOut(), reader, office.work())

    with pytest.raises(SessionEnded):
        get_calendar(GetCalendar(calendar_id=kept.id), reader, office.work())


def test_the_snapshot_has_calendars_and_their_tombstones(office):
    kept = saved(office)
    gone = saved(office, scope="district")
    saved(office, calendar_id=gone.id, scope="district", deleted=True)

    found = get_directory_snapshot(GetDirectorySnapshot(kind="calendar"), office.work()).items

    assert {item["id"]: (item["version"], item["deleted"]) for item in found} == {
        str(kept.id): (1, False),
        str(gone.id): (2, True),
    }
