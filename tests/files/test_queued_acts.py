"""Acts that waited in a desk's queue: held to the stay of the file and to others' changes, never to one's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError

from contracts.errors import ClaimedTimeWrong
from contracts.files import (
    AddNote,
    ApproveDraft,
    AttachDocument,
    CloseFile,
    CloseReceipt,
    ConfirmNote,
    ConsultDesks,
    CreateDraft,
    DiscardDraft,
    DiscardNote,
    FileView,
    ForwardFile,
    GetReceipt,
    MarkReceipt,
    OpenFile,
    OpenReceipt,
    PutReceiptInFile,
    ReviseDraft,
    ReviseNote,
)
from contracts.files.errors import (
    CustodyChanged,
    DraftEditedByAnother,
    HeldByAnother,
    NoteEditedByAnother,
    ReceiptHeldByAnother,
    Stale,
)
from tests.files.office import HandClock, Office, key

LETTER = {"subject": "सूचना", "addressees": [{"name": "तहसीलदार"}], "body": ["कृपया अवगत हों।"]}
TEXT = ["प्रार्थना-पत्र का अवलोकन करें।"]


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(datetime(2026, 3, 2, 6, 30, tzinfo=UTC))
    return office.clock


@pytest.fixture
def pa(office: Office) -> str:
    """A second person at the clerk's desk."""
    office.employ("pa")
    office.charge("clerk", "pa", capacity="for", name="pa")
    return "pa"


def went_and_came_back(office: Office) -> FileView:
    """A file on the clerk's desk for the second time: its custody number is 3."""
    return office.a_file_sent("clerk", "so-lra", "clerk")


