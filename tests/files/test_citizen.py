"""What the sender of a letter is told."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from chassis.auth import Nobody
from contracts.files import (
    CloseFile,
    CloseReceipt,
    DispatchLetter,
    ForwardFile,
    GetReceipt,
    GetReceiptSlip,
    GetReceiptStatus,
    MarkReceipt,
    PutReceiptInFile,
    ReceiptStatusView,
    ReceiptView,
    SlipView,
)
from contracts.files.errors import ReceiptNotFound, ReceiptStatusNotFound
from services.files.domain.citizen import is_code, status_code
from tests.files.correspondents import RAM, an_issued_letter
from tests.files.neighbours import Neighbours
from tests.files.office import HandClock, Office


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(datetime(2026, 3, 2, 19, 30, tzinfo=UTC))
    return office.clock


def status(office: Office, receipt: ReceiptView, code: str | None = None) -> ReceiptStatusView:
    question = GetReceiptStatus(number=receipt.diary_number, code=code or receipt.status_code)
    return office.ask(question, by=Nobody("hi"))


def test_the_slip_says_what_the_sender_takes_home(office: Office):
    receipt = office.a_receipt("dak")

    slip: SlipView = office.ask(GetReceiptSlip(receipt_id=receipt.id), by="dak")

    assert (slip.office_hi, slip.office_en) == ("कार्यालय जिलाधिकारी", "collectorate")
    assert (slip.sender_name, slip.subject) == ("राम सिंह", "भूमि का सीमांकन")
    asked = parse_qs(urlsplit(slip.status_url).query)
    assert asked == {"number": [receipt.diary_number], "code": [slip.status_code]}
    assert slip.status_url.startswith("http://localhost:8000/status?")
    assert receipt.status_code == slip.status_code


def test_who_may_not_see_the_receipt_gets_no_slip(office: Office):
    receipt = office.a_receipt("dak")

    with pytest.raises(ReceiptNotFound):
        office.ask(GetReceiptSlip(receipt_id=receipt.id), by="tehsil-clerk")


def test_the_stages_of_a_letter_in_their_order(office: Office, clock: HandClock):
    receipt = office.a_receipt("dak")
    seen = [status(office, receipt)]

    def after_a_day() -> None:
        seen.append(status(office, receipt))
        clock.forward(days=1)

    clock.forward(days=1)
    office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post("clerk")), by="dak")
    after_a_day()
    file = office.a_file("clerk")
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="clerk")
    for sender, receiver in (("clerk", "so-lra"), ("so-lra", "adm"), ("adm", "dm"), ("dm", "so-lra")):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post(receiver)), by=sender)
        after_a_day()
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    after_a_day()

    assert [(one.stage, one.level, one.since.isoformat()) for one in seen] == [
        ("received", None, "2026-03-03"),
        ("with_section", None, "2026-03-04"),
        ("under_consideration", "section_officer", "2026-03-05"),
        ("under_consideration", "adm", "2026-03-06"),
        ("under_consideration", "dm", "2026-03-07"),
        ("under_consideration", "section_officer", "2026-03-08"),
        ("closed", None, "2026-03-09"),
    ]


def test_a_letter_that_went_out_since_is_told(office: Office, neighbours: Neighbours, clock: HandClock):
    file = office.a_file("so-lra")
    earlier = an_issued_letter(office, file=file, addressees=[RAM])
    office.ask(DispatchLetter(letter_id=earlier.id, mode="post"), by="dispatcher")
    clock.forward(days=1)
    receipt = office.a_receipt("so-lra")
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="so-lra")
    before = status(office, receipt)
    clock.forward(days=1)

    reply = an_issued_letter(office, file=file, addressees=[RAM])
    assert status(office, receipt).stage == "under_consideration"
    office.ask(DispatchLetter(letter_id=reply.id, mode="post"), by="dispatcher")

    told = status(office, receipt)
    assert (before.stage, told.stage, told.since.isoformat()) == ("under_consideration", "letter_sent", "2026-03-05")


def test_no_name_and_no_content_is_told(office: Office):
    receipt = office.a_receipt("dak", subject="गोपनीय विषय")

    told = status(office, receipt).model_dump_json()

    assert "राम" not in told
    assert "विषय" not in told
    assert "dak" not in told.replace(receipt.diary_number, "")


@pytest.mark.parametrize("grading", ["confidential", "secret", "top_secret"])
def test_of_a_confidential_letter_only_its_end_is_told(office: Office, grading: str):
    receipt = office.a_receipt("dak", grading=grading)
    office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post("dm")), by="dak")

    on_its_way = status(office, receipt)
    office.ask(CloseReceipt(receipt_id=receipt.id, reason="सूचनार्थ"), by="dm")

    assert (on_its_way.stage, on_its_way.level) == ("received", None)
    assert status(office, receipt).stage == "closed"


def test_a_letter_in_a_confidential_file_is_as_confidential(office: Office):
    receipt, file = office.a_receipt("clerk"), office.a_file("clerk", grading="secret")
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="clerk")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("dm")), by="clerk")

    assert status(office, receipt).stage == "received"


def test_a_wrong_number_and_a_wrong_code_are_refused_alike(office: Office):
    receipt, other = office.a_receipt("dak"), office.a_receipt("dak")

    refusals = []
    for number, code in ((receipt.diary_number, other.status_code), ("NO/2026/1", receipt.status_code)):
        with pytest.raises(ReceiptStatusNotFound) as refused:
            office.ask(GetReceiptStatus(number=number, code=code), by=Nobody("hi"))
        refusals.append((refused.value.code, refused.value.fields))

    assert refusals[0] == refusals[1]


def test_a_code_is_read_as_people_write_it(office: Office):
    receipt = office.a_receipt("dak")
    again = office.ask(GetReceipt(receipt_id=receipt.id), by="dak")

    for said in (receipt.status_code.lower(), receipt.status_code.replace("-", ""), again.status_code):
        assert status(office, receipt, said).diary_number == receipt.diary_number


def test_codes_differ_and_forgive_what_looks_alike():
    salts = [bytes([number]) * 16 for number in range(200)]
    codes = {status_code(salt) for salt in salts}

    assert len(codes) == 200
    assert not any(set(code) & set("ILOU") for code in codes)
    salt = next(salt for salt in salts if "0" in status_code(salt) and "1" in status_code(salt))
    assert is_code(status_code(salt).replace("0", "o").replace("1", "l"), salt)
    assert not is_code(status_code(salt), salts[0] if salt is not salts[0] else salts[1])
