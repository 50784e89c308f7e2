"""Paper files: one desk answers for each, from hand to hand by its barcode."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from contracts.files import (
    ClosePaperFile,
    DigitisePaperFile,
    GetPaperFile,
    GetPaperFileByBarcode,
    GetPaperPendency,
    HandOverPaperFile,
    ListPaperFiles,
    ListPaperMovements,
    ListPaperRules,
    OpenPartFile,
    PaperFileView,
    PlacePaperFile,
    RegisterPaperFile,
    TakeBackPaperFile,
    VerifyLedger,
    VerifyPaperLedger,
)
from contracts.files.errors import FileNotFound, NobodyCanAct, OfficeUnknown, RoleMissing
from contracts.files.paper_file_errors import (
    BarcodeWrong,
    CutoverPassed,
    NothingScanned,
    PaperClosedAlready,
    PaperFileNotFound,
    PaperFileStale,
    PaperNotForYou,
    PaperNotOnTheWay,
    PaperNotPending,
    PaperNumberTaken,
    PaperOnAnothersAccount,
    PaperOnTheWay,
)
from services.files.domain.barcode import FIRST, barcode_of, read_barcode
from tests.files.office import HandClock, Office, Seat, key
from tests.files.papers_on_shelves import (
    a_paper,
    a_record_room,
    a_scanned_file,
    handed,
    passed,
    received,
    set_rules,
)
from tests.files.test_ledger import tamper

MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(MONDAY)
    return office.clock


def test_a_barcode_is_read_however_it_is_typed_and_a_slip_is_noticed():
    code = barcode_of(FIRST)

    assert (code, read_barcode("1000-0000 16"), read_barcode("१००००००० १६")) == ("1000000016", code, code)
    swapped = "0100000016"
    for wrong in ("1000000015", "1000000106", swapped, "100000001", "10000000161", "1OOOOOOO16", "२"):
        with pytest.raises(BarcodeWrong):
            read_barcode(wrong)


def test_a_legacy_file_is_registered_on_ones_own_account_and_is_pending(office: Office, clock: HandClock):
    paper = a_paper(office, almirah="7", shelf="3")

    assert (paper.account.designation_en, paper.on_way_to, paper.is_pending) == ("clerk", None, True)
    assert (paper.room, paper.almirah, paper.shelf, paper.from_year) == ("", "7", "3", 2014)
    assert read_barcode(paper.barcode) == paper.barcode
    assert office.ask(GetPaperFileByBarcode(barcode=paper.barcode), by="clerk") == paper
    with pytest.raises(PaperNumberTaken) as refused:
        a_paper(office, "est-clerk", number="21 - 15/2014-15")
    assert refused.value.fields["barcode"] == paper.barcode
    assert a_paper(office, volume=2).barcode != paper.barcode
    assert a_paper(office, "tehsil-clerk").is_pending
    with pytest.raises(RoleMissing):
        a_paper(office, "administrator", number="9")
    with pytest.raises(ValidationError):
        a_paper(office, number="10", from_year=2019, to_year=2014)


def test_it_stays_on_the_givers_account_until_it_is_received(office: Office, clock: HandClock):
    paper = a_paper(office, almirah="7")

    going = handed(office, paper, "clerk", "so-lra")

    assert (going.account.designation_en, going.on_way_to.designation_en) == ("clerk", "so-lra")
    with pytest.raises(PaperOnTheWay):
        handed(office, paper, "clerk", "adm")
    clock.forward(hours=3)
    there = received(office, paper, "so-lra")
    assert (there.account.designation_en, there.on_way_to, there.almirah) == ("so-lra", None, "")
    assert there.account_since == clock.now
    steps = office.ask(ListPaperMovements(paper_id=paper.id), by="clerk").items
    assert [(step.kind, step.account.designation_en) for step in steps] == [
        ("registered", "clerk"),
        ("handed_over", "clerk"),
        ("received", "so-lra"),
    ]
    assert office.events("paper_file_received")[0]["from_post"]["designation_en"] == "clerk"


def test_only_the_desk_to_which_it_was_handed_over_receives_it(office: Office, clock: HandClock):
    paper = a_paper(office)
    handed(office, paper, "clerk", "so-lra")

    with pytest.raises(PaperNotForYou):
        received(office, paper, "second-clerk")
    with pytest.raises(PaperNotForYou):
        received(office, paper, "clerk")
    with pytest.raises(PaperOnAnothersAccount):
        handed(office, paper, "so-lra", "adm")
    received(office, paper, "so-lra")
    with pytest.raises(PaperNotForYou):
        received(office, paper, "so-lra")


def test_what_was_not_received_is_taken_back(office: Office, clock: HandClock):
    paper = a_paper(office)
    with pytest.raises(PaperNotOnTheWay):
        office.ask(TakeBackPaperFile(paper_id=paper.id), by="clerk")
    handed(office, paper, "clerk", "so-lra")
    with pytest.raises(PaperOnAnothersAccount):
        office.ask(TakeBackPaperFile(paper_id=paper.id), by="so-lra")

    back = office.ask(TakeBackPaperFile(paper_id=paper.id), by="clerk")

    assert (back.account.designation_en, back.on_way_to) == ("clerk", None)
    with pytest.raises(PaperNotForYou):
        received(office, paper, "so-lra")


def test_it_is_handed_over_neither_to_oneself_nor_to_nobody_nor_unseen(office: Office, clock: HandClock):
    paper = a_paper(office)
    office.seat(Seat("forsaken", office="tehsil"), vacant=True)

    with pytest.raises(PaperNotForYou):
        handed(office, paper, "clerk", "clerk")
    with pytest.raises(NobodyCanAct):
        handed(office, paper, "clerk", "forsaken")
    with pytest.raises(PaperFileNotFound):
        handed(office, paper, "tehsil-clerk", "sdm")
    stale = HandOverPaperFile(paper_id=paper.id, to_post=office.post("adm"), expected_version=paper.version + 1)
    with pytest.raises(PaperFileStale):
        office.ask(stale, by="clerk")


def test_where_it_is_put_is_on_the_record(office: Office, clock: HandClock):
    paper = a_paper(office)

    put = office.ask(PlacePaperFile(paper_id=paper.id, room="अभिलेखागार", almirah="2"), by="clerk")

    assert (put.room, put.almirah, put.shelf) == ("अभिलेखागार", "2", "")
    assert office.ask(ListPaperMovements(paper_id=paper.id), by="clerk").items[-1].room == "अभिलेखागार"
    with pytest.raises(PaperOnAnothersAccount):
        office.ask(PlacePaperFile(paper_id=paper.id, almirah="9"), by="so-lra")


def test_what_may_be_done_is_what_is_not_refused(office: Office, clock: HandClock):
    paper = a_paper(office)
    handed(office, paper, "clerk", "so-lra")

    seen = {by: office.ask(GetPaperFile(paper_id=paper.id), by=by).allowed_actions for by in ("clerk", "so-lra", "adm")}

    assert seen["clerk"] == ["take_back_paper_file", "report_paper_file_lost"]
    assert seen["so-lra"] == ["receive_paper_file", "report_paper_file_lost"]
    assert seen["adm"] == ["report_paper_file_lost"]


def test_need_to_know(office: Office, clock: HandClock):
    plain, secret = a_paper(office), a_paper(office, number="गोपनीय-1", grading="confidential")

    def may_see(by: str) -> list[bool]:
        numbers = {
            row.number for row in office.ask(ListPaperFiles(box="office", office_id=key("collectorate")), by=by).items
        }
        return [paper.number in numbers for paper in (plain, secret)]

    assert {by: may_see(by) for by in ("clerk", "so-lra", "dm", "est-clerk", "tehsil-clerk", "administrator")} == {
        "clerk": [True, True],
        "so-lra": [True, True],
        "dm": [True, True],
        "est-clerk": [True, False],
        "tehsil-clerk": [False, False],
        "administrator": [False, False],
    }
    with pytest.raises(PaperFileNotFound):
        office.ask(GetPaperFileByBarcode(barcode=secret.barcode), by="est-clerk")
    handed(office, secret, "clerk", "est-clerk")
    assert office.ask(ListPaperFiles(box="coming"), by="est-clerk").items[0].id == secret.id
    assert office.ask(ListPaperFiles(box="going"), by="clerk").items[0].id == secret.id


def test_the_list_goes_on_where_it_ended(office: Office, clock: HandClock):
    numbers = []
    for serial in range(3):
        clock.forward(minutes=1)
        numbers.append(a_paper(office, number=f"{serial}/2015").number)

    first = office.ask(ListPaperFiles(limit=2), by="clerk")
    rest = office.ask(ListPaperFiles(limit=2, cursor=first.next), by="clerk")

    assert [row.number for row in [*first.items, *rest.items]] == numbers[::-1]
    assert rest.next is None


# ---------------------------------------------------------------- cutover


def test_from_the_cutover_day_on_no_paper_without_an_electronic_file(office: Office, clock: HandClock):
    """Guard: ``_must_be_before_cutover``, by the server's day, and the trigger ``paper_files_before_cutover``."""
    rules = set_rules(office, cutover_on=date(2026, 3, 10))
    before = a_paper(office)
    clock.now = datetime(2026, 3, 9, 18, 31, tzinfo=UTC)

    with pytest.raises(CutoverPassed) as refused:
        a_paper(office, number="16")

    assert refused.value.fields["cutover_on"] == "2026-03-10"
    claimed = RegisterPaperFile(number="17", subject="पुरानी", occurred_at=MONDAY, source="offline")
    with pytest.raises(CutoverPassed):
        office.ask(claimed, by="clerk")
    assert not a_paper(office, number="18", file_id=office.a_file().id).is_pending
    assert a_paper(office, "tehsil-clerk").is_pending
    assert (rules.by.post.designation_en, rules.at) == ("administrator", MONDAY)
    forged = "INSERT INTO paper_files SELECT (jsonb_populate_record(p, :new)).* FROM paper_files p WHERE id = :id"
    new = '{"id": "01936f5a-7c00-7d3e-9b1a-2f64c0a81f99", "barcode": "1", "registered_on": "2026-03-10"}'
    with pytest.raises(IntegrityError, match="without an electronic file"), office.owner.begin() as connection:
        connection.execute(text(forged).bindparams(new=new, id=before.id))


