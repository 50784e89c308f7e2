"""How much waits at each desk, without counting the files each time.

``pendency`` holds the counts of each desk by the ages of one day in India, which ``pendency_counted`` names. Triggers
on ``files`` add a row to ``pendency_changes`` for whatever comes to a desk, goes or is opened, in the same transaction;
acts at the same desk at the same time therefore never wait for each other. From time to time these rows are added to
the counts, and on each new day everything is counted anew.

``WAITING`` is exact at every moment, because it is one statement and so sees one state of the tables: the counts and
the changes not yet in them. While the counts are of another day it answers nothing, and ``COUNTED`` has to be asked.
(As a branch of the same statement that would start parallel workers each time, for nothing.) ``oldest`` is looked up
only for desks with such changes. ``late`` are files whose deadline lay before the day began; those that pass in the
course of the day are few, and counted by their index. Each statement here that writes takes the changes that it sees
and no others.
"""

# ruff: noqa: S608 - what is put together here are names of columns, all of them constants of this file

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, TextualSelect, Uuid, column, text
from sqlalchemy.orm import Session

from services.files.domain.numbering import dawn
from services.files.domain.pendency import LAST_DAYS, edges
from services.files.storage import kept_counts
from services.files.storage.pendency_tables import pendency_counted
from services.files.storage.tables import Moment

OVER = tuple(f"over_{last}" for last in LAST_DAYS)
COUNTS = ("waiting", "unopened", *OVER, "late")


def _each(pattern: str, names: tuple[str, ...] = OVER) -> str:
    return ", ".join(pattern.format(name=name) for name in names)


_FILES = f"""
SELECT holder_post_id AS post_id, count(*)::integer AS waiting,
    (count(*) FILTER (WHERE opened_at IS NULL))::integer AS unopened,
    {_each("(count(*) FILTER (WHERE held_since < :{name}))::integer AS {name}")},
    (count(*) FILTER (WHERE deadline < :dawn))::integer AS late, min(held_since) AS oldest
FROM files WHERE state = 'open' GROUP BY holder_post_id
"""
# By the index alone, one probe a desk.
_OLDEST = "(SELECT min(held_since) FROM files WHERE state = 'open' AND holder_post_id = {post})"
_CARRIED = f"""
SELECT post_id, {_each("{name}", COUNTS)}, oldest, false AS touched FROM pendency {{condition}}
UNION ALL
SELECT post_id, waiting, unopened, {_each("CASE WHEN since < :{name} THEN waiting ELSE 0 END")},
    CASE WHEN deadline < :dawn THEN waiting ELSE 0 END, NULL, true
FROM pendency_changes {{condition}}
"""
_SUMMED = f"""
SELECT post_id, {_each("sum({name}) AS {name}", COUNTS)},
    CASE WHEN bool_or(touched) THEN {_OLDEST.format(post="parts.post_id")} ELSE min(oldest) END AS oldest
FROM ({{parts}}) parts GROUP BY post_id HAVING sum(waiting) > 0
"""
_DAY = "(SELECT day FROM pendency_counted)"


def _result(sql: str) -> TextualSelect:
    return text(sql).columns(
        column("post_id", Uuid), *(column(name, BigInteger) for name in COUNTS), column("oldest", Moment)
    )


COUNTED = _result(_FILES)
"""The files themselves, counted: one row for each desk at which something waits."""
WAITING = _result(_SUMMED.format(parts=_CARRIED.format(condition=f"WHERE {_DAY} = :today")))
"""The same from what is kept, or nothing."""

DRIFTED = text(f"""
SELECT count(*) FROM ({_SUMMED.format(parts=_CARRIED.format(condition=""))}) carried
FULL JOIN ({_FILES}) counted USING (post_id)
WHERE {" OR ".join(f"carried.{name} IS DISTINCT FROM counted.{name}" for name in (*COUNTS, "oldest"))}
""")

FOLD = text(f"""
WITH taken AS (DELETE FROM pendency_changes RETURNING post_id, since, waiting, unopened, deadline)
INSERT INTO pendency AS counts (post_id, {_each("{name}", COUNTS)}, oldest)
SELECT post_id, sum(waiting), sum(unopened),
    {_each("coalesce(sum(waiting) FILTER (WHERE since < :{name}), 0)")},
    coalesce(sum(waiting) FILTER (WHERE deadline < :dawn), 0), {_OLDEST.format(post="taken.post_id")}
FROM taken GROUP BY post_id
ON CONFLICT (post_id) DO UPDATE SET {_each("{name} = counts.{name} + excluded.{name}", COUNTS)},
    oldest = excluded.oldest
""")

COUNT_ANEW = text(f"""
WITH taken AS (DELETE FROM pendency_changes),
    counted AS ({_FILES}),
    gone AS (DELETE FROM pendency WHERE post_id NOT IN (SELECT post_id FROM counted))
INSERT INTO pendency (post_id, {_each("{name}", COUNTS)}, oldest)
SELECT post_id, {_each("{name}", COUNTS)}, oldest FROM counted
ON CONFLICT (post_id) DO UPDATE SET {_each("{name} = excluded.{name}", (*COUNTS, "oldest"))}
""")


def on(today: date) -> dict[str, Any]:
    """What the statements want to know: the day in India, its beginning, and the moments at which its buckets meet."""
    return {"today": today, "dawn": dawn(today), **dict(zip(OVER, edges(today), strict=True))}


def keep(session: Session, today: date) -> int | None:
    """Of all desks, as ``kept_counts.keep``: how many desks had wrong counts."""
    return kept_counts.keep(
        session,
        pendency_counted.c.day,
        today,
        fold=(FOLD, on(today)),
        drifted=lambda of_day: (DRIFTED, on(of_day)),
        anew=(COUNT_ANEW, on(today)),
    )
