"""A log becomes files through the service's own handlers, at its own times."""

from __future__ import annotations

import pytest

from chassis.clock import system_clock
from contracts.errors import ClaimedTimeWrong
from contracts.files import (
    CreateFile,
    ForwardFile,
    GetFile,
    GetHistory,
    GetPendency,
    GetPendencyTrend,
    ListNotes,
    VerifyLedger,
)
from contracts.files.errors import FileNotClosed
from services.files.handlers import annotation, pendency
from services.files.replay import report
from services.files.replay.log import Row, assemble
from services.files.replay.totals import totals_of
from services.files.storage import FilesUnitOfWork
from tests.files.log_office import DIRTY, LOGS, at, loaded, replay_of, totals_at
from tests.files.office import HandClock
from tests.files.packs import a_pack, use


def file_of(office, case):
    (row,) = office.rows("SELECT file_id FROM replayed_cases WHERE name = :case", case=case)
    return office.ask(GetFile(file_id=row.file_id), by="dm")


def moves(office, case):
    history = office.ask(GetHistory(file_id=file_of(office, case).id), by="dm")
    return [(each.kind, each.to_post.designation_en, each.remarks) for each in history.movements]


def notes_of(office, case):
    page = office.ask(ListNotes(file_id=file_of(office, case).id), by="dm")
    return [(note.author.post.designation_en, note.paragraphs[0].text, note.written_at) for note in page.items]


def test_a_new_desk_is_a_forward_by_the_previous_holder_at_that_time(office, replayed):
    history = office.ask(GetHistory(file_id=file_of(office, "clean").id), by="dm")

    assert [(each.kind, each.by.post.designation_en, each.to_post.designation_en) for each in history.movements] == [
        ("created", "पटल-1", "पटल-1"),
        ("forwarded", "पटल-1", "पटल-2"),
        ("forwarded", "पटल-2", "अधिकारी"),
        ("closed", "अधिकारी", "अधिकारी"),
    ]
    assert [each.occurred_at for each in history.movements] == [
        at("2025-11-03T10:00:00+05:30"),
        at("2025-11-04T11:00:00+05:30"),
        at("2025-11-07T15:00:00+05:30"),
        at("2025-11-10T12:00:00+05:30"),
    ]
    assert [each.remarks for each in history.movements[1:3]] == ["जाँच · राजस्व", "निर्णय · राजस्व"]
    assert history.movements[1].opened_at == history.movements[1].occurred_at


def test_everything_says_that_it_was_brought_from_elsewhere_and_when_it_was_recorded(office):
    before = system_clock()
    _, replay = loaded(office, DIRTY)
    replay.run()

    (movements,) = office.rows("SELECT array_agg(DISTINCT source) AS sources, min(recorded_at) AS first FROM movements")
    bodies = office.rows("SELECT convert_from(body, 'UTF8')::jsonb ->> 'source' AS source FROM ledger")
    events = office.rows("SELECT payload ->> 'source' AS source, payload ->> 'occurred_at' AS at FROM outbox")
    assert movements.sources == ["migrated"]
    assert movements.first >= before
    assert {row.source for row in bodies} == {row.source for row in events} == {"migrated"}
    assert all(at(row.at) < before for row in events)


def test_files_are_numbered_in_the_year_in_which_they_were_opened(office, replayed):
    assert file_of(office, "clean").number == "21/1/2025-LRA"
    assert file_of(office, "varies").number == "21/10/2025-LRA"
    assert file_of(office, "capitals").number == "21/1/2026-LRA"


def test_a_desk_above_the_sections_numbers_by_the_logs_cases(office):
    log = assemble([Row(1, "प्रकरण-7", resource="dm", timestamp="2025-01-01T00:00:00Z")], system_clock())
    office.charge("dm", since=at("1990-01-01T00:00:00Z"))

    assert replay_of(office, log).run() == []

    assert file_of(office, "प्रकरण-7").number == "प्रकरण-7"


def test_events_after_the_end_annotate_and_never_reopen_or_move(office, replayed):
    file = file_of(office, "ended-early")

    assert (file.state, file.closed_at) == ("closed", at("2025-11-08T10:00:00+05:30"))
    assert file.holder.designation_en == "पटल-1"
    assert [kind for kind, *_ in moves(office, "ended-early")] == ["created", "closed"]
    assert notes_of(office, "ended-early") == [
        ("पटल-1", "आवेदन प्राप्त · प्राप्ति", at("2025-11-05T11:00:00+05:30")),
        ("पटल-1", "पत्र भेजा · प्राप्ति", at("2025-11-09T10:00:00+05:30")),
        ("अधिकारी", "अभिलेख · राजस्व", at("2025-11-12T10:00:00+05:30")),
    ]
    kinds = office.rows("SELECT type FROM ledger WHERE subject_id = :id ORDER BY serial", id=file.id)
    assert [row.type for row in kinds][-3:] == ["file_closed", "file_annotated", "file_annotated"]


