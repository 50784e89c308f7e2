"""Receipts in the subject tree, and finding by it: whoever has one places it, and nobody counts what he may not see."""

from __future__ import annotations

import pytest

from contracts.base import Page
from contracts.files import (
    ClassifyFile,
    ClassifyReceipt,
    CountBySubject,
    GetReceipt,
    MarkReceipt,
    PutReceiptInFile,
    Search,
    SearchHitView,
)
from contracts.files.classification_errors import SubjectHeadUnchanged, SubjectHeadUnknown
from contracts.files.errors import NothingToLookFor, ReceiptHeldByAnother
from tests.files.correspondents import an_issued_letter
from tests.files.office import SEATS, Office
from tests.files.packs import a_pack, use
from tests.files.test_search import settle


@pytest.fixture(autouse=True)
def _pack(office: Office) -> None:
    use(office, a_pack())


def counts(office: Office, by: str) -> dict[str, tuple[int, int]]:
    found = office.ask(CountBySubject(), by=by)
    return {one.subject_head: (one.files, one.receipts) for one in found.items}


def under(office: Office, head: str, by: str, **narrowed: object) -> list[SearchHitView]:
    page: Page[SearchHitView] = office.ask(Search(subject_head=head, **narrowed), by=by)
    return page.items


def test_a_receipt_is_placed_when_it_is_diarised_and_by_the_desk_that_has_it(office: Office):
    receipt = office.a_receipt(subject_head="mutation")
    assert (receipt.subject_head.code, receipt.subject_head.pack) == ("mutation", "in-uk")
    office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post("clerk")), by="dak")
    with pytest.raises(ReceiptHeldByAnother):
        office.ask(ClassifyReceipt(receipt_id=receipt.id, subject_head="demarcation"), by="dak")

    moved = office.ask(ClassifyReceipt(receipt_id=receipt.id, subject_head="demarcation"), by="clerk")

    assert moved.subject_head.code == "demarcation"
    assert moved.version == receipt.version + 2
    assert office.ask(GetReceipt(receipt_id=receipt.id), by="clerk").subject_head == moved.subject_head
    assert [event["subject_head"] for event in office.events("receipt_classified")] == ["demarcation"]
    recorded = office.rows("SELECT type FROM ledger WHERE subject_id = :id ORDER BY serial", id=receipt.id)
    assert recorded[-1].type == "receipt_classified"


def test_a_receipt_is_put_under_no_unknown_head_and_not_twice_under_one(office: Office):
    with pytest.raises(SubjectHeadUnknown):
        office.a_receipt(subject_head="astronomy")
    assert office.rows("SELECT 1 FROM receipts") == []
    receipt = office.a_receipt()
    assert receipt.subject_head is None

    office.ask(ClassifyReceipt(receipt_id=receipt.id, subject_head="rti"), by="dak")

    with pytest.raises(SubjectHeadUnchanged):
        office.ask(ClassifyReceipt(receipt_id=receipt.id, subject_head="rti"), by="dak")
    with pytest.raises(SubjectHeadUnknown):
        office.ask(ClassifyReceipt(receipt_id=receipt.id, subject_head="astronomy"), by="dak")


def test_each_head_counts_what_stands_under_it(office: Office):
    office.a_file(subject_head="mutation")
    office.a_file(subject_head="demarcation")
    file = office.a_file(subject_head="demarcation")
    office.a_file()
    receipt = office.a_receipt(subject_head="mutation")
    office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post("clerk")), by="dak")

    assert counts(office, "clerk") == {"demarcation": (2, 0), "mutation": (1, 1)}

    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="clerk")
    office.ask(ClassifyFile(file_id=file.id, subject_head="rti", reason="सूचना का आवेदन"), by="clerk")
    assert counts(office, "clerk") == {"demarcation": (1, 0), "mutation": (1, 1), "rti": (1, 0)}


def test_nobody_counts_or_finds_by_the_tree_what_he_may_not_see(office: Office):
    """Guard: the condition of ``search_sight`` in the statement that counts by the subject tree."""
    file = office.a_file(subject_head="mutation")
    secret = office.a_file(subject_head="mutation", grading="secret")
    receipt = office.a_receipt(subject_head="mutation")
    settle(office)
    seen: dict[str, set[object]] = {
        seat.name: {hit.id for hit in under(office, "mutation", seat.name)} for seat in SEATS
    }

    for seat in SEATS:
        one = seen[seat.name]
        expected = (len(one & {file.id, secret.id}), len(one & {receipt.id}))
        assert counts(office, seat.name).get("mutation", (0, 0)) == expected
    assert seen["clerk"] == {file.id, secret.id}
    assert seen["dak"] == {receipt.id}
    assert set() in seen.values()


def test_a_head_narrows_the_search_to_itself_and_all_below_it(office: Office):
    mutation = office.a_file(subject_head="mutation", subject="ग्राम कालसी का प्रकरण")
    demarcation = office.a_file(subject_head="demarcation", subject="ग्राम चकराता का प्रकरण")
    office.a_file(subject_head="rti", subject="ग्राम सूचना")
    office.a_file(subject="ग्राम अन्य")
    settle(office)

    assert {hit.id for hit in under(office, "revenue", "clerk")} == {mutation.id, demarcation.id}
    assert {hit.found_by for hit in under(office, "revenue", "clerk")} == {"subject_head"}
    assert [hit.id for hit in under(office, "mutation", "clerk")] == [mutation.id]
    assert {hit.id for hit in under(office, "revenue", "clerk", text="ग्राम")} == {mutation.id, demarcation.id}
    assert [hit.id for hit in under(office, "revenue", "clerk", text="चकराता")] == [demarcation.id]
    assert under(office, "astronomy", "clerk") == []
    with pytest.raises(NothingToLookFor):
        office.ask(Search(), by="clerk")


def test_what_is_put_elsewhere_is_found_there_with_its_letters(office: Office):
    letter = an_issued_letter(office)
    office.ask(ClassifyFile(file_id=letter.file_id, subject_head="mutation"), by="so-lra")
    settle(office)
    assert {hit.kind for hit in under(office, "mutation", "so-lra")} == {"file", "letter"}

    office.ask(ClassifyFile(file_id=letter.file_id, subject_head="rti", reason="अन्य विषय"), by="so-lra")
    settle(office)

    assert under(office, "mutation", "so-lra") == []
    assert {hit.kind for hit in under(office, "rti", "so-lra")} == {"file", "letter"}


def test_all_under_a_head_comes_page_by_page_the_newest_first(office: Office):
    made = [office.a_file(subject_head="mutation").id for _ in range(5)]
    settle(office)
    pages, cursor = [], None
    while True:
        page = office.ask(Search(subject_head="mutation", limit=2, cursor=cursor), by="clerk")
        pages.append([hit.id for hit in page.items])
        cursor = page.next
        if cursor is None:
            break

    assert [len(page) for page in pages] == [2, 2, 1]
    assert {one for page in pages for one in page} == set(made)