def test_the_day_is_set_by_a_keeper_and_every_change_stays(office: Office, clock: HandClock):
    with pytest.raises(RoleMissing):
        set_rules(office, by="adm", cutover_on=date(2026, 3, 1))
    set_rules(office, cutover_on=date(2026, 3, 1))
    with pytest.raises(CutoverPassed):
        a_paper(office)

    set_rules(office, cutover_on=date(2026, 4, 1), reason="डीएम आदेश 51: एक माह का समय")

    assert a_paper(office).is_pending
    history = office.ask(ListPaperRules(office_id=key("collectorate")), by="clerk").items
    assert [(one.serial, one.cutover_on.month) for one in history] == [(2, 4), (1, 3)]
    with pytest.raises(OfficeUnknown):
        set_rules(office, of="nowhere")
    with pytest.raises(DBAPIError, match="never changes"), office.owner.begin() as connection:
        connection.execute(text("UPDATE paper_rules SET cutover_on = NULL"))


# ---------------------------------------------------------------- how it ends


def test_scanned_and_indexed_it_is_pending_no_more(office: Office, clock: HandClock):
    office.bus.a_document()
    paper, file = a_paper(office), a_scanned_file(office)
    empty = office.a_file()
    with pytest.raises(NothingScanned):
        office.ask(DigitisePaperFile(paper_id=paper.id, file_id=empty.id), by="clerk")
    with pytest.raises(FileNotFound):
        office.ask(DigitisePaperFile(paper_id=paper.id, file_id=a_scanned_file(office, "tehsil-clerk").id), by="clerk")

    done = office.ask(DigitisePaperFile(paper_id=paper.id, file_id=file.id), by="clerk")

    assert (done.is_pending, done.ended_as, done.file_id, done.file_number) == (
        False,
        "digitised",
        file.id,
        file.number,
    )
    assert (done.account.designation_en, done.ended_at) == ("clerk", clock.now)
    assert office.ask(ListPaperFiles(file_id=file.id), by="clerk").items[0].id == paper.id
    assert office.events("paper_file_ended")[0]["ended_as"] == "digitised"
    with pytest.raises(PaperNotPending):
        office.ask(DigitisePaperFile(paper_id=paper.id, file_id=file.id), by="clerk")
    with pytest.raises(PaperNotPending):
        office.ask(ClosePaperFile(paper_id=paper.id, reason="x"), by="so-lra")
    with pytest.raises(DBAPIError, match="never changes"), office.owner.begin() as connection:
        connection.execute(text("UPDATE paper_files SET is_pending = true, ended_as = NULL, ended_on = NULL"))


