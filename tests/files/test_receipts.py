"""Receipts: from the diary to the desk that deals with them, into a file or closed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from chassis.ids import new_id
from contracts.documents import DocumentNotFound
from contracts.errors import ClaimedTimeWrong
from contracts.files import (
    CloseReceipt,
    ForwardFile,
    GetFile,
    GetReceipt,
    ListCorrespondence,
    MarkReceipt,
    OpenReceipt,
    PullBackReceipt,
    PutReceiptInFile,
)
from contracts.files.errors import (
    AlreadyOpened,
    HeldByAnother,
    LetterDatedLater,
    NobodyCanAct,
    NothingToPullBack,
    PostNotFound,
    ReceiptClosed,
    ReceiptHeldByAnother,
    ReceiptInFile,
    ReceiptNotFound,
    RoleMissing,
    Stale,
)
from tests.files.office import HandClock, Office, Seat, key


def test_a_receipt_gets_the_next_number_of_the_offices_diary(office: Office):
    office.clock = HandClock(datetime(2026, 3, 2, 6, 30, tzinfo=UTC))

    first, second = office.a_receipt("dak"), office.a_receipt("clerk")
    elsewhere = office.a_receipt("tehsil-clerk")

    assert [first.diary_number, second.diary_number] == ["COLL/2026/1", "COLL/2026/2"]
    assert elsewhere.diary_number == "TEHS/2026/1"
    assert (first.state, first.holder.post_id) == ("open", office.post("dak"))


def test_the_diary_begins_anew_with_the_indian_year(office: Office):
    office.clock = HandClock(datetime(2026, 12, 31, 18, 29, tzinfo=UTC))
    last = office.a_receipt(received_on=date(2026, 12, 31))

    office.clock.forward(minutes=1)
    first = office.a_receipt(received_on=date(2026, 12, 31))

    assert [last.diary_number, first.diary_number] == ["COLL/2026/1", "COLL/2027/1"]


def test_the_world_hears_of_a_receipt_and_how_to_reach_its_sender(office: Office):
    office.a_receipt()

    (told,) = office.events("receipt_diarised")
    assert (told["sender_name"], told["sender_mobile"]) == ("राम सिंह", "+919412345678")


def test_a_post_without_office_work_diarises_nothing(office: Office):
    with pytest.raises(RoleMissing):
        office.a_receipt("administrator")

    assert office.rows("SELECT 1 FROM receipts") == []


def test_a_letter_is_not_received_after_it_is_diarised(office: Office):
    office.clock = HandClock(datetime(2026, 3, 2, 6, 30, tzinfo=UTC))

    with pytest.raises(ClaimedTimeWrong):
        office.a_receipt(received_on=date(2026, 3, 3))


def test_the_scan_of_a_stranger_cannot_be_taken(office: Office):
    scan = office.bus.a_document().id
    office.a_receipt("dak", document_id=scan, grading="secret")

    with pytest.raises(DocumentNotFound):
        office.a_receipt("tehsil-clerk", document_id=scan)


def test_a_scan_that_documents_does_not_have_cannot_be_taken(office: Office):
    with pytest.raises(DocumentNotFound):
        office.a_receipt("dak", document_id=new_id())

    assert office.rows("SELECT 1 FROM receipts") == []


def test_a_letter_on_paper_needs_no_other_service(office: Office):
    office.bus.away = "documents"

    receipt = office.a_receipt("dak", form="physical", document_id=None)

    assert (receipt.document_id, office.bus.asked) == (None, [])


def test_a_letter_is_not_dated_after_it_came(office: Office):
    same_day = office.a_receipt(letter_date=date(2026, 3, 2), received_on=date(2026, 3, 2))

    with pytest.raises(LetterDatedLater) as refused:
        office.a_receipt(letter_date=date(2026, 3, 3), received_on=date(2026, 3, 2))

    assert same_day.letter_date == date(2026, 3, 2)
    assert refused.value.fields == {"letter_date": "2026-03-03", "received_on": "2026-03-02"}


def test_a_marked_receipt_lies_on_the_desk_and_copies_inform_others(office: Office):
    receipt = office.a_receipt("dak")

    marked = office.ask(
        MarkReceipt(
            receipt_id=receipt.id,
            to_post=office.post("clerk"),
            copies_to=[office.post("sdm"), office.post("clerk"), office.post("sdm")],
            remarks="नियमानुसार कार्यवाही करें",
        ),
        by="dak",
    )

    assert (marked.holder.post_id, marked.version) == (office.post("clerk"), 2)
    assert marked.allowed_actions == ["pull_back_receipt"]
    assert office.ask(GetReceipt(receipt_id=receipt.id), by="sdm").allowed_actions == []
    (told,) = office.events("receipt_moved")
    assert told["for_information"] == [str(office.post("sdm"))]


def test_who_got_no_copy_does_not_see_it(office: Office):
    receipt = office.a_receipt("dak")
    office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post("clerk")), by="dak")

    with pytest.raises(ReceiptNotFound):
        office.ask(GetReceipt(receipt_id=receipt.id), by="tehsil-clerk")


def test_a_receipt_on_another_desk_cannot_be_marked(office: Office):
    receipt = office.a_receipt("dak")
    mark = MarkReceipt(receipt_id=receipt.id, to_post=office.post("clerk"))
    office.ask(mark, by="dak")

    with pytest.raises(ReceiptHeldByAnother):
        office.ask(mark, by="dak")


def test_a_receipt_is_marked_only_to_posts_that_can_act(office: Office):
    office.seat(Seat("lone-desk"), vacant=True)
    receipt = office.a_receipt("dak")

    with pytest.raises(NobodyCanAct):
        office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post("lone-desk")), by="dak")
    with pytest.raises(PostNotFound):
        office.ask(
            MarkReceipt(receipt_id=receipt.id, to_post=office.post("clerk"), copies_to=[key("nowhere")]), by="dak"
        )

    assert office.ask(GetReceipt(receipt_id=receipt.id), by="dak").holder.post_id == office.post("dak")


def test_an_unopened_receipt_can_be_pulled_back_and_an_opened_one_not(office: Office):
    receipt = office.a_receipt("dak")
    mark = MarkReceipt(receipt_id=receipt.id, to_post=office.post("clerk"))
    office.ask(mark, by="dak")

    back = office.ask(PullBackReceipt(receipt_id=receipt.id), by="dak")
    assert back.holder.post_id == office.post("dak")
    with pytest.raises(NothingToPullBack):
        office.ask(PullBackReceipt(receipt_id=receipt.id), by="dak")

    office.ask(mark, by="dak")
    office.ask(OpenReceipt(receipt_id=receipt.id), by="clerk")
    with pytest.raises(AlreadyOpened):
        office.ask(PullBackReceipt(receipt_id=receipt.id), by="dak")


def test_a_receipt_put_in_a_file_takes_its_pages_and_goes_with_it(office: Office):
    scan = office.bus.a_document(pages=3)
    office.bus.a_document("पत्र, स्वच्छ स्कैन", scan.id, pages=3)
    receipt = office.a_receipt("clerk", document_id=scan.id)
    on_paper = office.a_receipt("clerk", form="physical", document_id=None)
    file = office.a_file("clerk")

    put = office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id, pages=1), by="clerk")
    office.ask(PutReceiptInFile(receipt_id=on_paper.id, file_id=file.id, pages=2), by="clerk")

    assert (put.state, put.file_id, put.file_number) == ("in_file", file.id, file.number)
    assert put.allowed_actions == []
    papers = office.ask(ListCorrespondence(file_id=file.id), by="clerk").items
    assert [(paper.serial, paper.from_page, paper.to_page) for paper in papers] == [(1, 1, 3), (2, 4, 5)]
    assert [(paper.document_id, paper.document_version) for paper in papers] == [(scan.id, 2), (None, None)]
    assert office.ask(GetFile(file_id=file.id), by="clerk").page_count == 5


def test_a_receipt_whose_scan_is_not_counted_yet_takes_the_pages_that_the_clerk_says(office: Office):
    receipt, file = office.a_receipt("clerk"), office.a_file("clerk")
    versions = office.bus.documents[receipt.document_id].versions
    versions[0] = versions[0].model_copy(update={"pages": None, "status": "stored"})

    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id, pages=12), by="clerk")

    assert office.ask(GetFile(file_id=file.id), by="clerk").page_count == 12


def test_who_sees_the_file_sees_the_receipt_in_it(office: Office):
    receipt, file = office.a_receipt("clerk", grading="secret"), office.a_file("clerk")
    with pytest.raises(ReceiptNotFound):
        office.ask(GetReceipt(receipt_id=receipt.id), by="est-clerk")
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="clerk")

    office.ask(ForwardFile(file_id=file.id, to_post=office.post("est-clerk")), by="clerk")

    assert office.ask(GetReceipt(receipt_id=receipt.id), by="est-clerk").id == receipt.id


def test_a_receipt_in_a_file_or_closed_goes_nowhere_else(office: Office):
    receipt, file = office.a_receipt("clerk"), office.a_file("clerk")
    put = PutReceiptInFile(receipt_id=receipt.id, file_id=file.id)
    office.ask(put, by="clerk")
    closed = office.a_receipt("clerk")
    office.ask(CloseReceipt(receipt_id=closed.id, reason="सूचनार्थ"), by="clerk")

    with pytest.raises(ReceiptInFile) as refused:
        office.ask(put, by="clerk")
    assert refused.value.fields["file_number"] == file.number
    with pytest.raises(ReceiptInFile):
        office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post("adm")), by="clerk")
    with pytest.raises(ReceiptClosed):
        office.ask(PutReceiptInFile(receipt_id=closed.id, file_id=file.id), by="clerk")


def test_receipt_and_file_have_to_lie_on_the_same_desk(office: Office):
    receipt, file = office.a_receipt("clerk"), office.a_file_sent("clerk", "so-lra")

    with pytest.raises(HeldByAnother):
        office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="clerk")
    with pytest.raises(ReceiptHeldByAnother):
        office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="so-lra")

    assert office.rows("SELECT 1 FROM correspondence") == []


def test_a_receipt_changed_since_it_was_seen_is_refused(office: Office):
    receipt = office.a_receipt("clerk")
    close = CloseReceipt(receipt_id=receipt.id, reason="सूचनार्थ", expected_version=2)

    with pytest.raises(Stale):
        office.ask(close, by="clerk")

    office.ask(close.model_copy(update={"expected_version": 1}), by="clerk")


def test_a_receipt_is_diarised_and_marked_in_one_step(office: Office):
    receipt = office.a_receipt("dak", mark_to=office.post("clerk"))

    assert (receipt.holder.post_id, receipt.custody_number) == (office.post("clerk"), 2)
    assert "pull_back_receipt" in receipt.allowed_actions
    (moved,) = office.events("receipt_moved")
    assert (moved["receipt_id"], moved["serial"]) == (str(receipt.id), 2)
    (entered,) = office.rows("SELECT max(serial) AS entries FROM ledger WHERE subject_id = :id", id=receipt.id)
    assert entered.entries == 2


def test_what_cannot_be_marked_is_not_diarised_either(office: Office):
    """Guard: both are one transaction, so the number comes back."""
    office.seat(Seat("lone-desk"), vacant=True)
    with pytest.raises(NobodyCanAct):
        office.a_receipt("dak", mark_to=office.post("lone-desk"))

    assert office.rows("SELECT 1 FROM receipts") == office.rows("SELECT 1 FROM number_series") == []
