"""The index of the search for files that ``filling`` has made, as the service would have made it, in a few statements.

What words a text has is told by the service's own code, once for each part; PostgreSQL puts the parts together.
"""

from __future__ import annotations

from sqlalchemy import Connection, create_engine, text

from services.files.domain.search.ladder import BEGINNING, LEVELS, QUARTER, STEP
from services.files.storage.search_index import sounds_of
from services.files.storage.search_papers import STAMPS
from tests.load.words import vocabulary

PARTS = """
CREATE UNLOGGED TABLE load_{name} (place integer PRIMARY KEY, text text NOT NULL, entries text[] NOT NULL)
"""
# Which parts a file has is told by its number: shares as in life, some matters far commoner than others.
SUBJECTS = """
CREATE TEMPORARY TABLE saying ON COMMIT DROP AS
SELECT f.id, m.place AS matter, p.place AS at, w.place AS person, s.place AS said
FROM (SELECT id, ('x' || left(md5(id::text), 7))::bit(28)::integer AS dice FROM files WHERE subject = :unsaid) f
JOIN load_matters m ON m.place = least(f.dice % :matters, (f.dice / 7) % :matters)
JOIN load_places p ON p.place = (f.dice / 13) % :places
JOIN load_people w ON w.place = (f.dice / 17) % :people
JOIN load_said s ON s.place = f.dice % :said
"""
NAME = """
UPDATE files f SET note_count = 1, paragraph_count = 1, subject = replace(m.text, '{place}', p.text) || ', ' || w.text
FROM saying s JOIN load_matters m ON m.place = s.matter JOIN load_places p ON p.place = s.at
JOIN load_people w ON w.place = s.person WHERE f.id = s.id
"""
WRITE = """
INSERT INTO notes (id, file_id, serial, first_paragraph, paragraphs, kind, author, author_post_id, side, written_at,
    confirmed_at, version, salt)
SELECT gen_random_uuid(), f.id, 1, 1, jsonb_build_array(t.text), 'green', f.created_by, f.created_post_id, 'left',
    f.created_at, f.created_at, 1, '\\x00'
FROM saying s JOIN files f ON f.id = s.id JOIN load_said t ON t.place = s.said
"""
DROP = "DROP INDEX IF EXISTS ix_search_items_words"
FILE = f"""
INSERT INTO search_items (id, kind, file_id, quarter, urgency, made_at, words, stamp)
SELECT f.id, 'file', f.id, q.quarter, 0, f.created_at, array_to_tsvector(
    m.entries || p.entries || w.entries || t.entries || d.desks || q.stretches || ARRAY['#k.file', '#s.open',
        '#o.' || replace(f.office_id::text, '-', ''), '#y.' || date_part('year', f.created_at),
        'h' || split_part(f.number, '/', 2),
        'n' || split_part(f.number, '/', 1) || '-' || split_part(f.number, '/', 2)]
    || CASE WHEN f.unit_id IS NULL THEN '{{}}' ELSE ARRAY['#u.' || replace(f.unit_id::text, '-', '')] END),
    {STAMPS["file"]}
FROM saying s JOIN files f ON f.id = s.id
JOIN load_matters m ON m.place = s.matter JOIN load_places p ON p.place = s.at
JOIN load_people w ON w.place = s.person JOIN load_said t ON t.place = s.said
CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT '#r.' || replace(to_post_id::text, '-', '')) AS desks FROM movements WHERE file_id = f.id
) d
CROSS JOIN LATERAL (
    SELECT quarter, array_agg('#q' || level || '.' || quarter / ({STEP} ^ level)::integer) AS stretches
    FROM (SELECT floor(extract(epoch FROM f.created_at - :beginning) / :seconds)::integer AS quarter) moment,
        generate_series(0, {LEVELS - 1}) level GROUP BY quarter
) q
"""
INDEX = "CREATE INDEX ix_search_items_words ON search_items USING gin (words) WITH (fastupdate = off)"
COUNT = """
INSERT INTO search_words (word, papers)
SELECT substr(entry, 2), sum(papers) FROM (
    SELECT unnest(m.entries) AS entry, c.papers FROM (
        SELECT matter AS place, count(*) AS papers FROM saying GROUP BY matter) c JOIN load_matters m USING (place)
    UNION ALL SELECT unnest(p.entries), c.papers FROM (
        SELECT at AS place, count(*) AS papers FROM saying GROUP BY at) c JOIN load_places p USING (place)
    UNION ALL SELECT unnest(w.entries), c.papers FROM (
        SELECT person AS place, count(*) AS papers FROM saying GROUP BY person) c JOIN load_people w USING (place)
    UNION ALL SELECT unnest(t.entries), c.papers FROM (
        SELECT said AS place, count(*) AS papers FROM saying GROUP BY said) c JOIN load_said t USING (place)
) standing WHERE entry !~ '[0-9]' GROUP BY 1
ON CONFLICT (word) DO UPDATE SET papers = search_words.papers + excluded.papers
"""


def prepare(admin_url: str) -> None:
    """The parts, each with its entries and its words' sounds."""
    engine = create_engine(admin_url)
    with engine.begin() as connection:
        for name, parts in vocabulary().items():
            connection.execute(text(f"DROP TABLE IF EXISTS load_{name}"))
            connection.execute(text(PARTS.format(name=name)))
            rows = [{"place": place, "text": one.text, "entries": one.entries} for place, one in enumerate(parts)]
            connection.execute(text(f"INSERT INTO load_{name} VALUES (:place, :text, :entries)"), rows)
    engine.dispose()


def say(admin_url: str, unsaid: str) -> None:
    """Give the files with this subject subjects and a note each, and file them."""
    engine = create_engine(admin_url)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("SET LOCAL work_mem = '256MB'"))
        connection.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
        _say(connection, unsaid)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in ("search_items", "search_words", "search_sounds", "notes"):
            connection.execute(text(f"VACUUM ANALYZE {table}"))
    engine.dispose()


def _say(connection: Connection, unsaid: str) -> None:
    sizes = {name: len(parts) for name, parts in vocabulary().items()}
    connection.execute(text(SUBJECTS), {"unsaid": unsaid, **sizes})
    connection.execute(text("ANALYZE saying"))
    connection.execute(text(DROP))
    connection.execute(text(NAME))
    connection.execute(text(WRITE))
    connection.execute(text(FILE), {"beginning": BEGINNING, "seconds": QUARTER.total_seconds()})
    connection.execute(text(COUNT))
    connection.execute(text(INDEX))
    words = connection.execute(text("SELECT word FROM search_words")).scalars().all()
    heard = [{"sound": sound, "word": word} for word in words for sound in sounds_of(word)]
    connection.execute(text("INSERT INTO search_sounds VALUES (:sound, :word) ON CONFLICT DO NOTHING"), heard)