def test_closed_on_paper_it_is_pending_until_the_record_room_has_it(office: Office, clock: HandClock):
    a_record_room(office)
    paper = a_paper(office)
    with pytest.raises(RoleMissing):
        office.ask(ClosePaperFile(paper_id=paper.id, reason="निस्तारित"), by="clerk")

    closed = office.ask(ClosePaperFile(paper_id=paper.id, reason="निस्तारित"), by="so-lra")

    assert (closed.is_pending, closed.closed_at) == (True, clock.now)
    with pytest.raises(PaperClosedAlready):
        office.ask(ClosePaperFile(paper_id=paper.id, reason="निस्तारित"), by="so-lra")
    handed(office, paper, "clerk", "record-room")
    assert office.ask(GetPaperFile(paper_id=paper.id), by="clerk").is_pending
    there = received(office, paper, "record-room", room="अभिलेखागार", almirah="1")
    assert (there.is_pending, there.ended_as, there.room) == (False, "record_room", "अभिलेखागार")


def test_the_count_goes_down_to_zero_office_by_office(office: Office, clock: HandClock):
    file = a_scanned_file(office)
    papers = [a_paper(office, number=str(serial)) for serial in range(3)]
    a_paper(office, "tehsil-clerk")
    a_paper(office, number="ई-1", file_id=file.id)
    clock.forward(days=8)
    office.ask(DigitisePaperFile(paper_id=papers[0].id, file_id=file.id), by="clerk")
    handed(office, papers[1], "clerk", "so-lra")

    seen = office.ask(GetPaperPendency(), by="dm")

    rows = {row.office_en: (row.registered, row.pending, row.digitised, row.on_way) for row in seen.offices}
    assert rows == {"collectorate": (3, 2, 1, 1), "tehsil": (1, 1, 0, 0)}
    assert [(week.pending, week.registered, week.ended) for week in seen.weeks[-3:]] == [
        (0, 0, 0),
        (4, 4, 0),
        (3, 0, 1),
    ]
    of_one = office.ask(GetPaperPendency(office_id=key("tehsil")), by="dm")
    assert (of_one.weeks[-1].pending, len(of_one.offices)) == (1, 2)
    assert [row.office_en for row in office.ask(GetPaperPendency(), by="tehsil-clerk").offices] == ["tehsil"]
    assert len(office.ask(GetPaperPendency(), by="administrator").offices) == 2
    assert [office.ask(GetPaperPendency(), by=by).may_set_rules for by in ("dm", "administrator")] == [False, True]
    with pytest.raises(OfficeUnknown):
        office.ask(GetPaperPendency(office_id=key("collectorate")), by="tehsil-clerk")
    still = office.ask(ListPaperFiles(box="office", office_id=key("tehsil"), standing="pending"), by="dm").items
    assert [row.account.designation_en for row in still] == ["tehsil-clerk"]


