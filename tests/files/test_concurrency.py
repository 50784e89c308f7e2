"""Many at once: one holder, one effect, numbers without a gap."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from chassis.ids import new_id
from contracts.errors import CommandMismatch, PatravaliError
from contracts.files import (
    AnswerConsultation,
    CloseFile,
    ConsultDesks,
    CreateFile,
    DeclareOutage,
    DiariseReceipt,
    ForwardFile,
    GetFile,
    OpenFile,
    PassOnConsultation,
    PullBackFile,
    ReturnConsultation,
    Sender,
    VerifyLedger,
    WithdrawConsultation,
    WithdrawOutage,
)
from contracts.files.errors import (
    AlreadyOpened,
    AskedAlready,
    ConsultationEnded,
    ConsultationHeldByAnother,
    HeldByAnother,
    NumberTaken,
    Stale,
)
from contracts.files.fairness_errors import OutageWithdrawn
from services.files.storage.numbering import Numbering
from tests.files.office import Office, key

WRITERS = 10


def all_at_once(tasks: list[Callable[[], Any]]) -> list[Any]:
    """Results of the tasks, begun together; a refusal is a result."""
    start = threading.Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        start.wait(10)
        try:
            return task()
        except PatravaliError as refusal:
            return refusal

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_of_many_who_forward_a_file_at_once_one_does(office: Office):
    """Guards: the row lock, and the check of the holder after it. The losers find the file on another desk."""
    file = office.a_file("clerk")
    desks = ["so-lra", "adm", "dm", "so-est", "est-clerk", "second-clerk", "dak", "sdm", "tehsil-clerk", "dispatcher"]

    def forward(to: str) -> Callable[[], Any]:
        return lambda: office.ask(ForwardFile(file_id=file.id, to_post=office.post(to)), by="clerk")

    results = all_at_once([forward(desk) for desk in desks])

    moved = [result for result in results if not isinstance(result, PatravaliError)]
    assert len(desks) == WRITERS
    assert len(moved) == 1
    assert all(isinstance(result, HeldByAnother) for result in results if result is not moved[0])
    (row,) = office.rows("SELECT holder_post_id, movement_serial FROM files")
    assert (row.holder_post_id, row.movement_serial) == (moved[0].holder.post_id, 2)
    assert len(office.events("file_moved")) == 1


def test_a_ring_of_desks_passing_a_file_around_keeps_one_holder(office: Office):
    """Guards: lock, chain and ledger under sustained contention: every success is one link, and the chain verifies."""
    file = office.a_file("clerk")
    ring = ["clerk", "second-clerk", "so-lra", "adm", "dm", "so-est", "est-clerk", "sdm"]

    def pass_on(place: int) -> Callable[[], int]:
        me, neighbour = ring[place], ring[(place + 1) % len(ring)]

        def work() -> int:
            done = 0
            for _ in range(12):
                try:
                    office.ask(ForwardFile(file_id=file.id, to_post=office.post(neighbour)), by=me)
                    done += 1
                except PatravaliError:
                    continue
            return done

        return work

    moves = all_at_once([pass_on(place) for place in range(len(ring))])

    (row,) = office.rows("SELECT movement_serial, holder_post_id FROM files")
    chain = office.rows("SELECT serial, from_post_id, to_post_id FROM movements ORDER BY serial")
    assert row.movement_serial == sum(moves) + 1 == len(chain)
    assert [link.serial for link in chain] == list(range(1, len(chain) + 1))
    assert all(later.from_post_id == link.to_post_id for link, later in pairwise(chain))
    assert chain[-1].to_post_id == row.holder_post_id
    assert office.ask(VerifyLedger(file_id=file.id), by="dm").verdict == "intact"


def test_the_same_command_sent_many_times_at_once_moves_once(office: Office):
    """Guard: the command's row, written first: the others wait for it and get its result."""
    file = office.a_file("clerk")
    forward = ForwardFile(file_id=file.id, to_post=office.post("adm"))
    command_id = new_id()

    results = all_at_once([lambda: office.ask(forward, by="clerk", command_id=command_id)] * WRITERS)

    assert all(result == results[0] for result in results)
    assert results[0].holder.post_id == office.post("adm")
    assert len(office.events("file_moved")) == 1


