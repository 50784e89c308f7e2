"""Deadlines that were made later: only added, and hashed into the ledger of the file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, select
from sqlalchemy.orm import Session

from chassis.ledger import content_hash
from contracts.files.views import SignatureBlock
from services.files.domain.deadline import DeadlineChange
from services.files.storage.clock_tables import deadline_changes
from services.files.storage.ledger import Contents
from services.files.storage.values import dump, load


def of_deadline(change: DeadlineChange) -> Contents:
    """What was said of it."""
    said = {
        "before": change.before and change.before.isoformat(),
        "deadline": change.deadline.isoformat(),
        "reason": change.reason,
        "by": str(change.by.person.person_id),
        "occurred_at": change.occurred_at.isoformat(),
    }
    return {f"deadline:{change.serial}": content_hash(said, change.salt)}


class Deadlines:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, change: DeadlineChange) -> DeadlineChange:
        """The next of its file, whose row is locked; answers it with its serial."""
        of_file = deadline_changes.c.file_id == change.file_id
        last = self.session.execute(select(func.max(deadline_changes.c.serial)).where(of_file)).scalar()
        numbered = replace(change, serial=(last or 0) + 1)
        row = {column.name: getattr(numbered, column.name) for column in deadline_changes.c}
        self.session.execute(insert(deadline_changes), {**row, "by": dump(numbered.by)})
        return numbered

    def of_file(self, file_id: UUID) -> list[DeadlineChange]:
        """The earliest first."""
        found = select(deadline_changes).filter_by(file_id=file_id).order_by(deadline_changes.c.serial)
        return [_change(row) for row in self.session.execute(found)]


def _change(row: Row[Any]) -> DeadlineChange:
    stored = row._mapping
    return DeadlineChange(**{**stored, "by": load(SignatureBlock, row.by)})