# ---------------------------------------------------------------- on the record


def test_every_step_stands_in_both_ledgers_and_tampering_shows(office: Office, clock: HandClock):
    file = a_scanned_file(office)
    paper = a_paper(office, file_id=file.id)
    passed(office, paper, "clerk", "so-lra", "clerk")

    verdict = office.ask(VerifyPaperLedger(paper_id=paper.id), by="clerk")

    assert (verdict.verdict, verdict.entries) == ("intact", 5)
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").verdict == "intact"
    named = "SELECT type FROM ledger WHERE subject_id = :id AND type LIKE 'paper%' ORDER BY serial"
    assert [row.type for row in office.rows(named, id=file.id)] == [
        *("paper_registered", "paper_handed_over", "paper_received"),
        *("paper_handed_over", "paper_received"),
    ]
    tamper(office, "UPDATE paper_movements SET remarks = 'और कुछ' WHERE serial = 2")
    assert office.ask(VerifyPaperLedger(paper_id=paper.id), by="clerk").problems == ["content:2"]


STEP = (
    "INSERT INTO paper_movements (paper_id, serial, kind, before_post_id, account_post_id, account, room, almirah,"
    " shelf, remarks, by, occurred_at, recorded_at, source, salt)"
    " SELECT paper_id, 3, '{kind}', account_post_id, {account}, way,"
    " '', '', '', '', by, now(), now(), 'live', '' FROM paper_movements WHERE serial = 2"
)