def test_opening_and_pulling_back_at_once_do_not_both_happen(office: Office):
    """Guard: both take the row's lock; whoever is second finds what the first did."""
    for _ in range(5):
        file = office.a_file_sent("clerk", "so-lra")

        opened, pulled = all_at_once(
            [
                lambda file=file: office.ask(OpenFile(file_id=file.id), by="so-lra"),
                lambda file=file: office.ask(PullBackFile(file_id=file.id), by="clerk"),
            ]
        )

        holder = office.ask(GetFile(file_id=file.id), by="so-lra").holder.post_id
        if isinstance(pulled, AlreadyOpened):
            assert holder == office.post("so-lra")
        else:
            assert isinstance(opened, HeldByAnother)
            assert holder == office.post("clerk")


def test_of_many_who_saw_the_same_version_one_changes_it(office: Office):
    """Guard: the version is compared after the row's lock is held."""
    file = office.a_file("clerk")

    def forward(to: str) -> Callable[[], Any]:
        command = ForwardFile(file_id=file.id, to_post=office.post(to), expected_version=file.version)
        return lambda: office.ask(command, by="clerk")

    results = all_at_once([forward("so-lra"), forward("adm")])

    assert sorted(type(result).__name__ for result in results) == ["FileView", "HeldByAnother"]
    with pytest.raises(Stale):
        office.ask(ForwardFile(file_id=file.id, to_post=key("post dm"), expected_version=1), by=_holder(office))


def _holder(office: Office) -> str:
    (row,) = office.rows("SELECT holder->>'designation_en' AS name FROM files")
    return str(row.name)


def test_diary_numbers_have_no_gap_whoever_gives_up(office: Office):
    """Guard: the series' row is locked until the transaction ends, so a number comes back with a rollback."""
    entry = DiariseReceipt(form="physical", subject="आवेदन", sender=Sender(name="राम सिंह"), received_on=date(2026, 3, 2))

    def diarise() -> Any:
        return office.ask(entry, by="dak")

    def give_up() -> None:
        # Takes the number that comes next, as a command would that fails afterwards.
        with Session(office.engine) as session:
            series = session.execute(text("SELECT office_id, year, template FROM number_series")).one()
            Numbering(session).next(series.office_id, "receipt", series.year, series.template)
            session.rollback()

    diarise()

    all_at_once([diarise, give_up] * (WRITERS // 2))

    numbers = sorted(int(row.diary_number.split("/")[-1]) for row in office.rows("SELECT diary_number FROM receipts"))
    assert numbers == list(range(1, WRITERS // 2 + 2))


def test_file_numbers_of_a_head_have_no_gap_and_no_twin(office: Office):
    """Guards: the locked series, and the unique key of the number."""
    tasks = [lambda: office.ask(CreateFile(subject="विषय", head="21"), by="clerk")] * WRITERS

    files = all_at_once(tasks)

    serials = sorted(int(file.number.split("/")[1]) for file in files)
    assert serials == list(range(1, WRITERS + 1))


def test_of_many_who_take_a_free_number_one_gets_it(office: Office):
    """Guard: the unique key of the number; the others wait for it and are refused, nothing breaks."""
    tasks = [lambda: office.ask(CreateFile(subject="विषय", free_number="पुराना/7/2019"), by="clerk")] * WRITERS

    results = all_at_once(tasks)

    assert sum(isinstance(result, NumberTaken) for result in results) == WRITERS - 1
    assert len(office.rows("SELECT 1 FROM files")) == 1


def test_a_command_id_is_good_for_one_body(office: Office):
    """Guard: the fingerprint of the body beside the command's id. A refusal is not stored."""
    file = office.a_file("clerk")
    command_id = new_id()
    with pytest.raises(HeldByAnother):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="so-lra", command_id=command_id)

    office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="clerk", command_id=command_id)

    with pytest.raises(CommandMismatch):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("dm")), by="clerk", command_id=command_id)
    # The same id of another person is another command.
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("dm")), by="adm", command_id=command_id)


