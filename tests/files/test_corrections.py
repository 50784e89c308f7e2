"""A note is corrected only by a further one, and both say so."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from contracts.files import AddNote, ConfirmNote, ListNotes, NoteView, RenderNotesheet, ReviseNote, VerifyLedger
from contracts.files.errors import ParagraphNotFound
from tests.files.neighbours import Neighbours
from tests.files.office import Office
from tests.files.test_ledger import tamper


def notes_of(office: Office, file_id) -> list[NoteView]:
    return office.ask(ListNotes(file_id=file_id), by="clerk").items


def test_a_correction_and_what_it_corrects_name_each_other_and_neither_text_changes(office: Office):
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["क्षेत्रफल 2 हेक्टेयर है।", "अन्य बात।"]), by="clerk")

    office.ask(AddNote(file_id=file.id, paragraphs=["क्षेत्रफल 3 हेक्टेयर पढ़ा जाए।"], corrects=[1, 1]), by="clerk")

    first, second = notes_of(office, file.id)
    assert [paragraph.corrected_by for paragraph in first.paragraphs] == [[3], []]
    assert (first.paragraphs[0].text, first.corrects) == ("क्षेत्रफल 2 हेक्टेयर है।", [])
    assert (second.corrects, second.paragraphs[0].corrected_by) == ([1], [])


def test_only_what_stands_in_the_file_already_is_corrected(office: Office):
    """Proves the constraint on notes, and the refusal before it."""
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["पहला"]), by="clerk")

    for kind in ("green", "yellow"):
        with pytest.raises(ParagraphNotFound) as refused:
            office.ask(AddNote(file_id=file.id, kind=kind, paragraphs=["दूसरा"], corrects=[2]), by="clerk")
        assert refused.value.fields == {"paragraph": 2, "last": 1}
    with pytest.raises(IntegrityError, match="corrects_what_came_before"):
        tamper(office, "UPDATE notes SET corrects = '{1}'")


def test_a_yellow_note_carries_what_it_is_to_correct(office: Office):
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["पहला", "दूसरा"]), by="clerk")
    draft = office.ask(AddNote(file_id=file.id, kind="yellow", paragraphs=["कच्चा"], corrects=[1]), by="clerk")
    revise = ReviseNote(file_id=file.id, note_id=draft.id, paragraphs=["पक्का"], corrects=[2], expected_version=1)
    assert office.ask(revise, by="clerk").corrects == [2]

    # Nothing is corrected by what is still a draft of one desk.
    assert [paragraph.corrected_by for paragraph in notes_of(office, file.id)[0].paragraphs] == [[], []]
    office.ask(ConfirmNote(file_id=file.id, note_id=draft.id), by="clerk")

    assert [paragraph.corrected_by for paragraph in notes_of(office, file.id)[0].paragraphs] == [[], [3]]


def test_the_ledger_notices_when_a_note_corrects_something_else_afterwards(office: Office):
    """Proves that the hash of a note holds what it corrects; fails when ``of_note`` leaves it out."""
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["पहला", "दूसरा"]), by="clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["संशोधन"], corrects=[1]), by="clerk")
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").problems == []

    tamper(office, "UPDATE notes SET corrects = '{2}' WHERE corrects <> '{}'")

    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").problems == ["content:3"]


def test_the_printed_sheet_shows_both(office: Office, neighbours: Neighbours):
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["पहला"]), by="clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["संशोधन"], corrects=[1]), by="clerk")

    office.ask(RenderNotesheet(file_id=file.id), by="clerk")

    corrected, correcting = neighbours.notesheets[-1].notes
    assert (corrected.paragraphs[0].corrected_by, corrected.corrects) == ([2], [])
    assert correcting.corrects == [1]