@pytest.mark.parametrize(
    ("forged", "refusal"),
    [
        ("UPDATE paper_files SET account_post_id = way_post_id", "fk_paper_files_account"),
        ("UPDATE paper_files SET movement_serial = movement_serial - 1", "never changes"),
        ("UPDATE paper_movements SET remarks = 'और कुछ'", "never changes"),
        ("DELETE FROM paper_movements", "never changes"),
        (STEP.format(kind="placed", account="way_post_id"), "account_stays"),
        (STEP.format(kind="received", account="paper_id"), "fk_paper_movements_given"),
    ],
)
def test_the_database_itself_loses_no_paper_file(office: Office, clock: HandClock, forged: str, refusal: str):
    """Guards: the foreign keys of chain, account and receiving, the CHECK, the triggers."""
    handed(office, a_paper(office), "clerk", "so-lra")

    with pytest.raises(DBAPIError, match=refusal), office.owner.begin() as connection:
        connection.execute(text(forged))


def test_a_list_of_paper_files_asks_no_more_the_longer_it_is(office: Office):
    """Each line is what its paper file alone is, also where its electronic file is seen by its kin or not at all."""
    a_record_room(office)
    secret, main = office.a_file("est-clerk", grading="secret"), office.a_file("est-clerk")
    part = office.ask(OpenPartFile(file_id=main.id, reason="मूल पत्रावली न्यायालय में है"), by="est-clerk")
    for number, file in enumerate((secret, main, part, None, None, None)):
        paper = a_paper(office, "est-clerk", f"अ-{number}", file_id=file and file.id)
        passed(office, paper, "est-clerk", "second-clerk")
    asked: list[str] = []
    event.listen(office.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    def listed(limit: int, by: str) -> list[PaperFileView]:
        asked.clear()
        return office.ask(ListPaperFiles(box="office", limit=limit), by=by).items

    assert len(listed(2, "dm")) == 2
    few = len(asked)
    assert len(listed(6, "dm")) == 6
    assert len(asked) <= few + 4, asked
    for by in ("second-clerk", "est-clerk", "so-lra", "dm"):
        lines = listed(6, by)
        assert lines == [office.ask(GetPaperFile(paper_id=line.id), by=by) for line in lines]
    assert [bool(line.file_number) for line in listed(6, "est-clerk")] == [False, False, False, True, True, True]
    assert not any(line.file_number for line in listed(6, "second-clerk"))
