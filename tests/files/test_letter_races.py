"""Letters under hands that work at the same time: numbers without gap, each step once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from contracts.errors import PatravaliError
from contracts.files import (
    ApproveDraft,
    CancelLetter,
    GetFile,
    GetLetter,
    IssueLetter,
    ListCorrespondence,
    VerifyLedger,
)
from tests.files.correspondents import a_draft, a_printed_letter, a_signed_letter, completion, prepare, tell_signed

pytestmark = pytest.mark.usefixtures("neighbours")


def at_once(*acts):
    """Run them together; each answer, or the refusal."""
    together = threading.Barrier(len(acts))

    def run(act):
        together.wait(timeout=30)
        try:
            return act()
        except PatravaliError as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as hands:
        return list(hands.map(run, acts))


def refusals(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, PatravaliError)]


def test_letters_approved_at_once_get_serials_without_a_gap(office):
    office.numbers_letters("{serial}/{unit}/{year}")
    drafts = [a_draft(office, office.a_file("so-lra"), "so-lra") for _ in range(8)]

    letters = at_once(
        *[
            lambda draft=draft: office.ask(ApproveDraft(draft_id=draft.id, expected_version=1), by="so-lra")
            for draft in drafts
        ]
    )

    assert refusals(letters) == []
    assert sorted(int(letter.number.split("/")[0]) for letter in letters) == list(range(1, 9))


def test_a_refused_approval_takes_no_number(office):
    office.numbers_letters("{serial}/{unit}/{year}")
    file = office.a_file("so-lra")
    order = a_draft(office, file, "so-lra", form="order")
    letter = a_draft(office, file, "so-lra")

    outcomes = [
        outcome
        for draft in (order, letter)
        for outcome in at_once(
            lambda draft=draft: office.ask(ApproveDraft(draft_id=draft.id, expected_version=1), by="so-lra")
        )
    ]

    assert outcomes[0].code == "charge.role_missing"
    assert outcomes[1].number.startswith("1/")


def test_one_draft_becomes_one_letter_however_many_approve_it(office):
    draft = a_draft(office, office.a_file("so-lra"), "so-lra")
    approve = ApproveDraft(draft_id=draft.id, expected_version=1)

    outcomes = at_once(*[lambda: office.ask(approve, by="so-lra")] * 4)

    assert sorted(refusal.code for refusal in refusals(outcomes)) == ["file.stale"] * 3
    assert office.rows("SELECT count(*) FROM letters")[0].count == 1
    assert office.rows("SELECT last FROM number_series WHERE kind = 'letter'")[0].last == 1


def test_a_letter_is_either_issued_or_cancelled(office):
    letter = a_signed_letter(office)

    outcomes = at_once(
        lambda: office.ask(IssueLetter(letter_id=letter.id), by="so-lra"),
        lambda: office.ask(CancelLetter(letter_id=letter.id, reason="भूल"), by="so-lra"),
    )

    state = office.ask(GetLetter(letter_id=letter.id), by="so-lra").state
    papers = office.ask(ListCorrespondence(file_id=letter.file_id), by="so-lra").items
    assert len(refusals(outcomes)) == 1
    assert state in ("issued", "cancelled")
    assert len(papers) == (state == "issued")


def test_a_letter_is_issued_once(office):
    letter = a_signed_letter(office)

    outcomes = at_once(*[lambda: office.ask(IssueLetter(letter_id=letter.id), by="so-lra")] * 4)

    assert [refusal.code for refusal in refusals(outcomes)] == ["letter.not_ready"] * 3
    assert len(office.events("letter_issued")) == 1
    assert office.ask(GetFile(file_id=letter.file_id), by="so-lra").page_count == 2
    assert office.ask(VerifyLedger(file_id=letter.file_id), by="so-lra").verdict == "intact"


def test_answer_and_event_of_one_signature_sign_the_letter_once(office, neighbours):
    letter = a_printed_letter(office)
    session_id = prepare(office, letter).session_id
    signed = threading.Event()
    ask = neighbours._complete_signature

    def complete_and_tell(request):
        answer = ask(request)
        signed.set()
        return answer

    neighbours._complete_signature = complete_and_tell

    def event():
        assert signed.wait(timeout=30)
        tell_signed(office, neighbours, session_id)

    outcomes = at_once(lambda: office.ask(completion(letter, session_id), by="so-lra"), event)

    assert refusals(outcomes) == []
    assert office.ask(GetLetter(letter_id=letter.id), by="so-lra").state == "signed"
    assert len(office.events("letter_signed")) == 1
