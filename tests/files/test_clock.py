"""The clocks: what an office works, who is charged with which second, and that it all adds up."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.files.domain.clock.calendar import Calendar, OfficeHours, Pattern, calendar_of
from services.files.domain.clock.charging import SHARES, Stay, Stretch, elapsed, pieces, shares
from services.files.domain.numbering import INDIA
from tests.files.office import key

SUNDAYS = {"weekday": 7, "nth": []}
SECOND_SATURDAYS = {"weekday": 6, "nth": [2]}
HOUR = 3600


def a_week(valid_from: str = "2026-01-01", opens: str = "10:00", closes: str = "17:00", *off: dict[str, Any]):
    return {"valid_from": valid_from, "opens": opens, "closes": closes, "days_off": list(off)}


def a_day(day: str, kind: str = "public"):
    return {"day": day, "kind": kind, "name_hi": "अवकाश", "name_en": "Holiday"}


def at(text: str) -> datetime:
    """A moment in India."""
    return datetime.fromisoformat(text).replace(tzinfo=INDIA)


STATE = calendar_of([a_week("2026-01-01", "10:00", "17:00", SUNDAYS, SECOND_SATURDAYS)], [a_day("2026-11-24")])
HOURS = OfficeHours([STATE])


def charged(stays, stretches=(), now=None, hours=HOURS):
    return shares(pieces(stays, lambda office: hours, stretches, now))


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        ("2026-11-23", True),
        ("2026-11-24", False),  # a holiday
        ("2026-11-22", False),  # a Sunday
        ("2026-11-14", False),  # the second Saturday
        ("2026-11-07", True),
        ("2026-11-21", True),
    ],
)
def test_an_office_is_closed_on_sundays_second_saturdays_and_holidays(day, is_open):
    session = HOURS.session(date.fromisoformat(day))

    assert session == ((at(f"{day}T10:00"), at(f"{day}T17:00")) if is_open else None)


def test_the_nearest_calendar_that_names_a_day_decides():
    district = calendar_of([], [a_day("2026-11-24", "working"), a_day("2026-11-23", "local")])
    hours = OfficeHours([district, STATE])

    assert hours.session(date(2026, 11, 24)) is not None
    assert hours.session(date(2026, 11, 23)) is None
    assert hours.session(date(2026, 11, 22)) is None


def test_a_special_working_day_has_the_hours_of_the_week():
    hours = OfficeHours([calendar_of([], [a_day("2026-11-22", "working")]), STATE])

    assert hours.session(date(2026, 11, 22)) == (at("2026-11-22T10:00"), at("2026-11-22T17:00"))


def test_a_week_counts_from_its_day_on_and_an_office_may_have_its_own():
    office = calendar_of([a_week("2026-11-18", "11:00", "16:00")], [])
    hours = OfficeHours([office, STATE])

    assert hours.session(date(2026, 11, 17)) == (at("2026-11-17T10:00"), at("2026-11-17T17:00"))
    assert hours.session(date(2026, 11, 18)) == (at("2026-11-18T11:00"), at("2026-11-18T16:00"))
    # Its week has no Sunday off, and it is nearer.
    assert hours.session(date(2026, 11, 22)) is not None


def test_before_every_pattern_all_hours_count_and_a_named_holiday_is_closed():
    hours = OfficeHours([calendar_of([], [a_day("2025-10-02")]), STATE])

    assert hours.worked(at("2025-10-01T00:00"), at("2025-10-03T00:00")) == timedelta(days=1)
    assert OfficeHours([]).session(date(2026, 1, 1)) == (at("2026-01-01T00:00"), at("2026-01-02T00:00"))


def test_a_desk_is_charged_with_the_hours_in_which_its_office_works():
    stays = [Stay(1, None, at("2026-11-23T15:00"))]

    found = charged(stays, now=at("2026-11-25T11:00"))

    # Two hours on Monday, nothing on the holiday, one hour on Wednesday.
    assert found["desk"] == 3 * HOUR
    assert found["off_hours"] == (17 + 24) * HOUR


def test_each_stay_goes_by_the_calendar_of_its_own_office():
    tehsil = OfficeHours([calendar_of([a_week("2026-01-01", "09:00", "12:00")], []), STATE])
    stays = [Stay(1, key("collectorate"), at("2026-11-23T09:00")), Stay(2, key("tehsil"), at("2026-11-24T09:00"))]

    found = list(pieces(stays, lambda office: tehsil if office == key("tehsil") else HOURS, (), at("2026-11-24T13:00")))

    assert shares(one for one in found if one.serial == 1)["desk"] == 7 * HOUR
    # The State's holiday closes the tehsil too.
    assert shares(one for one in found if one.serial == 2)["desk"] == 0


def test_a_stopped_clock_charges_who_is_waited_for_in_office_hours_only():
    stays = [Stay(1, None, at("2026-11-23T10:00"))]
    waits = [Stretch("citizen", at("2026-11-23T12:00"), at("2026-11-25T11:00"), serial=1)]

    found = charged(stays, waits, at("2026-11-25T12:00"))

    assert (found["desk"], found["citizen"]) == (3 * HOUR, 6 * HOUR)


def test_a_clock_stopped_on_one_stay_runs_on_the_next():
    stays = [Stay(1, None, at("2026-11-23T10:00")), Stay(2, None, at("2026-11-23T13:00"))]
    waits = [Stretch("court", at("2026-11-23T11:00"), None, serial=1)]

    found = list(pieces(stays, lambda office: HOURS, waits, at("2026-11-23T15:00")))

    assert [(one.serial, one.share, one.seconds) for one in found] == [
        (1, "desk", HOUR),
        (1, "court", 2 * HOUR),
        (2, "desk", 2 * HOUR),
    ]


def test_an_outage_is_credited_to_every_desk_but_not_to_who_is_waited_for():
    stays = [Stay(1, None, at("2026-11-23T10:00"))]
    outage = Stretch("outage", at("2026-11-23T11:00"), at("2026-11-23T13:00"))
    wait = Stretch("citizen", at("2026-11-23T12:00"), at("2026-11-23T14:00"), serial=1)

    found = charged(stays, [outage, wait], at("2026-11-23T15:00"))

    assert (found["desk"], found["outage"], found["citizen"]) == (2 * HOUR, HOUR, 2 * HOUR)


def test_of_two_waits_the_one_that_began_first_is_charged():
    stays = [Stay(1, None, at("2026-11-23T10:00"))]
    court = Stretch("court", at("2026-11-23T11:00"), at("2026-11-23T13:00"))
    citizen = Stretch("citizen", at("2026-11-23T12:00"), at("2026-11-23T14:00"))

    found = charged(stays, [citizen, court], at("2026-11-23T15:00"))

    assert (found["court"], found["citizen"]) == (2 * HOUR, HOUR)


def test_nobody_is_charged_while_the_file_is_closed():
    stays = [
        Stay(1, None, at("2026-11-23T10:00")),
        Stay(2, None, at("2026-11-23T11:00"), closed=True),
        Stay(3, None, at("2026-11-25T11:00")),
    ]
    now = at("2026-11-25T12:30")

    assert sum(charged(stays, now=now).values()) == elapsed(stays, now) == 2.5 * HOUR


def test_a_time_that_runs_backwards_counts_as_the_moment_before_it():
    stays = [Stay(1, None, at("2026-11-23T12:00")), Stay(2, None, at("2026-11-23T11:00"))]
    now = at("2026-11-23T13:00")

    found = list(pieces(stays, lambda office: HOURS, (), now))

    assert [(one.serial, one.seconds) for one in found] == [(2, HOUR)]
    assert elapsed(stays, now) == HOUR


# --- Whatever the calendars and the way -----------------------------------------------------------------------------

# No limit of time: what a busy machine takes longer for is not wrong.
UNHURRIED = settings(max_examples=80)
FIRST = datetime(2026, 2, 20, tzinfo=UTC)
MINUTES = st.integers(0, 24 * 60 - 1)
DATES = st.dates(date(2026, 2, 1), date(2026, 5, 31))
OFFICES = (key("collectorate"), key("tehsil"), None)


@st.composite
def patterns(draw):
    opens, closes = sorted(draw(st.lists(MINUTES, min_size=2, max_size=2, unique=True)))
    return Pattern(
        valid_from=draw(DATES),
        opens=time(*divmod(opens, 60)),
        closes=time(*divmod(closes, 60)),
        off=frozenset(draw(st.sets(st.tuples(st.integers(1, 7), st.integers(1, 5)), max_size=5))),
    )


@st.composite
def calendars(draw):
    weeks = draw(st.lists(patterns(), max_size=2, unique_by=lambda pattern: pattern.valid_from))
    days = draw(st.dictionaries(DATES, st.booleans(), max_size=5))
    return Calendar(tuple(sorted(weeks, key=lambda pattern: pattern.valid_from)), days)


moments = st.builds(lambda seconds: FIRST + timedelta(microseconds=seconds), st.integers(0, 60 * 86_400 * 10**6))


@st.composite
def stretches(draw):
    begin, end = draw(moments), draw(st.none() | moments)
    if end is not None and end < begin:
        begin, end = end, begin
    share = draw(st.sampled_from(["other_office", "citizen", "court", "outage"]))
    return Stretch(share, begin, end, draw(st.none() | st.integers(1, 6)), draw(st.sampled_from((None, *OFFICES))))


@st.composite
def histories(draw):
    begins = sorted(draw(st.lists(moments, min_size=1, max_size=6)))
    stays = [
        Stay(serial, draw(st.sampled_from(OFFICES)), begin, serial > 1 and draw(st.booleans()))
        for serial, begin in enumerate(begins, 1)
    ]
    return stays, draw(st.lists(stretches(), max_size=5)), max(*begins, draw(moments)) if begins else draw(moments)


@st.composite
def surroundings(draw):
    """Who works when: each office's calendars, the nearest first."""
    above = draw(st.lists(calendars(), max_size=2))
    return {office: OfficeHours([*draw(st.lists(calendars(), max_size=1)), *above]) for office in OFFICES}


