"""Who may see what is found, as one condition of the statement that finds it.

It says the same as ``domain.access``, ``handlers.desk.may_see_receipt`` and ``handlers.letter_desk.may_see``, from the
tables as they are at that moment and never from the index, which may be a second behind. The parts that ask least come
first.
"""

# ruff: noqa: S608 - what is put together here are conditions, all of them constants of this file

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Session

from services.files.domain.access import NARROW
from services.files.domain.actor import COMPETENT, Actor

# Computed once for the statement: the posts below the actor's, by however many steps, and those of a section officer's
# section.
WHO = """
WITH RECURSIVE beneath(id) AS (
    SELECT id FROM posts WHERE superior_post_id = :post
    UNION
    SELECT p.id FROM posts p JOIN beneath b ON p.superior_post_id = b.id
), who AS MATERIALIZED (
    SELECT coalesce((SELECT array_agg(id) FROM beneath), '{}') AS below,
        coalesce((SELECT array_agg(id) FROM posts WHERE :leads_section AND unit_id = :unit), '{}') AS section,
        :may_head AND (SELECT office_id FROM posts WHERE id = :superior) IS DISTINCT FROM :office AS heads_office
)
"""
_BELOW, _SECTION = "CAST((SELECT below FROM who) AS uuid[])", "CAST((SELECT section FROM who) AS uuid[])"
_HEADS = "(SELECT heads_office FROM who)"


def _carried(thing: str, movements: str, item: str) -> tuple[str, str]:
    """The circles that no grading closes, and the wider ones, for what goes from desk to desk."""
    went = f"EXISTS (SELECT FROM {movements} m WHERE m.{item} = {thing}.id AND m.to_post_id"
    near = f"{thing}.holder_post_id = :post OR {thing}.holder_post_id = ANY({_BELOW}) OR {went} = :post)"
    wide = (
        f"({_HEADS} AND {thing}.office_id = :office) OR {went} = ANY({_BELOW})) "
        f"OR (:leads_section AND {went} = ANY({_SECTION})))"
    )
    return near, wide


_NARROW = ", ".join(f"'{grading}'" for grading in sorted(NARROW))
_QUESTIONS = "SELECT FROM consultations q WHERE q.file_id = f.id AND q.state"
_FILE_NEAR, _FILE_WIDE = _carried("f", "movements", "file_id")
FILE = f"""(
    {_FILE_NEAR} OR EXISTS ({_QUESTIONS} = 'open' AND q.holder_post_id = :post)
    OR (f.grading NOT IN ({_NARROW}) AND ({_FILE_WIDE}
        OR EXISTS ({_QUESTIONS} IN ('open', 'answered') AND (q.holder_post_id = ANY({_BELOW})
            OR EXISTS (SELECT FROM consultation_movements m WHERE m.consultation_id = q.id AND m.to_post_id = :post)))))
)"""
_RECEIPT_NEAR, _RECEIPT_WIDE = _carried("r", "receipt_movements", "receipt_id")
RECEIPT = f"""(
    {_RECEIPT_NEAR} OR EXISTS (SELECT FROM receipt_copies c WHERE c.receipt_id = r.id AND c.post_id = :post)
    OR (r.grading NOT IN ({_NARROW}) AND ({_RECEIPT_WIDE}))
)"""
_LETTER = """(
    :post IN (l.signer_post_id, l.approver_post_id)
    OR (:dispatches AND l.office_id = :office AND l.state IN ('issued', 'dispatched'))
)"""
_LIES_IN = """CASE found.kind WHEN 'file' THEN found.id
    WHEN 'receipt' THEN (SELECT file_id FROM receipts WHERE id = found.id)
    ELSE (SELECT file_id FROM letters WHERE id = found.id) END"""
# The open yellow note of a file is for the desk that has the file; whatever else the index says.
YELLOW = """EXISTS (SELECT FROM files f JOIN yellow_notes y ON y.file_id = f.id AND y.state = 'draft'
    WHERE f.id = found.id AND f.holder_post_id = :post)"""
# The condition on files stands here once: planning it took longer than finding.
MAY_SEE = f"""(
    EXISTS (SELECT FROM files f WHERE f.id = {_LIES_IN} AND {FILE})
    OR (found.kind = 'receipt' AND EXISTS (SELECT FROM receipts r WHERE r.id = found.id AND {RECEIPT}))
    OR (found.kind = 'letter' AND EXISTS (SELECT FROM letters l WHERE l.id = found.id AND {_LETTER}))
)"""
SEEN = f"{WHO} SELECT f.id FROM files f WHERE f.id = ANY(:ids) AND {FILE}"
BINDINGS = [bindparam(name, type_=Uuid(as_uuid=True)) for name in ("post", "unit", "superior", "office")]


def seen(session: Session, actor: Actor, ids: Collection[UUID]) -> set[UUID]:
    """Which of these files the actor may see by their own way; a part or volume also by that of its kin."""
    statement = text(SEEN).bindparams(*BINDINGS, bindparam("ids", type_=ARRAY(Uuid(as_uuid=True))))
    return set(session.execute(statement, {**of(actor), "ids": list(ids)}).scalars())


def of(actor: Actor) -> dict[str, Any]:
    """What the condition wants to know of who asks."""
    return {
        "post": actor.post_id,
        "unit": actor.unit_id,
        "superior": actor.superior_id,
        "office": actor.office_id,
        "leads_section": "section_officer" in actor.roles and actor.unit_id is not None,
        "may_head": actor.has(COMPETENT),
        "dispatches": "dispatch" in actor.roles,
    }
