"""Leases of custody: a desk that works offline keeps the file, for a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from contracts.files import (
    CustodyLeaseView,
    FileView,
    ForwardFile,
    GetFile,
    OpenFile,
    PullBackFile,
    ReturnCustodyLease,
    TakeCustodyLease,
)
from contracts.files.errors import (
    AlreadyOpened,
    CustodyChanged,
    FileLeased,
    FileNotFound,
    HeldByAnother,
    LeaseNotFound,
)
from tests.files.office import HandClock, Office


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(datetime(2026, 3, 2, 6, 30, tzinfo=UTC))
    return office.clock


def a_lease(office: Office, file: FileView, by: str = "so-lra", **given) -> CustodyLeaseView:
    return office.ask(TakeCustodyLease(file_id=file.id, **given), by=by)


def test_a_leased_file_cannot_be_pulled_back_until_the_lease_is_over(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra")
    lease = a_lease(office, file)

    with pytest.raises(FileLeased) as refused:
        office.ask(PullBackFile(file_id=file.id), by="clerk")

    assert refused.value.fields["until"] == lease.expires_at.isoformat()
    assert lease.expires_at == clock.now + timedelta(days=1)
    clock.forward(hours=24)
    assert office.ask(PullBackFile(file_id=file.id), by="clerk").holder.post_id == office.post("clerk")


def test_the_sender_sees_the_lease_and_no_pull_back(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra")
    before = office.ask(GetFile(file_id=file.id), by="clerk")
    lease = a_lease(office, file)

    seen = office.ask(GetFile(file_id=file.id), by="clerk")

    assert "pull_back_file" in before.allowed_actions
    assert before.lease is None
    assert "pull_back_file" not in seen.allowed_actions
    assert (seen.lease, seen.custody_number, seen.version) == (lease, 2, before.version)
    clock.forward(hours=24)
    after = office.ask(GetFile(file_id=file.id), by="clerk")
    assert (after.lease, "pull_back_file" in after.allowed_actions) == (None, True)


def test_a_returned_lease_lets_the_file_be_pulled_back(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra")
    lease = a_lease(office, file)
    clock.forward(hours=1)

    returned = office.ask(ReturnCustodyLease(file_id=file.id, lease_id=lease.id), by="so-lra")

    assert returned.returned_at == clock.now
    assert office.ask(PullBackFile(file_id=file.id), by="clerk").lease is None


def test_a_lease_that_was_taken_again_is_returned_as_a_whole(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra")
    first = a_lease(office, file)
    clock.forward(hours=1)
    a_lease(office, file)

    office.ask(ReturnCustodyLease(file_id=file.id, lease_id=first.id), by="so-lra")
    again = office.ask(ReturnCustodyLease(file_id=file.id, lease_id=first.id), by="so-lra")

    assert again.returned_at == clock.now
    assert office.ask(GetFile(file_id=file.id), by="so-lra").lease is None


def test_a_second_person_at_the_desk_keeps_an_own_lease(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra")
    office.employ("pa")
    office.charge("so-lra", "pa", capacity="for", name="pa")
    own = a_lease(office, file, seconds=7200)
    of_the_pa = a_lease(office, file, by="pa", seconds=3600)

    office.ask(ReturnCustodyLease(file_id=file.id, lease_id=own.id), by="so-lra")

    assert office.ask(GetFile(file_id=file.id), by="so-lra").lease == of_the_pa
    with pytest.raises(LeaseNotFound):
        office.ask(ReturnCustodyLease(file_id=file.id, lease_id=of_the_pa.id), by="so-lra")


def test_a_lease_lasts_as_long_as_asked_and_no_longer_than_the_office_allows(office: Office, clock: HandClock):
    file = office.a_file("clerk")

    assert a_lease(office, file, by="clerk", seconds=600).expires_at == clock.now + timedelta(minutes=10)
    assert a_lease(office, file, by="clerk", seconds=7 * 86_400).expires_at == clock.now + timedelta(days=1)


def test_forwarding_ends_the_lease(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra")
    lease = a_lease(office, file)

    sent = office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="so-lra")

    assert (sent.lease, sent.custody_number, "pull_back_file" in sent.allowed_actions) == (None, 3, True)
    office.ask(ReturnCustodyLease(file_id=file.id, lease_id=lease.id), by="so-lra")
    assert office.ask(PullBackFile(file_id=file.id), by="so-lra").lease is None


def test_only_the_desk_that_has_the_file_leases_it(office: Office):
    file = office.a_file_sent("clerk", "so-lra")

    with pytest.raises(HeldByAnother):
        a_lease(office, file, by="clerk")
    with pytest.raises(FileNotFound):
        a_lease(office, file, by="tehsil-clerk")

    assert office.rows("SELECT 1 FROM custody_leases") == []


def test_a_lease_prepared_for_another_stay_is_refused(office: Office):
    file = office.a_file_sent("clerk", "so-lra", "clerk")

    with pytest.raises(CustodyChanged) as refused:
        a_lease(office, file, by="clerk", custody_number=1)

    assert refused.value.fields["custody_number"] == 3
    assert a_lease(office, file, by="clerk", custody_number=3).custody_number == 3


def test_an_opened_file_says_so_though_it_is_leased(office: Office):
    file = office.a_file_sent("clerk", "so-lra")
    office.ask(OpenFile(file_id=file.id), by="so-lra")
    a_lease(office, file)

    with pytest.raises(AlreadyOpened):
        office.ask(PullBackFile(file_id=file.id), by="clerk")


def test_leases_and_returns_stand_in_the_ledger(office: Office):
    file = office.a_file("clerk")
    lease = a_lease(office, file, by="clerk")
    office.ask(ReturnCustodyLease(file_id=file.id, lease_id=lease.id), by="clerk")

    acts = [row.type for row in office.rows("SELECT type FROM ledger ORDER BY serial")]

    assert acts == ["file_created", "custody_leased", "custody_lease_returned"]


@pytest.mark.parametrize("table", ["custody_leases", "custody_returns"])
def test_what_is_on_record_of_a_lease_never_changes(office: Office, table: str):
    file = office.a_file("clerk")
    lease = a_lease(office, file, by="clerk")
    office.ask(ReturnCustodyLease(file_id=file.id, lease_id=lease.id), by="clerk")

    with pytest.raises(IntegrityError, match="never changes"), office.owner.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM {table}")
