"""Leases of custody, under which a desk works on a file without the network."""

from __future__ import annotations

from datetime import timedelta

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files import CustodyLeaseView, ReturnCustodyLease, TakeCustodyLease
from contracts.files.errors import LeaseNotFound
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork


def take(request: TakeCustodyLease, caller: Caller, uow: FilesUnitOfWork) -> CustodyLeaseView:
    """Lease a file on the actor's desk; it counts from the server's time. Raises as ``file_in_hand``, CustodyChanged.

    The file's version stays: a lease changes nothing that anybody has seen.
    """
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, custody_number=request.custody_number)
        most = uow.settings.custody_lease_seconds
        lease = CustodyLeaseView(
            id=new_id(),
            person=actor.person,
            post=actor.post,
            custody_number=file.movement_serial,
            taken_at=uow.now(),
            expires_at=uow.now() + timedelta(seconds=min(request.seconds or most, most)),
        )
        uow.leases.add(file.id, lease)
        file.lease = uow.leases.longest(file.id, file.movement_serial)
        facts = {"lease": lease.id, "movement": lease.custody_number, "expires_at": lease.expires_at.isoformat()}
        desk.record(uow, file, "custody_leased", actor, facts, bump=False)
        return uow.commit(lease)


def give_back(request: ReturnCustodyLease, caller: Caller, uow: FilesUnitOfWork) -> CustodyLeaseView:
    """End a lease; one that ended already only shows. Raises FileNotFound, LeaseNotFound."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_locked(uow, actor, request.file_id)
        lease = uow.leases.of_person(file.id, request.lease_id, actor.person.person_id)
        if lease is None:
            raise LeaseNotFound
        ended = uow.leases.give_back(file.id, lease.custody_number, actor.person.person_id, uow.now())
        if ended:
            file.lease = uow.leases.longest(file.id, file.movement_serial)
            desk.record(uow, file, "custody_lease_returned", actor, {"leases": [str(one) for one in ended]}, bump=False)
        return uow.commit(lease.model_copy(update={"returned_at": lease.returned_at or uow.now()}))
