"""The hashes of what is recorded of oral orders: as an act records them, and recomputed from the tables."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.ledger import content_hash
from services.files.domain.oral_order import Answer, OralOrder
from services.files.storage.ledger import Contents
from services.files.storage.oral_orders import OralOrders


def of_order(order: OralOrder) -> Contents:
    """Who is said to have given it, when and how; the words themselves are the note's."""
    said = {
        "person": str(order.person_id),
        "post": str(order.post_id),
        "ordered_at": order.ordered_at.isoformat(),
        "means": order.means,
    }
    return {f"oral_order:{order.note_id}": content_hash(said, order.salt)}


def of_answer(answer: Answer) -> Contents:
    """What the officer said."""
    said = {
        "kind": answer.kind,
        "by": str(answer.by.person.person_id),
        "post": str(answer.by.post.post_id),
        "at": answer.at.isoformat(),
        "remarks": answer.remarks,
    }
    return {f"oral_order_answer:{answer.note_id}": content_hash(said, answer.salt)}


def contents_of(session: Session, file_id: UUID) -> Contents:
    """All of a file, as they are stored now."""
    found: Contents = {}
    for order in OralOrders(session).of_file(file_id):
        found |= of_order(order)
        if order.answer is not None:
            found |= of_answer(order.answer)
    return found
