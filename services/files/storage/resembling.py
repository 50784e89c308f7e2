"""Receipts of an office that bear the same number or come from the same sender."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Integer, Row, Select, literal, select
from sqlalchemy.orm import Session

from services.files.domain.numbering import comparable
from services.files.storage.receipt_tables import receipts

MOST_LOOKED_AT = 40
"""Of each kind: some of them the actor may not see."""


def resembling(session: Session, office_id: UUID, since: date, *, sender: str, letter_number: str) -> list[Row[Any]]:
    """Receipts with the rank of what is the same (0: the letter's number, 1: the sender), the newest first."""
    found: list[Row[Any]] = []
    for rank, (column, said) in enumerate(((receipts.c.letter_key, letter_number), (receipts.c.sender_key, sender))):
        if key := comparable(said):
            found += session.execute(_of(office_id, since, rank, column, key))
    return found


def _of(office_id: UUID, since: date, rank: int, column: Column[Any], key: str) -> Select[Any]:
    one = receipts.c
    ranked = select(receipts, literal(rank, Integer).label("rank"))
    ranked = ranked.where(one.office_id == office_id, one.received_on >= since, column == key)
    ranked = ranked.where(one.cancelled.is_(None))
    return ranked.order_by(one.diarised_at.desc()).limit(MOST_LOOKED_AT)
