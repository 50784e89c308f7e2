"""Files put aside at their desk until a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from contracts.files import (
    FileView,
    ForwardFile,
    GetFile,
    ListDesk,
    ParkFile,
    PullBackFile,
    UnparkFile,
)
from contracts.files.errors import BadWakeUpDay, CustodyChanged, FileNotParked, HeldByAnother
from services.files.handlers.parking import wake
from services.files.storage import FilesUnitOfWork
from tests.files.office import HandClock, Office

REASON = "शासन के उत्तर की प्रतीक्षा"


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(datetime(2026, 3, 2, 6, 30, tzinfo=UTC))
    return office.clock


def parked(office: Office, until: date = date(2026, 3, 10), by: str = "clerk", **given) -> FileView:
    file = office.a_file(by, **given)
    return office.ask(ParkFile(file_id=file.id, until=until, reason=REASON), by=by)


def in_box(office: Office, box: str, by: str = "clerk") -> list:
    return [item.id for item in office.ask(ListDesk(box=box), by=by).items]


def due_rows(office: Office) -> list:
    return office.rows("SELECT at, payload FROM due WHERE name = 'wake_file'")


def its_day_comes(office: Office) -> None:
    for row in due_rows(office):
        wake(row.payload, FilesUnitOfWork(office.engine, clock=office.clock))


def test_a_parked_file_lies_in_its_own_box_with_the_reason(office: Office, clock: HandClock):
    file = parked(office)

    assert (file.parked.until, file.parked.reason, file.parked.since) == (date(2026, 3, 10), REASON, clock.now)
    assert {"park_file", "unpark_file"} <= set(file.allowed_actions)
    assert (in_box(office, "inbox"), in_box(office, "parked")) == ([], [file.id])
    (item,) = office.ask(ListDesk(box="parked"), by="clerk").items
    assert item.parked == file.parked
    assert in_box(office, "parked", by="so-lra") == []


def test_it_wakes_at_midnight_in_india(office: Office, clock: HandClock):
    file = parked(office)

    (row,) = due_rows(office)

    assert row.at == datetime(2026, 3, 9, 18, 30, tzinfo=UTC)
    clock.now = row.at
    its_day_comes(office)
    woken = office.ask(GetFile(file_id=file.id), by="clerk")
    assert (woken.parked, woken.version) == (None, file.version + 1)
    assert (in_box(office, "inbox"), in_box(office, "parked")) == ([file.id], [])


def test_its_desk_is_told_once_on_that_day(office: Office, clock: HandClock):
    file = parked(office)
    payload = due_rows(office)[0].payload
    clock.forward(days=8)

    wake(payload, FilesUnitOfWork(office.engine, clock=clock))
    wake(payload, FilesUnitOfWork(office.engine, clock=clock))

    (woke,) = office.events("file_woke")
    assert (woke["file_id"], woke["reason"]) == (str(file.id), REASON)
    assert woke["holder"]["post_id"] == str(file.holder.post_id)
    assert woke["parked_until"] == "2026-03-10"


def test_it_sleeps_on_where_it_was_parked_for_longer(office: Office, clock: HandClock):
    file = parked(office)
    old = due_rows(office)[0].payload
    office.ask(ParkFile(file_id=file.id, until=date(2026, 4, 1), reason=REASON), by="clerk")
    clock.forward(days=8)

    wake(old, FilesUnitOfWork(office.engine, clock=clock))

    assert in_box(office, "parked") == [file.id]
    assert len(due_rows(office)) == 1


@pytest.mark.parametrize("until", [date(2026, 3, 1), date(2026, 3, 2), date(2027, 3, 4)])
def test_a_day_that_is_past_or_too_far_is_refused(office: Office, clock: HandClock, until: date):
    with pytest.raises(BadWakeUpDay) as refused:
        parked(office, until)

    assert (refused.value.fields["earliest"], refused.value.fields["latest"]) == ("2026-03-03", "2027-03-03")
    assert in_box(office, "parked") == []


def test_a_file_is_taken_up_before_its_day(office: Office, clock: HandClock):
    file = parked(office)

    taken_up = office.ask(UnparkFile(file_id=file.id), by="clerk")

    assert (taken_up.parked, in_box(office, "inbox"), due_rows(office)) == (None, [file.id], [])
    assert "unpark_file" not in taken_up.allowed_actions
    with pytest.raises(FileNotParked):
        office.ask(UnparkFile(file_id=file.id), by="clerk")


def test_only_its_desk_puts_a_file_aside(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra")

    with pytest.raises(HeldByAnother):
        office.ask(ParkFile(file_id=file.id, until=date(2026, 3, 10), reason=REASON), by="clerk")
    with pytest.raises(CustodyChanged):
        office.ask(ParkFile(file_id=file.id, until=date(2026, 3, 10), reason=REASON, custody_number=1), by="so-lra")


def test_any_movement_takes_it_up(office: Office, clock: HandClock):
    forwarded = parked(office)
    pulled_back = office.a_file_sent("clerk", "so-lra")
    office.ask(ParkFile(file_id=pulled_back.id, until=date(2026, 3, 10), reason=REASON), by="so-lra")

    office.ask(ForwardFile(file_id=forwarded.id, to_post=office.post("adm")), by="clerk")
    office.ask(PullBackFile(file_id=pulled_back.id), by="clerk")

    assert in_box(office, "inbox", by="adm") == [forwarded.id]
    assert in_box(office, "inbox") == [pulled_back.id]
