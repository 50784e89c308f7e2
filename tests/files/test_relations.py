"""Part files, volumes, links and references, and receipts that are taken out of a file again."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError

from contracts.files import (
    AddNote,
    AttachDocument,
    CloseFile,
    DetachReceipt,
    FileView,
    ForwardFile,
    GetFile,
    GetReceipt,
    LinkFile,
    ListCorrespondence,
    ListLedger,
    ListNotes,
    ListReaders,
    ListRelatedFiles,
    MarkChecklistItem,
    MergePartFile,
    OpenPartFile,
    OpenReceipt,
    OpenVolume,
    PutReceiptInFile,
    ReopenFile,
    UnlinkFile,
    VerifyLedger,
)
from contracts.files.errors import FileClosed, FileNotFound, HeldByAnother, UnfinishedBusiness, YellowNoteOpen
from contracts.files.relation_errors import (
    LinkedAlready,
    LinkedToItself,
    LinkNotFound,
    NoPartOfAPart,
    NotAPart,
    PartMerged,
    PartNotMerged,
    ReceiptNotInFile,
    VolumeContinued,
)
from tests.files.correspondents import a_draft
from tests.files.neighbours import Neighbours
from tests.files.office import Office
from tests.files.packs import a_pack, use
from tests.files.test_cases import case_of

WHY = "मुख्य पत्रावली शासन को गई है"


def now(office: Office, file: FileView, by: str) -> FileView:
    return office.ask(GetFile(file_id=file.id), by=by)


def noted(office: Office, file: FileView, *paragraphs: str, by: str = "clerk", kind: str = "green") -> None:
    office.ask(AddNote(file_id=file.id, paragraphs=list(paragraphs), kind=kind), by=by)


def papered(office: Office, file: FileView, pages: int, title: str = "संलग्नक", by: str = "clerk") -> None:
    document = office.bus.a_document(pages=pages)
    office.ask(AttachDocument(file_id=file.id, document_id=document.id, title=title, pages=pages), by=by)


def numbers(office: Office, file: FileView, by: str) -> list[list[int]]:
    notes = office.ask(ListNotes(file_id=file.id), by=by).items
    return [[paragraph.number for paragraph in note.paragraphs] for note in notes]


def pages(office: Office, file: FileView, by: str) -> list[tuple[str, int, int]]:
    papers = office.ask(ListCorrespondence(file_id=file.id), by=by).items
    return [(paper.title, paper.from_page, paper.to_page) for paper in papers]


def related(office: Office, file: FileView, by: str) -> list[tuple[str, str]]:
    items = office.ask(ListRelatedFiles(file_id=file.id), by=by).items
    return [(item.relation, item.number) for item in items]


def intact(office: Office, *files: FileView, by: str) -> bool:
    return all(office.ask(VerifyLedger(file_id=file.id), by=by).problems == [] for file in files)


@pytest.fixture
def main(office: Office, neighbours: Neighbours) -> FileView:
    """A file of the clerk with two paragraphs and three pages that lies with the ADM."""
    file = office.a_file(free_number="21/7/2026-LRA")
    noted(office, file, "एक", "दो")
    papered(office, file, 3)
    return office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="clerk")


def a_part(office: Office, main: FileView, by: str = "clerk") -> FileView:
    return office.ask(OpenPartFile(file_id=main.id, reason=WHY), by=by)


# --- Part files ---------------------------------------------------------------------------------------------------


def test_a_part_file_is_opened_where_the_main_file_is_not_and_merged_where_both_are(office: Office, main: FileView):
    part = a_part(office, main)
    assert (part.number, part.part_number, part.holder.post_id) == ("21/7/2026-LRA/Part-1", 1, office.post("clerk"))
    assert now(office, main, "adm").version == main.version
    noted(office, part, "भाग का पहला")
    papered(office, part, 2, "भाग का पत्र")
    office.ask(ForwardFile(file_id=part.id, to_post=office.post("adm")), by="clerk")
    noted(office, part, "भाग का दूसरा", "भाग का तीसरा", by="adm")
    noted(office, main, "तीन", by="adm")
    written = office.ask(ListNotes(file_id=part.id), by="adm").items

    merged = office.ask(MergePartFile(file_id=part.id), by="adm")

    assert merged.id == main.id
    assert numbers(office, main, "adm") == [[1, 2], [3], [4], [5, 6]]
    assert pages(office, main, "adm") == [("संलग्नक", 1, 3), ("भाग का पत्र", 4, 5)]
    last = office.ask(ListNotes(file_id=main.id), by="adm").items[-1]
    assert (last.merged_from.number, last.merged_from.first) == (part.number, 2)
    assert (last.author, last.confirmed_at) == (written[-1].author, written[-1].confirmed_at)
    closed = now(office, part, "adm")
    assert (closed.state, closed.merged_at is not None) == ("closed", True)
    assert numbers(office, part, "adm") == [[1], [2, 3]]
    assert intact(office, main, part, by="adm")
    noted(office, main, "आगे", by="adm")
    assert numbers(office, main, "adm")[-1] == [7]


def test_a_part_is_merged_by_the_desk_that_has_both_with_nothing_unfinished(office: Office, main: FileView):
    part = a_part(office, main)
    with pytest.raises(HeldByAnother):
        office.ask(MergePartFile(file_id=part.id), by="clerk")
    office.ask(ForwardFile(file_id=main.id, to_post=office.post("clerk")), by="adm")
    with pytest.raises(NotAPart):
        office.ask(MergePartFile(file_id=main.id), by="clerk")

    noted(office, part, "अपुष्ट", kind="yellow")
    assert "merge_part_file" not in now(office, part, "clerk").allowed_actions
    with pytest.raises(UnfinishedBusiness):
        office.ask(MergePartFile(file_id=part.id), by="clerk")

    other = a_part(office, main)
    noted(office, main, "अपुष्ट", kind="yellow")
    with pytest.raises(YellowNoteOpen):
        office.ask(MergePartFile(file_id=other.id), by="clerk")
    assert numbers(office, main, "clerk") == [[1, 2], [3]]


def test_a_main_file_waits_for_its_parts_and_a_part_for_nothing_but_merging(office: Office, neighbours: Neighbours):
    """Guard: ``Business.parts``, and ``Kin.check_closes``."""
    main = office.a_file("so-lra")
    part = a_part(office, main, "so-lra")
    with pytest.raises(UnfinishedBusiness) as refused:
        office.ask(CloseFile(file_id=main.id, reason="निस्तारित"), by="so-lra")
    assert refused.value.fields["parts"] == 1
    with pytest.raises(PartNotMerged):
        office.ask(CloseFile(file_id=part.id, reason="निस्तारित"), by="so-lra")
    with pytest.raises(NoPartOfAPart):
        a_part(office, part, "so-lra")

    office.ask(MergePartFile(file_id=part.id), by="so-lra")

    assert office.ask(CloseFile(file_id=main.id, reason="निस्तारित"), by="so-lra").state == "closed"
    with pytest.raises(PartMerged):
        office.ask(ReopenFile(file_id=part.id, reason="पुनः"), by="so-lra")


def test_a_merged_part_bears_the_category_of_merging(office: Office, neighbours: Neighbours):
    use(office, a_pack())
    part = a_part(office, office.a_file())

    office.ask(MergePartFile(file_id=part.id), by="clerk")

    assert now(office, part, "clerk").disposal.code == "merged"


def test_the_database_counts_parts_and_keeps_what_was_merged(office: Office, main: FileView):
    """Guards: the triggers ``parts_are_counted`` and ``files_stay_kin``."""
    part = a_part(office, main)
    for forged in (
        f"UPDATE files SET open_parts = 0, version = version + 1 WHERE id = '{main.id}';"
        f"UPDATE files SET version = version + 1 WHERE id = '{part.id}'",
        f"UPDATE files SET main_id = NULL, part_number = NULL WHERE id = '{part.id}'",
    ):
        with pytest.raises(DBAPIError), office.owner.begin() as connection:
            connection.exec_driver_sql(forged)


def test_who_has_the_main_file_sees_its_parts_and_nobody_else_who_may_not(office: Office, neighbours: Neighbours):
    main = office.a_file(grading="confidential")
    office.ask(ForwardFile(file_id=main.id, to_post=office.post("so-lra")), by="clerk")
    office.ask(ForwardFile(file_id=main.id, to_post=office.post("est-clerk")), by="so-lra")
    part = a_part(office, main, "so-lra")

    assert related(office, main, "est-clerk") == [("part", part.number)]
    assert related(office, main, "clerk") == []
    with pytest.raises(FileNotFound):
        now(office, part, "clerk")
    assert related(office, part, "so-lra") == [("main", main.number)]
    office.ask(ForwardFile(file_id=part.id, to_post=office.post("sdm")), by="so-lra")
    assert related(office, part, "sdm") == []


# --- Volumes ------------------------------------------------------------------------------------------------------


def test_a_full_file_goes_on_in_its_next_volume(office: Office, neighbours: Neighbours):
    use(office, a_pack())
    full = office.a_file(free_number="21/7/2026-LRA", case_type="rti")
    office.ask(MarkChecklistItem(file_id=full.id, item="application", state="done"), by="clerk")
    noted(office, full, "एक", "दो")
    papered(office, full, 3)

    volume = office.ask(OpenVolume(file_id=full.id), by="clerk")

    assert (volume.number, volume.volume_number, volume.deadline) == ("21/7/2026-LRA/Vol-2", 2, full.deadline)
    noted(office, volume, "तीन")
    papered(office, volume, 1, "अगला")
    assert (numbers(office, volume, "clerk"), pages(office, volume, "clerk")) == ([[3]], [("अगला", 4, 4)])
    assert [item.state for item in case_of(office, volume).checklist][:2] == ["done", "open"]
    assert now(office, full, "clerk").state == "closed"
    with pytest.raises(FileClosed):
        noted(office, full, "पुराने में")
    with pytest.raises(VolumeContinued):
        office.ask(ReopenFile(file_id=full.id, reason="पुनः"), by="clerk")
    assert intact(office, full, volume, by="clerk")
    third = office.ask(OpenVolume(file_id=volume.id), by="clerk")
    assert third.number == "21/7/2026-LRA/Vol-3"
    assert related(office, third, "clerk") == [("volume", full.number), ("volume", volume.number)]


def test_an_earlier_volume_is_read_by_who_gets_the_next_one(office: Office, neighbours: Neighbours):
    full = office.a_file(grading="secret")
    volume = office.ask(OpenVolume(file_id=full.id), by="clerk")
    with pytest.raises(FileNotFound):
        now(office, full, "sdm")

    office.ask(ForwardFile(file_id=volume.id, to_post=office.post("sdm")), by="clerk")

    assert now(office, full, "sdm").number == full.number
    readers = office.ask(ListReaders(file_id=full.id), by="sdm").items
    assert (office.post("sdm"), "other_volume") in [(reader.post.post_id, reader.reason) for reader in readers]
    with pytest.raises(FileNotFound):
        now(office, full, "est-clerk")


def test_a_volume_is_not_closed_over_a_draft(office: Office, neighbours: Neighbours):
    full = office.a_file()
    a_draft(office, full)

    assert "open_volume" not in now(office, full, "clerk").allowed_actions
    with pytest.raises(UnfinishedBusiness):
        office.ask(OpenVolume(file_id=full.id), by="clerk")


# --- Links and references -----------------------------------------------------------------------------------------


def test_a_link_is_seen_from_both_and_a_reference_from_one(office: Office):
    one, other = office.a_file(free_number="A/1"), office.a_file(free_number="B/2")

    office.ask(LinkFile(file_id=one.id, other_number=" b / 2"), by="clerk")
    office.ask(LinkFile(file_id=one.id, other_file_id=other.id, kind="reference"), by="clerk")

    assert related(office, one, "clerk") == [("link", "B/2"), ("reference", "B/2")]
    assert related(office, other, "clerk") == [("link", "A/1")]
    with pytest.raises(LinkedAlready):
        office.ask(LinkFile(file_id=other.id, other_file_id=one.id), by="clerk")
    with pytest.raises(LinkedToItself):
        office.ask(LinkFile(file_id=one.id, other_file_id=one.id), by="clerk")
    assert intact(office, one, other, by="clerk")


def test_a_link_ends_from_either_side_with_the_reason_in_both_trails(office: Office):
    one, other = office.a_file(), office.a_file()
    link = office.ask(LinkFile(file_id=one.id, other_file_id=other.id), by="clerk").items[0].link_id

    left = office.ask(UnlinkFile(file_id=other.id, link_id=link, reason="भूलवश"), by="clerk")

    assert (left.items, related(office, one, "clerk")) == ([], [])
    for file in (one, other):
        assert office.ask(ListLedger(file_id=file.id), by="clerk").items[-1].type == "file_unlinked"
    with pytest.raises(LinkNotFound):
        office.ask(UnlinkFile(file_id=one.id, link_id=link, reason="फिर"), by="clerk")
    assert intact(office, one, other, by="clerk")


def test_a_file_that_one_may_not_see_is_neither_linked_nor_shown_nor_counted(office: Office):
    """Guard: ``related`` asks ``may_see`` of each file, and a hidden one answers as one that is not there."""
    hidden = office.a_file("est-clerk", grading="secret", free_number="H/1")
    own = office.a_file("clerk")
    for other in ({"other_number": "H/1"}, {"other_file_id": hidden.id}, {"other_number": "N/0"}):
        with pytest.raises(FileNotFound):
            office.ask(LinkFile(file_id=own.id, **other), by="clerk")

    sent = office.a_file("est-clerk")
    link = office.ask(LinkFile(file_id=sent.id, other_file_id=hidden.id), by="est-clerk").items[0].link_id
    office.ask(ForwardFile(file_id=sent.id, to_post=office.post("clerk")), by="est-clerk")

    view = office.ask(ListRelatedFiles(file_id=sent.id), by="clerk")
    assert view.items == []
    assert hidden.number not in view.model_dump_json()
    with pytest.raises(LinkNotFound):
        office.ask(UnlinkFile(file_id=sent.id, link_id=link, reason="भूलवश"), by="clerk")


# --- Receipts that are taken out ----------------------------------------------------------------------------------


def test_a_detached_receipt_lies_on_the_desk_and_its_pages_keep_their_numbers(office: Office, neighbours: Neighbours):
    receipt = office.a_receipt("clerk")
    file, right = office.a_file(), office.a_file()
    office.ask(OpenReceipt(receipt_id=receipt.id), by="clerk")
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id, pages=2), by="clerk")
    papered(office, file, 1, "अगला")
    before = pages(office, file, "clerk")

    back = office.ask(DetachReceipt(file_id=file.id, receipt_id=receipt.id, reason="दूसरे प्रकरण का"), by="clerk")

    assert (back.state, back.file_id, back.holder.post_id) == ("open", None, office.post("clerk"))
    assert pages(office, file, "clerk") == before
    paper = office.ask(ListCorrespondence(file_id=file.id), by="clerk").items[0]
    assert (paper.detached.reason, paper.document_id) == ("दूसरे प्रकरण का", None)
    assert intact(office, file, by="clerk")
    with pytest.raises(ReceiptNotInFile):
        office.ask(DetachReceipt(file_id=file.id, receipt_id=receipt.id, reason="फिर"), by="clerk")

    for target in (right, file):
        office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=target.id), by="clerk")
        assert office.ask(GetReceipt(receipt_id=receipt.id), by="clerk").file_id == target.id
        if target is right:
            office.ask(DetachReceipt(file_id=right.id, receipt_id=receipt.id, reason="यहाँ का नहीं"), by="clerk")


def test_a_receipt_is_taken_out_by_the_desk_that_has_the_file(office: Office, neighbours: Neighbours):
    receipt, file = office.a_receipt("clerk"), office.a_file()
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="clerk")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    with pytest.raises(HeldByAnother):
        office.ask(DetachReceipt(file_id=file.id, receipt_id=receipt.id, reason="भूलवश"), by="clerk")
    back = office.ask(DetachReceipt(file_id=file.id, receipt_id=receipt.id, reason="भूलवश"), by="so-lra")
    assert back.holder.post_id == office.post("so-lra")
