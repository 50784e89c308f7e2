"""The breach forecast: what it compares, whom it shows what, and that it says so when it knows nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.files import CloseFile, ForwardFile, GetForecast
from services.files.domain.forecast import DAY, FEWEST, Experience, Stay
from tests.files.office import HandClock, key

NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
HERE, THERE = key("collectorate"), key("tehsil")


@pytest.fixture
def clock(office):
    office.clock = HandClock(NOON)
    return office.clock


def took(*days: float, office=HERE, level="adm"):
    """Stays at the ADM that took so many days until the disposal, half of them at his own desk."""
    return [Stay(office, level, day * DAY / 2, day * DAY) for day in days]


def judged(known, here=0.0, left=10.0, of="closed", office=HERE, level="adm"):
    return Experience(known).judge(of, office, level, here * DAY, left * DAY)


TEN = took(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)


@pytest.mark.parametrize(
    ("left", "outlook"), [(8.0, "in_time"), (7.9, "at_risk"), (5.0, "at_risk"), (4.9, "will_miss"), (-0.1, "missed")]
)
def test_what_half_have_needed_will_miss_and_what_a_fifth_have_needed_is_at_risk(left, outlook):
    how = judged(TEN, left=left)

    assert how.outlook == outlook
    if outlook != "missed":
        assert (how.usual_days, how.slow_days, how.sample, how.sample_of) == (5.0, 8.0, 10, "office")


def test_who_has_waited_is_compared_with_those_that_waited_as_long():
    known = took(*[1] * 100, *range(21, 31))

    fresh, old = judged(known, here=0, left=5), judged(known, here=20, left=5)

    assert (fresh.outlook, fresh.usual_days) == ("in_time", 1.0)
    assert (old.outlook, old.usual_days, old.sample) == ("at_risk", 5.0, 10)


def test_the_day_of_a_desk_is_compared_with_stays_at_the_desk():
    assert judged(TEN, of="left", left=2.4).outlook == "will_miss"
    assert judged(TEN, of="left", left=4.0).outlook == "in_time"


def test_an_office_of_which_too_little_is_known_is_compared_with_all_and_else_nothing_is_said():
    few = took(*range(1, FEWEST), office=THERE)

    assert judged(few, office=THERE).outlook == "unknown"
    assert judged([*few, *TEN], office=THERE).sample_of == "district"
    assert judged([*few, *TEN], office=THERE, level="dm").outlook == "unknown"
    assert judged(TEN, here=9).outlook == "unknown"


@given(
    st.lists(st.floats(0.01, 400), max_size=40), st.floats(0, 400), st.lists(st.floats(0, 400), min_size=2, max_size=2)
)
def test_with_less_time_left_the_outlook_is_never_better(days, here, lefts):
    """Guard: the outlook is by quantiles of one sample, whatever is left."""
    order = ("missed", "will_miss", "at_risk", "in_time", "unknown")
    less, more = sorted(lefts)

    worse, better = (order.index(judged(took(*days), here=here, left=left).outlook) for left in (less, more))

    assert worse <= better


def disposed_of(office, clock, days, count=FEWEST):
    """So many files that lay so long at the ADM's until he disposed of them."""
    files = [office.a_file("clerk") for _ in range(count)]
    for file in files:
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="clerk")
    clock.forward(days=days)
    for file in files:
        office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="adm")


def test_the_list_has_what_will_miss_its_time_with_the_figures_that_say_so(office, clock):
    disposed_of(office, clock, days=12)
    late = office.a_file("clerk", deadline=clock.now + timedelta(days=9))
    soon = office.a_file("clerk", deadline=clock.now + timedelta(days=30))
    office.a_file("clerk")
    for file in (late, soon):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="clerk")
    clock.forward(days=1)

    view = office.ask(GetForecast(), by="dm")

    (line,) = view.lines
    assert (line.file_id, line.outlook, line.basis, line.held.post.designation_en) == (
        late.id,
        "will_miss",
        "deadline",
        "adm",
    )
    assert (line.days_left, line.days_here, line.usual_days, line.sample) == (8.0, 1.0, 11.0, FEWEST)
    assert (view.will_miss, view.in_time, view.missed, view.withheld) == (1, 1, 0, 0)
    clock.forward(days=10)
    assert [line.outlook for line in office.ask(GetForecast(), by="adm").lines] == ["missed"]
    assert office.ask(GetForecast(), by="clerk").lines == []


def test_a_confidential_file_is_forecast_for_those_above_its_desk_only(office, clock):
    deadline = clock.now + timedelta(days=1)
    office.a_file("tehsil-clerk", grading="confidential", deadline=deadline)
    clock.forward(days=2)

    assert [line.outlook for line in office.ask(GetForecast(office_id=THERE), by="dm").lines] == ["missed"]
    assert office.ask(GetForecast(), by="adm").lines == []
    assert office.ask(GetForecast(office_id=HERE), by="dm").lines == []
