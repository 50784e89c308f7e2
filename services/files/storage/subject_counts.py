"""How much stands under each head of the subject tree, of what one may see: one statement."""

# ruff: noqa: S608 - what is put together here are conditions, all of them constants

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, TextClause, text
from sqlalchemy.orm import Session

from services.files.domain.actor import Actor
from services.files.storage import search_sight

# Whatever one sees by a desk has been there: of 100,000 files only those are looked at.
_BY_DESKS = """, circle AS MATERIALIZED (
    SELECT :post AS id UNION SELECT unnest(below) FROM who UNION SELECT unnest(section) FROM who
), near_files AS (
    SELECT file_id FROM movements WHERE to_post_id IN (SELECT id FROM circle)
    UNION
    SELECT q.file_id FROM consultations q JOIN consultation_movements m ON m.consultation_id = q.id
    WHERE m.to_post_id IN (SELECT id FROM circle)
), near_receipts AS (
    SELECT receipt_id FROM receipt_movements WHERE to_post_id IN (SELECT id FROM circle)
    UNION SELECT receipt_id FROM receipt_copies WHERE post_id = :post
    UNION SELECT id FROM receipts WHERE file_id IN (SELECT file_id FROM near_files)
)"""


def _counting(near: str, file: str, receipt: str) -> TextClause:
    """Heads are grouped as they are stored, and taken apart when few are left."""
    return text(f"""
{search_sight.WHO}{near}, standing AS (
    SELECT subject_head, count(*) AS files, 0 AS receipts FROM files f
    WHERE subject_head IS NOT NULL{file} AND {search_sight.FILE} GROUP BY subject_head
    UNION ALL
    SELECT subject_head, 0, count(*) FROM receipts r
    WHERE subject_head IS NOT NULL{receipt} AND ({search_sight.RECEIPT}
        OR EXISTS (SELECT FROM files f WHERE f.id = r.file_id AND {search_sight.FILE})) GROUP BY subject_head
)
SELECT subject_head->>'code' AS subject_head,
    (array_agg(subject_head->>'name_hi' ORDER BY (subject_head->>'pack_version')::integer DESC))[1] AS name_hi,
    (array_agg(subject_head->>'name_en' ORDER BY (subject_head->>'pack_version')::integer DESC))[1] AS name_en,
    sum(files)::integer AS files, sum(receipts)::integer AS receipts
FROM standing GROUP BY 1 ORDER BY 1
""").bindparams(*search_sight.BINDINGS)


BY_DESKS = _counting(
    _BY_DESKS, " AND id IN (SELECT file_id FROM near_files)", " AND id IN (SELECT receipt_id FROM near_receipts)"
)
BY_OFFICE = _counting("", "", "")
"""The head of an office sees what no desk of his has had; and he sees most, so that all is looked at."""


HEADS = text(f"{search_sight.WHO} SELECT heads_office FROM who").bindparams(*search_sight.BINDINGS)


def counted(session: Session, actor: Actor) -> Sequence[Row[Any]]:
    """Heads under which something stands."""
    asked = search_sight.of(actor)
    heads = asked["may_head"] and session.execute(HEADS, asked).scalar_one()
    return session.execute(BY_OFFICE if heads else BY_DESKS, asked).all()
