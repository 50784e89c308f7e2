"""The record room issues until a day; a lost file is reported, searched for by order, and found or reconstructed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from contracts.files import (
    AttachDocument,
    CloseFile,
    FileView,
    FindPaperFile,
    GetFile,
    GetPaperFile,
    IssuePaperFile,
    ListPaperFiles,
    ListPaperRequisitions,
    OpenPartFile,
    OrderPaperFileSearch,
    PaperFileView,
    PaperRequisitionView,
    ReconstructPaperFile,
    RefusePaperRequisition,
    ReportPaperFileLost,
    RequestPaperFile,
    TakeBackPaperFile,
    VerifyPaperLedger,
    WithdrawPaperRequisition,
)
from contracts.files.errors import HeldByAnother, RoleMissing, UnfinishedBusiness
from contracts.files.paper_file_errors import (
    NoPartOfItsFile,
    NotAboveAccount,
    NothingScanned,
    NotInRecordRoom,
    PaperAskedAlready,
    PaperMissing,
    PaperNotForYou,
    PaperNotMissing,
    PaperOnAnothersAccount,
    PaperReturnInThePast,
    RequisitionNotFound,
    RequisitionSettled,
)
from services.files.handlers.paper_requisitions import overdue
from services.files.storage import FilesUnitOfWork
from tests.files.office import HandClock, Office
from tests.files.papers_on_shelves import a_paper, a_record_room, a_scanned_file, handed, passed, received

MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
DAY = date(2026, 3, 9)


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(MONDAY)
    a_record_room(office)
    return office.clock


def on_the_shelf(office: Office, **given: object) -> PaperFileView:
    return passed(office, a_paper(office, **given), "clerk", "record-room")


def asked(office: Office, paper: PaperFileView, by: str = "clerk") -> PaperRequisitionView:
    return office.ask(RequestPaperFile(paper_id=paper.id, reason="प्रतिशपथपत्र हेतु"), by=by)


def issued(office: Office, paper: PaperFileView, to: str = "clerk") -> PaperRequisitionView:
    return office.ask(IssuePaperFile(requisition_id=asked(office, paper, to).id, return_on=DAY), by="record-room")


def lost(office: Office, paper: PaperFileView, by: str = "clerk") -> PaperFileView:
    return office.ask(ReportPaperFileLost(paper_id=paper.id, last_seen="नजारत, अलमारी 7"), by=by)


def ordered(office: Office, paper: PaperFileView, by: str = "so-lra") -> PaperFileView:
    return office.ask(OrderPaperFileSearch(paper_id=paper.id, order="सात दिन में खोजें"), by=by)


def state_of(office: Office, one: PaperRequisitionView, by: str = "clerk") -> str:
    found = office.ask(ListPaperRequisitions(open=False), by=by).items
    return next(each.state for each in found if each.id == one.id)


# ---------------------------------------------------------------- the record room


def test_it_is_asked_for_issued_until_a_day_and_returned(office: Office, clock: HandClock):
    paper = on_the_shelf(office)
    one = asked(office, paper)
    assert office.ask(ListPaperRequisitions(box="to_issue"), by="record-room").items[0].id == one.id

    out = office.ask(IssuePaperFile(requisition_id=one.id, return_on=DAY), by="record-room")

    assert (out.state, out.return_on) == ("issued", DAY)
    going = office.ask(GetPaperFile(paper_id=paper.id), by="clerk")
    assert (going.account.designation_en, going.on_way_to.designation_en) == ("record-room", "clerk")
    assert received(office, paper, "clerk").return_on == DAY
    # Whoever has it by then brings it back.
    passed(office, paper, "clerk", "so-lra")
    assert state_of(office, one) == "issued"
    home = passed(office, paper, "so-lra", "record-room")
    assert (home.return_on, state_of(office, one)) == (None, "returned")
    assert office.rows("SELECT FROM due WHERE name = 'paper_overdue'") == []
    assert office.ask(VerifyPaperLedger(paper_id=paper.id), by="clerk").verdict == "intact"


def test_what_is_not_in_the_record_room_is_not_asked_of_it(office: Office, clock: HandClock):
    paper = a_paper(office)
    with pytest.raises(NotInRecordRoom):
        asked(office, paper, "so-lra")
    passed(office, paper, "clerk", "record-room")
    asked(office, paper)

    with pytest.raises(PaperAskedAlready):
        asked(office, paper)
    with pytest.raises(NotInRecordRoom):
        asked(office, paper, "record-room")


def test_the_record_room_alone_issues_and_refuses_and_who_asked_withdraws(office: Office, clock: HandClock):
    paper = on_the_shelf(office)
    one, other = asked(office, paper), asked(office, paper, "so-lra")

    with pytest.raises(PaperOnAnothersAccount):
        office.ask(IssuePaperFile(requisition_id=one.id, return_on=DAY), by="clerk")
    with pytest.raises(RequisitionNotFound):
        office.ask(IssuePaperFile(requisition_id=one.id, return_on=DAY), by="so-lra")
    with pytest.raises(PaperReturnInThePast):
        office.ask(IssuePaperFile(requisition_id=one.id, return_on=MONDAY.date()), by="record-room")
    with pytest.raises(PaperOnAnothersAccount):
        office.ask(WithdrawPaperRequisition(requisition_id=one.id, reason="x"), by="record-room")
    gone = office.ask(WithdrawPaperRequisition(requisition_id=one.id, reason="प्रति मिल गई"), by="clerk")
    assert (gone.state, gone.remarks, gone.allowed_actions) == ("withdrawn", "प्रति मिल गई", [])
    refused = office.ask(RefusePaperRequisition(requisition_id=other.id, reason="जीर्ण"), by="record-room")
    assert refused.state == "refused"
    with pytest.raises(RequisitionSettled):
        office.ask(IssuePaperFile(requisition_id=one.id, return_on=DAY), by="record-room")


def test_what_was_issued_and_not_fetched_is_back_on_the_shelf(office: Office, clock: HandClock):
    paper = on_the_shelf(office)
    one = issued(office, paper)

    back = office.ask(TakeBackPaperFile(paper_id=paper.id), by="record-room")

    assert (back.on_way_to, back.return_on, state_of(office, one)) == (None, None, "returned")
    with pytest.raises(PaperNotForYou):
        received(office, paper, "clerk")


def test_who_has_it_is_told_the_day_after_and_again_each_week(office: Office, clock: HandClock):
    paper = on_the_shelf(office)
    issued(office, paper)
    received(office, paper, "clerk")
    (row,) = office.rows("SELECT at, payload FROM due WHERE name = 'paper_overdue'")
    clock.now = row.at

    overdue(row.payload, FilesUnitOfWork(office.engine, settings=office.settings, clock=clock))

    assert row.at == datetime(2026, 3, 10, 4, 30, tzinfo=UTC)
    (event,) = office.events("paper_file_overdue")
    assert (event["account"]["designation_en"], event["return_on"]) == ("clerk", "2026-03-09")
    assert office.ask(GetPaperFile(paper_id=paper.id), by="clerk").is_overdue
    (following,) = office.rows("SELECT at FROM due WHERE name = 'paper_overdue'")
    assert following.at == row.at + timedelta(days=7)
    lost(office, paper)
    overdue(row.payload, FilesUnitOfWork(office.engine, settings=office.settings, clock=clock))
    assert len(office.events("paper_file_overdue")) == 1


# ---------------------------------------------------------------- lost


def test_it_is_reported_by_who_answers_and_ordered_by_an_officer_above(office: Office, clock: HandClock):
    paper = a_paper(office)
    with pytest.raises(NotAboveAccount):
        lost(office, paper, "est-clerk")
    with pytest.raises(PaperNotMissing):
        ordered(office, paper)

    gone = lost(office, paper)

    assert (gone.loss, gone.is_pending, gone.account.designation_en) == ("reported", True, "clerk")
    assert office.events("paper_file_missing")[0]["to_order"]["designation_en"] == "so-lra"
    assert office.ask(ListPaperFiles(box="to_order"), by="so-lra").items[0].id == paper.id
    assert office.ask(ListPaperFiles(box="to_order"), by="clerk").items == []
    with pytest.raises(PaperMissing):
        handed(office, paper, "clerk", "so-lra")
    with pytest.raises(RoleMissing):
        ordered(office, paper, "clerk")
    with pytest.raises(NotAboveAccount):
        ordered(office, paper, "so-est")
    assert ordered(office, paper).loss == "ordered"
    with pytest.raises(PaperNotMissing):
        ordered(office, paper, "adm")


def test_what_was_issued_lost_on_the_way_and_found_is_back_on_the_shelf(office: Office, clock: HandClock):
    """Proves that a loan ends that never began; fails when finding leaves it: nobody else got the paper any more."""
    paper = on_the_shelf(office)
    one = issued(office, paper)
    lost(office, paper, "record-room")

    found = office.ask(FindPaperFile(barcode=paper.barcode, remarks="अलमारी 2 में"), by="so-lra")

    assert (found.account.designation_en, found.return_on, found.loss) == ("record-room", None, None)
    assert state_of(office, one) == "returned"
    assert office.rows("SELECT FROM due WHERE name = 'paper_overdue'") == []
    issued(office, paper)


def test_nobody_orders_the_search_for_what_he_lost_himself_unless_nobody_is_above(office: Office, clock: HandClock):
    of_officer = passed(office, a_paper(office), "clerk", "so-lra")
    of_dm = passed(office, a_paper(office, number="2"), "clerk", "dm")
    lost(office, of_officer, "so-lra")
    lost(office, of_dm, "dm")

    with pytest.raises(NotAboveAccount):
        ordered(office, of_officer, "so-lra")

    assert ordered(office, of_officer, "adm").loss == "ordered"
    assert ordered(office, of_dm, "dm").loss == "ordered"


def test_lost_on_the_way_it_stays_on_the_givers_account_and_whoever_finds_it_says_so(office: Office, clock: HandClock):
    paper = a_paper(office)
    handed(office, paper, "clerk", "so-lra")
    lost(office, paper)
    with pytest.raises(PaperNotForYou):
        received(office, paper, "so-lra")

    back = office.ask(FindPaperFile(barcode=paper.barcode, remarks="जीप में"), by="est-clerk")

    assert (back.loss, back.account.designation_en, back.on_way_to) == (None, "clerk", None)
    with pytest.raises(PaperNotMissing):
        office.ask(FindPaperFile(barcode=paper.barcode, remarks="फिर"), by="est-clerk")


def test_what_stays_lost_is_reconstructed_after_the_order_and_pending_no_more(office: Office, clock: HandClock):
    paper, file, elsewhere = a_paper(office), a_scanned_file(office), office.a_file_sent("clerk", "so-lra")
    lost(office, paper)
    with pytest.raises(PaperNotMissing):
        office.ask(ReconstructPaperFile(paper_id=paper.id, file_id=file.id), by="clerk")
    ordered(office, paper)
    with pytest.raises(HeldByAnother):
        office.ask(ReconstructPaperFile(paper_id=paper.id, file_id=elsewhere.id), by="clerk")
    with pytest.raises(NothingScanned):
        office.ask(ReconstructPaperFile(paper_id=paper.id, file_id=office.a_file().id), by="clerk")

    made = office.ask(ReconstructPaperFile(paper_id=paper.id, file_id=file.id), by="clerk")

    assert (made.loss, made.is_pending, made.ended_as, made.file_id) == ("reconstructed", False, "lost", file.id)
    found = office.ask(FindPaperFile(barcode=paper.barcode, remarks="बाद में मिली"), by="clerk")
    assert (found.loss, found.is_pending, found.ended_as) == (None, False, "lost")
    assert office.ask(VerifyPaperLedger(paper_id=paper.id), by="clerk").verdict == "intact"


def test_paper_of_an_electronic_file_is_reconstructed_as_its_part_file(office: Office, clock: HandClock):
    file, other = office.a_file(), office.a_file()
    paper = a_paper(office, file_id=file.id)
    lost(office, paper)
    ordered(office, paper)
    part: FileView = office.ask(OpenPartFile(file_id=file.id, reason="मूल पत्रावली खोई"), by="clerk")

    with pytest.raises(NoPartOfItsFile):
        office.ask(ReconstructPaperFile(paper_id=paper.id, file_id=other.id), by="clerk")

    copies = AttachDocument(file_id=part.id, document_id=office.bus.a_document().id, title="कार्यालय प्रति", pages=3)
    office.ask(copies, by="clerk")
    made = office.ask(ReconstructPaperFile(paper_id=paper.id, file_id=part.id), by="clerk")
    assert (made.loss, made.file_id, made.ended_as) == ("reconstructed", file.id, None)


def test_a_loan_that_is_lost_for_good_ends(office: Office, clock: HandClock):
    paper, file = on_the_shelf(office), a_scanned_file(office)
    one = issued(office, paper)
    received(office, paper, "clerk")
    lost(office, paper)
    ordered(office, paper)

    office.ask(ReconstructPaperFile(paper_id=paper.id, file_id=file.id), by="clerk")

    assert state_of(office, one) == "lost"
    assert office.rows("SELECT FROM due WHERE name = 'paper_overdue'") == []


def test_a_file_is_not_closed_while_its_paper_is_out(office: Office, clock: HandClock):
    """Guard: ``not_returned`` in ``open_business``, and ``Business.papers``."""
    file = office.a_file("so-lra")
    paper = a_paper(office, "so-lra", file_id=file.id)
    closing = CloseFile(file_id=file.id, reason="निस्तारित")

    def is_refused() -> None:
        with pytest.raises(UnfinishedBusiness) as refused:
            office.ask(closing, by="so-lra")
        assert refused.value.fields["papers"] == 1
        assert "close_file" not in office.ask(GetFile(file_id=file.id), by="so-lra").allowed_actions

    lost(office, paper, "so-lra")
    is_refused()
    ordered(office, paper, "adm")
    is_refused()
    office.ask(FindPaperFile(barcode=paper.barcode, remarks="मिली"), by="so-lra")
    handed(office, paper, "so-lra", "record-room")
    is_refused()
    received(office, paper, "record-room")
    issued(office, paper, "so-lra")
    received(office, paper, "so-lra")
    is_refused()
    passed(office, paper, "so-lra", "record-room")

    assert "close_file" in office.ask(GetFile(file_id=file.id), by="so-lra").allowed_actions
    assert office.ask(closing, by="so-lra").state == "closed"
