"""A superior takes a file out of the hands of a desk below, with the reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.ids import new_id
from contracts.files import (
    AddNote,
    CloseFile,
    ConfirmNote,
    FileView,
    ForwardFile,
    GetFile,
    GetHistory,
    ListDesk,
    ListNotes,
    ParkFile,
    PullBackFile,
    PullUpFile,
    TakeCustodyLease,
    VerifyLedger,
)
from contracts.files.errors import (
    CustodyChanged,
    FileClosed,
    FileLeased,
    FileNotFound,
    HeldByAnother,
    NothingToPullBack,
    RoleMissing,
    Stale,
)
from contracts.files.levels import NotAbove, ReturnsThrough
from tests.files.office import Office, Seat
from tests.files.packs import a_pack, use

WHY = "प्रकरण दो माह से लम्बित है"


def pull_up(office: Office, file: FileView, by: str, **given: Any) -> FileView:
    return office.ask(PullUpFile(file_id=file.id, reason=WHY, **given), by=by)


def test_a_superior_pulls_up_what_was_opened_and_the_desk_hears_why(office: Office):
    file = office.a_file("clerk")

    taken = pull_up(office, file, "so-lra")

    assert (taken.holder.designation_en, taken.custody_number) == ("so-lra", 2)
    assert taken.opened_at is not None
    told = office.events("file_moved")[-1]
    assert (told["kind"], told["from_post"]["designation_en"], told["remarks"]) == ("pulled_up", "clerk", WHY)
    step = office.ask(GetHistory(file_id=file.id), by="clerk").movements[-1]
    assert (step.kind, step.remarks, step.by.post.designation_en) == ("pulled_up", WHY, "so-lra")
    assert office.ask(ListDesk(), by="clerk").items == []
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").problems == []


@pytest.mark.parametrize(
    ("holder", "by", "refusal"),
    [
        ("adm", "so-lra", FileNotFound),
        ("clerk", "so-est", FileNotFound),
        ("clerk", "clerk", NotAbove),
        ("tehsil-clerk", "dm", NotAbove),
    ],
    ids=["from above", "of another section", "one's own", "of another office"],
)
def test_who_is_not_above_in_the_same_office_pulls_nothing_up(office: Office, holder: str, by: str, refusal: type):
    """Guard: ``check_pull_up``. Who may not see the file learns nothing of it."""
    file = office.a_file(holder)

    with pytest.raises(refusal):
        pull_up(office, file, by)

    assert office.ask(GetFile(file_id=file.id), by=holder).holder.designation_en == holder


def test_a_desk_above_that_decides_nothing_pulls_nothing_up(office: Office):
    office.seat(Seat("head-clerk", ("dealing_hand",), "so-lra", "lra"))
    office.seat(Seat("clerk", ("dealing_hand",), "head-clerk", "lra"))
    file = office.a_file("clerk")

    with pytest.raises(RoleMissing):
        pull_up(office, file, "head-clerk")


def test_what_may_be_done_says_so(office: Office):
    file = office.a_file("clerk")

    def may(by: str) -> bool:
        return "pull_up_file" in office.ask(GetFile(file_id=file.id), by=by).allowed_actions

    assert [may(by) for by in ("clerk", "so-lra", "adm", "dm")] == [False, True, True, True]


def test_a_closed_file_and_one_that_has_changed_since_stay(office: Office):
    file = office.a_file("so-lra")
    with pytest.raises(Stale):
        pull_up(office, file, "adm", expected_version=file.version + 1)
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")

    with pytest.raises(FileClosed):
        pull_up(office, file, "adm")


def test_a_yellow_note_comes_with_it_under_its_authors_name(office: Office):
    file = office.a_file("clerk")
    note = office.ask(AddNote(file_id=file.id, kind="yellow", paragraphs=["कच्ची टिप्पणी"]), by="clerk")

    pull_up(office, file, "so-lra")

    assert office.events("file_moved")[-1]["yellow_note"] is True
    (kept,) = office.ask(ListNotes(file_id=file.id), by="so-lra").items
    assert (kept.id, kept.state, kept.author.post.designation_en) == (note.id, "draft", "clerk")
    assert kept.paragraphs[0].text == "कच्ची टिप्पणी"
    with pytest.raises(HeldByAnother):
        office.ask(ConfirmNote(file_id=file.id, note_id=note.id), by="clerk")


def test_a_leased_file_is_pulled_up_only_on_purpose_and_the_queue_learns_it(office: Office):
    file = office.a_file("clerk")
    office.ask(TakeCustodyLease(file_id=file.id), by="clerk")

    with pytest.raises(FileLeased):
        pull_up(office, file, "so-lra")
    taken = pull_up(office, file, "so-lra", despite_lease=True)

    assert taken.lease is None
    queued = AddNote(
        file_id=file.id, paragraphs=["ऑफ़लाइन"], custody_number=1, source="offline", occurred_at=datetime.now(UTC)
    )
    with pytest.raises(HeldByAnother):
        office.ask(queued, by="clerk")
    back = office.ask(ForwardFile(file_id=file.id, to_post=office.post("clerk")), by="so-lra")
    with pytest.raises(CustodyChanged):
        office.ask(queued, by="clerk")
    (row,) = office.rows("SELECT body FROM ledger WHERE type = 'file_pulled_up'")
    assert '"lease":' in bytes(row.body).decode()
    assert back.custody_number == 3


def test_what_was_pulled_up_is_not_pulled_back(office: Office):
    file = office.a_file_sent("so-lra", "clerk")
    pull_up(office, file, "adm")

    for by in ("clerk", "so-lra"):
        with pytest.raises(NothingToPullBack):
            office.ask(PullBackFile(file_id=file.id), by=by)


def test_the_levels_between_were_jumped_and_it_returns_through_them(office: Office):
    use(office, a_pack())
    file = office.a_file("clerk")

    taken = pull_up(office, file, "dm")

    assert [level.post.designation_en for level in taken.returns_through] == ["adm", "so-lra"]
    with pytest.raises(ReturnsThrough):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("clerk")), by="dm")


def test_it_is_done_once_however_often_it_is_sent(office: Office):
    file, act = office.a_file("clerk"), new_id()
    command = PullUpFile(file_id=file.id, reason=WHY)

    first, again = (office.ask(command, by="so-lra", command_id=act) for _ in range(2))

    assert first == again
    assert len(office.events("file_moved")) == 1


def test_the_clock_of_a_parked_file_runs_at_the_new_desk(office: Office):
    file = office.a_file("clerk")
    day = (datetime.now(UTC) + timedelta(days=5)).date()
    office.ask(ParkFile(file_id=file.id, until=day, reason="प्रतीक्षा"), by="clerk")

    assert pull_up(office, file, "so-lra").parked is None
