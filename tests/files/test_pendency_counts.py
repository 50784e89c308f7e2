"""The counts behind the pendency table say what a recount of the files would say, at every moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from structlog.testing import capture_logs

from contracts.errors import PatravaliError
from contracts.files import CloseFile, ExtendDeadline, ForwardFile, GetPendency, OpenFile, PullBackFile, ReopenFile
from services.files.domain.numbering import office_day
from services.files.handlers import pendency
from services.files.storage import FilesUnitOfWork
from services.files.storage.pendency_counts import COUNTED, WAITING, on
from tests.files.office import HandClock, Office
from tests.files.test_concurrency import all_at_once

NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
DESKS = ("clerk", "so-lra", "adm")
FILES = 4
ACTS = ("forward", "forward", "forward", "open", "pull_back", "close", "reopen", "create", "extend", "keep")
DEADLINES = (timedelta(0), timedelta(hours=20), timedelta(days=3), timedelta(days=30))
OVERDUE = "SELECT count(*) FROM files WHERE state = 'open' AND deadline < :now"

an_act = st.tuples(st.sampled_from(ACTS), st.integers(0, FILES - 1), st.sampled_from(DESKS))
hours = st.sampled_from([0, 0, 1, 30, 200])


@pytest.fixture
def clock(office):
    office.clock = HandClock(NOON)
    return office.clock


def keep(office: Office) -> None:
    """What the service does when the row is due."""
    pendency.keep(FilesUnitOfWork(office.engine, clock=office.clock))


def both(office: Office) -> tuple[list[Any], list[Any]]:
    """What the table says and what is there, seen in one state of the database.

    The table says what is kept where that is of today, and is counted otherwise.
    """
    with office.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        day = on(office_day(office.clock()))
        of_today = connection.execute(text("SELECT day FROM pendency_counted")).scalar() == day["today"]
        kept, files = (sorted(tuple(row) for row in connection.execute(each, day)) for each in (WAITING, COUNTED))
        assert of_today or not kept
        return (kept if of_today else files), files


def counts_are_of_today(office: Office) -> bool:
    return office.rows("SELECT day FROM pendency_counted")[0].day == office_day(office.clock())


def do(office: Office, ids: list[Any], act: str, number: int, to: str) -> None:
    """This act on that file, by whoever may; what is refused changes nothing."""
    if act == "keep":
        keep(office)
        return
    if act == "create":
        office.a_file(to, deadline=office.clock() + DEADLINES[number])
        return
    sql = "SELECT holder->>'designation_en' AS holder, from_post->>'designation_en' AS sender FROM files WHERE id = :id"
    (file,) = office.rows(sql, id=ids[number])
    later = office.clock() + DEADLINES[number]
    command, by = {
        "forward": (ForwardFile(file_id=ids[number], to_post=office.post(to)), file.holder),
        "open": (OpenFile(file_id=ids[number]), file.holder),
        "pull_back": (PullBackFile(file_id=ids[number]), file.sender or to),
        "close": (CloseFile(file_id=ids[number], reason="निस्तारित"), file.holder),
        "reopen": (ReopenFile(file_id=ids[number], reason="नया पत्र"), "dm"),
        "extend": (ExtendDeadline(file_id=ids[number], deadline=later, reason="शासनादेश"), file.holder),
    }[act]
    with suppress(PatravaliError):
        office.ask(command, by=by)


def examples(most: int) -> Callable[[Any], Any]:
    return settings(
        max_examples=most,
        deadline=None,
        database=None,
        # Every act is several transactions: a failure is shown as found.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@given(acts=st.lists(st.tuples(an_act, hours), min_size=4, max_size=14))
@examples(12)
def test_no_order_of_acts_and_days_parts_the_table_from_the_files(office, clock, acts):
    """Guards: the triggers on ``files``, and that counts and changes are read in one statement."""
    deadlines = [clock.now + after for after in DEADLINES]
    ids = [office.a_file(desk, deadline=by).id for desk, by in zip(DESKS + DESKS[:1], deadlines, strict=True)]
    keep(office)

    for act, later in acts:
        clock.forward(hours=later)
        do(office, ids, *act)

        table, files = both(office)
        assert table == files
        (late,) = office.rows(OVERDUE, now=clock.now)
        assert office.ask(GetPendency(), by="dm").overdue == late.count

    keep(office)
    table, files = both(office)
    assert counts_are_of_today(office)
    assert table == files


def test_an_overdue_file_is_counted_where_it_lies_and_not_where_it_lay(office, clock):
    file = office.a_file("clerk", deadline=clock.now + timedelta(hours=1))
    clock.forward(days=3)
    keep(office)

    def overdue():
        table, files = both(office)
        assert table == files
        return {desk.post.designation_en: desk.overdue for desk in office.ask(GetPendency(), by="dm").desks}

    assert overdue() == {"clerk": 1}
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    assert overdue() == {"so-lra": 1}
    keep(office)
    assert overdue() == {"so-lra": 1}
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    assert overdue() == {}
    keep(office)
    assert overdue() == {}


@given(ways=st.lists(st.lists(an_act, min_size=3, max_size=8), min_size=3, max_size=3))
@examples(5)
def test_acts_at_the_same_desks_at_the_same_time_do_not_part_them_either(office, ways):
    """Guards: as above, and that the changes taken into the counts are those that the same statement sees."""
    ids = [office.a_file(DESKS[number % len(DESKS)]).id for number in range(FILES)]
    keep(office)
    done = threading.Event()
    wrong = []

    def walk(way: list[Any]) -> Callable[[], None]:
        return lambda: [do(office, ids, *act) for act in way] and None

    def keep_on() -> None:
        while not done.is_set():
            keep(office)

    def look_on() -> None:
        while not done.is_set():
            table, files = both(office)
            if table != files:
                wrong.append((table, files))

    watchers = [threading.Thread(target=keep_on), threading.Thread(target=look_on)]
    for watcher in watchers:
        watcher.start()
    try:
        all_at_once([walk(way) for way in ways])
    finally:
        done.set()
        for watcher in watchers:
            watcher.join()

    table, files = both(office)
    assert wrong == []
    assert table == files
    assert counts_are_of_today(office)


def test_an_act_that_is_not_yet_committed_keeps_nobody_waiting(office):
    """Guard: acts only add rows, and the counts take only those that are committed."""
    held, other = office.a_file("clerk"), office.a_file("clerk")
    keep(office)
    with FilesUnitOfWork(office.engine) as unfinished:
        unfinished.session.execute(text("UPDATE files SET opened_at = NULL WHERE id = :id"), {"id": held.id})

        office.ask(ForwardFile(file_id=other.id, to_post=office.post("so-lra")), by="clerk")
        keep(office)
        seen = {desk.post.designation_en: desk.unopened for desk in office.ask(GetPendency(), by="dm").desks}

        unfinished.commit()
    after = {desk.post.designation_en: desk.unopened for desk in office.ask(GetPendency(), by="dm").desks}

    assert seen == {"clerk": 0, "so-lra": 1}
    assert after == {"clerk": 1, "so-lra": 1}


def test_what_has_changed_is_taken_into_the_counts_and_ordered_again(office, clock):
    keep(office)
    office.a_file_sent("clerk", "so-lra")
    before = office.rows("SELECT count(*) FROM pendency_changes")[0].count

    keep(office)

    assert before == 3
    assert office.rows("SELECT count(*) FROM pendency_changes")[0].count == 0
    (due,) = office.rows("SELECT at FROM due WHERE name = :name", name=pendency.KEEP)
    assert due.at == clock.now + pendency.EVERY
    table, files = both(office)
    assert table == files != []


def test_counts_that_went_wrong_are_told_and_put_right_on_the_next_day(office, clock):
    """Guard: on each new day everything is counted anew and compared with what was carried along."""
    office.a_file("clerk")
    office.a_file("so-lra")
    keep(office)
    superuser = create_engine(office.admin_url)
    with superuser.begin() as connection:
        connection.execute(
            text("UPDATE pendency SET waiting = waiting + 5 WHERE post_id = :post"), {"post": office.post("clerk")}
        )
    superuser.dispose()
    clock.forward(hours=24)

    with capture_logs() as told:
        keep(office)
        clock.forward(hours=24)
        keep(office)

    counted = [(line["log_level"], line["repaired"]) for line in told if line["event"] == "pendency_counted"]
    assert counted == [("warning", 1), ("info", 0)]
    table, files = both(office)
    assert table == files
    assert [waiting for _, waiting, *_ in table] == [1, 1]


def test_on_a_day_of_which_nothing_is_counted_yet_the_files_are(office, clock):
    keep(office)
    office.a_file("clerk")
    clock.forward(days=10)

    (desk,) = office.ask(GetPendency(), by="dm").desks

    assert not counts_are_of_today(office)
    assert (desk.total, desk.buckets.days_8_15) == (1, 1)
