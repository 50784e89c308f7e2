"""A log is loaded once and only where nothing else lies, whatever breaks off; and the operator's command says so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from chassis.clock import system_clock
from services.files.handlers import files as file_handlers
from services.files.replay import loader, report
from services.files.replay.loader import CannotReplay
from services.files.replay.log import Row, assemble
from services.files.replay.totals import Totals
from tests.files.log_office import DIRTY, at, loaded, replay_of, seat_desks, totals_at
from tests.files.test_concurrency import all_at_once
from tests.throwaway import ROOT


def refusal(replay):
    with pytest.raises(CannotReplay) as refused:
        replay.run()
    return refused.value.code, refused.value.detail


def test_an_instance_with_files_of_its_own_takes_no_log(office):
    _, replay = loaded(office, DIRTY)
    office.a_file("clerk")

    assert refusal(replay) == ("not_empty", "")
    assert office.rows("SELECT 1 FROM replays") == []


def test_an_instance_with_receipts_takes_no_log(office):
    _, replay = loaded(office, DIRTY)
    office.a_receipt()

    assert refusal(replay) == ("not_empty", "")


def test_an_instance_takes_one_log(office, replayed):
    other = replay_of(office, replayed, digest="1" * 64)

    assert refusal(other) == ("another_log", "")


def test_a_log_that_is_read_otherwise_than_when_it_was_begun_is_refused(office, replayed):
    _, replay = loaded(office, DIRTY)
    replay.acts = replay.acts[:-1]

    assert refusal(replay) == ("read_differently", "")


def test_a_desk_that_the_directory_lacks_or_has_twice_is_named(office):
    log = assemble([Row(1, "7", resource="अज्ञात", timestamp="2025-01-01T00:00:00Z")], system_clock())
    replay = replay_of(office, log)

    assert refusal(replay) == ("desk_missing", "अज्ञात")
    seat_desks(office, {"अज्ञात"})
    office.charge("अज्ञात", deleted=True)
    assert refusal(replay) == ("desk_vacant", "अज्ञात")


def test_a_log_is_loaded_once_however_often_it_is_asked_for(office, replayed):
    def everything():
        counts = "SELECT (SELECT count(*) FROM ledger), (SELECT count(*) FROM outbox), (SELECT count(*) FROM movements)"
        return tuple(office.rows(counts)[0])

    before = everything()
    _, replay = loaded(office, DIRTY)

    assert replay.run() == []
    assert everything() == before


def test_two_at_once_load_it_once(office, monkeypatch):
    monkeypatch.setattr(loader, "TOGETHER", 3)
    log, _ = loaded(office, DIRTY)

    def load():
        try:
            replay_of(office, log).run()
        except CannotReplay as refused:
            return refused.code
        return "loaded"

    outcomes = all_at_once([load, load])

    assert "loaded" in outcomes
    assert set(outcomes) <= {"loaded", "another_replay"}
    with office.session() as session:
        assert report.differences(session, log) == []
    assert len(office.rows("SELECT 1 FROM files")) == len(log.cases)


class Crash(BaseException):
    """As if the process had been killed."""


def test_a_transaction_that_breaks_off_leaves_nothing_and_is_begun_anew(office, monkeypatch):
    monkeypatch.setattr(loader, "TOGETHER", 5)
    log, replay = loaded(office, DIRTY)
    create, made = file_handlers.create, []

    def breaks_off(*arguments):
        if len(made) == 4:
            raise Crash
        made.append(create(*arguments))
        return made[-1]

    monkeypatch.setattr(file_handlers, "create", breaks_off)
    with pytest.raises(Crash):
        replay.run()
    monkeypatch.setattr(file_handlers, "create", create)

    (state,) = office.rows("SELECT done, ended_at FROM replays")
    assert 0 < state.done < len(replay.acts)
    assert state.ended_at is None
    assert replay.run() == []
    with office.session() as session:
        assert report.differences(session, log) == []
    assert len(office.rows("SELECT 1 FROM files")) == len(log.cases)


def command_line(office, *arguments):
    own = {"DATABASE_URL": office.settings.database_url, "BROKER_URL": office.settings.broker_url}
    return subprocess.Popen(
        [sys.executable, "-m", "services.files.replay", *arguments],
        cwd=ROOT,
        env={**os.environ, **{f"PATRAVALI_FILES_{name}": value for name, value in own.items()}},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_killed_replay_goes_on_where_it_stopped(office, tmp_path):
    rows = [
        f"{case},जाँच,पटल-{(case + step) % 3},राजस्व,2025-0{1 + step}-{1 + case % 28:02}T10:00:00Z\n"
        for case in range(150)
        for step in range(4)
    ]
    log_file = tmp_path / "log.csv"
    log_file.write_text("case,activity,resource,group,timestamp\n" + "".join(rows), encoding="utf-8")
    log, replay = loaded(office, log_file)
    killed = command_line(office, str(log_file))
    deadline = time.monotonic() + 60
    while not any(row.done for row in office.rows("SELECT done FROM replays")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    (state,) = office.rows("SELECT done FROM replays")

    again = command_line(office, str(log_file), "--report", str(tmp_path / "report.csv"))
    said, wrong = again.communicate(timeout=120)

    assert 0 < state.done < len(replay.acts)
    assert (again.returncode, wrong) == (0, "")
    assert "The pendency agrees with the log." in said
    assert said.startswith(f"{state.done} / ") or f"{len(replay.acts)} / {len(replay.acts)}" in said
    assert len(office.rows("SELECT 1 FROM files")) == len(log.cases)
    (counted,) = office.rows("SELECT count(*) FROM movements")
    assert counted.count == sum(act.kind in ("create", "forward", "close") for act in replay.acts)


def test_the_command_says_what_it_found_in_both_languages_and_writes_a_report(office, tmp_path):
    loaded(office, DIRTY)
    to = tmp_path / "report.csv"

    command = command_line(office, str(DIRTY), "--report", str(to), "--as-of", "2025-11-30T23:59:00+05:30")
    said, _ = command.communicate(timeout=120)

    lines = to.read_text(encoding="utf-8").splitlines()
    assert command.returncode == 0
    assert "प्रकरण, अब पत्रावलियाँ / cases, now files" in said
    assert "        2    समय-सीमा बीती / overdue" in said
    assert "        4    पटल-2" in said
    assert lines[0] == "code,case,place,detail,hi,en"
    assert any(line.startswith("events_after_end,ended-early,7,2,") for line in lines)


def test_the_command_refuses_with_a_reason_in_both_languages(office, tmp_path):
    office.a_file("clerk")
    no_log = tmp_path / "log.csv"
    no_log.write_text("a,b\n")

    answers = []
    for arguments in ((str(DIRTY), "--check"), (str(no_log),), (str(tmp_path / "none.csv"),)):
        command = command_line(office, *arguments)
        _, wrong = command.communicate(timeout=60)
        answers.append((command.returncode, wrong.split(" / ")[0]))

    assert [code for code, _ in answers] == [1, 1, 1]
    assert "खाली व्यवस्था" in answers[0][1]
    assert "नहीं पढ़ा जा सका" in answers[1][1]


DESKS = ("पटल-1", "पटल-2", "पटल-3", "")
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
days = st.integers(0, 12)
an_event = st.tuples(st.integers(0, 3), st.sampled_from(DESKS), days)
of_cases = st.dictionaries(st.integers(0, 3), st.tuples(st.none() | days, st.none() | days))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    events=st.lists(an_event, min_size=1, max_size=14), said=of_cases, moments=st.lists(days, min_size=1, max_size=4)
)
def test_the_totals_of_any_log_are_those_of_its_events(office, events, said, moments):
    wipe(office)
    seat_desks(office, {desk for desk in DESKS if desk} - {row.name for row in office.rows(SEATED)})
    rows = [a_row(number, *event, *said.get(event[0], (None, None))) for number, event in enumerate(events, start=1)]
    log = assemble(rows, system_clock())

    assert replay_of(office, log).run() == []

    for moment in moments:
        when = FIRST + timedelta(days=moment)
        assert totals_at(office, when) == expected(rows, when)


SEATED = "SELECT ref ->> 'designation_en' AS name FROM posts"


def a_row(number, case, desk, day, end, deadline):
    def written(day):
        return "" if day is None else (FIRST + timedelta(days=day)).isoformat()

    return Row(number, f"case-{case}", "जाँच", desk, "", written(day), "", written(end), written(deadline))


def expected(rows, when):
    """Straight from the rows, with none of the code that loads them."""
    cases = {}
    for row in rows:
        cases.setdefault(row.case, []).append(row)
    started, still_open, overdue, holders = 0, 0, 0, Counter()
    for events in cases.values():
        events.sort(key=lambda row: row.timestamp)
        desks = [row.resource for row in events if row.resource]
        if not desks or at(events[0].timestamp) > when:
            continue
        started += 1
        end, deadline = events[0].end, events[0].deadline
        if end and at(end) <= when:
            continue
        still_open += 1
        overdue += bool(deadline) and at(deadline) < when
        named = [row.resource for row in events if row.resource and at(row.timestamp) <= when]
        holders[named[-1] if named else desks[0]] += 1
    return Totals(started, still_open, overdue, dict(holders))


def wipe(office):
    """Only the test may: as superuser, with the guards off."""
    engine = create_engine(office.admin_url)
    with engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for table in (
            "replays",
            "replayed_cases",
            "openings",
            "notes",
            "movements",
            "ledger",
            "files",
            "number_series",
        ):
            connection.execute(text(f"DELETE FROM {table}"))
    engine.dispose()
