"""The trend says what a recount of the files would say, whatever was done on which day and heard of when."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from structlog.testing import capture_logs

from contracts.errors import PatravaliError
from contracts.files import CloseFile, CreateFile, GetPendencyTrend, ReopenFile
from services.files.domain.numbering import office_day
from services.files.handlers import pendency
from services.files.storage.trend_counts import COUNTED, KEPT, on
from tests.files.office import HandClock, Office, key
from tests.files.test_concurrency import all_at_once
from tests.files.test_pendency_counts import examples, keep

NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
"""In India; the day there ends twelve hours later, the one of UTC only five and a half hours after that."""
WEEKS = 3
DESKS = ("so-lra", "clerk", "sdm", "so-lra")

late = st.sampled_from([0, 0, 1, 13, 40])
"""Hours after which an act is heard of."""
an_act = st.tuples(st.sampled_from(("create", "create", "close", "close", "reopen", "keep")), st.integers(0, 9), late)
hours = st.sampled_from([0, 1, 11, 13, 30, 180])


@pytest.fixture
def clock(office):
    office.clock = HandClock(NOON)
    return office.clock


def do(office: Office, act: str, number: int, heard_after: int) -> None:
    """This act on that file, by whoever may; what is refused changes nothing."""
    if act == "keep":
        keep(office)
        return
    when: dict[str, Any] = {}
    if heard_after:
        when = {"occurred_at": office.clock() - timedelta(hours=heard_after), "source": "offline"}
    if act == "create":
        by = DESKS[number % len(DESKS)]
        with suppress(PatravaliError):
            office.ask(CreateFile(subject="सीमांकन", free_number=f"{number}-{office.clock()}", **when), by=by)
        return
    files = office.rows("SELECT id, holder->>'designation_en' AS holder FROM files ORDER BY id")
    if not files:
        return
    file = files[number % len(files)]
    command, by = (
        (CloseFile(file_id=file.id, reason="निस्तारित", **when), file.holder)
        if act == "close"
        else (ReopenFile(file_id=file.id, reason="नया पत्र", **when), "dm")
    )
    with suppress(PatravaliError):
        office.ask(command, by=by)


def told(office: Office, office_id: UUID | None = None) -> list[tuple[int, int, int]]:
    """What the trend says: opened, closed and open, week by week."""
    view = office.ask(GetPendencyTrend(weeks=WEEKS, office_id=office_id), by="dm")
    return [(week.opened, week.closed, week.open) for week in view.weeks]


def recounted(office: Office, office_id: UUID | None = None) -> list[tuple[int, int, int]]:
    """The same from each file's own times, week by week of days in India."""
    files = [
        (office_day(file.created_at), office_day(file.closed_at) if file.closed_at else None)
        for file in office.rows("SELECT office_id, created_at, closed_at FROM files")
        if office_id in (None, file.office_id)
    ]
    weeks = []
    for ago in reversed(range(WEEKS)):
        last = office_day(office.clock()) - timedelta(weeks=ago)
        first = last - timedelta(days=6)
        weeks.append(
            (
                sum(first <= opened <= last for opened, _ in files),
                sum(closed is not None and first <= closed <= last for _, closed in files),
                sum(opened <= last and (closed is None or closed > last) for opened, closed in files),
            )
        )
    return weeks


def is_kept(office: Office) -> bool:
    return office.rows("SELECT trend_day FROM pendency_counted")[0].trend_day is not None


@given(acts=st.lists(st.tuples(an_act, hours), min_size=6, max_size=20))
@examples(15)
def test_no_order_of_acts_days_and_news_parts_the_trend_from_the_files(office, clock, acts):
    """Guards: the triggers on ``files``, the day in India, and that counts and changes are read in one statement."""
    for act, later in acts:
        clock.forward(hours=later)
        do(office, *act)
        for office_id in (None, key("collectorate"), key("tehsil")):
            assert told(office, office_id) == recounted(office, office_id)

    keep(office)
    assert told(office) == recounted(office)


