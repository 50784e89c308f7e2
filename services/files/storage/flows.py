"""What came to desks and went from them in a period, from the chains of movements.

A movement is seen by the desk from a moment on (``REACHED``), and until a later one of its chain is. What was told
late may have been overtaken before it could be seen: it never lay anywhere, and no step leads to it.
"""

# ruff: noqa: S608 - what is put together here are names of tables and columns, all of them constants

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, TextualSelect, Uuid, column, text
from sqlalchemy.orm import Session

from services.files.domain.flows import Closing, Flows, Step
from services.files.domain.numbering import office_day
from services.files.storage.past_pendency import Chain
from services.files.storage.pendency_counts import OVER, on
from services.files.storage.tables import REACHED


def flows(session: Session, chain: Chain, begins: datetime, ends: datetime) -> Flows:
    """Steps in (begins, ends], and what waits at the end."""
    waited = session.execute(chain.waited, {**on(office_day(ends)), "at": ends})
    closing = {
        row.post_id: Closing(row.waiting, tuple(getattr(row, name) for name in OVER), row.oldest) for row in waited
    }
    steps = session.execute(_steps(chain), {"begins": begins, "ends": ends})
    return Flows([Step(row.from_post, row.to_post, row.closed, row.things) for row in steps], closing)


def _steps(chain: Chain) -> TextualSelect:
    moved = f"{chain.prefix}movements"
    return text(f"""
WITH moved AS (
    SELECT DISTINCT {chain.item} AS id FROM {moved} WHERE {REACHED} > :begins AND {REACHED} <= :ends
), stays AS (
    SELECT id, serial, kind, to_post_id, {REACHED} AS since, min({REACHED}) OVER (
        PARTITION BY id ORDER BY serial ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
    ) AS left_at
    FROM {moved} JOIN moved ON moved.id = {moved}.{chain.item}
), lain AS (
    SELECT id, serial, since, kind, CASE WHEN kind IN ({chain.ends}) THEN NULL ELSE to_post_id END AS post_id
    FROM stays WHERE left_at IS NULL OR since < left_at
), steps AS (
    SELECT since, kind, post_id AS to_post, lag(post_id) OVER (PARTITION BY id ORDER BY serial) AS from_post FROM lain
)
SELECT from_post, to_post, kind = 'closed' AS closed, count(*)::integer AS things FROM steps
WHERE since > :begins AND since <= :ends GROUP BY from_post, to_post, kind = 'closed'
""").columns(
        column("from_post", Uuid), column("to_post", Uuid), column("closed", Boolean), column("things", BigInteger)
    )