def test_a_queue_of_own_acts_is_done_in_its_order(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    clock.forward(hours=3)
    offline = {"file_id": file.id, "custody_number": 1, "source": "offline"}

    yellow = office.ask(AddNote(**offline, kind="yellow", paragraphs=TEXT), by="clerk")
    for words in ("दूसरा पाठ", "तीसरा पाठ"):
        office.ask(ReviseNote(**offline, note_id=yellow.id, base_version=1, paragraphs=[words]), by="clerk")
    green = office.ask(ConfirmNote(**offline, note_id=yellow.id, base_version=1), by="clerk")
    draft = office.ask(CreateDraft(**offline, **LETTER), by="clerk")
    office.ask(ReviseDraft(custody_number=1, draft_id=draft.id, base_version=1, **LETTER), by="clerk")
    office.ask(ReviseDraft(custody_number=1, draft_id=draft.id, base_version=1, **LETTER), by="clerk")
    sent = office.ask(
        ForwardFile(**offline, to_post=office.post("so-lra"), occurred_at=clock.now - timedelta(hours=1)), by="clerk"
    )

    assert [each.text for each in green.paragraphs] == ["तीसरा पाठ"]
    assert (sent.custody_number, sent.holder.post_id) == (2, office.post("so-lra"))
    # It waits for the other desk from now on, not from the time at which it was sent on without a line.
    assert sent.held_since == clock.now


def late_acts(office: Office, file: FileView, number: int) -> list:
    """Every act on a file itself that a queue may hold."""
    on = {"file_id": file.id, "custody_number": number}
    note = office.ask(AddNote(file_id=file.id, kind="yellow", paragraphs=TEXT), by="clerk")
    draft = office.ask(CreateDraft(file_id=file.id, **LETTER), by="clerk")
    text = {"custody_number": number, "base_version": 1}
    receipt = office.a_receipt("clerk")
    return [
        OpenFile(**on),
        AddNote(**on, paragraphs=TEXT),
        ReviseNote(file_id=file.id, note_id=note.id, paragraphs=TEXT, **text),
        ConfirmNote(file_id=file.id, note_id=note.id, **text),
        DiscardNote(file_id=file.id, note_id=note.id, **text),
        CreateDraft(**on, **LETTER),
        ReviseDraft(draft_id=draft.id, **LETTER, **text),
        DiscardDraft(draft_id=draft.id, **text),
        ApproveDraft(draft_id=draft.id, **text),
        AttachDocument(**on, document_id=key("scan"), title="आख्या", pages=1),
        PutReceiptInFile(receipt_id=receipt.id, file_id=file.id, custody_number=1, file_custody_number=number),
        ConsultDesks(**on, to_posts=[office.post("sdm")], question="राय दें", due_on=date(2099, 1, 1)),
        CloseFile(**on, reason="निस्तारित"),
        ForwardFile(**on, to_post=office.post("so-lra")),
    ]


def test_every_act_for_an_earlier_stay_is_refused(office: Office):
    file = went_and_came_back(office)

    for act in late_acts(office, file, number=1):
        with pytest.raises(CustodyChanged) as refused:
            office.ask(act, by="clerk")
        assert refused.value.fields["custody_number"] == 3, type(act).__name__


def test_an_act_on_a_file_that_has_left_names_the_desk_that_has_it(office: Office):
    file = office.a_file_sent("clerk", "so-lra")

    with pytest.raises(HeldByAnother) as refused:
        office.ask(AddNote(file_id=file.id, custody_number=1, paragraphs=TEXT), by="clerk")

    assert refused.value.fields["holder_en"] == "so-lra"
    assert office.rows("SELECT 1 FROM notes") == []


def test_acts_on_a_receipt_name_its_stay_too(office: Office):
    receipt = office.a_receipt("clerk")
    file = office.a_file("clerk")
    on = {"receipt_id": receipt.id, "custody_number": 2}
    acts = [
        OpenReceipt(**on),
        MarkReceipt(**on, to_post=office.post("so-lra")),
        CloseReceipt(**on, reason="सूचनार्थ"),
        PutReceiptInFile(**on, file_id=file.id),
    ]

    for act in acts:
        with pytest.raises(CustodyChanged) as refused:
            office.ask(act, by="clerk")
        assert refused.value.fields["custody_number"] == 1

    marked = office.ask(MarkReceipt(receipt_id=receipt.id, custody_number=1, to_post=office.post("so-lra")), by="clerk")
    assert marked.custody_number == office.ask(GetReceipt(receipt_id=receipt.id), by="so-lra").custody_number == 2
    with pytest.raises((CustodyChanged, ReceiptHeldByAnother)):
        office.ask(CloseReceipt(receipt_id=receipt.id, custody_number=1, reason="सूचनार्थ"), by="clerk")


def test_a_note_that_somebody_else_changed_is_not_overwritten(office: Office, pa: str):
    file = office.a_file("clerk")
    on = {"file_id": file.id, "custody_number": 1}
    note = office.ask(AddNote(**on, kind="yellow", paragraphs=TEXT), by="clerk")
    office.ask(ReviseNote(**on, note_id=note.id, base_version=1, paragraphs=["स्टेनो का पाठ"]), by=pa)
    # The clerk sees that, changes it at another machine, and then the older queue arrives.
    office.ask(ReviseNote(**on, note_id=note.id, base_version=2, paragraphs=["मिला हुआ पाठ"]), by="clerk")

    for act in (
        ReviseNote(**on, note_id=note.id, base_version=1, paragraphs=["पुराना पाठ"]),
        ConfirmNote(**on, note_id=note.id, base_version=1),
        DiscardNote(**on, note_id=note.id, base_version=1),
    ):
        with pytest.raises(NoteEditedByAnother) as refused:
            office.ask(act, by="clerk")
        assert refused.value.fields["version"] == 3

    office.ask(ReviseNote(**on, note_id=note.id, base_version=2, paragraphs=["नया पाठ"]), by="clerk")
    with pytest.raises(NoteEditedByAnother) as refused:
        office.ask(ReviseNote(**on, note_id=note.id, base_version=2, paragraphs=["स्टेनो"]), by=pa)
    assert refused.value.fields["person_en"] == "clerk"


def test_a_base_that_never_was_is_refused(office: Office):
    file = office.a_file("clerk")
    note = office.ask(AddNote(file_id=file.id, kind="yellow", paragraphs=TEXT), by="clerk")
    draft = office.ask(CreateDraft(file_id=file.id, **LETTER), by="clerk")

    with pytest.raises(NoteEditedByAnother):
        office.ask(DiscardNote(file_id=file.id, note_id=note.id, base_version=9), by="clerk")
    with pytest.raises(Stale):
        office.ask(DiscardDraft(draft_id=draft.id, base_version=9), by="clerk")


def test_a_draft_that_somebody_else_changed_is_not_overwritten(office: Office, pa: str):
    file = office.a_file("clerk")
    draft = office.ask(CreateDraft(file_id=file.id, **LETTER), by="clerk")
    text = {"draft_id": draft.id, "custody_number": 1}
    office.ask(ReviseDraft(**text, base_version=1, **LETTER), by=pa)
    office.ask(ReviseDraft(**text, base_version=2, **LETTER), by="clerk")

    for act in (ReviseDraft(**text, base_version=1, **LETTER), DiscardDraft(**text, base_version=1)):
        with pytest.raises(DraftEditedByAnother) as refused:
            office.ask(act, by="clerk")
        assert (refused.value.fields["version"], refused.value.fields["person_en"]) == (3, "pa")

    assert office.ask(ReviseDraft(**text, base_version=2, **LETTER), by="clerk").version == 4


def test_an_edit_has_to_say_what_it_was_made_on():
    note = {"file_id": key("file"), "note_id": key("note"), "paragraphs": TEXT}

    for given in ({}, {"custody_number": 1}, {"base_version": 1}):
        with pytest.raises(ValidationError, match="expected_version"):
            ReviseNote(**note, **given)

    assert ReviseNote(**note, expected_version=1)
    assert ReviseNote(**note, custody_number=1, base_version=1)


def test_no_act_is_dated_before_the_desk_had_the_file(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra")
    clock.forward(hours=2)
    offline = {"file_id": file.id, "custody_number": 2, "source": "offline", "paragraphs": TEXT}

    with pytest.raises(ClaimedTimeWrong):
        office.ask(AddNote(**offline, occurred_at=clock.now - timedelta(hours=3)), by="so-lra")
    with pytest.raises(ClaimedTimeWrong):
        office.ask(AddNote(**offline, occurred_at=clock.now + timedelta(hours=1)), by="so-lra")

    note = office.ask(AddNote(**offline, occurred_at=clock.now - timedelta(hours=1)), by="so-lra")
    assert note.confirmed_at == clock.now - timedelta(hours=1)


def test_no_act_is_dated_before_its_person_held_the_charge(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    clock.forward(hours=48)
    office.employ("successor")
    office.charge("clerk", "successor", since=clock.now - timedelta(hours=1), name="successor")
    offline = {"file_id": file.id, "custody_number": 1, "source": "offline", "paragraphs": TEXT}

    with pytest.raises(ClaimedTimeWrong):
        office.ask(AddNote(**offline, occurred_at=clock.now - timedelta(hours=2)), by="successor")

    assert office.ask(AddNote(**offline, occurred_at=clock.now - timedelta(minutes=30)), by="successor")
