"""What became of the numbers that a diary gave."""

from __future__ import annotations

from collections.abc import Sequence
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
), explained AS (
    SELECT numbers.*, receipts.id, receipts.diarised_at, receipts.cancelled, receipts.grading,
        CASE WHEN receipts.id IS NULL THEN 'missing' WHEN receipts.cancelled IS NOT NULL THEN 'cancelled' ELSE 'used'
        END AS kind
    FROM numbers LEFT JOIN receipts
        ON receipts.office_id = :office AND receipts.diary_year = :year AND receipts.diary_number = numbers.number
), runs AS (
    SELECT *, CASE WHEN kind = 'cancelled' THEN serial ELSE 0 END AS alone,
        serial - row_number() OVER (PARTITION BY template, kind ORDER BY serial) AS run
    FROM explained
)
SELECT template, kind, min(serial) AS first, max(serial) AS last,
    replace(template, '{serial}', min(serial)::text) AS first_number,
    replace(template, '{serial}', max(serial)::text) AS last_number,
    min(diarised_at) AS since, max(diarised_at) AS until,
    CASE WHEN kind = 'cancelled' THEN min(id::text)::uuid END AS receipt_id,
    (array_agg(cancelled))[1] AS cancelled, bool_or(grading = ANY(:narrow)) AS narrow
FROM runs GROUP BY template, kind, alone, run ORDER BY template, min(serial)
""").bindparams(bindparam("office", type_=Uuid(as_uuid=True)))


def runs(session: Session, office_id: UUID, year: int) -> Sequence[Row[Any]]:
    """Numbers that follow each other and are explained alike, of all series of the year, each number once."""
    return session.execute(_RUNS, {"office": office_id, "year": year, "narrow": list(NARROW)}).all()
