"""Blocks of diary numbers: taken, returned, and which of their numbers are used."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, insert, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Session

from contracts.files.views import SignatureBlock
from services.files.domain.number_block import NumberBlock
from services.files.storage.tables import number_block_ends as ends
from services.files.storage.tables import number_blocks as blocks
from services.files.storage.values import dump, load

MOST_LISTED = 50
_ALL = select(
    blocks,
    ends.c.reason,
    ends.c.by.label("returned_by"),
    ends.c.at.label("returned_at"),
).outerjoin(ends, ends.c.block_id == blocks.c.id)

_USED = text("""
SELECT blocks.id, serial FROM number_blocks blocks CROSS JOIN generate_series(blocks.first, blocks.last) serial
WHERE blocks.id = ANY(:ids) AND EXISTS (
    SELECT FROM receipts WHERE receipts.office_id = blocks.office_id AND receipts.diary_year = blocks.year
        AND receipts.diary_number = replace(blocks.template, '{serial}', serial::text)
) ORDER BY serial
""").bindparams(bindparam("ids", type_=ARRAY(Uuid(as_uuid=True))))
# One taking of a desk after the other, so that its open blocks are counted once.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended(:desk, 104))")


class NumberBlocks:
    def __init__(self, session: Session) -> None:
        self.session = session

    def wait_for_desk(self, post_id: UUID) -> None:
        """Until no other transaction takes or returns a block of this desk."""
        self.session.execute(_ONE_AT_A_TIME, {"desk": f"number blocks of {post_id}"})

    def get(self, block_id: UUID) -> NumberBlock | None:
        found = self._read(_ALL.where(blocks.c.id == block_id))
        return found[0] if found else None

    def open_at(self, post_id: UUID, at: datetime) -> list[NumberBlock]:
        """Those of a desk that are open, the newest first."""
        query = _ALL.where(blocks.c.post_id == post_id, blocks.c.expires_at > at, ends.c.block_id.is_(None))
        return self._read(query.order_by(blocks.c.taken_at.desc()))

    def of(self, posts: Collection[UUID]) -> list[NumberBlock]:
        """Those of these desks, the newest first."""
        query = _ALL.where(blocks.c.post_id.in_(posts))
        return self._read(query.order_by(blocks.c.taken_at.desc(), blocks.c.id.desc()).limit(MOST_LISTED))

    def add(self, block: NumberBlock) -> None:
        values = {column.name: getattr(block, column.name) for column in blocks.c if column.name != "by"}
        self.session.execute(insert(blocks), {**values, "by": dump(block.by)})

    def end(self, block: NumberBlock) -> None:
        """Write that it was returned."""
        values = {"block_id": block.id, "reason": block.reason, "by": dump(block.returned_by), "at": block.returned_at}
        self.session.execute(insert(ends), values)

    def _read(self, query: Select[Any]) -> list[NumberBlock]:
        rows = self.session.execute(query).all()
        used: dict[UUID, list[int]] = {row.id: [] for row in rows}
        for row in self.session.execute(_USED, {"ids": list(used)}) if used else ():
            used[row.id].append(row.serial)
        return [_block(row, used[row.id]) for row in rows]


def _block(row: Row[Any], used: list[int]) -> NumberBlock:
    return NumberBlock(
        by=load(SignatureBlock, row.by),
        used=used,
        returned_by=load(SignatureBlock, row.returned_by),
        returned_at=row.returned_at,
        reason=row.reason or "",
        **{column.name: row._mapping[column.name] for column in blocks.c if column.name != "by"},
    )
