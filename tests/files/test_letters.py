"""A draft becomes a letter: approved with its number, printed, issued onto the correspondence side, or given up."""

from datetime import UTC, datetime

import pytest

from contracts.errors import Unavailable
from contracts.files import (
    ApproveDraft,
    CancelLetter,
    CloseFile,
    ForwardFile,
    GetFile,
    GetLetter,
    IssueLetter,
    ListCorrespondence,
    ListLetters,
    RenderLetter,
    VerifyLedger,
    VerifyLetter,
)
from contracts.files.errors import (
    DraftFrozen,
    FileNotFound,
    HeldByAnother,
    LetterNotFound,
    LetterNotReady,
    NobodyCanAct,
    RoleMissing,
    Stale,
    UnfinishedBusiness,
)
from tests.files.correspondents import (
    BDO,
    RAM,
    a_draft,
    a_printed_letter,
    a_signed_letter,
    an_approved_letter,
    an_issued_letter,
)
from tests.files.neighbours import PLACE
from tests.files.office import HandClock, key

pytestmark = pytest.mark.usefixtures("neighbours")


def test_approval_freezes_the_draft_and_reserves_the_number_in_one_transaction(office):
    file = office.a_file("so-lra", free_number="21/7/2026-LRA")
    draft = a_draft(office, file, "so-lra")

    letter = office.ask(ApproveDraft(draft_id=draft.id, expected_version=1), by="so-lra")

    assert letter.state == "approved"
    assert letter.number == "21/7/2026-LRA/1"
    assert letter.signer.post_id == office.post("so-lra")
    with pytest.raises(DraftFrozen):
        office.ask(ApproveDraft(draft_id=draft.id, expected_version=2), by="so-lra")
    (told,) = office.events("draft_approved")
    assert told["letter_number"] == letter.number


def test_a_dealing_hand_cannot_approve(office):
    file = office.a_file("clerk")
    draft = a_draft(office, file, "clerk")

    with pytest.raises(RoleMissing):
        office.ask(ApproveDraft(draft_id=draft.id, expected_version=1), by="clerk")

    assert office.rows("SELECT count(*) FROM letters")[0].count == 0
    assert office.rows("SELECT count(*) FROM number_series WHERE kind = 'letter'")[0].count == 0


def test_an_officer_who_does_not_hold_the_file_cannot_approve(office):
    file = office.a_file("clerk")
    draft = a_draft(office, file, "clerk")

    with pytest.raises(HeldByAnother):
        office.ask(ApproveDraft(draft_id=draft.id, expected_version=1), by="adm")


def test_a_section_officer_approves_a_letter_but_not_an_order(office):
    file = office.a_file("so-lra")
    order = a_draft(office, file, "so-lra", form="order")

    with pytest.raises(RoleMissing) as refused:
        office.ask(ApproveDraft(draft_id=order.id, expected_version=1), by="so-lra")

    assert refused.value.fields["role"] == "adm"
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="so-lra")
    approved = office.ask(ApproveDraft(draft_id=order.id, expected_version=1), by="adm")
    assert approved.state == "approved"


def test_a_desk_that_could_not_approve_the_letter_cannot_be_its_signer(office):
    file = office.a_file("so-lra")
    draft = a_draft(office, file, "so-lra")

    with pytest.raises(RoleMissing):
        office.ask(ApproveDraft(draft_id=draft.id, expected_version=1, signer_post=office.post("clerk")), by="so-lra")


def test_an_approval_of_a_version_that_was_changed_meanwhile_is_refused(office):
    file = office.a_file("so-lra")
    draft = a_draft(office, file, "so-lra")

    with pytest.raises(Stale) as refused:
        office.ask(ApproveDraft(draft_id=draft.id, expected_version=2), by="so-lra")

    assert refused.value.fields["version"] == 1


def test_letters_of_one_file_on_one_day_are_told_apart(office):
    file = office.a_file("so-lra", free_number="21/7/2026-LRA")
    drafts = [a_draft(office, file, "so-lra") for _ in range(2)]

    numbers = [office.ask(ApproveDraft(draft_id=draft.id, expected_version=1), by="so-lra").number for draft in drafts]

    assert numbers == ["21/7(I)/2026-LRA/1", "21/7(II)/2026-LRA/2"]


