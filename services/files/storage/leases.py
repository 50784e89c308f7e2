"""Leases of custody: what was taken and given back is only added, so that the stay can be told afterwards."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from contracts.files.views import CustodyLeaseView
from services.files.storage.desk_tables import custody_leases, custody_returns
from services.files.storage.values import dump, load

OPEN = ~select(custody_returns.c.lease_id).where(custody_returns.c.lease_id == custody_leases.c.id).exists()


class Leases:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, file_id: UUID, lease: CustodyLeaseView) -> None:
        row = {"id": lease.id, "file_id": file_id, "serial": lease.custody_number, "lease": dump(lease)}
        person = lease.person.person_id
        self.session.execute(insert(custody_leases), {**row, "person_id": person, "expires_at": lease.expires_at})

    def of_person(self, file_id: UUID, lease_id: UUID, person_id: UUID) -> CustodyLeaseView | None:
        """A lease that this person took on this file, with the time at which it was given back."""
        lease = custody_leases.c
        found = (
            select(lease.lease, custody_returns.c.at)
            .outerjoin_from(custody_leases, custody_returns, custody_returns.c.lease_id == lease.id)
            .where(lease.id == lease_id, lease.file_id == file_id, lease.person_id == person_id)
        )
        row = self.session.execute(found).first()
        return None if row is None else load(CustodyLeaseView, row.lease).model_copy(update={"returned_at": row.at})

    def give_back(self, file_id: UUID, serial: int, person_id: UUID, at: datetime) -> list[UUID]:
        """End all open leases of the person on this stay of the file; their ids."""
        lease = custody_leases.c
        own = select(lease.id).where(lease.file_id == file_id, lease.serial == serial, lease.person_id == person_id)
        ids = list(self.session.execute(own.where(OPEN)).scalars())
        if ids:
            self.session.execute(insert(custody_returns), [{"lease_id": one, "at": at} for one in ids])
        return ids

    def longest(self, file_id: UUID, serial: int) -> CustodyLeaseView | None:
        """The open lease of this stay that lasts longest, whether its time is over or not."""
        lease = custody_leases.c
        found = select(lease.lease).where(lease.file_id == file_id, lease.serial == serial, OPEN)
        row = self.session.execute(found.order_by(lease.expires_at.desc()).limit(1)).first()
        return None if row is None else load(CustodyLeaseView, row.lease)
