"""The note-sheet: green notes stay, yellow ones are drafts; paragraph numbers run through the file."""

from __future__ import annotations

import pytest

from contracts.files import AddNote, ConfirmNote, DiscardNote, ForwardFile, GetFile, ListNotes, NoteView, ReviseNote
from contracts.files.errors import HeldByAnother, NoteConfirmed, NoteNotFound, Stale, YellowNoteOpen
from tests.files.office import Office, key


def a_note(office: Office, file_id, *paragraphs: str, by: str = "clerk", kind: str = "green") -> NoteView:
    return office.ask(AddNote(file_id=file_id, kind=kind, paragraphs=list(paragraphs) or ["टीप"]), by=by)


def numbers(note: NoteView) -> list[int]:
    return [paragraph.number for paragraph in note.paragraphs]


def test_paragraph_numbers_run_through_the_file(office: Office):
    file = office.a_file("clerk")

    first = a_note(office, file.id, "प्रकरण प्रस्तुत है।", "पत्रावली में नक्शा संलग्न है।")
    second = a_note(office, file.id, "आदेशार्थ।")

    assert (numbers(first), numbers(second)) == ([1, 2], [3])
    assert (first.state, first.author.person.name_en) == ("confirmed", "clerk")
    assert office.ask(GetFile(file_id=file.id), by="clerk").note_count == 2
    assert [told["paragraphs"] for told in office.events("note_added")] == [2, 1]


def test_what_was_typed_stays_as_it_was_with_its_marks(office: Office):
    file = office.a_file("clerk")
    written = "**राशि**:\n| मद | ₹ |\n|---|---:|\n| वेतन | 12 |\n- शेष <b>नहीं</b>"

    note = a_note(office, file.id, written)

    assert [paragraph.text for paragraph in note.paragraphs] == [written]
    assert office.rows("SELECT paragraphs FROM notes") == [([written],)]


def test_the_dealing_hand_signs_left_and_officers_right(office: Office):
    file = office.a_file("clerk")
    left = a_note(office, file.id)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    right = a_note(office, file.id, by="so-lra")

    assert (left.side, right.side) == ("left", "right")


def test_only_the_desk_that_has_the_file_writes_in_it(office: Office):
    file = office.a_file_sent("clerk", "so-lra")

    with pytest.raises(HeldByAnother):
        a_note(office, file.id, by="clerk")

    assert office.rows("SELECT 1 FROM notes") == []


def test_a_yellow_note_takes_its_numbers_when_it_is_confirmed(office: Office):
    file = office.a_file("clerk")
    a_note(office, file.id, "पहला")
    draft = a_note(office, file.id, "दूसरा", kind="yellow")
    revise = ReviseNote(file_id=file.id, note_id=draft.id, paragraphs=["दूसरा", "तीसरा"], expected_version=1)

    revised = office.ask(revise, by="clerk")
    confirmed = office.ask(ConfirmNote(file_id=file.id, note_id=draft.id, expected_version=2), by="clerk")

    assert (draft.state, numbers(draft), draft.confirmed_at) == ("draft", [2], None)
    assert numbers(revised) == numbers(confirmed) == [2, 3]
    assert (confirmed.id, confirmed.kind, confirmed.version) == (draft.id, "green", 3)
    assert numbers(a_note(office, file.id)) == [4]


def test_a_confirmed_note_never_changes(office: Office):
    file = office.a_file("clerk")
    draft = a_note(office, file.id, kind="yellow")
    office.ask(ConfirmNote(file_id=file.id, note_id=draft.id), by="clerk")
    green = a_note(office, file.id)

    for note in (draft, green):
        with pytest.raises(NoteConfirmed):
            office.ask(
                ReviseNote(file_id=file.id, note_id=note.id, paragraphs=["अन्य"], expected_version=note.version),
                by="clerk",
            )
        with pytest.raises(NoteConfirmed):
            office.ask(DiscardNote(file_id=file.id, note_id=note.id), by="clerk")


def test_a_discarded_note_takes_no_numbers(office: Office):
    file = office.a_file("clerk")
    draft = a_note(office, file.id, kind="yellow")

    gone = office.ask(DiscardNote(file_id=file.id, note_id=draft.id), by="clerk")

    assert gone.state == "discarded"
    with pytest.raises(NoteNotFound):
        office.ask(ConfirmNote(file_id=file.id, note_id=draft.id), by="clerk")
    assert numbers(a_note(office, file.id)) == [1]
    assert len(office.ask(ListNotes(file_id=file.id), by="clerk").items) == 1


def test_while_a_yellow_note_is_open_no_other_is_written(office: Office):
    file = office.a_file("clerk")
    draft = a_note(office, file.id, kind="yellow")

    for kind in ("green", "yellow"):
        with pytest.raises(YellowNoteOpen):
            a_note(office, file.id, kind=kind)

    offered = office.ask(GetFile(file_id=file.id), by="clerk").allowed_actions
    assert "add_note" not in offered
    assert {"revise_note", "confirm_note", "discard_note"} <= set(offered)
    office.ask(DiscardNote(file_id=file.id, note_id=draft.id), by="clerk")
    assert "confirm_note" not in office.ask(GetFile(file_id=file.id), by="clerk").allowed_actions


def test_a_yellow_note_goes_with_the_file_and_is_the_note_of_who_confirms_it(office: Office):
    file = office.a_file("clerk")
    draft = a_note(office, file.id, kind="yellow")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    with pytest.raises(HeldByAnother):
        office.ask(ConfirmNote(file_id=file.id, note_id=draft.id), by="clerk")
    confirmed = office.ask(ConfirmNote(file_id=file.id, note_id=draft.id), by="so-lra")

    assert (confirmed.author.person.name_en, confirmed.side) == ("so-lra", "right")


def test_a_yellow_note_is_shown_to_the_desk_that_has_the_file_only(office: Office):
    file = office.a_file("clerk")
    a_note(office, file.id, "पक्का")
    a_note(office, file.id, "कच्चा", kind="yellow")

    here = office.ask(ListNotes(file_id=file.id), by="clerk").items
    above = office.ask(ListNotes(file_id=file.id), by="adm").items

    assert [note.kind for note in here] == ["green", "yellow"]
    assert [note.kind for note in above] == ["green"]


def test_a_note_changed_by_another_in_the_meantime_is_not_overwritten(office: Office):
    file = office.a_file("clerk")
    draft = a_note(office, file.id, kind="yellow")
    revise = ReviseNote(file_id=file.id, note_id=draft.id, paragraphs=["नया"], expected_version=1)
    office.ask(revise, by="clerk")

    with pytest.raises(Stale) as refused:
        office.ask(revise.model_copy(update={"paragraphs": ["अन्य"]}), by="clerk")

    assert refused.value.fields["version"] == 2


def test_a_note_of_another_file_is_not_found(office: Office):
    file, other = office.a_file("clerk"), office.a_file("clerk")
    draft = a_note(office, other.id, kind="yellow")

    for note_id in (draft.id, key("no such note")):
        with pytest.raises(NoteNotFound):
            office.ask(ConfirmNote(file_id=file.id, note_id=note_id), by="clerk")


def test_the_sheet_is_read_part_by_part(office: Office):
    file = office.a_file("clerk")
    for place in range(5):
        a_note(office, file.id, f"टीप {place}")

    first = office.ask(ListNotes(file_id=file.id, limit=3), by="clerk")
    second = office.ask(ListNotes(file_id=file.id, limit=3, cursor=first.next), by="clerk")

    assert [note.paragraphs[0].number for note in first.items + second.items] == [1, 2, 3, 4, 5]
    assert second.next is None
