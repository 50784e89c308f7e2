"""Files on their way: who may move what to where, and what is then on record."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from contracts.errors import ClaimedTimeWrong
from contracts.files import (
    AddNote,
    CloseFile,
    CreateFile,
    ForwardFile,
    GetFile,
    OpenFile,
    PullBackFile,
    ReopenFile,
)
from contracts.files.errors import (
    AlreadyOpened,
    AlreadyThere,
    DueInThePast,
    FileClosed,
    FileNotClosed,
    FileNotFound,
    HeldByAnother,
    NobodyCanAct,
    NothingToPullBack,
    PostNotFound,
    RoleMissing,
    Stale,
    UnfinishedBusiness,
)
from tests.files.office import HandClock, Office, Seat, key


def test_a_new_file_lies_opened_on_the_desk_of_its_maker(office: Office):
    file = office.a_file("clerk", subject="खतौनी की नकल", urgency="priority")

    assert file.holder.post_id == office.post("clerk")
    assert file.opened_at == file.created_at
    assert (file.state, file.version, file.urgency) == ("open", 1, "priority")
    assert {"forward_file", "add_note", "create_draft"} <= set(file.allowed_actions)
    (told,) = office.events("file_created")
    assert told["holder"]["post_id"] == str(office.post("clerk"))


def test_a_post_without_office_work_opens_no_file(office: Office):
    with pytest.raises(RoleMissing) as refused:
        office.ask(CreateFile(subject="विषय", free_number="X-1"), by="administrator")

    assert refused.value.fields["role"] == "dealing_hand"
    assert office.rows("SELECT 1 FROM files") == []


def test_a_forwarded_file_lies_unopened_on_the_next_desk(office: Office):
    file = office.a_file("clerk")

    sent = office.ask(
        ForwardFile(file_id=file.id, to_post=office.post("so-lra"), remarks="कृपया देखें", urgency="immediate"),
        by="clerk",
    )

    assert sent.holder.post_id == office.post("so-lra")
    assert (sent.opened_at, sent.urgency, sent.version) == (None, "immediate", 2)
    assert sent.allowed_actions == ["pull_back_file", "open_part_file"]
    (told,) = office.events("file_moved")
    assert (told["kind"], told["serial"], told["remarks"]) == ("forwarded", 2, "कृपया देखें")
    assert told["to_post"]["designation_en"] == "so-lra"


def test_a_file_on_another_desk_cannot_be_forwarded(office: Office):
    file = office.a_file_sent("clerk", "so-lra")

    with pytest.raises(HeldByAnother) as refused:
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="clerk")

    assert refused.value.fields["holder_en"] == "so-lra"
    assert office.ask(GetFile(file_id=file.id), by="so-lra").holder.post_id == office.post("so-lra")


def test_who_may_not_see_a_file_is_not_told_that_it_exists(office: Office):
    file = office.a_file("clerk")

    with pytest.raises(FileNotFound):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="est-clerk")

    with pytest.raises(FileNotFound):
        office.ask(ForwardFile(file_id=key("no such file"), to_post=office.post("adm")), by="est-clerk")


def test_a_file_is_not_due_before_the_day_on_which_it_is_marked(office: Office):
    office.clock = HandClock(datetime(2026, 3, 2, 18, 31, tzinfo=UTC))  # 3 March in India
    file, to = office.a_file(), office.post("so-lra")

    with pytest.raises(DueInThePast) as refused:
        office.ask(ForwardFile(file_id=file.id, to_post=to, due_on=date(2026, 3, 2)), by="clerk")
    marked = office.ask(ForwardFile(file_id=file.id, to_post=to, due_on=date(2026, 3, 3)), by="clerk")

    assert refused.value.fields == {"due_on": "2026-03-02"}
    assert marked.due_on == date(2026, 3, 3)


def test_a_vacant_post_below_a_live_one_can_be_marked_to(office: Office):
    office.seat(Seat("new-adm", ("adm",), "dm"), vacant=True)
    file = office.a_file("clerk")

    sent = office.ask(ForwardFile(file_id=file.id, to_post=office.post("new-adm")), by="clerk")

    assert sent.holder.post_id == office.post("new-adm")


def test_a_desk_where_no_live_person_can_act_is_refused(office: Office):
    office.seat(Seat("old-head", ("adm",)), vacant=True)
    office.seat(Seat("old-desk", ("dealing_hand",), "old-head"), vacant=True)
    file = office.a_file("clerk")

    with pytest.raises(NobodyCanAct) as refused:
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("old-desk")), by="clerk")

    assert refused.value.fields["post_en"] == "old-desk"
    office.charge("old-head", "dm", name="additional charge")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("old-desk")), by="clerk")


def test_an_inactive_holder_is_no_live_person(office: Office):
    office.seat(Seat("lone-desk"))
    office.employ("lone-desk", active=False)
    file = office.a_file("clerk")

    with pytest.raises(NobodyCanAct):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("lone-desk")), by="clerk")


def test_a_file_is_not_marked_to_nowhere_or_to_where_it_lies(office: Office):
    file = office.a_file("clerk")

    with pytest.raises(PostNotFound):
        office.ask(ForwardFile(file_id=file.id, to_post=key("no such post")), by="clerk")
    with pytest.raises(AlreadyThere):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("clerk")), by="clerk")


def test_what_was_changed_since_it_was_seen_is_refused(office: Office):
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["प्रकरण प्रस्तुत है।"]), by="clerk")

    with pytest.raises(Stale) as refused:
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm"), expected_version=1), by="clerk")

    assert refused.value.fields["version"] == 2
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm"), expected_version=2), by="clerk")


def test_an_unopened_file_can_be_pulled_back(office: Office):
    file = office.a_file_sent("clerk", "so-lra")

    back = office.ask(PullBackFile(file_id=file.id), by="clerk")

    assert back.holder.post_id == office.post("clerk")
    assert back.opened_at is not None
    assert office.events("file_moved")[-1]["kind"] == "pulled_back"


def test_an_opened_file_cannot_be_pulled_back(office: Office):
    file = office.a_file_sent("clerk", "so-lra")
    opened = office.ask(OpenFile(file_id=file.id), by="so-lra")

    with pytest.raises(AlreadyOpened):
        office.ask(PullBackFile(file_id=file.id), by="clerk")

    assert opened.opened_at is not None
    assert "pull_back_file" not in office.ask(GetFile(file_id=file.id), by="clerk").allowed_actions


def test_only_the_desk_that_sent_it_pulls_it_back(office: Office):
    file = office.a_file_sent("clerk", "so-lra", "adm")

    with pytest.raises(NothingToPullBack):
        office.ask(PullBackFile(file_id=file.id), by="clerk")
    with pytest.raises(NothingToPullBack):
        office.ask(PullBackFile(file_id=file.id), by="adm")

    assert office.ask(PullBackFile(file_id=file.id), by="so-lra").holder.post_id == office.post("so-lra")


def test_opening_twice_is_one_act(office: Office):
    file = office.a_file_sent("clerk", "so-lra")

    first = office.ask(OpenFile(file_id=file.id), by="so-lra")
    second = office.ask(OpenFile(file_id=file.id), by="so-lra")

    assert second == first
    assert len(office.rows("SELECT 1 FROM openings")) == 1
    assert [row.type for row in office.rows("SELECT type FROM ledger ORDER BY serial")][2:] == ["file_opened"]


def test_a_section_officer_closes_a_finished_file_and_opens_it_again(office: Office):
    file = office.a_file_sent("clerk", "so-lra")

    closed = office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    again = office.ask(ReopenFile(file_id=file.id, reason="नया पत्र"), by="so-lra")

    assert (closed.state, closed.allowed_actions) == ("closed", ["reopen_file"])
    assert closed.closed_at is not None
    assert (again.state, again.closed_at, again.version) == ("open", None, closed.version + 1)
    told = ("file_moved", "file_closed", "file_reopened")
    assert [len(office.events(kind)) for kind in told] == [1, 1, 1]


def test_a_dealing_hand_does_not_close_files(office: Office):
    file = office.a_file("clerk")

    with pytest.raises(RoleMissing):
        office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="clerk")

    assert "close_file" not in file.allowed_actions


def test_a_file_with_an_open_yellow_note_is_not_closed(office: Office):
    file = office.a_file("so-lra")
    office.ask(AddNote(file_id=file.id, kind="yellow", paragraphs=["विचाराधीन"]), by="so-lra")

    with pytest.raises(UnfinishedBusiness) as refused:
        office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")

    assert {name: count for name, count in refused.value.fields.items() if count} == {"notes": 1}
    assert "close_file" not in office.ask(GetFile(file_id=file.id), by="so-lra").allowed_actions


def test_a_closed_file_does_not_move(office: Office):
    file = office.a_file("so-lra")
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")

    with pytest.raises(FileClosed):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="so-lra")
    with pytest.raises(FileClosed):
        office.ask(CloseFile(file_id=file.id, reason="फिर"), by="so-lra")


def test_a_superior_reopens_a_file_at_the_own_desk(office: Office):
    file = office.a_file("so-lra")
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")

    again = office.ask(ReopenFile(file_id=file.id, reason="शासन का निर्देश"), by="adm")

    assert again.holder.post_id == office.post("adm")
    assert office.events("file_moved")[-1]["kind"] == "reopened"


def test_others_do_not_reopen_it(office: Office):
    file = office.a_file_sent("clerk", "so-lra")

    with pytest.raises(FileNotClosed):
        office.ask(ReopenFile(file_id=file.id, reason="नया पत्र"), by="so-lra")

    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    with pytest.raises(HeldByAnother):
        office.ask(ReopenFile(file_id=file.id, reason="नया पत्र"), by="clerk")


def test_an_act_done_offline_keeps_its_own_time(office: Office):
    begun_at = datetime.now(UTC) - timedelta(days=20)
    file = office.a_file("clerk", occurred_at=begun_at, source="offline")
    done_at = begun_at + timedelta(days=1)

    office.ask(
        ForwardFile(file_id=file.id, to_post=office.post("adm"), occurred_at=done_at, source="offline"), by="clerk"
    )

    (link,) = office.rows("SELECT * FROM movements WHERE serial = 2")
    assert (link.occurred_at, link.source) == (done_at, "offline")
    assert link.recorded_at - done_at > timedelta(days=1)


@pytest.mark.parametrize("off_by", [timedelta(hours=-1), timedelta(hours=1)], ids=["before it came", "in the future"])
def test_a_time_that_cannot_be_is_refused(office: Office, off_by: timedelta):
    file = office.a_file("clerk")
    claimed = file.created_at + off_by

    with pytest.raises(ClaimedTimeWrong):
        office.ask(
            ForwardFile(file_id=file.id, to_post=office.post("adm"), occurred_at=claimed, source="offline"), by="clerk"
        )


def test_what_may_be_done_is_what_is_then_not_refused(office: Office):
    """``allowed_actions`` comes from the same rules as the refusals: each act offered works, each other is refused."""
    commands = {
        "open_file": lambda file: OpenFile(file_id=file.id),
        "forward_file": lambda file: ForwardFile(file_id=file.id, to_post=office.post("dm")),
        "pull_back_file": lambda file: PullBackFile(file_id=file.id),
        "close_file": lambda file: CloseFile(file_id=file.id, reason="निस्तारित"),
        "reopen_file": lambda file: ReopenFile(file_id=file.id, reason="नया पत्र"),
        "add_note": lambda file: AddNote(file_id=file.id, paragraphs=["टीप"]),
    }
    makers = {
        "held": lambda: office.a_file_sent("clerk", "so-lra"),
        "closed": lambda: office.ask(CloseFile(file_id=office.a_file("so-lra").id, reason="x"), by="so-lra"),
    }
    for name, make in makers.items():
        for person in ("clerk", "so-lra", "adm"):
            for action, command in commands.items():
                file = make()
                try:
                    offered = office.ask(GetFile(file_id=file.id), by=person).allowed_actions
                except FileNotFound:
                    offered = []
                try:
                    office.ask(command(file), by=person)
                    done = True
                except (FileNotFound, HeldByAnother, NothingToPullBack, FileClosed, FileNotClosed, RoleMissing):
                    done = False
                assert (action in offered) == done, (name, person, action)