def test_each_file_counts_its_letters_and_goes_on_in_the_new_year(office):
    office.clock = HandClock(datetime(2026, 12, 31, 6, 30, tzinfo=UTC))
    file, other = (office.a_file("so-lra", free_number=f"21/{serial}/2026-LRA") for serial in (7, 8))
    before, beside = an_approved_letter(office, file=file), an_approved_letter(office, file=other)

    office.clock.forward(days=1)
    after = an_approved_letter(office, file=file)

    assert (before.number, beside.number) == ("21/7/2026-LRA/1", "21/8/2026-LRA/1")
    assert after.number == "21/7/2026-LRA/2"


def test_an_office_that_counts_all_its_letters_begins_anew_each_year(office):
    office.clock = HandClock(datetime(2026, 12, 31, 6, 30, tzinfo=UTC))
    office.numbers_letters("{serial}/{unit}/{year}")
    numbers = [an_approved_letter(office).number for _ in range(2)]

    office.clock.forward(days=1)
    numbers.append(an_approved_letter(office).number)

    assert numbers == ["1/LRA/2026", "2/LRA/2026", "1/LRA/2027"]


def test_a_cancelled_letter_keeps_its_number_and_says_why(office):
    file = office.a_file("so-lra")
    first = an_approved_letter(office, file=file)

    cancelled = office.ask(CancelLetter(letter_id=first.id, reason="पता बदल गया"), by="so-lra")
    second = an_approved_letter(office, file=file)

    assert cancelled.state == "cancelled"
    assert (cancelled.cancel_reason, cancelled.cancelled_by) == ("पता बदल गया", cancelled.approved_by)
    assert cancelled.number == first.number != second.number
    assert second.cancel_reason is None
    kept = office.rows("SELECT serial, cancel_reason FROM letters ORDER BY serial")
    assert [(row.serial, row.cancel_reason) for row in kept] == [(1, "पता बदल गया"), (2, None)]


def test_an_issued_letter_can_no_longer_be_cancelled(office):
    letter = an_issued_letter(office)

    with pytest.raises(LetterNotReady) as refused:
        office.ask(CancelLetter(letter_id=letter.id, reason="भूल"), by="so-lra")

    assert refused.value.fields["state"] == "issued"


def test_the_pdf_bears_the_letterhead_the_number_the_date_and_the_signers_name(office, neighbours):
    letter = a_printed_letter(office, addressees=[RAM, BDO], copy_to=["उप जिलाधिकारी, कालसी"])

    (order,) = neighbours.letters
    paper = order.letter
    assert letter.state == "rendered"
    assert letter.document_id in neighbours.documents
    assert paper.letterhead.lines_hi == ["कार्यालय जिलाधिकारी", "अनुभाग lra"]
    assert paper.letterhead.lines_en == ["collectorate", "lra"]
    assert (paper.number, paper.dated) == (letter.number, letter.issue_date)
    assert paper.addressees[0].lines == ["श्री राम सिंह", "ग्राम कालसी", "जनपद देहरादून"]
    assert [paragraph.number for paragraph in paper.body] == [None, "2."]
    assert paper.signer.name == "श्री so-lra"
    assert paper.copies == ["उप जिलाधिकारी, कालसी"]


def test_an_order_bears_a_heading_and_neither_salutation_nor_close(office, neighbours):
    a_printed_letter(office, "adm", form="order", language="en")

    paper = neighbours.letters[0].letter
    assert (paper.heading, paper.salutation, paper.closing) == ("ORDER", "", "")


def test_a_letter_whose_signing_post_is_vacant_is_not_printed(office):
    letter = an_approved_letter(office, "adm", signer="dm")
    office.charge("dm", deleted=True)

    with pytest.raises(NobodyCanAct):
        office.ask(RenderLetter(letter_id=letter.id), by="adm")


def test_nothing_changes_while_documents_is_away_and_the_same_command_works_later(office, neighbours):
    letter = an_approved_letter(office)
    neighbours.away = "documents"
    command = RenderLetter(letter_id=letter.id)
    command_id = key("render it")

    with pytest.raises(Unavailable):
        office.ask(command, by="so-lra", command_id=command_id)
    neighbours.away = None
    rendered = office.ask(command, by="so-lra", command_id=command_id)

    assert rendered.state == "rendered"
    assert len(neighbours.letters) == 1


