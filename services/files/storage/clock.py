"""Stopped clocks, as they are added and as a history tells them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from contracts.files.history import StopView
from contracts.files.views import SignatureBlock, StoppedView
from services.files.storage.clock_tables import clock_resumes, clock_stops
from services.files.storage.values import dump


class Clock:
    def __init__(self, session: Session) -> None:
        self.session = session

    def stop(self, file_id: UUID, serial: int, stopped: StoppedView) -> None:
        """``serial`` is the stay at whose desk the clock stops."""
        row = {"id": stopped.id, "file_id": file_id, "serial": serial, "stopped": dump(stopped)}
        self.session.execute(insert(clock_stops), {**row, "since": stopped.since})

    def resume(self, stop_id: UUID, by: SignatureBlock, at: datetime) -> None:
        """The database refuses a second one."""
        self.session.execute(insert(clock_resumes), {"stop_id": stop_id, "by": dump(by), "at": at})

    def stops_of(self, file_id: UUID) -> list[StopView]:
        """All of a file, the earliest first."""
        found = (
            select(clock_stops.c.serial, clock_stops.c.stopped, clock_resumes.c.at)
            .outerjoin_from(clock_stops, clock_resumes, clock_resumes.c.stop_id == clock_stops.c.id)
            .where(clock_stops.c.file_id == file_id)
            .order_by(clock_stops.c.since, clock_stops.c.id)
        )
        return [
            StopView.model_validate({**row.stopped, "serial": row.serial, "resumed_at": row.at})
            for row in self.session.execute(found)
        ]
