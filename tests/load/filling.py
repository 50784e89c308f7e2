"""Fills the database of files with the years of a district: so many movements, made by the server in one statement.

Runs as a superuser with the triggers asleep, because a million rows would each be checked one by one; the rows obey
the rules all the same: one chain a file, its end on the desk that holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, create_engine, text

SUBJECT = "सीमांकन का प्रकरण"
"""Of every file, until somebody gives it another."""
# 120,000 files to a million movements, as a district has them after half a year.
MOVEMENTS_A_FILE = 25 / 3
DAYS = 120
"""Files came to their present desk at some time in so many days."""


@dataclass(frozen=True)
class Size:
    movements: int

    @property
    def files(self) -> int:
        return round(self.movements / MOVEMENTS_A_FILE)


DESKS = """
CREATE TEMPORARY TABLE desks ON COMMIT DROP AS
SELECT (row_number() OVER (ORDER BY id) - 1)::integer AS place, id, office_id, unit_id, ref
FROM posts WHERE NOT deleted AND (CAST(:post AS uuid) IS NULL OR id = :post);
CREATE UNIQUE INDEX ON desks (place);
ANALYZE desks;
"""

# A file goes on by a step that shares no factor with usual numbers of desks, so that all of them get their share.
WAY = """
CREATE TEMPORARY TABLE way ON COMMIT DROP AS
SELECT n, k, k = last AS is_last, md5(:seed || n)::uuid AS file_id,
    ((n * 7919 + k * 104729) % desks)::integer AS place,
    CASE WHEN k > 1 THEN ((n * 7919 + (k - 1) * 104729) % desks)::integer END AS place_before,
    CAST(:now AS timestamptz) - make_interval(days => n % :days, secs => n % 86400, hours => (last - k) * 30) AS at
FROM (SELECT n, 8 + (n % 3 = 0)::integer AS last FROM generate_series(0, :files - 1) n) f,
    generate_series(1, last) k, (SELECT count(*) AS desks FROM desks) d;
ANALYZE way;
"""

BY = """jsonb_build_object('capacity', 'own', 'post', d.ref, 'person',
    jsonb_build_object('person_id', d.id, 'name_hi', 'श्री कर्मचारी', 'name_en', 'Clerk'))"""

FILES = f"""
INSERT INTO files (id, office_id, unit_id, number, number_key, subject, subject_en, grading, urgency, labels, state,
    holder_post_id, holder, held_since, opened_at, from_post, remarks, last_kind, movement_serial, created_by,
    created_post_id, created_at, note_count, paragraph_count, paper_count, page_count, version, salt, ledger_serial,
    ledger_hash)
SELECT w.file_id, d.office_id, d.unit_id, :seed || '/' || n, :seed || '/' || n, 'सीमांकन का प्रकरण', '', 'normal',
    'routine', '{{}}', 'open', d.id, d.ref, w.at, CASE WHEN n % 4 > 0 THEN w.at + interval '1 hour' END, d.ref, '',
    'forwarded', w.k, {BY}, d.id, w.at, 0, 0, 0, 0, w.k, '\\x00', 0, ''
FROM way w JOIN desks d ON d.place = w.place WHERE w.is_last
"""

# No trigger tells the pendency table or the trend of what is filled in: the service counts anew within seconds.
FORGET_COUNTS = "UPDATE pendency_counted SET day = NULL, trend_day = NULL"

MOVEMENTS = f"""
INSERT INTO movements (file_id, serial, kind, from_post_id, to_post_id, from_post, to_post, by, remarks, occurred_at,
    recorded_at, source, salt)
SELECT w.file_id, w.k, CASE WHEN w.k = 1 THEN 'created' ELSE 'forwarded' END, b.id, d.id, b.ref, d.ref, {BY}, '',
    w.at, w.at, 'live', '\\x00'
FROM way w JOIN desks d ON d.place = w.place LEFT JOIN desks b ON b.place = w.place_before
"""


def fill(admin_url: str, size: Size, now: datetime, seed: str, post: UUID | None = None) -> None:
    """Add so many movements, with the files that made them, among the posts that the directory has.

    ``admin_url`` is the database of files as superuser. Another ``seed`` adds other files;
    with a ``post`` they all lie there.
    """
    add(admin_url, size, now, seed, post)
    settle(admin_url)


def add(admin_url: str, size: Size, now: datetime, seed: str, post: UUID | None = None) -> None:
    """The same, before the database has tidied up."""
    engine = create_engine(admin_url)
    with engine.begin() as connection:
        _fill(connection, {"seed": seed, "now": now, "days": DAYS, "files": size.files, "post": post})
    engine.dispose()


def settle(admin_url: str) -> None:
    """As autovacuum leaves it: indexes alone answer what they can."""
    engine = create_engine(admin_url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE files"))
        connection.execute(text("VACUUM ANALYZE movements"))
    engine.dispose()


def _fill(connection: Connection, values: dict[str, object]) -> None:
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    connection.execute(text("SET LOCAL work_mem = '256MB'"))
    for statement in (*DESKS.split(";\n"), *WAY.split(";\n"), FILES, MOVEMENTS, FORGET_COUNTS):
        if statement.strip():
            connection.execute(text(statement), values)
