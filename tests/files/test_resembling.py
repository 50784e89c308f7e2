"""Letters that may have been diarised before."""

from __future__ import annotations

from datetime import UTC, date, datetime

from contracts.files import ListResemblingReceipts, MarkReceipt, Sender
from services.files.queries import resembling
from tests.files.office import HandClock, Office


def found(office: Office, by: str = "dak", **given: str) -> list[tuple[str, str]]:
    items = office.ask(ListResemblingReceipts(**given), by=by).items
    return [(item.subject, item.reason) for item in items]


def a_letter(office: Office, subject: str, sender: str = "राम सिंह", by: str = "dak", **given):
    return office.a_receipt(by, subject=subject, sender=Sender(name=sender), **given)


def test_the_same_number_comes_before_the_same_sender_and_each_letter_once(office: Office):
    a_letter(office, "सीमांकन", letter_number="12 / LRA-2026")
    a_letter(office, "स्मरण-पत्र")
    a_letter(office, "अन्य", sender="श्याम लाल", letter_number="7/2026")

    same = found(office, sender_name="राम  सिंह", letter_number="12/lra-2026")

    assert same == [("सीमांकन", "letter_number"), ("स्मरण-पत्र", "sender")]


def test_a_name_is_known_however_its_devanagari_is_encoded(office: Office):
    a_letter(office, "भूमि", sender="फ\u093cकीर चन्द")

    assert found(office, sender_name="\u095eकीरचन्द") == [("भूमि", "sender")]


def test_nothing_resembles_a_letter_of_which_nothing_is_said(office: Office):
    a_letter(office, "सीमांकन")

    assert found(office) == found(office, sender_name="राम") == found(office, letter_number="9") == []


def test_what_came_long_ago_or_to_another_office_is_left_out(office: Office):
    office.clock = HandClock(datetime(2026, 3, 2, 6, 30, tzinfo=UTC))
    a_letter(office, "पुराना", received_on=date(2025, 2, 28))
    a_letter(office, "तहसील का", by="tehsil-clerk")

    assert found(office, sender_name="राम सिंह") == []
    assert found(office, by="tehsil-clerk", sender_name="राम सिंह") == [("तहसील का", "sender")]


def test_a_letter_that_one_may_not_see_does_not_show_itself(office: Office, monkeypatch):
    monkeypatch.setattr(resembling, "MOST", 1)
    secret = a_letter(office, "गोपनीय", by="clerk", grading="confidential")
    own = a_letter(office, "अपना")
    office.ask(MarkReceipt(receipt_id=own.id, to_post=office.post("so-lra")), by="dak")

    assert found(office, sender_name="राम सिंह") == [("अपना", "sender")]
    assert found(office, by="clerk", sender_name="राम सिंह") == [(secret.subject, "sender")]