@UNHURRIED
@given(histories(), surroundings())
def test_the_shares_sum_to_the_elapsed_time_and_the_pieces_have_neither_gap_nor_overlap(case, hours):
    """Guard: pieces lie between neighbouring cuts of one sorted list that holds both ends of the stay (_of_stay)."""
    stays, waits, now = case

    found = list(pieces(stays, hours.__getitem__, waits, now))

    sums = shares(found)
    assert sum(sums.values()) == elapsed(stays, now)
    assert all(seconds >= 0 for seconds in sums.values())
    assert set(sums) == set(SHARES)
    open_serials = [stay.serial for stay in stays if not stay.closed]
    for before, after in pairwise(found):
        assert before.until <= after.since
        if before.serial == after.serial:
            assert before.until == after.since
    assert {one.serial for one in found} <= set(open_serials)


@UNHURRIED
@given(histories(), surroundings(), st.lists(moments, min_size=1, max_size=20))
def test_each_second_is_charged_as_the_rules_say_when_they_are_asked_for_that_second_alone(case, hours, asked):
    """An oracle without cuts: it looks at one second, not at stretches."""
    stays, waits, now = case
    found = list(pieces(stays, hours.__getitem__, waits, now))

    for moment in (one.replace(microsecond=0) for one in asked):
        holding = [one for one in found if one.since <= moment < one.until]
        expected = the_share_at(moment, stays, hours, waits, now)
        assert [one.share for one in holding] == ([] if expected is None else [expected])