def test_an_unsigned_letter_is_not_issued(office):
    letter = a_printed_letter(office)

    with pytest.raises(LetterNotReady) as refused:
        office.ask(IssueLetter(letter_id=letter.id), by="so-lra")

    assert (refused.value.fields["state"], refused.value.fields["needed"]) == ("rendered", "signed")


def test_an_issued_letter_takes_the_next_pages_of_the_correspondence_side(office, neighbours):
    file = office.a_file("so-lra")
    neighbours.pages = 3

    first = an_issued_letter(office, file=file)
    second = an_issued_letter(office, file=file)

    papers = office.ask(ListCorrespondence(file_id=file.id), by="so-lra").items
    assert [(paper.letter_id, paper.from_page, paper.to_page) for paper in papers] == [
        (first.id, 1, 3),
        (second.id, 4, 6),
    ]
    assert papers[0].document_version == first.document_version == 2
    assert office.ask(GetFile(file_id=file.id), by="so-lra").page_count == 6
    assert [event["letter_id"] for event in office.events("letter_issued")] == [str(first.id), str(second.id)]


def test_somebody_who_may_not_know_the_file_is_told_that_there_is_no_such_letter(office):
    letter = a_signed_letter(office)

    for request in (
        GetLetter(letter_id=letter.id),
        IssueLetter(letter_id=letter.id),
        VerifyLetter(letter_id=letter.id),
    ):
        with pytest.raises(LetterNotFound):
            office.ask(request, by="est-clerk")
    with pytest.raises(FileNotFound):
        office.ask(ListLetters(file_id=letter.file_id), by="est-clerk")


def test_who_had_the_file_may_see_the_letter_and_not_issue_it(office):
    file = office.a_file_sent("clerk", "so-lra")
    letter = a_signed_letter(office, file=file)

    seen = office.ask(GetLetter(letter_id=letter.id), by="clerk")

    assert "issue_letter" not in seen.allowed_actions
    with pytest.raises(HeldByAnother):
        office.ask(IssueLetter(letter_id=letter.id), by="clerk")


def test_a_file_with_a_letter_on_its_way_is_not_closed_and_with_an_issued_one_it_is(office):
    file = office.a_file("so-lra")
    letter = a_signed_letter(office, file=file)

    with pytest.raises(UnfinishedBusiness) as refused:
        office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    office.ask(IssueLetter(letter_id=letter.id), by="so-lra")

    assert refused.value.fields["letters"] == 1
    assert office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra").state == "closed"


def test_the_ledger_holds_each_step_of_the_letter_and_verifies(office):
    letter = an_issued_letter(office)

    acts = [
        row.type
        for row in office.rows("SELECT type FROM ledger WHERE subject_id = :f ORDER BY serial", f=letter.file_id)
    ]
    report = office.ask(VerifyLedger(file_id=letter.file_id), by="so-lra")

    assert acts[1:] == [
        "draft_created",
        "draft_approved",
        "letter_rendered",
        "signature_prepared",
        "letter_signed",
        "letter_issued",
    ]
    assert (report.verdict, report.problems) == ("intact", [])


def test_the_place_of_the_signature_is_where_documents_left_room(office, neighbours):
    a_signed_letter(office)

    (session,) = neighbours.sessions.values()
    box = session.box
    assert (box.page, box.x1, box.y1, box.x2, box.y2) == (
        PLACE.page, PLACE.left, PLACE.bottom, PLACE.right, PLACE.top,
    )  # fmt: skip


def test_an_officer_finds_the_letters_that_wait_for_a_signature(office):
    waiting = a_printed_letter(office, "adm", signer="dm")
    a_printed_letter(office)

    found = office.ask(ListLetters(state="rendered"), by="dm").items

    assert [letter.id for letter in found] == [waiting.id]
    assert "prepare_signature" in found[0].allowed_actions
    assert office.ask(ListLetters(state="rendered"), by="clerk").items == []


def test_letters_are_listed_newest_first_and_part_by_part(office):
    file = office.a_file("so-lra")
    letters = [an_approved_letter(office, file=file) for _ in range(3)]

    first = office.ask(ListLetters(file_id=file.id, limit=2), by="so-lra")
    rest = office.ask(ListLetters(file_id=file.id, limit=2, cursor=first.next), by="so-lra")

    assert [letter.id for letter in first.items + rest.items] == [letter.id for letter in reversed(letters)]
    assert rest.next is None
