"""The diary of an office: receipts cancelled as mistakes, and the register that accounts for every number."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from contracts.files import (
    CancelReceipt,
    GetDiaryRegister,
    GetReceipt,
    GetReceiptStatus,
    ListDesk,
    ListResemblingReceipts,
    MarkReceipt,
    OpenReceipt,
    PrintDiaryRegister,
    PullBackReceipt,
    PutReceiptInFile,
    ReceiptView,
)
from contracts.files.diary_errors import ReceiptWorkedOn
from contracts.files.errors import (
    OfficeUnknown,
    ReceiptClosed,
    ReceiptHeldByAnother,
    ReceiptInFile,
    ReceiptNotFound,
    RoleMissing,
)
from tests.files.neighbours import Neighbours
from tests.files.office import HandClock, Office

NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


def cancel(office: Office, receipt: ReceiptView, by: str = "clerk", reason: str = "दो बार दर्ज") -> ReceiptView:
    cancelled: ReceiptView = office.ask(CancelReceipt(receipt_id=receipt.id, reason=reason), by=by)
    return cancelled


def mark(office: Office, receipt: ReceiptView, by: str, to: str, *copies: str) -> None:
    copied = [office.post(name) for name in copies]
    office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post(to), copies_to=copied), by=by)


def runs(office: Office, by: str = "clerk") -> list[tuple[str, int, int]]:
    register = office.ask(GetDiaryRegister(year=2026), by=by)
    return [(run.kind, run.first, run.last) for series in register.series for run in series.runs]


def test_a_mistake_is_cancelled_by_the_desk_that_diarised_it_and_keeps_its_number(office: Office):
    office.clock = HandClock(NOON)
    receipt = office.a_receipt("clerk")
    assert "cancel_receipt" in receipt.allowed_actions

    cancelled = cancel(office, receipt)

    assert (cancelled.state, cancelled.allowed_actions) == ("closed", [])
    assert cancelled.cancelled is not None
    assert (cancelled.cancelled.by.post.post_id, cancelled.cancelled.at) == (office.post("clerk"), NOON)
    assert cancelled.cancelled.reason == "दो बार दर्ज"
    assert office.a_receipt("clerk").diary_number == "COLL/2026/2"
    (entry,) = office.rows("SELECT type FROM ledger WHERE subject_id = :id AND serial = 2", id=receipt.id)
    assert entry.type == "receipt_cancelled"


def test_the_sections_officer_cancels_it_too_and_nobody_else(office: Office):
    first, second = office.a_receipt("clerk"), office.a_receipt("clerk")

    for stranger, refusal in (
        ("second-clerk", (ReceiptNotFound, RoleMissing)),
        ("so-est", (ReceiptNotFound, RoleMissing)),
    ):
        with pytest.raises(refusal):
            cancel(office, first, by=stranger)
    assert "cancel_receipt" in office.ask(GetReceipt(receipt_id=first.id), by="so-lra").allowed_actions
    assert cancel(office, first, by="so-lra").cancelled is not None
    assert office.ask(GetReceipt(receipt_id=second.id), by="clerk").cancelled is None


def test_what_was_pulled_back_unopened_is_still_a_mistake(office: Office):
    receipt = office.a_receipt("clerk")
    mark(office, receipt, "clerk", "so-lra")
    with pytest.raises(ReceiptHeldByAnother):
        cancel(office, receipt)
    office.ask(PullBackReceipt(receipt_id=receipt.id), by="clerk")

    assert cancel(office, receipt).cancelled is not None


def test_an_officer_who_is_not_above_the_desk_cancels_nothing_though_he_may_see_it(office: Office):
    receipt = office.a_receipt("clerk")
    mark(office, receipt, "clerk", "so-est")
    office.ask(PullBackReceipt(receipt_id=receipt.id), by="clerk")

    with pytest.raises(RoleMissing):
        cancel(office, receipt, by="so-est")
    assert "cancel_receipt" not in office.ask(GetReceipt(receipt_id=receipt.id), by="so-est").allowed_actions


def test_what_somebody_has_worked_on_is_no_mistake_any_more(office: Office):
    """Guards: each part of ``WORKED_ON``."""
    returned, copied, filed = (office.a_receipt("clerk") for _ in range(3))
    mark(office, returned, "clerk", "so-lra")
    office.ask(OpenReceipt(receipt_id=returned.id), by="so-lra")
    mark(office, returned, "so-lra", "clerk")
    mark(office, copied, "clerk", "so-lra", "est-clerk")
    office.ask(PullBackReceipt(receipt_id=copied.id), by="clerk")
    office.ask(PutReceiptInFile(receipt_id=filed.id, file_id=office.a_file("clerk").id), by="clerk")

    for receipt in (returned, copied):
        with pytest.raises(ReceiptWorkedOn):
            cancel(office, receipt)
        assert "cancel_receipt" not in office.ask(GetReceipt(receipt_id=receipt.id), by="clerk").allowed_actions
    with pytest.raises(ReceiptInFile):
        cancel(office, filed)


def test_it_is_cancelled_once_and_nothing_is_done_with_it_afterwards(office: Office):
    receipt = office.a_receipt("clerk")
    cancel(office, receipt)

    with pytest.raises(ReceiptClosed):
        cancel(office, receipt, reason="फिर")
    with pytest.raises(ReceiptClosed):
        mark(office, receipt, "clerk", "so-lra")


def test_lists_say_that_it_was_cancelled_and_who_diarises_is_not_shown_it(office: Office):
    receipt = office.a_receipt("clerk")
    cancel(office, receipt)

    created = office.ask(ListDesk(box="created", kind="receipt"), by="clerk").items
    assert [(row.id, row.cancelled) for row in created] == [(receipt.id, True)]
    assert office.ask(ListDesk(box="inbox", kind="receipt"), by="clerk").items == []
    alike = ListResemblingReceipts(sender_name="राम सिंह", letter_number="")
    assert office.ask(alike, by="clerk").items == []


def test_the_sender_is_told_that_the_number_was_cancelled(office: Office):
    receipt = office.a_receipt("clerk")
    cancel(office, receipt)

    status = office.ask(GetReceiptStatus(number=receipt.diary_number, code=receipt.status_code), by="clerk")

    assert (status.stage, status.cancelled) == ("closed", True)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE receipts SET cancelled = NULL",
        "UPDATE receipts SET cancelled = jsonb_set(cancelled, '{reason}', '\"x\"')",
        "UPDATE receipts SET diary_number = 'COLL/2026/99'",
        "UPDATE receipts SET diary_year = 2025",
        "DELETE FROM receipts",
    ],
)
def test_a_number_and_its_cancellation_stay_for_ever(office: Office, change: str):
    """Guards: the triggers receipts_keep_their_number and receipts_stay, against the owner of the tables."""
    cancel(office, office.a_receipt("clerk"))

    with office.owner.connect() as connection, pytest.raises(DatabaseError, match="receipts"):
        connection.execute(text(change))


def test_the_register_accounts_for_every_number_of_the_year(office: Office):
    office.clock = HandClock(NOON)
    made = [office.a_receipt("clerk") for _ in range(5)]
    cancel(office, made[2])
    cancel(office, made[3], reason="गलत कार्यालय")

    register = office.ask(GetDiaryRegister(), by="clerk")

    (series,) = register.series
    assert (register.year, register.unexplained, register.runs) == (2026, 0, 4)
    assert (series.template, series.last, series.used, series.cancelled) == ("COLL/2026/{serial}", 5, 3, 2)
    assert runs(office) == [("used", 1, 2), ("cancelled", 3, 3), ("cancelled", 4, 4), ("used", 5, 5)]
    third = series.runs[1]
    assert (third.receipt_id, third.first_number, third.reason) == (made[2].id, "COLL/2026/3", "दो बार दर्ज")


def test_the_register_does_not_tell_why_a_confidential_one_was_cancelled(office: Office):
    office.clock = HandClock(NOON)
    cancel(office, office.a_receipt("clerk", grading="confidential"), reason="शिकायत कार्मिक की")

    (series,) = office.ask(GetDiaryRegister(), by="clerk").series

    assert (series.runs[0].kind, series.runs[0].reason) == ("cancelled", "")


def test_a_number_that_nothing_explains_shows(office: Office):
    """Guard: the register looks each number up; it does not trust the series."""
    office.clock = HandClock(NOON)
    office.a_receipt("clerk")
    with office.owner.begin() as connection:
        connection.execute(text("UPDATE number_series SET last = last + 2 WHERE kind = 'receipt'"))
    office.a_receipt("clerk")

    assert runs(office) == [("used", 1, 1), ("missing", 2, 3), ("used", 4, 4)]
    assert office.ask(GetDiaryRegister(), by="clerk").unexplained == 2


def test_the_register_is_for_the_office_and_those_above_it(office: Office):
    office.clock = HandClock(NOON)
    office.a_receipt("tehsil-clerk")
    (tehsil,) = office.rows("SELECT id FROM offices WHERE abbreviation_en = 'TEHS'")

    assert office.ask(GetDiaryRegister(office_id=tehsil.id), by="dm").series[0].used == 1
    with pytest.raises(OfficeUnknown):
        office.ask(GetDiaryRegister(office_id=tehsil.id), by="clerk")


def test_the_register_is_printed_with_its_verdict(office: Office, neighbours: Neighbours):
    office.clock = HandClock(NOON)
    office.a_receipt("clerk")
    cancel(office, office.a_receipt("clerk"))

    made = office.ask(PrintDiaryRegister(form="xlsx"), by="clerk")

    (order,) = neighbours.statements
    assert (order.form, order.statement.office) == ("xlsx", "कार्यालय जिलाधिकारी")
    assert [row.cells[:4] for row in order.statement.tables[0].rows] == [
        ["COLL/2026/1", "COLL/2026/1", 1, "प्रयुक्त"],
        ["COLL/2026/2", "COLL/2026/2", 1, "निरस्त"],
    ]
    assert order.statement.remarks[0] == "कोई संख्या बिना स्पष्टीकरण नहीं छूटी है।"
    (grant,) = neighbours.grants
    assert grant.document_ids == [made.document_id]
