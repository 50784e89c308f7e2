"""Follow-ups: a desk is reminded of a file on a day, wherever the file is by then."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from contracts.files import (
    CloseFile,
    CreateFile,
    EndFollowUp,
    FileView,
    FollowUpView,
    FollowUpWish,
    ForwardFile,
    GetDeskCounts,
    GetFile,
    ListFollowUps,
    OpenVolume,
    SetFollowUp,
    VerifyLedger,
)
from contracts.files.errors import FileClosed, FileNotFound
from contracts.files.follow_up_errors import FollowUpInThePast, FollowUpNotFound, FollowUpOver, NeverAtDesk
from services.files.domain.custody import When
from services.files.domain.follow_up import FollowUp
from services.files.domain.opening import new_file
from services.files.handlers import follow_ups
from services.files.storage import FilesUnitOfWork
from tests.files.office import HandClock, Office, an_actor

MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
DUE = date(2026, 3, 16)
MORNING = datetime(2026, 3, 16, 4, 30, tzinfo=UTC)
WORD = "तहसील की आख्या आई या नहीं"


CLERK = an_actor()
A_FILE, _ = new_file(
    CLERK.charge_id, "21/7", CreateFile(subject="सीमांकन", free_number="N-7"), CLERK, When(MONDAY, MONDAY, "live")
)


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(MONDAY)
    return office.clock


def followed(office: Office, file: FileView, by: str = "clerk", due_on: date = DUE, word: str = WORD) -> FollowUpView:
    return office.ask(SetFollowUp(file_id=file.id, due_on=due_on, word=word), by=by)


def listed(office: Office, by: str = "clerk", **more: Any) -> list[FollowUpView]:
    return office.ask(ListFollowUps(**more), by=by).items


def fire(office: Office, clock: HandClock, payloads: list[Any], at: datetime = MORNING) -> None:
    clock.now = at
    for payload in payloads:
        follow_ups.due(payload, FilesUnitOfWork(office.engine, settings=office.settings, clock=clock))


def waiting(office: Office) -> list[Any]:
    return [row.payload for row in office.rows("SELECT payload FROM due WHERE name = 'follow_up_due' ORDER BY at")]


def test_who_forwards_a_file_has_his_desk_reminded_of_it(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    wish = FollowUpWish(due_on=DUE, word=WORD)

    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra"), follow_up=wish), by="clerk")

    (one,) = listed(office)
    assert (one.file_number, one.word, one.due_on, one.is_due, one.is_here) == (file.number, WORD, DUE, False, False)
    assert one.holder.designation_en == "so-lra"
    assert listed(office, by="so-lra") == []
    (row,) = office.rows("SELECT at FROM due WHERE name = 'follow_up_due'")
    assert row.at == MORNING
    assert [event["due_on"] for event in office.events("follow_up_set")] == ["2026-03-16"]
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").verdict == "intact"


def test_a_refused_forwarding_leaves_no_follow_up(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    late = FollowUpWish(due_on=date(2026, 3, 1))

    with pytest.raises(FollowUpInThePast):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra"), follow_up=late), by="clerk")

    assert office.ask(GetFile(file_id=file.id), by="clerk").holder.designation_en == "clerk"
    assert (listed(office), waiting(office)) == ([], [])


def test_it_is_set_at_a_desk_that_has_or_had_the_file(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra")

    for by in ("clerk", "so-lra"):
        assert followed(office, file, by).set_by.post.designation_en == by

    assert office.ask(GetFile(file_id=file.id), by="so-lra").version == file.version
    # The ADM is above the desk and sees the file, but never had it.
    with pytest.raises(NeverAtDesk):
        followed(office, file, "adm")
    with pytest.raises(FileNotFound):
        followed(office, file, "tehsil-clerk")
    closed = office.a_file("so-lra")
    office.ask(CloseFile(file_id=closed.id, reason="निस्तारित"), by="so-lra")
    with pytest.raises(FileClosed):
        followed(office, closed, "so-lra")


def test_a_new_one_replaces_that_of_the_same_desk(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    first = followed(office, file)

    second = followed(office, file, due_on=date(2026, 3, 20), word="धनराशि")

    assert [(one.id, one.word) for one in listed(office, file_id=file.id)] == [(second.id, "धनराशि")]
    assert [event["outcome"] for event in office.events("follow_up_ended")] == ["replaced"]
    assert [payload["follow_up_id"] for payload in waiting(office)] == [str(second.id)]
    with pytest.raises(FollowUpOver):
        office.ask(EndFollowUp(follow_up_id=first.id), by="clerk")


def test_the_desk_is_told_once_wherever_the_file_is(office: Office, clock: HandClock):
    """Guards: ``alerted_at`` in ``FollowUp.alert``, and the trigger ``follow_ups_stay_as_set`` behind it."""
    file = office.a_file("clerk")
    followed(office, file)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    payloads = waiting(office)

    fire(office, clock, payloads + payloads)

    (told,) = office.events("follow_up_due")
    assert (told["word"], told["post"]["designation_en"], told["holder"]["designation_en"]) == (
        *(WORD, "clerk"),
        "so-lra",
    )
    assert (listed(office)[0].is_due, office.ask(GetDeskCounts(), by="clerk").follow_ups) == (True, 1)
    for change in ("alerted_at = now()", "word = 'और कुछ'"):
        with pytest.raises(IntegrityError, match="never changes"), office.owner.begin() as connection:
            connection.execute(text(f"UPDATE follow_ups SET {change}"))


def test_what_is_done_or_cancelled_is_not_told_of(office: Office, clock: HandClock):
    for outcome in ("done", "cancelled"):
        one = followed(office, office.a_file("clerk"))
        payloads = waiting(office)

        ended = office.ask(EndFollowUp(follow_up_id=one.id, outcome=outcome), by="clerk")

        assert (ended.outcome, ended.ended_at, waiting(office)) == (outcome, clock.now, [])
        fire(office, clock, payloads, at=MONDAY)
    assert office.events("follow_up_due") == []
    assert listed(office) == []


def test_it_follows_the_post_and_not_the_person(office: Office, clock: HandClock):
    one = followed(office, office.a_file("clerk"))
    office.charge("clerk", until=datetime(2026, 3, 3, tzinfo=UTC))
    office.employ("successor")
    office.charge("clerk", "successor", since=datetime(2026, 3, 3, tzinfo=UTC), name="successor")
    clock.forward(days=2)

    assert [each.id for each in listed(office, by="successor")] == [one.id]
    assert office.ask(EndFollowUp(follow_up_id=one.id), by="successor").outcome == "done"


def test_only_its_own_desk_ends_it(office: Office, clock: HandClock):
    one = followed(office, office.a_file_sent("clerk", "so-lra"))

    with pytest.raises(FollowUpNotFound):
        office.ask(EndFollowUp(follow_up_id=one.id), by="so-lra")


def test_it_goes_on_with_the_next_volume(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra")
    followed(office, file)

    volume = office.ask(OpenVolume(file_id=file.id), by="so-lra")

    assert [(one.file_id, one.file_state) for one in listed(office)] == [(volume.id, "open")]
    fire(office, clock, waiting(office))
    assert office.events("follow_up_due")[0]["number"] == volume.number


def test_the_list_goes_on_where_it_ended(office: Office, clock: HandClock):
    days = [date(2026, 3, 20), date(2026, 3, 10), date(2026, 3, 15)]
    for day in days:
        followed(office, office.a_file("clerk"), due_on=day)

    first = office.ask(ListFollowUps(limit=2), by="clerk")
    rest = office.ask(ListFollowUps(limit=2, cursor=first.next), by="clerk")

    assert [one.due_on for one in [*first.items, *rest.items]] == sorted(days)
    assert rest.next is None


@given(acts=st.lists(st.sampled_from(["alert", "done", "cancelled"]), max_size=12))
@settings(max_examples=40, deadline=None)
def test_no_order_of_acts_tells_twice_or_after_the_end(acts: list[str]):
    one = FollowUp(
        id=CLERK.charge_id,
        file_id=CLERK.charge_id,
        post=CLERK.post,
        due_on=DUE,
        word=WORD,
        set_by=CLERK.signature,
        set_at=MONDAY,
    )
    told: list[int] = []
    ends: list[int] = []
    for at, act in enumerate(acts):
        if act == "alert":
            if one.alert(MORNING, A_FILE) is not None:
                told.append(at)
            continue
        try:
            one.end(act, CLERK, When(MORNING, MORNING, "live"))
            ends.append(at)
        except FollowUpOver:
            assert ends

    assert max(len(told), len(ends)) <= 1
    assert not (told and ends) or told[0] < ends[0]
    assert one.outcome == (acts[ends[0]] if ends else None)
