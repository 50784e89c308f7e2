"""The directory as files keeps it: whole aggregates, newest version, tombstones, snapshot."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.files import CreateFile, ForwardFile, GetFile
from contracts.files.errors import ChargeNotHeld, PostNotFound
from contracts.identity import (
    CalendarView,
    DirectorySnapshot,
    GetDirectorySnapshot,
    OfficeView,
    PersonView,
    PostView,
    UnitView,
)
from services.files.storage import FilesUnitOfWork
from services.files.storage.directory import Directory
from services.files.storage.projection import DIRECTORY
from tests.files.office import SEATS, Office, Seat, key

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


WAITING = """
    SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
    WHERE NOT granted AND locktype = 'advisory' AND datname = current_database()
"""


def a_person(name: str, version: int, **given: Any) -> PersonView:
    values = {"id": key(f"person {name}"), "user_name": f"u.{name}", "name_hi": name, "name_en": name, **given}
    return PersonView(version=version, **values)


def test_the_newest_version_stays_in_whatever_order_they_come(office: Office):
    third = office.apply("person", a_person("clerk", 3, name_en="Third"))
    second = office.apply("person", a_person("clerk", 2, name_en="Second"))
    again = office.apply("person", a_person("clerk", 3, name_en="Third, again"))

    assert (third, second, again) == (True, False, False)
    assert office.a_file("clerk").created_by.person.name_en == "Third"


def test_names_on_record_stay_as_they_were_then(office: Office):
    file = office.a_file("clerk")

    office.apply("person", a_person("clerk", 2, name_en="New Name"))

    assert office.ask(GetFile(file_id=file.id), by="clerk").created_by.person.name_en == "clerk"


def test_a_post_is_shown_with_the_new_name_of_its_section_and_office(office: Office):
    unit = UnitView(
        id=key("lra"), office_id=key("collectorate"), name_hi="नया अनुभाग", name_en="New Section",
        abbreviation_hi="नया", abbreviation_en="NEW", version=2,
    )  # fmt: skip
    renamed = OfficeView(
        id=key("collectorate"), kind="collectorate", name_hi="नया कार्यालय", name_en="New Office",
        abbreviation_hi="नया", abbreviation_en="NEW", version=2,
    )  # fmt: skip

    office.apply("unit", unit)
    office.apply("office", renamed)

    holder = office.a_file("clerk").holder
    assert (holder.unit_hi, holder.unit_en) == ("नया अनुभाग", "New Section")
    assert (holder.office_hi, holder.office_en) == ("नया कार्यालय", "New Office")


def test_a_post_may_come_before_its_section_and_office(office: Office):
    post = PostView(
        id=key("post early"), office_id=key("late office"), unit_id=key("late unit"), designation_hi="पद",
        designation_en="Early", abbreviation_hi="पद", abbreviation_en="EARLY", roles=["dealing_hand"], version=1,
    )  # fmt: skip
    office.apply("post", post)
    office.employ("early")
    office.charge("early")
    assert office.a_file("early").holder.unit_en == ""

    office.apply(
        "unit",
        UnitView(
            id=key("late unit"), office_id=key("late office"), name_hi="अनुभाग", name_en="Late Unit",
            abbreviation_hi="अनु", abbreviation_en="LATE", version=1,
        ),
    )  # fmt: skip

    assert office.a_file("early").holder.unit_en == "Late Unit"


def test_a_post_and_its_section_that_come_at_the_same_time_see_each_other(office: Office):
    """Guard: the lock under which posts, sections and offices are stored; each comes by a queue of its own."""
    unit = UnitView(
        id=key("late unit"), office_id=key("collectorate"), name_hi="अनुभाग", name_en="Late Unit",
        abbreviation_hi="अनु", abbreviation_en="LATE", version=1,
    )  # fmt: skip
    seat = Seat("early", unit="late unit")
    post = threading.Thread(target=office.seat, args=(seat,), kwargs={"vacant": True})

    with FilesUnitOfWork(office.engine) as uow:
        DIRECTORY.apply(uow.session, "unit", unit, uow.now())
        post.start()
        until(lambda: not post.is_alive() or office.rows(WAITING))
        uow.commit()
    post.join(10)

    (row,) = office.rows("SELECT ref FROM posts WHERE id = :id", id=office.post("early"))
    assert row.ref["unit_en"] == "Late Unit"


def until(check: Callable[[], Any], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline, "it never happened"


def test_a_removed_post_is_a_tombstone_that_no_older_event_brings_back(office: Office):
    file = office.a_file("clerk")
    forward = ForwardFile(file_id=file.id, to_post=office.post("second-clerk"))
    removed = PostView(
        id=office.post("second-clerk"), office_id=key("collectorate"), designation_hi="पद", designation_en="second",
        abbreviation_hi="पद", abbreviation_en="SECOND", version=9, deleted=True,
    )  # fmt: skip

    office.apply("post", removed)
    office.apply("post", removed.model_copy(update={"version": 8, "deleted": False}))

    with pytest.raises(PostNotFound):
        office.ask(forward, by="clerk")
    with pytest.raises(ChargeNotHeld):
        office.ask(CreateFile(subject="विषय", free_number="X-1"), by="second-clerk")


def test_a_snapshot_fills_what_is_missing_and_repairs_what_is_old(office: Office):
    people = [a_person(f"new-{number}", 1) for number in range(3)] + [a_person("clerk", 7, name_en="Repaired")]
    old = a_person("dm", 0 + 1, name_en="Outdated")

    with FilesUnitOfWork(office.engine) as uow:
        taken = DIRECTORY.take_snapshot(uow.session, a_snapshot({"person": [*people, old]}), NOW)
        uow.commit()

    assert taken == 4
    assert office.a_file("clerk").created_by.person.name_en == "Repaired"
    assert office.a_file("dm").created_by.person.name_en == "dm"


def a_snapshot(views: dict[str, list[Any]]) -> Any:
    """identity's answer to GetDirectorySnapshot, two aggregates at a time."""

    def ask(request: GetDirectorySnapshot) -> DirectorySnapshot:
        ordered = sorted(views.get(request.kind, []), key=lambda view: view.id)
        rest = [view for view in ordered if request.after is None or view.id > request.after]
        more = rest[1].id if len(rest) > 2 else None
        return DirectorySnapshot(items=[view.model_dump(mode="json") for view in rest[:2]], next=more)

    return ask


