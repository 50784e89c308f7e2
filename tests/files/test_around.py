"""Around a file: where it may go next, and who can see it."""

from __future__ import annotations

import pytest

from contracts.files import (
    ForwardFile,
    GetFile,
    ListNextDesks,
    ListNextDesksForReceipt,
    ListReaders,
    MarkReceipt,
    OpenFile,
    Sender,
)
from contracts.files.errors import FileNotFound, ReceiptNotFound
from tests.files.office import SEATS, Office


def next_desks(office: Office, file, by: str) -> list[tuple[str, str]]:
    found = office.ask(ListNextDesks(file_id=file.id), by=by).items
    return [(one.post.designation_en, one.reason) for one in found]


def readers(office: Office, file, by: str) -> dict[str, str]:
    found = office.ask(ListReaders(file_id=file.id), by=by).items
    return {one.post.designation_en: one.reason for one in found}


def sees(office: Office, file, by: str) -> bool:
    try:
        office.ask(GetFile(file_id=file.id), by=by)
    except FileNotFound:
        return False
    return True


def test_the_channel_comes_first_and_then_the_habit(office: Office):
    for receiver in ("est-clerk", "second-clerk", "second-clerk"):
        office.a_file_sent("so-lra", receiver)
    file = office.a_file_sent("clerk", "so-lra")

    found = next_desks(office, file, by="so-lra")

    assert found == [("adm", "superior"), ("clerk", "came_from"), ("second-clerk", "habit"), ("est-clerk", "habit")]


def test_files_of_the_same_head_weigh_more(office: Office):
    for receiver, head in (("est-clerk", "21"), ("est-clerk", "21"), ("second-clerk", "22")):
        file = office.a_file("clerk", head=head)
        office.ask(ForwardFile(file_id=file.id, to_post=office.post(receiver)), by="clerk")
    file = office.a_file("clerk", head="22")

    assert [name for name, reason in next_desks(office, file, by="clerk") if reason == "habit"] == [
        "second-clerk",
        "est-clerk",
    ]


def test_a_desk_where_nobody_can_act_and_that_of_the_file_are_left_out(office: Office):
    office.a_file_sent("adm", "dm")
    file = office.a_file_sent("so-lra", "adm")

    assert next_desks(office, file, by="so-lra") == []
    assert next_desks(office, file, by="adm") == [("dm", "superior"), ("so-lra", "came_from")]


def test_a_next_desk_names_who_sits_there(office: Office):
    file = office.a_file("clerk")

    (superior,) = office.ask(ListNextDesks(file_id=file.id), by="clerk").items

    assert (superior.post.designation_en, superior.person.name_en) == ("so-lra", "so-lra")


def a_receipt_of(office: Office, category: str, *way: str):
    receipt = office.a_receipt("dak", sender=Sender(name="राम सिंह", category=category))
    for sender, receiver in zip(("dak", *way), way, strict=False):
        office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post(receiver)), by=sender)
    return receipt


def next_for_receipt(office: Office, by: str, **given) -> list[tuple[str, str]]:
    found = office.ask(ListNextDesksForReceipt(**given), by=by).items
    return [(one.post.designation_en, one.reason) for one in found]


def test_a_receipt_too_goes_by_the_channel_first_and_then_by_habit(office: Office):
    for receiver in ("clerk", "second-clerk", "second-clerk"):
        a_receipt_of(office, "citizen", "so-lra", receiver)
    receipt = a_receipt_of(office, "citizen", "so-lra")

    found = next_for_receipt(office, by="so-lra", receipt_id=receipt.id)

    assert found == [("adm", "superior"), ("dak", "came_from"), ("second-clerk", "habit"), ("clerk", "habit")]


def test_a_letter_that_is_being_diarised_goes_where_letters_of_such_senders_went(office: Office):
    for category, receiver in (("citizen", "clerk"), ("citizen", "clerk"), ("mla", "adm")):
        a_receipt_of(office, category, receiver)

    whose = {category: next_for_receipt(office, by="dak", category=category) for category in ("citizen", "mla")}

    assert whose["citizen"] == [("so-est", "superior"), ("clerk", "habit"), ("adm", "habit")]
    assert whose["mla"] == [("so-est", "superior"), ("adm", "habit"), ("clerk", "habit")]
    assert next_for_receipt(office, by="dak")[0] == ("so-est", "superior")


def test_who_cannot_see_a_receipt_learns_nothing_around_it(office: Office):
    receipt = a_receipt_of(office, "citizen", "so-lra")

    with pytest.raises(ReceiptNotFound):
        next_for_receipt(office, by="tehsil-clerk", receipt_id=receipt.id)


def test_the_strongest_reason_is_told(office: Office):
    file = office.a_file_sent("clerk", "so-lra", "adm", "est-clerk")

    assert readers(office, file, by="clerk") == {
        "est-clerk": "has_it",
        "clerk": "had_it",
        "so-lra": "had_it",
        "adm": "had_it",
        "so-est": "above_holder",
        "dm": "above_holder",
    }


@pytest.mark.parametrize("grading", ["normal", "confidential", "top_secret"])
@pytest.mark.parametrize("way", [("clerk",), ("clerk", "est-clerk"), ("tehsil-clerk", "clerk"), ("dm", "dak")])
def test_readers_are_those_who_can_read(office: Office, grading: str, way: tuple[str, ...]):
    """Guards: the two statements of the rule, one for a post and one for all, say the same."""
    file = office.a_file_sent(*way, grading=grading)

    assert set(readers(office, file, by=way[-1])) == {seat.name for seat in SEATS if sees(office, file, seat.name)}


def test_who_cannot_see_a_file_learns_nothing_around_it(office: Office):
    file = office.a_file("clerk")
    office.ask(OpenFile(file_id=file.id), by="clerk")

    for query in (ListReaders(file_id=file.id), ListNextDesks(file_id=file.id)):
        with pytest.raises(FileNotFound):
            office.ask(query, by="tehsil-clerk")
