"""A line of the dispatch register: how one letter went out to one addressee. It never changes (feature row 26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.files import DispatchMode, DispatchView, SignatureBlock


@dataclass(frozen=True)
class Dispatch:
    """``serial`` counts the lines of the office's register in the calendar year; ``addressee_index`` begins at 1."""

    id: UUID
    office_id: UUID
    year: int
    serial: int
    letter_id: UUID
    letter_number: str
    addressee_index: int
    addressee: str
    mode: DispatchMode
    tracking_number: str
    remarks: str
    dispatched_by: SignatureBlock
    dispatched_at: datetime

    def view(self) -> DispatchView:
        return DispatchView(
            id=self.id,
            serial=self.serial,
            year=self.year,
            letter_id=self.letter_id,
            letter_number=self.letter_number,
            addressee=self.addressee,
            addressee_number=self.addressee_index,
            mode=self.mode,
            tracking_number=self.tracking_number,
            remarks=self.remarks,
            dispatched_by=self.dispatched_by,
            dispatched_at=self.dispatched_at,
        )
