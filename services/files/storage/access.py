"""How an actor's post stands to a file or a receipt: one statement, asked only where the actor does not hold it."""

from __future__ import annotations

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Session

from services.files.domain.access import HOLDS, Reach
from services.files.domain.actor import COMPETENT, Actor
from services.files.domain.custody import Carried
from services.files.domain.file import File
from services.files.domain.receipt import Receipt

_STANDING = """
WITH RECURSIVE custody AS (
    SELECT DISTINCT to_post_id AS id FROM {movements} WHERE {item} = :item
), {consulted}, chain(id, of_holder) AS (
    SELECT p.superior_post_id, p.id = :holder FROM posts p JOIN custody c ON c.id = p.id
    UNION
    SELECT p.superior_post_id, ch.of_holder FROM posts p JOIN chain ch ON ch.id = p.id
)
SELECT EXISTS (SELECT FROM custody WHERE id = :post) AS held_before,
       EXISTS (SELECT FROM chain WHERE id = :post AND of_holder) AS above_holder,
       EXISTS (SELECT FROM chain WHERE id = :post) AS above_past_holder,
       EXISTS (SELECT FROM custody c JOIN posts p ON p.id = c.id WHERE p.unit_id = :unit) AS in_section,
       EXISTS (SELECT FROM questions WHERE holder_post_id = :post AND state = 'open') AS consulted,
       EXISTS (SELECT FROM opinions WHERE id = :post) AS gave_opinion,
       EXISTS (SELECT FROM above_opinions WHERE id = :post) AS above_consulted,
       {informed} AS informed,
       (SELECT office_id FROM posts WHERE id = :superior) AS superior_office
"""
_PARAMETERS = [bindparam(name, type_=Uuid(as_uuid=True)) for name in ("item", "holder", "post", "unit", "superior")]

# Questions that are open or answered; who had them, and who is above the desks that have them or had them last.
CONSULTED = """questions AS (
    SELECT id, holder_post_id, state FROM consultations WHERE file_id = :{item} AND state IN ('open', 'answered')
), opinions AS (
    SELECT m.to_post_id AS id FROM questions q JOIN consultation_movements m ON m.consultation_id = q.id
), above_opinions(id) AS (
    SELECT p.superior_post_id FROM posts p JOIN questions q ON q.holder_post_id = p.id
    UNION
    SELECT p.superior_post_id FROM posts p JOIN above_opinions a ON a.id = p.id
)"""
# Nobody is consulted about a receipt.
_NOT_CONSULTED = """questions AS (
    SELECT CAST(NULL AS uuid) AS id, CAST(NULL AS uuid) AS holder_post_id, '' AS state WHERE false
), opinions AS (SELECT id FROM questions), above_opinions AS (SELECT id FROM questions)"""

OF_FILE = text(
    _STANDING.format(movements="movements", item="file_id", informed="false", consulted=CONSULTED.format(item="item"))
).bindparams(*_PARAMETERS)
OF_RECEIPT = text(
    _STANDING.format(
        movements="receipt_movements",
        item="receipt_id",
        consulted=_NOT_CONSULTED,
        informed="EXISTS (SELECT FROM receipt_copies WHERE receipt_id = :item AND post_id = :post)",
    )
).bindparams(*_PARAMETERS)


def reach(session: Session, actor: Actor, item: File | Receipt) -> Reach:
    """How the actor's post stands to it at this moment."""
    if item.holder.post_id == actor.post_id:
        return HOLDS
    statement = OF_RECEIPT if isinstance(item, Receipt) else OF_FILE
    found = session.execute(statement, _parameters(actor, item)).one()
    return Reach(
        held_before=found.held_before,
        consulted=found.consulted,
        gave_opinion=found.gave_opinion,
        above_consulted=found.above_consulted,
        informed=found.informed,
        above_holder=found.above_holder,
        above_past_holder=found.above_past_holder,
        section_officer=found.in_section and "section_officer" in actor.roles,
        office_head=(
            actor.office_id == item.office_id and found.superior_office != actor.office_id and actor.has(COMPETENT)
        ),
    )


def _parameters(actor: Actor, item: Carried) -> dict[str, object]:
    return {
        "item": item.id,
        "holder": item.holder.post_id,
        "post": actor.post_id,
        "unit": actor.unit_id,
        "superior": actor.superior_id,
    }
