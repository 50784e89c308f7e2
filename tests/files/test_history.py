"""Which desk had the file and for how long: the shares sum to the whole, whatever the way."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.files import (
    CloseFile,
    ForwardFile,
    GetHistory,
    OpenFile,
    PersonRef,
    PostRef,
    PullBackFile,
    ReopenFile,
    SignatureBlock,
)
from contracts.files.errors import FileNotFound
from contracts.identity import CalendarView
from services.files.domain.clock.calendar import OfficeHours
from services.files.domain.custody import Movement
from services.files.domain.history import history, visits
from tests.files.office import HandClock, key

NINE = datetime(2026, 3, 2, 3, 30, tzinfo=UTC)
DESKS = ("clerk", "so-lra", "adm", "dm")


@pytest.fixture
def clock(office):
    office.clock = HandClock(NINE)
    return office.clock


def held(view):
    """Hours by desk, in the order of the first visit."""
    return [(desk.post.designation_en, desk.visits, desk.held_seconds / 3600) for desk in view.desks]


def test_each_desk_is_charged_with_the_time_for_which_it_had_the_file(office, clock):
    file = office.a_file("clerk")
    clock.forward(hours=2)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    clock.forward(hours=5)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("clerk"), remarks="पुनः प्रस्तुत करें"), by="so-lra")
    clock.forward(hours=1)

    view = office.ask(GetHistory(file_id=file.id), by="clerk")

    assert held(view) == [("clerk", 2, 3.0), ("so-lra", 1, 5.0)]
    assert view.elapsed_seconds == 8 * 3600
    assert [movement.remarks for movement in view.movements] == ["", "", "पुनः प्रस्तुत करें"]
    assert view.movements[2].left_at is None


def test_history_says_who_opened_the_file_and_when_and_who_has_not(office, clock):
    file = office.a_file_sent("clerk", "so-lra", "adm")
    unopened = office.ask(GetHistory(file_id=file.id), by="adm").movements[2]
    clock.forward(minutes=10)

    office.ask(OpenFile(file_id=file.id), by="adm")

    opened = office.ask(GetHistory(file_id=file.id), by="adm").movements
    assert (unopened.opened_at, unopened.opened_by) == (None, None)
    assert (opened[2].opened_at, opened[2].opened_by.name_en) == (clock.now, "adm")
    assert opened[0].opened_by.name_en == "clerk"


def test_a_file_pulled_back_was_for_a_while_at_the_other_desk(office, clock):
    file = office.a_file_sent("clerk", "so-lra")
    clock.forward(minutes=30)

    office.ask(PullBackFile(file_id=file.id), by="clerk")

    view = office.ask(GetHistory(file_id=file.id), by="clerk")
    assert held(view) == [("clerk", 2, 0.0), ("so-lra", 1, 0.5)]


def test_nobody_is_charged_while_the_file_is_closed(office, clock):
    file = office.a_file("so-lra")
    clock.forward(hours=1)
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    clock.forward(days=10)
    closed = office.ask(GetHistory(file_id=file.id), by="so-lra")
    office.ask(ReopenFile(file_id=file.id, reason="नया पत्र"), by="so-lra")
    clock.forward(hours=2)

    reopened = office.ask(GetHistory(file_id=file.id), by="so-lra")

    assert (held(closed), closed.elapsed_seconds) == ([("so-lra", 1, 1.0)], 3600)
    assert (held(reopened), reopened.elapsed_seconds) == ([("so-lra", 2, 3.0)], 3 * 3600)


def calendar(name, version=1, **given):
    week = {"valid_from": "2026-01-01", "opens": "09:00", "closes": "17:00", "days_off": [{"weekday": 7}]}
    values = {"id": key(name), "scope": "state", "name_hi": name, "name_en": name, "patterns": [week], **given}
    return CalendarView(version=version, **values)


def test_each_desk_is_charged_with_the_working_time_of_its_office(office, clock):
    tehsil = {"valid_from": "2026-01-01", "opens": "09:00", "closes": "11:00"}
    office.apply("calendar", calendar("state"))
    office.apply("calendar", calendar("of tehsil", scope="office", office_id=key("tehsil"), patterns=[tehsil]))
    file = office.a_file("clerk")
    clock.forward(hours=6)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("tehsil-clerk")), by="clerk")
    clock.forward(hours=24)

    view = office.ask(GetHistory(file_id=file.id), by="clerk")

    clerk, tehsildar = (desk.shares for desk in view.desks)
    assert (clerk.desk, clerk.off_hours, clerk.total) == (6 * 3600, 0, 6 * 3600)
    assert (tehsildar.desk, tehsildar.off_hours, tehsildar.total) == (2 * 3600, 22 * 3600, 24 * 3600)
    assert (view.shares.desk, view.shares.off_hours, view.shares.total) == (8 * 3600, 22 * 3600, 30 * 3600)


def test_a_holiday_declared_afterwards_counts_as_if_it_had_always_been_there(office, clock):
    office.apply("calendar", calendar("state"))
    file = office.a_file("clerk")
    clock.forward(hours=8)
    before = office.ask(GetHistory(file_id=file.id), by="clerk").shares
    declared = {"day": "2026-03-02", "kind": "local", "name_hi": "स्थानीय अवकाश", "name_en": "Local holiday"}

    office.apply("calendar", calendar("district", scope="district", patterns=[], days=[declared]))
    holiday = office.ask(GetHistory(file_id=file.id), by="clerk").shares
    office.apply("calendar", calendar("district", 2, scope="district", deleted=True))
    taken_back = office.ask(GetHistory(file_id=file.id), by="clerk").shares

    assert (before.desk, before.off_hours) == (8 * 3600, 0)
    assert (holiday.desk, holiday.off_hours) == (0, 8 * 3600)
    assert taken_back == before


def test_a_desk_is_charged_from_when_it_could_see_what_was_sent_offline(office, clock):
    office.apply("calendar", calendar("state"))
    file = office.a_file("clerk")
    sent_at = clock.now + timedelta(hours=1)
    clock.forward(hours=5)
    sending = ForwardFile(
        file_id=file.id, to_post=office.post("so-lra"), custody_number=1, occurred_at=sent_at, source="offline"
    )

    office.ask(sending, by="clerk")
    clock.forward(hours=1)

    clerk, officer = (desk.shares for desk in office.ask(GetHistory(file_id=file.id), by="clerk").desks)
    assert (clerk.desk, officer.desk) == (5 * 3600, 3600)


def test_who_may_not_know_the_file_gets_no_history(office):
    file = office.a_file("clerk")

    with pytest.raises(FileNotFound):
        office.ask(GetHistory(file_id=file.id), by="est-clerk")


def always(office_id):
    """No calendar: every hour counts."""
    return OfficeHours([])


def block(name):
    return SignatureBlock(
        person=PersonRef(person_id=key(name), name_hi=name, name_en=name), post=desk(name), capacity="own"
    )


def desk(name):
    return PostRef(post_id=key(f"post {name}"), designation_hi=name, designation_en=name, abbreviation=name)


@st.composite
def chains(draw):
    """A file's way: who sends it where after which time, now and then closed and reopened."""
    at, here = NINE, draw(st.sampled_from(DESKS))
    links = [("created", None, here, at)]
    for _ in range(draw(st.integers(0, 25))):
        at += timedelta(microseconds=draw(st.integers(0, 10**12)))
        kind = links[-1][0]
        if kind == "closed":
            links.append(("reopened", here, draw(st.sampled_from(DESKS)), at))
        elif draw(st.integers(0, 5)) == 0:
            links.append(("closed", here, here, at))
        else:
            links.append(("forwarded", here, draw(st.sampled_from(DESKS)), at))
        here = links[-1][2]
    movements = [
        Movement(
            key("file"), serial, kind, desk(left) if left else None, desk(to), block(to), "", moment, moment, "live"
        )
        for serial, (kind, left, to, moment) in enumerate(links, 1)
    ]
    return movements, at + timedelta(microseconds=draw(st.integers(0, 10**12)))


@given(chains())
def test_the_shares_of_the_desks_sum_to_the_whole(case):
    movements, now = case

    view = history(visits([(movement, None) for movement in movements]), now, always)

    by_desk = sum(one.held_seconds for one in view.desks)
    by_visit = sum(one.held_seconds for one in view.movements)
    assert by_desk == pytest.approx(view.elapsed_seconds, abs=1e-3)
    assert by_visit == pytest.approx(view.elapsed_seconds, abs=1e-3)
    assert all(one.held_seconds >= 0 for one in view.movements)
    # In whole seconds the sums are exact; with no calendar each second is a desk's.
    assert sum(one.shares.total for one in view.movements) == view.shares.total == view.shares.desk
    assert sum(one.shares.total for one in view.desks) == view.shares.total


@given(chains())
def test_every_stay_ends_when_the_next_begins(case):
    movements, now = case

    views = history(visits([(movement, None) for movement in movements]), now, always).movements

    assert [one.left_at for one in views] == [*(one.occurred_at for one in views[1:]), None]
