"""Folders and saved filters of a person at a desk."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from contracts.files import ArrangementView, GetDeskArrangement, SaveDeskArrangement
from contracts.files.errors import ArrangementStale, FoldersFull, FolderUnknown
from services.files.handlers import arrangement
from tests.files.office import Office, key

FOLDERS = [{"code": "court", "name": "न्यायालय"}, {"code": "urgent", "name": "आज"}]
FILTER = {"name": "आज के न्यायालय प्रकरण", "due": "today", "label": "court", "search": "सीमांकन"}


def arranged(office: Office, by: str = "clerk") -> ArrangementView:
    return office.ask(GetDeskArrangement(), by=by)


def save(office: Office, by: str = "clerk", **given):
    return office.ask(SaveDeskArrangement(**given), by=by)


def test_what_was_saved_is_there_again(office: Office):
    saved = save(office, folders=FOLDERS, filters=[FILTER], place={key("a"): "court", key("b"): "urgent"})

    own = arranged(office)

    assert (saved.placed, saved.version, own.version) == (2, 1, 1)
    assert [folder.code for folder in own.folders] == ["court", "urgent"]
    assert own.filters[0].search == "सीमांकन"
    assert own.placed == {key("a"): "court", key("b"): "urgent"}


def test_only_what_is_given_changes(office: Office):
    save(office, folders=FOLDERS, filters=[FILTER], place={key("a"): "court", key("b"): "urgent"})

    save(office, place={key("c"): "court"}, take_out=[key("a")])

    own = arranged(office)
    assert own.placed == {key("b"): "urgent", key("c"): "court"}
    assert (len(own.folders), len(own.filters), own.version) == (2, 1, 2)


def test_a_folder_that_is_given_up_gives_back_what_lay_in_it(office: Office):
    save(office, folders=FOLDERS, place={key("a"): "court", key("b"): "urgent"})

    save(office, folders=FOLDERS[1:])

    assert arranged(office).placed == {key("b"): "urgent"}


def test_nothing_is_put_into_a_folder_that_is_not_there(office: Office):
    with pytest.raises(FolderUnknown) as refused:
        save(office, folders=FOLDERS, place={key("a"): "other"})

    assert refused.value.fields["folder"] == "other"
    assert arranged(office).version == 0


def test_an_older_machine_does_not_overwrite(office: Office):
    save(office, folders=FOLDERS, expected_version=0)

    with pytest.raises(ArrangementStale) as refused:
        save(office, folders=[], expected_version=0)

    assert refused.value.fields["version"] == 1
    assert save(office, folders=[], expected_version=1).version == 2


def test_it_is_of_this_person_at_this_desk(office: Office):
    office.employ("pa")
    office.charge("clerk", "pa", capacity="for", name="pa")
    save(office, folders=FOLDERS)

    assert arranged(office, by="pa").folders == arranged(office, by="so-lra").folders == []


def test_folders_hold_so_much_and_no_more(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(arrangement, "MOST_PLACED", 1)
    save(office, folders=FOLDERS, place={key("a"): "court"})

    with pytest.raises(FoldersFull):
        save(office, place={key("b"): "court"})


def test_two_folders_of_one_code_are_refused():
    with pytest.raises(ValidationError, match="same code"):
        SaveDeskArrangement(folders=[FOLDERS[0], FOLDERS[0]])
