"""Need to know: who sees a file, by custody and by place in the office, and how grading narrows it."""

from __future__ import annotations

import pytest

from contracts.files import (
    ForwardFile,
    GetFile,
    GetReceipt,
    ListLedger,
    ListNotes,
    MarkReceipt,
    PullBackFile,
    VerifyLedger,
)
from contracts.files.errors import FileNotFound, ReceiptNotFound
from services.files.domain.access import Reach
from tests.files.office import Office, Seat

ALL = {
    "dm",
    "adm",
    "so-lra",
    "clerk",
    "second-clerk",
    "so-est",
    "est-clerk",
    "dak",
    "dispatcher",
    "administrator",
    "sdm",
    "tehsil-clerk",
}


def who_sees(office: Office, file_id) -> set[str]:
    seen = set()
    for name in ALL:
        try:
            office.ask(GetFile(file_id=file_id), by=name)
        except FileNotFound:
            continue
        seen.add(name)
    return seen


def test_a_normal_file_is_seen_by_its_desks_those_above_them_and_their_section_officers(office: Office):
    file = office.a_file_sent("clerk", "est-clerk")

    assert who_sees(office, file.id) == {"clerk", "est-clerk", "so-lra", "so-est", "adm", "dm"}


@pytest.mark.parametrize("grading", ["confidential", "secret", "top_secret"])
def test_a_graded_file_is_seen_by_its_desks_and_those_above_the_present_one(office: Office, grading: str):
    file = office.a_file_sent("clerk", "est-clerk", grading=grading)

    assert who_sees(office, file.id) == {"clerk", "est-clerk", "so-est", "adm", "dm"}


def test_above_the_present_desk_changes_with_the_desk(office: Office):
    file = office.a_file("tehsil-clerk", grading="secret")
    assert who_sees(office, file.id) == {"tehsil-clerk", "sdm", "dm"}

    office.ask(ForwardFile(file_id=file.id, to_post=office.post("dm")), by="tehsil-clerk")

    # The SDM never had it, and is not above the DM.
    assert who_sees(office, file.id) == {"tehsil-clerk", "dm"}


def test_past_custody_stays_also_after_a_pull_back(office: Office):
    file = office.a_file_sent("clerk", "second-clerk", grading="secret")
    office.ask(PullBackFile(file_id=file.id), by="clerk")

    assert "second-clerk" in who_sees(office, file.id)


def test_the_head_of_the_office_sees_what_his_office_opened(office: Office):
    office.seat(Seat("lone-desk", office="tehsil"))
    normal = office.a_file("lone-desk")
    secret = office.a_file("lone-desk", grading="secret")

    assert "sdm" in who_sees(office, normal.id)
    assert "sdm" not in who_sees(office, secret.id)


def test_the_same_section_is_not_enough_for_a_dealing_hand(office: Office):
    file = office.a_file("clerk")

    seen = who_sees(office, file.id)

    assert "so-lra" in seen
    assert "second-clerk" not in seen


def test_every_door_of_a_file_is_shut_to_a_stranger(office: Office):
    """Guard: ``file_to_read`` and ``reach``, asked by every query of a file."""
    file = office.a_file("clerk")

    for request in (ListNotes, ListLedger, VerifyLedger, GetFile):
        with pytest.raises(FileNotFound):
            office.ask(request(file_id=file.id), by="tehsil-clerk")
        office.ask(request(file_id=file.id), by="clerk")


def test_a_loop_in_the_directory_does_not_hang(office: Office):
    office.seat(Seat("dm", ("dm",), "clerk"))
    file = office.a_file("clerk")

    with pytest.raises(FileNotFound):
        office.ask(GetFile(file_id=file.id), by="tehsil-clerk")
    assert office.ask(GetFile(file_id=file.id), by="dm").id == file.id


def test_a_copy_for_information_shows_even_a_secret_receipt(office: Office):
    receipt = office.a_receipt("dak", grading="secret")
    mark = MarkReceipt(receipt_id=receipt.id, to_post=office.post("clerk"), copies_to=[office.post("sdm")])

    office.ask(mark, by="dak")

    for name in ("sdm", "dak", "clerk", "so-lra"):
        assert office.ask(GetReceipt(receipt_id=receipt.id), by=name).id == receipt.id
    for name in ("second-clerk", "so-est", "tehsil-clerk"):
        with pytest.raises(ReceiptNotFound):
            office.ask(GetReceipt(receipt_id=receipt.id), by=name)


@pytest.mark.parametrize(
    ("reach", "normal", "graded"),
    [
        (Reach(), False, False),
        (Reach(holds=True), True, True),
        (Reach(held_before=True), True, True),
        (Reach(informed=True), True, True),
        (Reach(above_holder=True), True, True),
        (Reach(above_past_holder=True), True, False),
        (Reach(section_officer=True), True, False),
        (Reach(office_head=True), True, False),
    ],
)
def test_grading_closes_the_wider_circles(reach: Reach, normal: bool, graded: bool):
    assert reach.may_see("normal") == normal
    assert [reach.may_see(grading) for grading in ("confidential", "secret", "top_secret")] == [graded] * 3
