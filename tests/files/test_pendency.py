"""Desk by age in one call: the whole district for the DM, for others what lies below their post."""

from datetime import UTC, date, datetime, timedelta

import pytest

from contracts.files import CloseFile, GetPendency, GetPendencyTrend, ListPending, OpenFile
from contracts.files.errors import PostNotFound
from services.files.domain.pendency import BUCKETS, span
from tests.files.office import HandClock, Seat, key

NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
TICK = timedelta(microseconds=1)
EVENING = datetime(2026, 3, 2, 18, 30, tzinfo=UTC) - TICK
"""The last moment of the second of March in India."""
AGES = {"days_0_3": (0, 3), "days_4_7": (4, 7), "days_8_15": (8, 15), "days_16_30": (16, 30), "days_31_90": (31, 90)}


@pytest.fixture
def clock(office):
    office.clock = HandClock(NOON)
    return office.clock


def table(view):
    return {desk.post.designation_en: (desk.total, desk.unopened) for desk in view.desks}


def test_the_dm_sees_every_desk_with_the_person_who_sits_there(office):
    office.a_file_sent("clerk", "so-lra")
    office.a_file_sent("clerk", "so-lra", "adm")
    office.a_file("tehsil-clerk")
    opened = office.a_file_sent("clerk", "so-lra")
    office.ask(OpenFile(file_id=opened.id), by="so-lra")

    view = office.ask(GetPendency(), by="dm")

    assert table(view) == {"so-lra": (2, 1), "adm": (1, 1), "tehsil-clerk": (1, 0)}
    assert (view.total, view.desks[0].post.designation_en) == (4, "so-lra")
    assert view.desks[0].holder.name_en == "so-lra"


def test_who_got_the_desk_in_addition_does_not_hide_who_sits_there(office):
    """A programme's charge is an additional one, and always the newer."""
    office.a_file_sent("clerk", "so-lra")
    office.employ("portal")
    office.charge("so-lra", "portal", kind="additional", since=NOON - timedelta(days=1), name="portal")

    view = office.ask(GetPendency(), by="dm")

    assert [desk.holder.name_en for desk in view.desks] == ["so-lra"]


def test_others_see_their_own_desk_and_those_below_it(office):
    for way in (("clerk",), ("so-lra",), ("est-clerk",), ("tehsil-clerk",), ("clerk", "so-lra", "adm", "dm")):
        office.a_file_sent(*way)

    seen = {who: set(table(office.ask(GetPendency(), by=who))) for who in ("so-lra", "adm", "clerk", "sdm")}

    assert seen == {
        "so-lra": {"so-lra", "clerk"},
        "adm": {"so-lra", "clerk", "est-clerk"},
        "clerk": {"clerk"},
        "sdm": {"tehsil-clerk"},
    }


def test_the_table_can_be_cut_to_one_office(office):
    office.a_file("clerk")
    office.a_file("tehsil-clerk")

    view = office.ask(GetPendency(office_id=key("tehsil")), by="dm")

    assert table(view) == {"tehsil-clerk": (1, 0)}
    assert view.total == 1


def test_a_file_is_in_its_bucket_from_the_first_to_the_last_moment_of_its_days(office, clock):
    for first, last in AGES.values():
        for age in (timedelta(days=first), timedelta(days=last + 1) - TICK):
            clock.now = EVENING - age
            office.a_file("clerk")
    clock.now = EVENING - timedelta(days=91)
    office.a_file("clerk")
    clock.now = EVENING

    (desk,) = office.ask(GetPendency(), by="dm").desks

    assert desk.buckets.model_dump() == {**dict.fromkeys(AGES, 2), "days_over_90": 1}
    assert desk.oldest_since == EVENING - timedelta(days=91)


def test_a_file_grows_older_at_midnight_in_india(office, clock):
    clock.now = EVENING - timedelta(days=3)
    file = office.a_file("clerk")

    buckets = []
    for clock.now in (EVENING, EVENING + TICK):
        (desk,) = office.ask(GetPendency(), by="dm").desks
        (bucket,) = (name for name, count in desk.buckets.model_dump().items() if count)
        (item,) = office.ask(ListPending(post_id=office.post("clerk"), bucket=bucket), by="dm").items
        buckets.append((bucket, item.id))

    assert buckets == [("days_0_3", file.id), ("days_4_7", file.id)]