def a_calendar(name: str, version: int, **given: Any) -> CalendarView:
    day = {"day": "2026-11-08", "kind": "public", "name_hi": "दीपावली", "name_en": "Diwali"}
    values = {"id": key(name), "scope": "state", "name_hi": name, "name_en": name, "days": [day], **given}
    return CalendarView(version=version, **values)


def kept_calendars(office: Office) -> dict[Any, tuple[int, bool]]:
    rows = office.rows("SELECT id, jsonb_array_length(days) AS days, deleted FROM calendars")
    return {row.id: (row.days, row.deleted) for row in rows}


def test_a_calendar_is_kept_whole_and_an_older_one_is_ignored(office: Office):
    second = office.apply("calendar", a_calendar("state", 2, days=[]))
    first = office.apply("calendar", a_calendar("state", 1))
    third = office.apply("calendar", a_calendar("state", 3))

    assert (second, first, third) == (True, False, True)
    assert kept_calendars(office) == {key("state"): (1, False)}


def test_the_comparison_takes_calendars_that_no_event_brought_and_their_tombstones(office: Office):
    office.apply("calendar", a_calendar("state", 1))
    away = {"calendar": [a_calendar("state", 2, deleted=True), a_calendar("district", 1, scope="district")]}

    with office.session() as session:
        taken = DIRECTORY.take_snapshot(session, a_snapshot(away), NOW)
        again = DIRECTORY.take_snapshot(session, a_snapshot(away), NOW)
        session.commit()

    assert (taken, again) == (2, 0)
    assert kept_calendars(office) == {key("state"): (1, True), key("district"): (1, False)}


def test_subordinates_are_all_below_and_nobody_else(office: Office):
    with office.session() as session:
        below = set(Directory(session).subordinates(office.post("so-est")))
        everybody = set(Directory(session).subordinates(office.post("dm")))

    assert below == {office.post(name) for name in ("est-clerk", "dak", "dispatcher")}
    assert everybody == {office.post(seat.name) for seat in SEATS} - {office.post("dm")}


def test_who_sits_at_a_desk_is_the_substantive_holder_before_one_who_stands_in(office: Office):
    office.charge("adm", "dm", capacity="link_officer", name="link")
    office.seat(Seat("empty"), vacant=True)

    with office.session() as session:
        directory = Directory(session)
        assert directory.holder(office.post("adm"), datetime.now(UTC)).name_en == "adm"
        assert directory.holder(office.post("empty"), datetime.now(UTC)) is None
