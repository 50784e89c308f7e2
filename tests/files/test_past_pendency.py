"""The table of a past moment is what the table said at that moment, and what lay where by the movements."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from contracts.errors import PatravaliError
from contracts.files import (
    CloseFile,
    CreateFile,
    ExtendDeadline,
    ForwardFile,
    GetFile,
    GetPendency,
    ListPending,
    OpenFile,
    PullBackFile,
    ReopenFile,
)
from contracts.files.errors import DeadlinePassed, NotYet, PostNotFound
from tests.files.office import HandClock, key

NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
DESKS = ("clerk", "so-lra", "adm")
ACTS = ("create", "forward", "forward", "forward", "open", "pull_back", "close", "reopen", "offline", "extend")


@pytest.fixture
def clock(office):
    office.clock = HandClock(NOON)
    return office.clock


def table(view):
    return {desk.post.designation_en: (desk.total, desk.unopened, desk.overdue) for desk in view.desks}


def past(office, moment, by="dm", **given):
    return office.ask(GetPendency(as_of=moment, **given), by=by)


def test_a_file_lies_where_it_lay_then(office, clock):
    file = office.a_file("clerk")
    clock.forward(hours=2)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    clock.forward(days=5)
    office.ask(OpenFile(file_id=file.id), by="so-lra")
    clock.forward(hours=1)
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    clock.forward(days=1)
    office.ask(ReopenFile(file_id=file.id, reason="नया पत्र"), by="adm")
    clock.forward(days=1)

    days = [timedelta(seconds=-1), timedelta(hours=1), timedelta(days=2), timedelta(days=5, hours=2, minutes=30)]
    days += [timedelta(days=5, hours=4), timedelta(days=7)]
    assert [table(past(office, NOON + after)) for after in days] == [
        {},
        {"clerk": (1, 0, 0)},
        {"so-lra": (1, 1, 0)},
        {"so-lra": (1, 0, 0)},
        {},
        {"adm": (1, 0, 0)},
    ]


def test_ages_are_those_of_then(office, clock):
    file = office.a_file("clerk")
    clock.forward(days=40)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    (desk,) = past(office, NOON + timedelta(days=10)).desks

    assert desk.buckets.days_8_15 == 1
    assert desk.oldest_since == NOON


def test_the_desk_is_shown_with_who_held_it_then(office, clock):
    office.a_file("clerk")
    office.employ("successor")
    office.charge("clerk", until=NOON + timedelta(days=2))
    office.charge("clerk", "successor", since=NOON + timedelta(days=2), name="successor as clerk")
    clock.forward(days=5)

    names = [past(office, NOON + timedelta(days=days)).desks[0].holder.name_en for days in (1, 3)]

    assert names == ["clerk", "successor"]


def test_a_moment_that_has_not_come_is_refused(office, clock):
    with pytest.raises(NotYet):
        past(office, NOON + timedelta(seconds=1))
    assert past(office, NOON).total == 0


def test_others_see_their_own_desk_and_those_below_it_of_then_too(office, clock):
    for desk in ("clerk", "so-lra", "est-clerk", "tehsil-clerk"):
        office.a_file(desk)
    clock.forward(days=1)

    seen = {who: set(table(past(office, NOON, by=who))) for who in ("so-lra", "adm", "clerk", "sdm")}

    assert seen == {
        "so-lra": {"so-lra", "clerk"},
        "adm": {"so-lra", "clerk", "est-clerk"},
        "clerk": {"clerk"},
        "sdm": {"tehsil-clerk"},
    }
    assert [past(office, NOON, by=who).started for who in ("dm", "so-lra", "clerk")] == [4, 2, 1]


def test_the_past_table_can_be_cut_to_one_office(office, clock):
    office.a_file("clerk")
    office.a_file("tehsil-clerk")
    clock.forward(days=1)

    view = past(office, NOON, office_id=key("tehsil"))

    assert (table(view), view.total, view.started) == ({"tehsil-clerk": (1, 0, 0)}, 1, 1)


def listed(office, moment, post="so-lra", by="dm", **given):
    return office.ask(ListPending(post_id=office.post(post), as_of=moment, **given), by=by)


def test_the_files_behind_a_past_cell_are_those_that_lay_there_then(office, clock):
    first, second = (office.a_file_sent("clerk", "so-lra") for _ in range(2))
    gone = office.a_file_sent("clerk", "so-lra")
    clock.forward(hours=1)
    office.ask(OpenFile(file_id=first.id), by="so-lra")
    office.ask(ForwardFile(file_id=gone.id, to_post=office.post("adm")), by="so-lra")
    clock.forward(days=10)
    office.ask(ForwardFile(file_id=first.id, to_post=office.post("adm"), remarks="बाद में"), by="so-lra")
    office.ask(CloseFile(file_id=second.id, reason="निस्तारित"), by="so-lra")
    then = NOON + timedelta(days=5)

    page = listed(office, then, bucket="days_4_7", limit=1)
    rest = listed(office, then, bucket="days_4_7", limit=1, cursor=page.next)
    items = page.items + rest.items

    assert {item.id for item in items} == {first.id, second.id}
    assert rest.next is None
    assert {(item.holder.designation_en, item.from_post.designation_en, item.remarks) for item in items} == {
        ("so-lra", "clerk", "")
    }
    assert {item.id: item.unread for item in items} == {first.id: False, second.id: True}
    assert listed(office, then, bucket="days_0_3").items == []
    assert listed(office, clock.now).items == []
    assert [item.id for item in listed(office, NOON, by="so-lra").items].count(gone.id) == 1


def test_a_past_cell_is_shown_to_whom_the_desk_is_shown(office, clock):
    office.a_file("est-clerk")
    clock.forward(days=1)

    with pytest.raises(PostNotFound):
        listed(office, NOON, "est-clerk", by="so-lra")
    with pytest.raises(NotYet):
        listed(office, clock.now + timedelta(seconds=1))


def test_a_confidential_file_is_listed_in_the_past_for_the_desk_that_had_it_only(office, clock):
    file = office.a_file("clerk", grading="confidential")
    clock.forward(hours=1)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("est-clerk")), by="clerk")
    clock.forward(days=1)

    seen = {who: len(listed(office, NOON, "clerk", by=who).items) for who in ("clerk", "so-lra", "dm")}

    assert seen == {"clerk": 1, "so-lra": 0, "dm": 0}
    assert past(office, NOON).total == 1


def test_a_file_is_overdue_once_its_deadline_has_passed_whichever_desk_has_it(office, clock):
    deadline = NOON + timedelta(days=3)
    file = office.a_file("clerk", deadline=deadline)
    office.a_file("clerk")
    clock.forward(days=1)
    office.ask(
        ForwardFile(file_id=file.id, to_post=office.post("so-lra"), due_on=NOON.date() + timedelta(days=1)), by="clerk"
    )
    clock.now = deadline + timedelta(seconds=1)

    now = office.ask(GetPendency(), by="dm")

    assert table(now) == {"clerk": (1, 0, 0), "so-lra": (1, 1, 1)}
    assert (now.overdue, past(office, clock.now).overdue, past(office, deadline).overdue) == (1, 1, 0)
    assert office.ask(GetFile(file_id=file.id), by="clerk").deadline == deadline
    clock.forward(hours=1)
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    clock.forward(days=1)
    assert (office.ask(GetPendency(), by="dm").overdue, past(office, deadline + timedelta(seconds=1)).overdue) == (0, 1)


def test_a_file_is_not_opened_with_a_deadline_that_has_passed(office, clock):
    with pytest.raises(DeadlinePassed):
        office.a_file("clerk", deadline=NOON - timedelta(seconds=1))


an_act = st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.sampled_from(DESKS), st.sampled_from([0, 1, 30, 200]))


@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(an_act, min_size=1, max_size=12))
def test_the_table_of_a_moment_is_what_it_said_then(office, clock, acts):
    said = []
    ids = [office.a_file("clerk").id]
    for act, number, to, hours in acts:
        clock.forward(hours=hours, seconds=1)
        with suppress(PatravaliError):
            do(office, ids, act, ids[number % len(ids)], to, clock)
        view = office.ask(GetPendency(), by="dm")
        said.append((view.as_of, view.desks))
    clock.forward(hours=1)

    for moment, desks in said:
        assert past(office, moment).desks == desks
        for desk in desks:
            request = ListPending(post_id=desk.post.post_id, as_of=moment, limit=200)
            assert len(office.ask(request, by="dm").items) == desk.total


def do(office, ids, act, file_id, to, clock):
    """This act on that file, by whoever may."""
    sql = "SELECT holder->>'designation_en' AS holder, from_post->>'designation_en' AS sender FROM files WHERE id = :id"
    (file,) = office.rows(sql, id=file_id)
    to_post = office.post(to)
    earlier = clock.now - timedelta(minutes=30)
    if act == "create":
        ids.append(office.a_file(to, deadline=clock.now + timedelta(days=2)).id)
        return
    command, by = {
        "forward": (ForwardFile(file_id=file_id, to_post=to_post), file.holder),
        "offline": (ForwardFile(file_id=file_id, to_post=to_post, source="offline", occurred_at=earlier), file.holder),
        "open": (OpenFile(file_id=file_id), file.holder),
        "pull_back": (PullBackFile(file_id=file_id), file.sender or to),
        "close": (CloseFile(file_id=file_id, reason="निस्तारित"), file.holder),
        "reopen": (ReopenFile(file_id=file_id, reason="नया पत्र"), "dm"),
        "extend": (ExtendDeadline(file_id=file_id, deadline=clock.now + timedelta(days=3), reason="आदेश"), file.holder),
    }[act]
    office.ask(command, by=by)


def test_a_file_made_offline_waits_from_when_it_was_made(office, clock):
    made = NOON - timedelta(hours=3)
    given = {"subject": "विषय", "free_number": "P-1", "source": "offline", "occurred_at": made}

    office.ask(CreateFile(**given), by="clerk")

    assert table(past(office, made)) == {"clerk": (1, 0, 0)}
    assert table(past(office, made - timedelta(seconds=1))) == {}