@given(ways=st.lists(st.lists(an_act, min_size=3, max_size=8), min_size=3, max_size=3))
@examples(4)
def test_acts_at_the_same_time_do_not_part_them_either(office, clock, ways):
    """Guard: the changes taken into the counts are those that the same statement sees."""
    keep(office)
    done = threading.Event()
    wrong = []

    def both() -> tuple[list[Any], list[Any]]:
        with office.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            values = on(office_day(clock()), WEEKS, None)
            kept, counted = (sorted(tuple(row) for row in connection.execute(each, values)) for each in (KEPT, COUNTED))
            return [row for row in kept if row[1:] != (0, 0)], counted

    def until_done(act: Any) -> Any:
        def go() -> None:
            while not done.is_set():
                act()

        return go

    def look() -> None:
        kept, counted = both()
        if kept != counted:
            wrong.append((kept, counted))

    watchers = [threading.Thread(target=until_done(act)) for act in (look, lambda: keep(office))]
    for watcher in watchers:
        watcher.start()
    try:
        all_at_once([lambda way=way: [do(office, *act) for act in way] and None for way in ways])
    finally:
        done.set()
        for watcher in watchers:
            watcher.join()

    assert wrong == []
    kept, counted = both()
    assert kept == counted


def test_an_act_heard_of_late_changes_the_week_in_which_it_was_done(office, clock):
    file = office.a_file("so-lra")
    clock.forward(days=1)
    keep(office)
    clock.forward(days=10)
    keep(office)
    before = told(office)

    closed_at = clock() - timedelta(days=9)
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित", occurred_at=closed_at, source="offline"), by="so-lra")

    assert before == [(0, 0, 0), (1, 0, 1), (0, 0, 1)]
    assert told(office) == [(0, 0, 0), (1, 1, 0), (0, 0, 0)]
    keep(office)
    assert told(office) == [(0, 0, 0), (1, 1, 0), (0, 0, 0)]


def test_what_is_reopened_was_open_all_along(office, clock):
    file = office.a_file("so-lra")
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    clock.forward(days=8)
    keep(office)

    office.ask(ReopenFile(file_id=file.id, reason="नया पत्र"), by="dm")

    assert told(office) == [(0, 0, 0), (1, 0, 1), (0, 0, 1)]


@pytest.mark.parametrize(("later", "weeks"), [(0, [0, 0, 1]), (1, [0, 1, 0])])
def test_a_week_ends_at_midnight_in_india(office, clock, later, weeks):
    """Guard: ``day_in_india``. What is opened at the first moment of a day is of this week until the seventh ends."""
    clock.now = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
    office.a_file("clerk")
    keep(office)

    clock.now = datetime(2026, 3, 9, 18, 30, tzinfo=UTC) + timedelta(seconds=later - 1)

    view = office.ask(GetPendencyTrend(weeks=WEEKS), by="dm")
    assert [week.opened for week in view.weeks] == weeks
    assert [office_day(week.ends_at) for week in view.weeks] == [
        office_day(clock()) - timedelta(weeks=ago) for ago in (2, 1, 0)
    ]


def test_what_was_opened_before_every_trend_is_still_open_and_is_kept_as_one_day(office, clock):
    for _ in range(3):
        office.a_file("clerk")
        clock.forward(days=30)
    clock.forward(days=400)
    keep(office)

    assert told(office) == [(0, 0, 3)] * WEEKS
    [kept] = office.rows("SELECT day, opened, closed FROM files_by_day")
    assert (office_day(clock()) - kept.day, kept.opened, kept.closed) == (timedelta(weeks=53), 3, 0)


def test_an_act_is_taken_into_the_counts_once(office, clock):
    keep(office)
    office.a_file_sent("clerk", "so-lra")
    before = office.rows("SELECT count(*) FROM files_by_day_changes")[0].count

    keep(office)
    keep(office)

    assert before == 1, "a movement neither opens nor closes a file"
    assert office.rows("SELECT count(*) FROM files_by_day_changes")[0].count == 0
    assert told(office) == [(0, 0, 0), (0, 0, 0), (1, 0, 1)]


def test_before_anything_is_counted_the_files_are(office, clock):
    office.a_file("clerk")

    assert not is_kept(office)
    assert told(office) == [(0, 0, 0), (0, 0, 0), (1, 0, 1)]


def test_counts_that_went_wrong_are_told_and_put_right_on_the_next_day(office, clock):
    office.a_file("clerk")
    keep(office)
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE files_by_day SET opened = opened + 5"))
    clock.forward(hours=24)

    with capture_logs() as logged:
        keep(office)
        clock.forward(hours=24)
        keep(office)

    counted = [(line["log_level"], line["repaired"]) for line in logged if line["event"] == "trend_counted"]
    assert counted == [("warning", 1), ("info", 0)]
    assert told(office) == recounted(office)
    assert office.rows("SELECT at FROM due WHERE name = :name", name=pendency.KEEP)
