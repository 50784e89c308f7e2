"""How many files each office opened and closed on each day, without reading the files each time.

As in ``pendency_counts``: a trigger adds a row to ``files_by_day_changes`` in the transaction of the act, from time to
time these rows are added to ``files_by_day``, and on each new day everything is counted anew and compared. A day is the
one in India on which the file was opened or closed, whenever we heard of it: what an office did without a line comes to
its own day, and what is reopened leaves the day on which it was closed.

Days further back than the longest trend are kept as one, so that the sum over all days is what is open now.
"""

# ruff: noqa: S608 - what is put together here are statements of this file

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.files.storage import kept_counts
from services.files.storage.pendency_tables import pendency_counted

WEEK = 7
LONGEST = timedelta(weeks=53)
"""Of the contract."""

_FILES = """
SELECT office_id, greatest(day, CAST(:oldest AS date)) AS day,
    (count(*) FILTER (WHERE came))::integer AS opened, (count(*) FILTER (WHERE NOT came))::integer AS closed
FROM (
    SELECT office_id, day_in_india(created_at) AS day, true AS came FROM files
    UNION ALL SELECT office_id, day_in_india(closed_at), false FROM files WHERE closed_at IS NOT NULL
) said GROUP BY 1, 2
"""
_CARRIED = """
SELECT office_id, greatest(day, CAST(:oldest AS date)) AS day, sum(opened) AS opened, sum(closed) AS closed
FROM (
    SELECT office_id, day, opened, closed FROM files_by_day
    UNION ALL SELECT office_id, day, opened, closed FROM files_by_day_changes
) parts GROUP BY 1, 2 HAVING sum(opened) <> 0 OR sum(closed) <> 0
"""
# A day that is not over there yet, by a clock that is ahead of ours, is of this week.
_WEEKS = f"""
SELECT least(greatest(CAST(:today AS date) - day, 0) / {WEEK}, CAST(:weeks AS integer)) AS ago,
    sum(opened)::integer AS opened, sum(closed)::integer AS closed
FROM ({{parts}}) parts
WHERE {{condition}} AND (CAST(:office AS uuid) IS NULL OR office_id = :office) GROUP BY 1
"""

KEPT = text(_WEEKS.format(parts=_CARRIED, condition="(SELECT trend_day FROM pendency_counted) IS NOT NULL"))
"""How many weeks ago how many were opened and closed, from what is kept; or nothing. See ``on``."""
COUNTED = text(_WEEKS.format(parts=_FILES, condition="true"))
"""The same from the files themselves."""

DRIFTED = text(f"""
SELECT count(*) FROM ({_CARRIED}) carried FULL JOIN ({_FILES}) counted USING (office_id, day)
WHERE (carried.opened, carried.closed) IS DISTINCT FROM (counted.opened, counted.closed)
""")

FOLD = text("""
WITH taken AS (DELETE FROM files_by_day_changes RETURNING office_id, day, opened, closed)
INSERT INTO files_by_day AS counts (office_id, day, opened, closed)
SELECT office_id, day, sum(opened), sum(closed) FROM taken GROUP BY office_id, day
ON CONFLICT (office_id, day) DO UPDATE
SET opened = counts.opened + excluded.opened, closed = counts.closed + excluded.closed
""")

COUNT_ANEW = text(f"""
WITH taken AS (DELETE FROM files_by_day_changes),
    counted AS ({_FILES}),
    gone AS (DELETE FROM files_by_day WHERE (office_id, day) NOT IN (SELECT office_id, day FROM counted))
INSERT INTO files_by_day AS counts (office_id, day, opened, closed) SELECT office_id, day, opened, closed FROM counted
ON CONFLICT (office_id, day) DO UPDATE SET opened = excluded.opened, closed = excluded.closed
WHERE (counts.opened, counts.closed) IS DISTINCT FROM (excluded.opened, excluded.closed)
""")


def on(today: date, weeks: int, office_id: UUID | None) -> dict[str, Any]:
    """What ``KEPT`` and ``COUNTED`` want to know; without an office they tell of all."""
    return {"today": today, "weeks": weeks, "office": office_id, "oldest": oldest(today)}


def oldest(today: date) -> date:
    """The day that stands for all before it too; no trend reaches so far back."""
    return today - LONGEST


def keep(session: Session, today: date) -> int | None:
    """Of all days, as ``kept_counts.keep``: for how many days of offices the counts were wrong."""
    days = {"oldest": oldest(today)}
    return kept_counts.keep(
        session,
        pendency_counted.c.trend_day,
        today,
        fold=(FOLD, {}),
        drifted=lambda _: (DRIFTED, days),
        anew=(COUNT_ANEW, days),
    )
