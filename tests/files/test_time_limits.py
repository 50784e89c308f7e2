"""The TL register: offices report week by week, and only the TL section strikes a letter off."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from contracts.files import (
    CloseFile,
    CloseReceipt,
    DetachReceipt,
    EnterTlLetter,
    ExtendTlLetter,
    FileTlReport,
    FileView,
    GetFile,
    GetReceipt,
    GetTlLetter,
    GetTlSummary,
    ListTlEntries,
    ListTlLetters,
    MarkReceipt,
    PutReceiptInFile,
    ReceiptView,
    SendBackTlReport,
    StrikeOffTlLetter,
    TlLetterView,
    VerifyLedger,
)
from contracts.files.errors import (
    DisclosureNotConfirmed,
    FileNotFound,
    NobodyCanAct,
    ReceiptClosed,
    ReceiptNotFound,
    RoleMissing,
)
from contracts.files.tl_errors import (
    FileUnderTimeLimit,
    ReceiptUnderTimeLimit,
    TlDueInThePast,
    TlEnteredAlready,
    TlLetterNotFound,
    TlNoFullReport,
    TlNotConcerned,
    TlNotExtended,
    TlReportedInFull,
    TlReportsAwaited,
    TlStale,
    TlStruckOff,
)
from services.files.handlers.time_limits import reports_due
from services.files.storage import FilesUnitOfWork
from tests.files.office import HandClock, Office, Seat

MATTER = "पेयजल समस्या का निराकरण"
MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
DUE = date(2026, 3, 20)


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(MONDAY)
    office.seat(Seat("tl", ("dealing_hand", "tl_section"), "adm"))
    return office.clock


def entered(office: Office, thing: ReceiptView | FileView | None = None, *desks: str, **given: Any) -> TlLetterView:
    thing = thing or office.a_receipt(by="tl")
    named = {"receipt_id": thing.id} if isinstance(thing, ReceiptView) else {"file_id": thing.id}
    posts = [office.post(desk) for desk in desks or ("tehsil-clerk", "est-clerk")]
    return office.ask(EnterTlLetter(**{**named, "matter": MATTER, "to_posts": posts, "due_on": DUE, **given}), by="tl")


def reported(office: Office, one: TlLetterView, by: str, *, full: bool = False) -> TlLetterView:
    return office.ask(FileTlReport(tl_id=one.id, text=f"{by} की प्रगति", reference="पत्र 7", full=full), by=by)


def struck_off(office: Office, one: TlLetterView) -> TlLetterView:
    for desk in ("tehsil-clerk", "est-clerk"):
        reported(office, one, desk, full=True)
    return office.ask(StrikeOffTlLetter(tl_id=one.id), by="tl")


def listed(office: Office, by: str = "tl", **sieve: Any) -> list[str]:
    box = "register" if by in ("tl", "adm", "dm") else "mine"
    return [row.number for row in office.ask(ListTlLetters(**{"box": box, **sieve}), by=by).items]


def test_a_letter_is_taken_into_the_register_and_stays_where_it_is(office: Office, clock: HandClock):
    receipt = office.a_receipt(by="tl")

    first, second = entered(office, receipt), entered(office, office.a_file("tl"), "sdm")

    assert [first.number, second.number] == ["TL/1/2026", "TL/2/2026"]
    assert (first.state, first.due_on, first.age_days, first.is_overdue) == ("open", DUE, 0, False)
    assert (first.item_kind, first.item_id, first.item_number) == ("receipt", receipt.id, receipt.diary_number)
    assert [each.post.designation_en for each in first.concerns] == ["tehsil-clerk", "est-clerk"]
    after = office.ask(GetReceipt(receipt_id=receipt.id), by="tl")
    assert (after.holder, after.version, after.open_tl_letters) == (receipt.holder, receipt.version, 1)
    assert [event["number"] for event in office.events("tl_letter_entered")] == ["TL/1/2026", "TL/2/2026"]


def test_the_series_begins_anew_with_the_year(office: Office, clock: HandClock):
    entered(office)
    clock.now = datetime(2026, 12, 31, 18, 31, tzinfo=UTC)

    assert entered(office, due_on=date(2027, 2, 1)).number == "TL/1/2027"


def test_only_the_tl_section_takes_a_letter_in(office: Office, clock: HandClock):
    receipt = office.a_receipt(by="dak")

    with pytest.raises(RoleMissing) as refused:
        office.ask(
            EnterTlLetter(receipt_id=receipt.id, matter=MATTER, to_posts=[office.post("sdm")], due_on=DUE), by="dak"
        )

    assert refused.value.fields["role"] == "tl_section"
    assert "enter_tl_letter" not in receipt.allowed_actions
    assert "enter_tl_letter" in office.a_receipt(by="tl").allowed_actions


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"due_on": date(2026, 3, 1)}, TlDueInThePast),
        ({"grading": "confidential"}, DisclosureNotConfirmed),
    ],
)
def test_what_cannot_be_entered_is_refused(office: Office, clock: HandClock, given: dict, refusal: type):
    grading = given.pop("grading", "normal")
    receipt = office.a_receipt(by="tl", grading=grading)

    with pytest.raises(refusal):
        entered(office, receipt, **given)

    assert listed(office) == []


def test_neither_twice_nor_a_closed_one_nor_for_a_desk_where_nobody_can_act(office: Office, clock: HandClock):
    receipt, closed = office.a_receipt(by="tl"), office.a_receipt(by="tl")
    entered(office, receipt)
    office.ask(CloseReceipt(receipt_id=closed.id, reason="सूचनार्थ"), by="tl")
    office.seat(Seat("forsaken", office="tehsil"), vacant=True)

    with pytest.raises(TlEnteredAlready):
        entered(office, receipt)
    with pytest.raises(ReceiptClosed):
        entered(office, closed)
    with pytest.raises(NobodyCanAct):
        entered(office, None, "forsaken")
    with pytest.raises(ValidationError):
        entered(office, None, "sdm", "sdm")


def test_a_reporting_desk_reads_the_letter_and_its_own_part_only(office: Office, clock: HandClock):
    receipt = office.a_receipt(by="tl")
    one = entered(office, receipt)
    reported(office, one, "est-clerk")

    mine = office.ask(GetTlLetter(tl_id=one.id), by="tehsil-clerk")

    assert office.ask(GetReceipt(receipt_id=receipt.id), by="tehsil-clerk").id == receipt.id
    assert [each.post.designation_en for each in mine.concerns] == ["tehsil-clerk"]
    assert (mine.concerned, mine.allowed_actions) == (2, ["file_tl_report"])
    assert office.ask(ListTlEntries(tl_id=one.id), by="tehsil-clerk").items == []
    assert [row.text for row in office.ask(ListTlEntries(tl_id=one.id), by="tl").items] == ["est-clerk की प्रगति"]
    assert [each.post.designation_en for each in office.ask(GetTlLetter(tl_id=one.id), by="sdm").concerns] == [
        "tehsil-clerk"
    ]


def test_a_file_in_the_register_is_not_shown_to_who_reports_on_it(office: Office, clock: HandClock):
    file = office.a_file("tl")
    one = entered(office, file, "tehsil-clerk")

    seen = office.ask(GetTlLetter(tl_id=one.id), by="tehsil-clerk")

    assert (seen.matter, seen.item_id, seen.item_number) == (MATTER, None, "")
    with pytest.raises(FileNotFound):
        office.ask(GetFile(file_id=file.id), by="tehsil-clerk")
    with pytest.raises(TlLetterNotFound):
        office.ask(GetTlLetter(tl_id=one.id), by="clerk")
    with pytest.raises(FileNotFound):
        office.ask(ListTlLetters(file_id=file.id), by="tehsil-clerk")
    assert office.ask(ListTlLetters(file_id=file.id), by="adm").items[0].number == one.number


def test_a_confidential_letter_is_entered_by_who_says_so_and_the_register_hides_it(office: Office, clock: HandClock):
    receipt = office.a_receipt(by="tl", grading="confidential")
    one = entered(office, receipt, "tehsil-clerk", disclose=True)

    assert office.ask(GetReceipt(receipt_id=receipt.id), by="tehsil-clerk").id == receipt.id
    assert listed(office) == [one.number]
    # The dm is above every desk that has the receipt; neither sees it in the list of an office.
    assert listed(office, by="dm") == []
    assert office.ask(GetTlSummary(), by="dm").register_open == 0
    with pytest.raises(TlLetterNotFound):
        office.ask(GetTlLetter(tl_id=one.id), by="sdm")


def test_each_week_ends_on_friday_and_a_missing_report_is_counted(office: Office, clock: HandClock):
    one = entered(office, None, "tehsil-clerk")
    first = reported(office, one, "tehsil-clerk").concerns[0]

    clock.forward(days=5)
    saturday = office.ask(GetTlLetter(tl_id=one.id), by="tehsil-clerk").concerns[0]
    clock.forward(days=7)
    later = office.ask(GetTlLetter(tl_id=one.id), by="tehsil-clerk").concerns[0]

    assert (first.week_ends_on, first.has_reported, first.weeks_missed) == (date(2026, 3, 6), True, 0)
    assert (saturday.week_ends_on, saturday.has_reported, saturday.weeks_missed) == (date(2026, 3, 13), False, 0)
    assert (later.week_ends_on, later.has_reported, later.weeks_missed) == (date(2026, 3, 20), False, 1)


def test_who_has_not_reported_is_told_on_the_last_day_of_the_week(office: Office, clock: HandClock):
    one = entered(office)
    reported(office, one, "est-clerk")
    (row,) = office.rows("SELECT at, payload FROM due WHERE name = 'tl_reports_due'")
    clock.now = row.at

    reports_due(row.payload, FilesUnitOfWork(office.engine, settings=office.settings, clock=clock))

    assert row.at == datetime(2026, 3, 6, 4, 30, tzinfo=UTC)
    (event,) = office.events("tl_reports_due")
    assert [post["designation_en"] for post in event["reporting"]] == ["tehsil-clerk"]
    (following,) = office.rows("SELECT at FROM due WHERE name = 'tl_reports_due'")
    assert following.at == datetime(2026, 3, 13, 4, 30, tzinfo=UTC)


def test_only_a_desk_concerned_reports_and_once_in_full(office: Office, clock: HandClock):
    one = entered(office)
    reported(office, one, "est-clerk", full=True)

    with pytest.raises(TlReportedInFull):
        reported(office, one, "est-clerk")
    with pytest.raises(TlNotConcerned):
        reported(office, one, "tl")
    with pytest.raises(TlLetterNotFound):
        reported(office, one, "clerk")


def test_it_is_struck_off_after_the_full_report_of_every_office(office: Office, clock: HandClock):
    one = entered(office)
    reported(office, one, "est-clerk", full=True)
    reported(office, one, "tehsil-clerk")

    with pytest.raises(TlReportsAwaited) as refused:
        office.ask(StrikeOffTlLetter(tl_id=one.id), by="tl")

    assert (refused.value.fields["count"], refused.value.fields["office_hi"]) == (1, "तहसील कार्यालय")
    last = reported(office, one, "tehsil-clerk", full=True)
    assert last.state == "open"
    gone = office.ask(StrikeOffTlLetter(tl_id=one.id, remarks="विलोपित"), by="tl")
    assert (gone.state, gone.struck_off_at, gone.allowed_actions) == ("struck_off", clock.now, [])
    assert office.rows("SELECT FROM due WHERE name = 'tl_reports_due'") == []
    with pytest.raises(TlStruckOff):
        reported(office, one, "est-clerk")


def test_nobody_but_the_tl_section_of_that_office_strikes_it_off(office: Office, clock: HandClock):
    """Guard: ``TlLetter.check_keeper``. Without it a reporting office, or the DM, could end its own duty."""
    one = entered(office)
    for desk in ("tehsil-clerk", "est-clerk"):
        reported(office, one, desk, full=True)
    office.seat(Seat("tehsil-tl", ("tl_section",), "sdm", "tehsil-unit", "tehsil"))

    for by in ("tehsil-clerk", "est-clerk", "adm", "dm", "sdm"):
        with pytest.raises(RoleMissing):
            office.ask(StrikeOffTlLetter(tl_id=one.id), by=by)
        assert "strike_off_tl_letter" not in office.ask(GetTlLetter(tl_id=one.id), by=by).allowed_actions
    with pytest.raises(TlLetterNotFound):
        office.ask(StrikeOffTlLetter(tl_id=one.id), by="tehsil-tl")

    assert "strike_off_tl_letter" in office.ask(GetTlLetter(tl_id=one.id), by="tl").allowed_actions


def test_the_database_itself_strikes_nothing_off_before_the_full_reports(office: Office, clock: HandClock):
    """Guards: the triggers ``tl_struck_off_after_full_reports`` and ``tl_letters_stay_as_entered``, and append-only."""
    one = entered(office)
    reported(office, one, "est-clerk")
    strike = "UPDATE tl_letters SET state = 'struck_off', struck_off_at = now(), version = version + 1"

    with pytest.raises(IntegrityError, match="before its full reports"), office.owner.begin() as connection:
        connection.execute(text(strike))
    with pytest.raises(IntegrityError, match="never changes"), office.owner.begin() as connection:
        connection.execute(text("UPDATE tl_letters SET matter = 'और कुछ'"))
    with pytest.raises(IntegrityError, match="never changes"), office.owner.begin() as connection:
        connection.execute(text("UPDATE tl_entries SET text = 'और कुछ'"))
    miscounted = "WITH r AS (UPDATE receipts SET open_tl_letters = 0) UPDATE tl_letters SET version = version + 1"
    with pytest.raises(IntegrityError, match="counts other"), office.owner.begin() as connection:
        connection.execute(text(miscounted))
    with pytest.raises(ProgrammingError, match="permission denied"), office.engine.begin() as connection:
        connection.execute(text("DELETE FROM tl_letters"))


def test_a_report_that_does_not_do_is_sent_back(office: Office, clock: HandClock):
    one = entered(office)
    with pytest.raises(TlNoFullReport):
        office.ask(SendBackTlReport(tl_id=one.id, post_id=office.post("est-clerk"), reason="अधूरा"), by="tl")
    reported(office, one, "est-clerk", full=True)
    clock.forward(days=14)

    back = office.ask(SendBackTlReport(tl_id=one.id, post_id=office.post("est-clerk"), reason="फोटो नहीं"), by="tl")

    again = next(each for each in back.concerns if each.post.designation_en == "est-clerk")
    # Nobody expected a report while the full one lay with the TL section.
    assert (again.is_complete, again.has_reported, again.weeks_missed) == (False, False, 0)
    assert office.events("tl_report_sent_back")[0]["reason"] == "फोटो नहीं"
    assert reported(office, one, "est-clerk", full=True).concerns[0].is_complete


def test_more_time_is_given_with_the_reason(office: Office, clock: HandClock):
    one = entered(office)
    clock.now = datetime(2026, 3, 21, 6, 0, tzinfo=UTC)
    assert office.ask(GetTlLetter(tl_id=one.id), by="tl").is_overdue

    more = office.ask(ExtendTlLetter(tl_id=one.id, due_on=date(2026, 4, 3), reason="धनराशि शेष"), by="tl")

    assert (more.due_on, more.extensions, more.is_overdue) == (date(2026, 4, 3), 1, False)
    with pytest.raises(TlNotExtended):
        office.ask(ExtendTlLetter(tl_id=one.id, due_on=date(2026, 4, 3), reason="फिर"), by="tl")
    with pytest.raises(RoleMissing):
        office.ask(ExtendTlLetter(tl_id=one.id, due_on=date(2026, 5, 3), reason="फिर"), by="est-clerk")
    with pytest.raises(TlStale):
        office.ask(
            ExtendTlLetter(tl_id=one.id, due_on=date(2026, 5, 3), reason="फिर", expected_version=one.version), by="tl"
        )


def test_an_open_tl_letter_keeps_file_and_receipt_open(office: Office, clock: HandClock):
    """Guard: ``open_tl_letters`` in ``File.check_close`` and ``Receipt.check_close``, and the CHECK on both tables."""
    receipt = office.a_receipt(by="tl")
    one = entered(office, receipt)
    with pytest.raises(ReceiptUnderTimeLimit):
        office.ask(CloseReceipt(receipt_id=receipt.id, reason="बन्द"), by="tl")
    office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post("so-lra")), by="tl")
    file = office.a_file("so-lra")
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="so-lra")

    held = office.ask(GetFile(file_id=file.id), by="so-lra")

    assert (held.open_tl_letters, "close_file" in held.allowed_actions) == (1, False)
    with pytest.raises(FileUnderTimeLimit) as refused:
        office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    assert refused.value.fields["count"] == 1
    with pytest.raises(IntegrityError, match="closed_when_struck_off"), office.owner.begin() as connection:
        connection.execute(text("UPDATE files SET state = 'closed', closed_at = now() WHERE open_tl_letters > 0"))
    struck_off(office, one)
    assert "close_file" in office.ask(GetFile(file_id=file.id), by="so-lra").allowed_actions
    assert office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra").state == "closed"


def test_tl_letters_leave_a_file_with_the_receipt_that_is_taken_out(office: Office, clock: HandClock):
    receipt, file = office.a_receipt(by="dak"), office.a_file("so-lra")
    office.ask(
        MarkReceipt(receipt_id=receipt.id, to_post=office.post("so-lra"), copies_to=[office.post("tl")]), by="dak"
    )
    one = entered(office, receipt)
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="so-lra")

    office.ask(DetachReceipt(receipt_id=receipt.id, file_id=file.id, reason="दूसरे प्रकरण का"), by="so-lra")

    assert office.ask(GetFile(file_id=file.id), by="so-lra").open_tl_letters == 0
    assert office.ask(GetReceipt(receipt_id=receipt.id), by="so-lra").open_tl_letters == 1
    assert office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra").state == "closed"
    right = office.a_file("so-lra")
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=right.id), by="so-lra")
    assert office.ask(GetFile(file_id=right.id), by="so-lra").open_tl_letters == 1
    assert struck_off(office, one).state == "struck_off"
    office.ask(DetachReceipt(receipt_id=receipt.id, file_id=right.id, reason="सूचनार्थ ही"), by="so-lra")
    assert office.ask(CloseReceipt(receipt_id=receipt.id, reason="निस्तारित"), by="so-lra").state == "closed"


def test_the_register_is_sifted_by_office_age_and_what_is_late(office: Office, clock: HandClock):
    old = entered(office, None, "tehsil-clerk")
    clock.forward(days=60)
    new = entered(office, None, "est-clerk", due_on=date(2026, 6, 1))
    reported(office, new, "est-clerk", full=True)

    assert listed(office) == [new.number, old.number]
    assert listed(office, overdue=True) == [old.number]
    assert listed(office, older_than=50) == [old.number]
    assert listed(office, older_than=100) == []
    assert listed(office, awaited=True) == [old.number]
    assert listed(office, complete=True) == [new.number]
    assert listed(office, office_id=old.concerns[0].post.office_id) == [old.number]
    assert listed(office, by="adm") == [new.number, old.number]
    assert (listed(office, by="est-clerk"), listed(office, by="clerk")) == ([new.number], [])
    with pytest.raises(RoleMissing):
        office.ask(ListTlLetters(box="register"), by="clerk")
    struck = office.ask(StrikeOffTlLetter(tl_id=new.id), by="tl")
    assert (listed(office, state="open"), listed(office, state="struck_off")) == ([old.number], [struck.number])


def test_the_list_goes_on_where_it_ended(office: Office, clock: HandClock):
    numbers = [entered(office).number for _ in range(3)]

    first = office.ask(ListTlLetters(box="register", limit=2), by="tl")
    rest = office.ask(ListTlLetters(box="register", limit=2, cursor=first.next), by="tl")

    assert [row.number for row in [*first.items, *rest.items]] == numbers[::-1]
    assert rest.next is None


def test_the_register_at_a_glance(office: Office, clock: HandClock):
    entered(office)
    clock.forward(days=51)

    keeper, reporter = office.ask(GetTlSummary(), by="tl"), office.ask(GetTlSummary(), by="tehsil-clerk")

    assert (keeper.keeps_register, keeper.register_open, keeper.register_overdue, keeper.to_strike_off) == (
        *(True, 1, 1),
        0,
    )
    assert {(row.office_en, row.open, row.awaited, row.over_50, row.over_100) for row in keeper.offices} == {
        ("collectorate", 1, 1, 1, 0),
        ("tehsil", 1, 1, 1, 0),
    }
    assert (reporter.mine_open, reporter.mine_overdue, reporter.mine_awaited) == (1, 1, 1)
    assert (reporter.register_open, reporter.offices) == (None, [])


def test_what_the_register_says_stands_in_the_ledger(office: Office, clock: HandClock):
    file = office.a_file("tl")
    one = entered(office, file)
    struck_off(office, one)

    verdict = office.ask(VerifyLedger(file_id=file.id), by="tl")

    assert (verdict.verdict, verdict.problems) == ("intact", [])
    types = [
        row.type for row in office.rows("SELECT type FROM ledger WHERE subject_id = :id ORDER BY serial", id=file.id)
    ]
    assert types == ["file_created", "tl_entered", "tl_reported", "tl_reported", "tl_struck_off"]


def test_a_receipt_out_of_sight_is_not_entered(office: Office, clock: HandClock):
    receipt = office.a_receipt(by="tehsil-clerk", grading="confidential")

    with pytest.raises(ReceiptNotFound):
        entered(office, receipt, disclose=True)