def test_the_files_behind_a_cell_are_those_that_it_counts(office, clock):
    clock.now = NOON - timedelta(days=5)
    old = [office.a_file("clerk") for _ in range(3)]
    clock.now = NOON
    office.a_file("clerk")

    first = office.ask(ListPending(post_id=office.post("clerk"), bucket="days_4_7", limit=2), by="dm")
    rest = office.ask(ListPending(post_id=office.post("clerk"), bucket="days_4_7", limit=2, cursor=first.next), by="dm")

    assert {item.id for item in first.items + rest.items} == {file.id for file in old}
    assert rest.next is None
    assert len(office.ask(ListPending(post_id=office.post("clerk")), by="so-lra").items) == 4


def test_a_desk_that_is_not_below_ones_own_is_not_shown(office):
    office.a_file("est-clerk")

    for who in ("so-lra", "clerk", "sdm"):
        with pytest.raises(PostNotFound):
            office.ask(ListPending(post_id=office.post("est-clerk")), by=who)


def test_a_closed_file_does_not_wait(office):
    file = office.a_file("so-lra")

    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")

    assert office.ask(GetPendency(), by="dm").desks == []
    assert office.ask(ListPending(post_id=office.post("so-lra")), by="dm").items == []


def test_what_lies_at_a_vacant_post_is_counted_and_nobody_is_named(office):
    office.a_file("clerk")
    office.charge("clerk", deleted=True)

    (desk,) = office.ask(GetPendency(), by="dm").desks

    assert (desk.total, desk.holder) == (1, None)


def test_a_secret_file_outside_the_dms_line_is_counted_and_not_listed(office):
    office.seat(Seat("apart", ("dealing_hand",)))
    office.a_file("apart", grading="secret")
    office.a_file("clerk", grading="secret")

    view = office.ask(GetPendency(), by="dm")

    assert table(view) == {"apart": (1, 0), "clerk": (1, 0)}
    assert office.ask(ListPending(post_id=office.post("apart")), by="dm").items == []
    assert len(office.ask(ListPending(post_id=office.post("clerk")), by="dm").items) == 1


def test_the_buckets_leave_no_gap_and_do_not_overlap():
    spans = [span(bucket, date(2026, 3, 2)) for bucket in BUCKETS]

    assert spans[0].before is None
    assert spans[-1].since is None
    assert [older.before for older in spans[1:]] == [younger.since for younger in spans[:-1]]


def columns(view):
    return [(week.opened, week.closed, week.open) for week in view.weeks]


def test_the_trend_tells_week_by_week_what_came_and_what_went(office, clock):
    clock.now = NOON - timedelta(days=16)
    office.a_file("clerk")
    early = office.a_file_sent("clerk", "so-lra")
    clock.now = NOON - timedelta(days=8)
    office.a_file("clerk")
    clock.now = NOON - timedelta(days=1)
    office.ask(CloseFile(file_id=early.id, reason="disposed"), by="so-lra")
    clock.now = NOON

    view = office.ask(GetPendencyTrend(weeks=4), by="dm")

    assert columns(view) == [(0, 0, 0), (2, 0, 2), (1, 0, 3), (0, 1, 2)]
    assert view.weeks[-1].ends_at == NOON


def test_only_the_dm_sees_the_trend_of_another_office(office):
    office.a_file("clerk")
    office.a_file("tehsil-clerk")

    whole = office.ask(GetPendencyTrend(weeks=2), by="dm")
    tehsil = office.ask(GetPendencyTrend(weeks=2, office_id=key("tehsil")), by="dm")
    by_clerk = office.ask(GetPendencyTrend(weeks=2, office_id=key("tehsil")), by="clerk")

    assert [view.weeks[-1].open for view in (whole, tehsil, by_clerk)] == [2, 1, 1]
