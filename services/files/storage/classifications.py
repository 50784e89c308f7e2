"""Loading and saving how files are classified; all of it is only added. The file's row keeps what holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.orm import Session

from chassis.ledger import content_hash
from contracts.files.procedure import RetentionView, SubjectHeadView
from contracts.files.views import SignatureBlock
from services.files.domain.classification import Classification, numbered
from services.files.storage.classification_tables import classifications
from services.files.storage.ledger import Contents
from services.files.storage.tables import files
from services.files.storage.values import dump, load


class Classifications:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, one: Classification) -> Classification:
        """The next of its file, whose row is there and locked; answers it with its serial."""
        of_file = classifications.c.file_id == one.file_id
        last = self.session.execute(select(func.max(classifications.c.serial)).where(of_file)).scalar()
        made = numbered(one, (last or 0) + 1)
        said = {"subject_head": dump(made.subject_head), "retention": dump(made.retention)}
        own = {
            name: getattr(made, name) for name in ("file_id", "serial", "reason", "occurred_at", "recorded_at", "salt")
        }
        self.session.execute(insert(classifications), {**own, **said, "by": dump(made.by)})
        self.session.execute(update(files).where(files.c.id == made.file_id).values(said))
        return made

    def of_file(self, file_id: UUID) -> list[Classification]:
        """The earliest first."""
        found = select(classifications).filter_by(file_id=file_id).order_by(classifications.c.serial)
        return [_classification(row) for row in self.session.execute(found)]


def _classification(row: Row[Any]) -> Classification:
    stored = row._mapping
    views = {
        "subject_head": load(SubjectHeadView, row.subject_head),
        "retention": load(RetentionView, row.retention),
        "by": load(SignatureBlock, row.by),
    }
    return Classification(**{**stored, **views})


def of_classification(one: Classification) -> Contents:
    """For the ledger: under which head the file stands, for how long it is kept, and why."""
    said = {
        "subject_head": one.subject_head and one.subject_head.code,
        "retention": one.retention and one.retention.code,
        "chosen": bool(one.retention and one.retention.chosen),
        "reason": one.reason,
        "by": str(one.by.person.person_id),
        "occurred_at": one.occurred_at.isoformat(),
    }
    return {f"classification:{one.serial}": content_hash(said, one.salt)}


def contents_of(session: Session, file_id: UUID) -> Contents:
    """All that was ever said of a file's subject and retention, as it is stored now."""
    found: Contents = {}
    for one in Classifications(session).of_file(file_id):
        found |= of_classification(one)
    return found
