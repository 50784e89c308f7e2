"""What became of the numbers that a diary gave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, text
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Session

from services.files.domain.access import NARROW

# Each number is spelled and looked up by the key that makes numbers unique: what is explained is what is on the slip.
_RUNS = text("""
WITH numbers AS (
    SELECT template, serial, replace(template, '{serial}', serial::text) AS number
    FROM number_series CROSS JOIN generate_series(1, last) serial
    WHERE office_id = :office AND kind = 'receipt' AND year = :year
), blocks AS (
    SELECT blocks.id, template, serial, blocks.by, taken_at, expires_at, ends.reason,
        ends.block_id IS NULL AND expires_at > :at AS is_open
    FROM number_blocks blocks CROSS JOIN generate_series(first, last) serial
    LEFT JOIN number_block_ends ends ON ends.block_id = blocks.id
    WHERE office_id = :office AND year = :year
), explained AS (
    SELECT numbers.*, receipts.id, receipts.diarised_at, receipts.cancelled, receipts.grading,
        blocks.id AS block_id, blocks.by AS taken_by, taken_at, expires_at, blocks.reason AS returned_because,
        CASE WHEN receipts.cancelled IS NOT NULL THEN 'cancelled' WHEN receipts.id IS NOT NULL THEN 'used'
            WHEN blocks.is_open THEN 'reserved' WHEN blocks.id IS NOT NULL THEN 'unused' ELSE 'missing' END AS kind
    FROM numbers LEFT JOIN receipts
        ON receipts.office_id = :office AND receipts.diary_year = :year AND receipts.diary_number = numbers.number
    LEFT JOIN blocks ON blocks.template = numbers.template AND blocks.serial = numbers.serial
), apart AS (
    SELECT *, CASE WHEN kind = 'cancelled' THEN id WHEN kind IN ('reserved', 'unused') THEN block_id END AS alone
    FROM explained
), runs AS (
    SELECT *, serial - row_number() OVER (PARTITION BY template, kind, alone ORDER BY serial) AS run FROM apart
)
SELECT template, kind, min(serial) AS first, max(serial) AS last,
    replace(template, '{serial}', min(serial)::text) AS first_number,
    replace(template, '{serial}', max(serial)::text) AS last_number,
    min(diarised_at) AS since, max(diarised_at) AS until,
    CASE WHEN kind = 'cancelled' THEN alone END AS receipt_id,
    (array_agg(cancelled))[1] AS cancelled, bool_or(grading = ANY(:narrow)) AS narrow,
    (array_agg(taken_by))[1] AS taken_by, min(taken_at) AS taken_at, min(expires_at) AS expires_at,
    min(returned_because) AS returned_because
FROM runs GROUP BY template, kind, alone, run ORDER BY template, min(serial)
""").bindparams(bindparam("office", type_=Uuid(as_uuid=True)))


def runs(session: Session, office_id: UUID, year: int, at: datetime) -> Sequence[Row[Any]]:
    """Numbers that follow each other and are explained alike, of all series of the year, each number once."""
    return session.execute(_RUNS, {"office": office_id, "year": year, "narrow": list(NARROW), "at": at}).all()
