"""The chains of movements and the openings: rows are added, never changed."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Insert, Row, insert
from sqlalchemy.orm import Session

from contracts.files.views import JumpedLevelView, PersonRef, PostRef, SignatureBlock
from services.files.domain.custody import Carried, Movement
from services.files.domain.submission import NOTHING_PASSED, Passed
from services.files.storage import consultation_tables, receipt_tables, tables
from services.files.storage.values import dump, load

# Built once: building a statement costs more than running it.
FILE_LINK, FILE_OPENING = insert(tables.movements), insert(tables.openings)
RECEIPT_LINK, RECEIPT_OPENING = insert(receipt_tables.receipt_movements), insert(receipt_tables.receipt_openings)
CONSULTATION_LINK = insert(consultation_tables.consultation_movements)
CONSULTATION_OPENING = insert(consultation_tables.consultation_openings)


class Movements:
    """Of files, or of receipts by ``Movements.of_receipts``, or of consultations."""

    def __init__(
        self, session: Session, link: Insert = FILE_LINK, opening: Insert = FILE_OPENING, item: str = "file_id"
    ) -> None:
        self.session = session
        self._link = link
        self._opening = opening
        self._item = item

    @classmethod
    def of_receipts(cls, session: Session) -> Movements:
        return cls(session, RECEIPT_LINK, RECEIPT_OPENING, "receipt_id")

    @classmethod
    def of_consultations(cls, session: Session) -> Movements:
        return cls(session, CONSULTATION_LINK, CONSULTATION_OPENING, "consultation_id")

    def add(self, movement: Movement) -> None:
        """The database refuses one that does not start where the last one ended."""
        self.session.execute(self._link, link_values(movement, self._item))

    def opened(self, item_id: UUID, serial: int, person: PersonRef, at: datetime) -> None:
        """That person opened what the movement brought."""
        self.session.execute(self._opening, {self._item: item_id, "serial": serial, "person": dump(person), "at": at})


def custody(item: Carried) -> dict[str, Any]:
    """Where a file or receipt lies, as its own row says it."""
    return {
        "holder_post_id": item.holder.post_id,
        "holder": dump(item.holder),
        "from_post": dump(item.from_post),
        "opened_by": dump(item.opened_by),
    }


def link_values(movement: Movement, item: str = "file_id") -> dict[str, Any]:
    """The row of a movement; ``item`` is how it names its file or receipt."""
    return {
        item: movement.item_id,
        "serial": movement.serial,
        "kind": movement.kind,
        "from_post_id": movement.from_post.post_id if movement.from_post else None,
        "to_post_id": movement.to_post.post_id,
        "from_post": dump(movement.from_post),
        "to_post": dump(movement.to_post),
        "by": dump(movement.by),
        "remarks": movement.remarks,
        "occurred_at": movement.occurred_at,
        "recorded_at": movement.recorded_at,
        "source": movement.source,
        "salt": movement.salt,
        **({"passed": _dump_passed(movement.passed)} if item == "file_id" else {}),
    }


def to_movement(row: Row[Any]) -> Movement:
    """A link of a file's chain."""
    return Movement(
        item_id=row.file_id,
        serial=row.serial,
        kind=row.kind,
        from_post=load(PostRef, row.from_post),
        to_post=load(PostRef, row.to_post),
        by=load(SignatureBlock, row.by),
        remarks=row.remarks,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        source=row.source,
        salt=bytes(row.salt),
        passed=_load_passed(row._mapping.get("passed")),
    )


PASSED = tuple(field.name for field in fields(Passed))


def _dump_passed(passed: Passed) -> dict[str, Any] | None:
    parts = {name: getattr(passed, name) for name in PASSED}
    return {name: [dump(level) for level in levels] for name, levels in parts.items() if levels} or None


def _load_passed(stored: dict[str, Any] | None) -> Passed:
    if stored is None:
        return NOTHING_PASSED
    return Passed(**{name: [load(JumpedLevelView, level) for level in levels] for name, levels in stored.items()})