def test_an_open_file_is_noted_on_by_its_desk_only(office):
    file = office.a_file("clerk")
    work = FilesUnitOfWork(office.engine, past=system_clock())

    with pytest.raises(FileNotClosed):
        annotation.annotate(file.id, ["टीप"], office.person("so-lra"), work)


def test_a_case_that_ended_before_its_first_event_never_waits(office, replayed):
    file = file_of(office, "ended-first")

    assert file.closed_at == file.created_at == at("2025-11-12T11:00:00+05:30")
    assert totals_at(office, file.created_at).holders == totals_of(replayed, file.created_at).holders


def test_ties_are_in_the_order_of_the_log(office, replayed):
    assert [to for _, to, _ in moves(office, "same-time")] == ["पटल-1", "पटल-2", "अधिकारी"]


def test_an_event_without_a_desk_is_the_holders(office, replayed):
    assert [to for _, to, _ in moves(office, "no-desk-once")] == ["पटल-2"]
    assert [who for who, *_ in notes_of(office, "no-desk-once")] == ["पटल-2"] * 3


def test_every_chain_verifies(office, replayed):
    ids = [row.file_id for row in office.rows("SELECT file_id FROM replayed_cases")]

    assert {office.ask(VerifyLedger(file_id=each), by="dm").verdict for each in ids} == {"intact"}


def test_the_table_of_now_says_the_same_as_the_table_of_this_moment(office, replayed):
    now = office.ask(GetPendency(), by="dm")
    past = office.ask(GetPendency(as_of=now.as_of), by="dm")

    assert past.desks == now.desks
    assert (past.overdue, past.started) == (now.overdue, len(replayed.cases))


def test_the_trend_tells_of_a_history_in_the_weeks_in_which_it_happened(office, replayed):
    office.clock = HandClock(at("2026-03-01T00:00:00Z"))

    def trend():
        weeks = office.ask(GetPendencyTrend(weeks=20), by="dm").weeks
        return sum(week.opened for week in weeks), sum(week.closed for week in weeks), weeks[-1].open

    ended = sum(case.ends is not None for case in replayed.cases)
    expected = (len(replayed.cases), ended, len(replayed.cases) - ended)
    assert trend() == expected
    pendency.keep(FilesUnitOfWork(office.engine, clock=office.clock))
    assert trend() == expected


def test_either_format_leads_to_the_same_totals(office):
    log, replay = loaded(office, LOGS / "dirty.xes")
    replay.run()

    with office.session() as session:
        assert report.differences(session, log) == []


def test_what_is_loaded_can_be_worked_on(office, replayed):
    file = file_of(office, "never-ended")

    office.ask(ForwardFile(file_id=file.id, to_post=office.post("अधिकारी")), by="पटल-2")

    assert office.events("file_moved")[-1]["file_id"] == str(file.id)
    (last,) = office.rows("SELECT payload ->> 'source' AS source FROM outbox ORDER BY id DESC LIMIT 1")
    assert last.source == "live"


def test_a_refused_act_is_reported_and_the_others_take_effect(office):
    log, replay = loaded(office, DIRTY)
    office.charge("अधिकारी", since=at("2025-11-05T00:00:00+05:30"), until=at("2025-11-09T00:00:00+05:30"))

    refused = replay.run()

    assert ("refused", "clean", 4, "close: charge.not_held") in [
        (each.code, each.case, each.place, each.detail) for each in refused
    ]
    assert file_of(office, "clean").state == "open"
    assert moves(office, "clean")[-1][:2] == ("forwarded", "अधिकारी")
    assert len(office.rows("SELECT 1 FROM replayed_cases")) == len(log.cases)
    assert replay.run() == refused


def test_a_history_is_closed_without_the_categories_that_it_cannot_know(office):
    def wants_a_disposal(content):
        content["closing"][0]["required"] = True

    use(office, a_pack(wants_a_disposal))
    log, replay = loaded(office, DIRTY)

    assert replay.run() == []
    assert len(office.rows("SELECT 1 FROM files WHERE state = 'closed'")) == sum(bool(case.ends) for case in log.cases)


def test_a_desk_acts_by_who_held_it_then(office):
    log = assemble([Row(1, "7", resource="clerk", timestamp="2015-01-01T00:00:00Z")], system_clock())
    office.employ("predecessor")
    before = {"since": at("2010-01-01T00:00:00Z"), "until": at("2018-01-01T00:00:00Z")}
    office.charge("clerk", "predecessor", name="predecessor as clerk", **before)

    assert replay_of(office, log).run() == []

    assert file_of(office, "7").created_by.person.name_en == "predecessor"


def test_nothing_but_an_operators_work_acts_in_the_past(office):
    long_ago = {"occurred_at": at("2025-01-01T00:00:00Z"), "source": "offline"}

    with pytest.raises(ClaimedTimeWrong):
        office.ask(CreateFile(subject="पुराना", free_number="P-1", **long_ago), by="clerk")
    with pytest.raises(ValueError, match="source"):
        CreateFile(subject="पुराना", free_number="P-1", source="migrated")
