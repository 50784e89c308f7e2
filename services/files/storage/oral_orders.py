"""Oral orders, as they are added and answered, and as those read them who wait for a word or have to give it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, insert, select, tuple_
from sqlalchemy.orm import Session

from contracts.files.notes import OfficerView
from contracts.files.oral_orders import OralOrderBox
from contracts.files.views import SignatureBlock
from services.files.domain.oral_order import Answer, OralOrder
from services.files.storage.oral_order_tables import oral_order_answers, oral_orders
from services.files.storage.values import dump, load

MOST_COUNTED = 1000

_ANSWER = oral_order_answers.c
_ALL = select(
    oral_orders,
    _ANSWER.kind,
    _ANSWER.by.label("answered_by"),
    _ANSWER.at.label("answered_at"),
    _ANSWER.remarks,
    _ANSWER.salt.label("answer_salt"),
).outerjoin_from(oral_orders, oral_order_answers, _ANSWER.note_id == oral_orders.c.note_id)


class OralOrders:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, order: OralOrder, recorded_at: datetime) -> None:
        row = {
            "note_id": order.note_id,
            "file_id": order.file_id,
            "ordered_by": dump(order.ordered_by),
            "person_id": order.person_id,
            "ordered_at": order.ordered_at,
            "means": order.means,
            "recorded_post_id": order.recorded_post_id,
            "recorded_at": recorded_at,
            "salt": order.salt,
        }
        self.session.execute(insert(oral_orders), row)

    def answer(self, answer: Answer) -> None:
        """The database refuses a second one."""
        row = {"note_id": answer.note_id, "kind": answer.kind, "by": dump(answer.by), "at": answer.at}
        self.session.execute(insert(oral_order_answers), {**row, "remarks": answer.remarks, "salt": answer.salt})

    def get(self, note_id: UUID) -> OralOrder | None:
        row = self.session.execute(_ALL.where(oral_orders.c.note_id == note_id)).first()
        return None if row is None else _order(row)

    def of_notes(self, note_ids: Sequence[UUID]) -> dict[UUID, OralOrder]:
        """By the note that records each."""
        if not note_ids:
            return {}
        rows = self.session.execute(_ALL.where(oral_orders.c.note_id.in_(note_ids)))
        return {row.note_id: _order(row) for row in rows}

    def of_file(self, file_id: UUID) -> list[OralOrder]:
        return [_order(row) for row in self.session.execute(_ALL.where(oral_orders.c.file_id == file_id))]

    def listed(
        self, box: OralOrderBox, person_id: UUID, post_id: UUID, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[tuple[OralOrder, datetime]]:
        """Unanswered ones with when each was recorded, the newest first."""
        order = oral_orders.c
        own = order.person_id == person_id if box == "to_confirm" else order.recorded_post_id == post_id
        found = _unanswered(_ALL).where(own)
        if after is not None:
            found = found.where(tuple_(order.recorded_at, order.note_id) < after)
        rows = self.session.execute(found.order_by(order.recorded_at.desc(), order.note_id.desc()).limit(limit))
        return [(_order(row), row.recorded_at) for row in rows]

    def awaited_of(self, person_id: UUID) -> int:
        """How many wait for this person's word; counting ends at ``MOST_COUNTED``."""
        waiting = _unanswered(_ALL.with_only_columns(oral_orders.c.note_id)).where(oral_orders.c.person_id == person_id)
        counted = select(func.count()).select_from(waiting.limit(MOST_COUNTED).subquery())
        return self.session.execute(counted).scalar_one()


def _unanswered(found: Select[Any]) -> Select[Any]:
    return found.where(_ANSWER.note_id.is_(None))


def _order(row: Row[Any]) -> OralOrder:
    answer = None
    if row.kind is not None:
        by = load(SignatureBlock, row.answered_by)
        answer = Answer(row.note_id, row.kind, by, row.answered_at, row.remarks, bytes(row.answer_salt))
    return OralOrder(
        note_id=row.note_id,
        file_id=row.file_id,
        ordered_by=load(OfficerView, row.ordered_by),
        ordered_at=row.ordered_at,
        means=row.means,
        recorded_post_id=row.recorded_post_id,
        answer=answer,
        salt=bytes(row.salt),
    )
