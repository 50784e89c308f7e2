"""The deadline of a matter, given or made later by who may, with the reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contracts.files import (
    CloseFile,
    ExtendDeadline,
    FileView,
    ForwardFile,
    GetDeskChanges,
    GetDeskCounts,
    GetFile,
    GetHistory,
    GetPendency,
    ListDesk,
    VerifyLedger,
)
from contracts.files.errors import CustodyChanged, DeadlineNotLater, FileClosed, HeldByAnother, RoleMissing
from tests.files.office import HandClock, Office

NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
WHY = "शासन से दिशा-निर्देश अपेक्षित हैं"


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(NOON)
    return office.clock


def extend(office: Office, file: FileView, to: datetime, by: str = "so-lra", **given) -> FileView:
    return office.ask(ExtendDeadline(file_id=file.id, **{"deadline": to, "reason": WHY, **given}), by=by)


def days(number: float) -> datetime:
    return NOON + timedelta(days=number)


def test_it_is_made_later_and_the_trail_says_by_whom_and_why(office: Office, clock: HandClock):
    file = office.a_file("so-lra", deadline=days(2))
    clock.forward(days=1)

    extended = extend(office, file, days(9))

    assert extended.deadline == days(9)
    (told,) = office.ask(GetHistory(file_id=file.id), by="so-lra").deadlines
    assert (told.serial, told.before, told.deadline, told.reason) == (1, days(2), days(9), WHY)
    assert (told.by.post.designation_en, told.at) == ("so-lra", days(1))


def test_a_file_without_one_gets_its_first(office: Office, clock: HandClock):
    file = office.a_file("so-lra")

    extend(office, file, days(3))
    extend(office, file, days(4))

    trail = office.ask(GetHistory(file_id=file.id), by="so-lra").deadlines
    assert [(each.serial, each.before, each.deadline) for each in trail] == [(1, None, days(3)), (2, days(3), days(4))]


@pytest.mark.parametrize(("present", "wanted"), [(5, 5), (5, 4), (None, 0.5), (0.5, 0.9)])
def test_it_is_never_made_earlier_nor_put_into_the_past(office: Office, clock: HandClock, present, wanted):
    file = office.a_file("so-lra", **({"deadline": days(present)} if present else {}))
    clock.forward(days=1)

    with pytest.raises(DeadlineNotLater) as refused:
        extend(office, file, days(wanted))

    assert refused.value.fields["earliest"] == max(days(present or 0), days(1)).isoformat()
    assert office.ask(GetFile(file_id=file.id), by="so-lra").deadline == file.deadline


def test_only_a_section_officer_or_above_who_has_the_file_extends_it(office: Office, clock: HandClock):
    file = office.a_file("clerk", deadline=days(2))
    with pytest.raises(RoleMissing):
        extend(office, file, days(9), by="clerk")
    with pytest.raises(HeldByAnother):
        extend(office, file, days(9), by="so-lra")
    assert "extend_deadline" not in file.allowed_actions

    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    assert "extend_deadline" in extend(office, file, days(9)).allowed_actions


def test_a_closed_file_and_an_act_of_another_stay_leave_it(office: Office, clock: HandClock):
    file = office.a_file("so-lra", deadline=days(2))
    with pytest.raises(CustodyChanged):
        extend(office, file, days(9), custody_number=2)
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")

    with pytest.raises(FileClosed):
        extend(office, file, days(9))

    assert office.ask(GetFile(file_id=file.id), by="so-lra").deadline == days(2)


def test_the_reason_stands_in_the_ledger_as_a_hash_and_who_changes_it_is_found_out(office: Office, clock: HandClock):
    """Guard: ``deadline:`` among the contents that verification computes anew."""
    file = office.a_file("so-lra", deadline=days(2))
    extend(office, file, days(9))
    verify = VerifyLedger(file_id=file.id)
    assert office.ask(verify, by="so-lra").verdict == "intact"
    (entry,) = office.rows("SELECT body FROM ledger WHERE subject_id = :f AND type = 'deadline_extended'", f=file.id)
    assert WHY not in bytes(entry.body).decode()

    with office.owner.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE deadline_changes DISABLE TRIGGER USER")
        connection.exec_driver_sql("UPDATE deadline_changes SET reason = 'अन्य'")

    assert office.ask(verify, by="so-lra").problems == ["content:2"]


def test_overdue_is_counted_by_the_deadline_of_then_and_of_now(office: Office, clock: HandClock):
    """Guards: the trigger on ``files.deadline``, and the deadline of then in the table of the past."""
    file = office.a_file("so-lra", deadline=days(2))
    clock.forward(days=3)
    overdue = [office.ask(GetPendency(), by="dm").overdue]
    clock.forward(hours=1)

    extend(office, file, days(9))

    overdue.append(office.ask(GetPendency(), by="dm").overdue)
    clock.forward(days=1)
    past = [office.ask(GetPendency(as_of=days(after)), by="dm").overdue for after in (1, 3, 3.5)]
    assert (overdue, past) == ([1, 0], [0, 1, 0])


def test_the_desk_sees_it_in_its_rows_and_among_what_is_due(office: Office, clock: HandClock):
    """Guard: the trigger ``files_desk_row`` on the deadline; without it a browser never hears of the new one."""
    file = office.a_file("so-lra", deadline=days(2))

    def due() -> dict[str, list]:
        found = {name: office.ask(ListDesk(due=name), by="so-lra").items for name in ("today", "overdue")}
        counts = office.ask(GetDeskCounts(), by="so-lra")
        assert (counts.due_today, counts.overdue) == (len(found["today"]), len(found["overdue"]))
        return {name: [(item.id, item.deadline) for item in items] for name, items in found.items()}

    assert due() == {"today": [], "overdue": []}
    clock.forward(days=2)
    assert due() == {"today": [(file.id, days(2))], "overdue": []}
    clock.forward(days=1)
    assert due() == {"today": [], "overdue": [(file.id, days(2))]}
    with office.owner.begin() as connection:
        connection.exec_driver_sql("UPDATE files SET changed_at = changed_at - interval '1 hour'")
    cursor = office.ask(GetDeskChanges(), by="so-lra").cursor

    extend(office, file, days(9))

    (row,) = office.ask(GetDeskChanges(since=cursor), by="so-lra").items
    assert row.deadline == days(9)
    assert due() == {"today": [], "overdue": []}