def test_of_all_who_end_a_question_at_once_one_does(office: Office):
    """Guards: the row lock of the file, the state looked at after it, the primary key of ``consultation_ends``."""
    file = office.a_file("clerk")
    command = ConsultDesks(file_id=file.id, to_posts=[office.post("sdm")], question="राय दें", due_on=date(2099, 1, 1))
    one = office.ask(command, by="clerk").items[0]
    acts: list[tuple[Any, str]] = [
        *[(AnswerConsultation(consultation_id=one.id, paragraphs=[f"राय {n}"]), "sdm") for n in range(5)],
        *[(ReturnConsultation(consultation_id=one.id, reason="कारण"), "sdm") for _ in range(2)],
        (WithdrawConsultation(consultation_id=one.id, reason="कारण"), "clerk"),
        *[(PassOnConsultation(consultation_id=one.id, to_post=office.post("tehsil-clerk")), "sdm") for _ in range(2)],
    ]

    results = all_at_once([lambda act=act, by=by: office.ask(act, by=by) for act, by in acts])

    ended = [done for done in results if not isinstance(done, PatravaliError) and done.state != "open"]
    passed = [done for done in results if not isinstance(done, PatravaliError) and done.state == "open"]
    refusals = [done for done in results if isinstance(done, PatravaliError)]
    assert (len(ended) <= 1, len(passed) <= 1) == (True, True)
    assert ended or passed
    assert {type(refusal) for refusal in refusals} <= {ConsultationEnded, ConsultationHeldByAnother}
    assert len(office.rows("SELECT 1 FROM consultation_ends")) == len(ended)
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").problems == []


def test_a_desk_that_is_asked_by_many_at_once_is_asked_once(office: Office):
    """Guards: the row lock of the file, and the index that knows one open question of a desk on a file."""
    file = office.a_file("clerk")
    command = ConsultDesks(file_id=file.id, to_posts=[office.post("sdm")], question="राय दें", due_on=date(2099, 1, 1))

    results = all_at_once([lambda: office.ask(command, by="clerk") for _ in range(WRITERS)])

    refusals = [result for result in results if isinstance(result, PatravaliError)]
    assert len(results) - len(refusals) == 1
    assert all(isinstance(refusal, AskedAlready) for refusal in refusals)
    assert len(office.rows("SELECT 1 FROM consultations")) == 1


def test_no_file_closes_while_a_question_is_being_asked(office: Office):
    """Guards: the row lock of the file, and the check that a closed file has no open consultation."""
    file = office.a_file("so-lra")
    command = ConsultDesks(file_id=file.id, to_posts=[office.post("sdm")], question="राय दें", due_on=date(2099, 1, 1))
    tasks = [
        lambda: office.ask(command, by="so-lra"),
        lambda: office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra"),
    ]

    results = all_at_once(tasks)

    (row,) = office.rows("SELECT state, open_consultations FROM files")
    assert sum(isinstance(result, PatravaliError) for result in results) == 1
    assert (row.state, row.open_consultations) in {("open", 1), ("closed", 0)}


def test_an_outage_is_withdrawn_once_and_who_comes_second_is_told(office: Office):
    """Guard: the primary key of ``outage_withdrawals``, asked before it refuses."""
    until = office.clock() - timedelta(hours=1)
    said = DeclareOutage(since=until - timedelta(hours=1), until=until, reason="स्वान लाइन कटी रही")
    outage = office.ask(said, by="administrator")
    withdraw = WithdrawOutage(outage_id=outage.id, reason="भूल")

    results = all_at_once([lambda: office.ask(withdraw, by="administrator") for _ in range(WRITERS)])

    refusals = [result for result in results if isinstance(result, PatravaliError)]
    assert len(results) - len(refusals) == 1
    assert {type(refusal) for refusal in refusals} == {OutageWithdrawn}
    assert len(office.events("outage_withdrawn")) == 1
