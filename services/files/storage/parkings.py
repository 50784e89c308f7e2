"""Parkings as they were: what was put aside and taken up is only added."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from chassis.ids import new_id
from contracts.files.views import ParkedView
from services.files.storage.desk_tables import parking_ends, parkings
from services.files.storage.values import dump


class Parkings:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, file_id: UUID, serial: int, parked: ParkedView) -> None:
        """``serial`` is the stay at whose desk it was put aside."""
        row = {"id": new_id(), "file_id": file_id, "serial": serial, "parked": dump(parked)}
        self.session.execute(insert(parkings), {**row, "since": parked.since, "until": parked.until})

    def end(self, file_id: UUID, serial: int, at: datetime) -> None:
        """The last one of this stay was taken up before its day."""
        last = (
            select(parkings.c.id)
            .where(parkings.c.file_id == file_id, parkings.c.serial == serial)
            .order_by(parkings.c.since.desc(), parkings.c.id.desc())
            .limit(1)
        )
        parking_id = self.session.execute(last).scalar_one_or_none()
        if parking_id is not None:
            self.session.execute(insert(parking_ends), {"parking_id": parking_id, "at": at})
