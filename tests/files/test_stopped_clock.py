"""Stopping the clock of a file that waits for somebody else, and what its history charges then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contracts.errors import ClaimedTimeWrong
from contracts.files import (
    CloseFile,
    FileView,
    ForwardFile,
    GetFile,
    GetHistory,
    ResumeClock,
    StopClock,
    VerifyLedger,
)
from contracts.files.errors import ClockRunning, ClockStopped, CustodyChanged, FileClosed, HeldByAnother
from tests.files.office import HandClock, Office

HOUR = 3600
WHY = "प्रार्थी से अभिलेख की प्रति मांगी गई"


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(datetime(2026, 3, 2, 6, 30, tzinfo=UTC))
    return office.clock


def stop(office: Office, file: FileView, by: str = "clerk", **given) -> FileView:
    return office.ask(StopClock(file_id=file.id, **{"reason": "citizen", "remarks": WHY, **given}), by=by)


def resume(office: Office, file: FileView, by: str = "clerk", **given) -> FileView:
    return office.ask(ResumeClock(file_id=file.id, **given), by=by)


def whole(office: Office, file: FileView):
    return office.ask(GetHistory(file_id=file.id), by="clerk").shares


@pytest.mark.parametrize("reason", ["citizen", "other_office", "court"])
def test_while_it_is_stopped_who_is_waited_for_is_charged(office: Office, clock: HandClock, reason: str):
    file = office.a_file("clerk")
    clock.forward(hours=1)
    stopped = stop(office, file, reason=reason)
    clock.forward(hours=5)
    running = resume(office, file)
    clock.forward(hours=2)

    view = office.ask(GetHistory(file_id=file.id), by="clerk")

    assert (view.shares.desk, getattr(view.shares, reason), view.shares.total) == (3 * HOUR, 5 * HOUR, 8 * HOUR)
    assert (stopped.stopped.reason, stopped.stopped.remarks) == (reason, WHY)
    assert running.stopped is None
    (told,) = view.stops
    assert (told.serial, told.since, told.resumed_at) == (1, stopped.stopped.since, clock.now - timedelta(hours=2))


def test_a_stopped_clock_runs_again_when_the_file_leaves_the_desk(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    stop(office, file, reason="court")
    clock.forward(hours=3)

    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    clock.forward(hours=1)

    shares = whole(office, file)
    assert (shares.court, shares.desk) == (3 * HOUR, HOUR)
    assert office.ask(GetFile(file_id=file.id), by="so-lra").stopped is None


def test_a_second_stop_and_a_resumption_of_what_runs_are_refused(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    with pytest.raises(ClockRunning):
        resume(office, file)
    stop(office, file)

    with pytest.raises(ClockStopped) as refused:
        stop(office, file, reason="court")

    assert refused.value.fields["reason"] == "citizen"
    assert len(office.ask(GetHistory(file_id=file.id), by="clerk").stops) == 1


def test_only_the_desk_that_has_the_file_stops_or_resumes_its_clock(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra")
    with pytest.raises(HeldByAnother):
        stop(office, file)
    stop(office, file, by="so-lra")

    with pytest.raises(HeldByAnother):
        resume(office, file)

    assert office.ask(GetFile(file_id=file.id), by="so-lra").stopped is not None


def test_a_closed_file_has_no_clock_to_stop(office: Office, clock: HandClock):
    file = office.a_file("so-lra")
    stop(office, file, by="so-lra")
    closed = office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")

    with pytest.raises(FileClosed):
        stop(office, file, by="so-lra")

    assert closed.stopped is None


def test_what_may_be_done_follows_the_clock(office: Office, clock: HandClock):
    file = office.a_file("clerk")

    stopped = stop(office, file)
    running = resume(office, file)

    assert {"stop_clock", "resume_clock"} & set(file.allowed_actions) == {"stop_clock"}
    assert {"stop_clock", "resume_clock"} & set(stopped.allowed_actions) == {"resume_clock"}
    assert {"stop_clock", "resume_clock"} & set(running.allowed_actions) == {"stop_clock"}


def test_a_claimed_time_excuses_nothing_that_was_before_the_server_knew(office: Office, clock: HandClock):
    """Guard: ``When.reached`` in ``File.stop_clock``; with the claimed time the five hours would be the citizen's."""
    file = office.a_file("clerk")
    claimed = clock.now + timedelta(minutes=1)
    clock.forward(hours=5)

    stop(office, file, custody_number=1, occurred_at=claimed, source="offline")
    clock.forward(hours=1)

    shares = whole(office, file)
    assert (shares.desk, shares.citizen) == (5 * HOUR, HOUR)


def test_a_clock_is_not_resumed_before_it_was_stopped(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    before = clock.now + timedelta(minutes=1)
    clock.forward(hours=1)
    stop(office, file)
    clock.forward(hours=1)

    with pytest.raises(ClaimedTimeWrong):
        resume(office, file, custody_number=1, occurred_at=before, source="offline")

    assert office.ask(GetFile(file_id=file.id), by="clerk").stopped is not None


def test_an_act_that_waited_for_another_stay_stops_nothing(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra", "clerk")

    with pytest.raises(CustodyChanged):
        stop(office, file, custody_number=1)

    assert office.ask(GetFile(file_id=file.id), by="clerk").stopped is None


def test_both_acts_stand_in_the_ledger_and_are_told(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    stopped = stop(office, file)
    clock.forward(hours=1)

    resume(office, file)

    rows = office.rows("SELECT type FROM ledger WHERE subject_id = :file ORDER BY serial", file=file.id)
    assert [row.type for row in rows] == ["file_created", "clock_stopped", "clock_resumed"]
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").verdict == "intact"
    (told,) = office.events("clock_stopped")
    assert (told["reason"], told["post"]["post_id"]) == ("citizen", str(office.post("clerk")))
    assert [one["file_id"] for one in office.events("clock_resumed")] == [str(stopped.id)]