def the_share_at(moment, stays, hours, waits, now):
    floor = [stay.since.replace(microsecond=0) for stay in stays]
    here = [stay for stay, since in zip(stays, floor, strict=True) if since <= moment]
    if not here or here[-1].closed or moment >= now.replace(microsecond=0):
        return None
    session = hours[here[-1].office_id].session(moment.astimezone(INDIA).date())
    if session is None or not session[0] <= moment < session[1]:
        return "off_hours"
    holding = [
        one.share
        for one in sorted(waits, key=lambda one: one.since)
        if (one.serial is None or one.serial == here[-1].serial)
        and (one.office_id is None or one.office_id == here[-1].office_id)
        and one.since.replace(microsecond=0) <= moment
        and (one.until is None or moment < one.until.replace(microsecond=0))
    ]
    waiting = [share for share in holding if share != "outage"]
    return (waiting or holding or ["desk"])[0]


@UNHURRIED
@given(histories(), surroundings(), surroundings())
def test_counting_again_after_a_calendar_change_is_counting_from_the_start(case, before, after):
    """Guard: nothing is kept between two counts. Whoever keeps sums of a calendar that has changed fails here."""
    stays, waits, now = case
    current = dict(before)
    list(pieces(stays, lambda office: current[office], waits, now))

    current.update(after)
    again = list(pieces(stays, lambda office: current[office], waits, now))

    assert again == list(pieces(stays, after.__getitem__, waits, now))


@UNHURRIED
@given(surroundings(), moments, moments)
def test_working_time_is_what_is_not_out_of_hours(hours, one, other):
    since, until = sorted(moment.replace(microsecond=0) for moment in (one, other))

    found = shares(pieces([Stay(1, None, since)], hours.__getitem__, (), until))

    assert hours[None].worked(since, until) == timedelta(seconds=found["desk"])
