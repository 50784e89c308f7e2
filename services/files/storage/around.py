"""Desks around a file: those it may go to, and those that can see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, any_, bindparam, literal, select, text
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Session

from contracts.files.around import ReaderReason
from contracts.files.views import PersonRef, PostRef
from services.files.domain.access import NARROW
from services.files.domain.actor import COMPETENT
from services.files.domain.channel import Above
from services.files.domain.file import File
from services.files.storage.access import CONSULTED
from services.files.storage.directory_tables import posts
from services.files.storage.pendency import HOLDERS
from services.files.storage.values import load

# The last sendings of this desk are one stretch of an index. Files of the same head and section count for three.
HABIT = text("""
SELECT recent.to_post_id AS id FROM (
    SELECT file_id, to_post_id FROM movements
    WHERE from_post_id = :post AND kind = 'forwarded' ORDER BY recorded_at DESC LIMIT 300
) recent JOIN files f ON f.id = recent.file_id
GROUP BY recent.to_post_id
ORDER BY sum(CASE WHEN f.unit_id IS NOT DISTINCT FROM :unit AND f.head IS NOT DISTINCT FROM :head THEN 3 ELSE 1 END)
    DESC, recent.to_post_id
LIMIT 16
""").bindparams(bindparam("post", type_=Uuid(as_uuid=True)), bindparam("unit", type_=Uuid(as_uuid=True)))

# Letters of the same kind of sender count for three: what an MLA writes goes elsewhere than a citizen's application.
RECEIPT_HABIT = text("""
SELECT recent.to_post_id AS id FROM (
    SELECT receipt_id, to_post_id FROM receipt_movements
    WHERE from_post_id = :post AND kind = 'forwarded' ORDER BY recorded_at DESC LIMIT 300
) recent JOIN receipts r ON r.id = recent.receipt_id
GROUP BY recent.to_post_id
ORDER BY sum(CASE WHEN r.sender ->> 'category' = :category THEN 3 ELSE 1 END) DESC, recent.to_post_id
LIMIT 16
""").bindparams(bindparam("post", type_=Uuid(as_uuid=True)), bindparam("category", type_=String))

# The same reasons as storage.access, asked for all posts at once.
_READERS = """
WITH RECURSIVE custody AS (
    SELECT DISTINCT to_post_id AS id FROM movements WHERE file_id = :file
), {consulted}, chain(id, of_holder) AS (
    SELECT p.superior_post_id, p.id = :holder FROM posts p JOIN custody c ON c.id = p.id
    UNION
    SELECT p.superior_post_id, ch.of_holder FROM posts p JOIN chain ch ON ch.id = p.id
), reasons(id, rank) AS (
    SELECT CAST(:holder AS uuid), 0
    UNION ALL SELECT id, 1 FROM custody
    UNION ALL SELECT id, 2 FROM chain WHERE of_holder
    UNION ALL SELECT id, 4 FROM chain WHERE :wide
    UNION ALL SELECT s.id, 5 FROM custody c JOIN posts p ON p.id = c.id JOIN posts s ON s.unit_id = p.unit_id
        WHERE :wide AND 'section_officer' = ANY(s.roles)
    UNION ALL SELECT p.id, 6 FROM posts p LEFT JOIN posts s ON s.id = p.superior_post_id
        WHERE :wide AND p.office_id = :office AND s.office_id IS DISTINCT FROM p.office_id
            AND p.roles && CAST(:competent AS varchar[])
    UNION ALL SELECT holder_post_id, 3 FROM questions WHERE state = 'open'
    UNION ALL SELECT id, 7 FROM opinions WHERE :wide
    UNION ALL SELECT id, 8 FROM above_opinions WHERE :wide
)
SELECT p.id, p.ref, min(r.rank) AS rank FROM reasons r JOIN posts p ON p.id = r.id WHERE NOT p.deleted
GROUP BY p.id, p.ref ORDER BY min(r.rank), p.designation_en, p.id LIMIT :most
"""
READERS = text(_READERS.format(consulted=CONSULTED.format(item="file"))).bindparams(
    *[bindparam(name, type_=Uuid(as_uuid=True)) for name in ("file", "holder", "office")]
)
REASONS: tuple[ReaderReason, ...] = (
    "has_it",
    "had_it",
    "above_holder",
    "consulted",
    "above_past_holder",
    "section_officer",
    "office_head",
    "gave_opinion",
    "above_consulted",
)


def habit(session: Session, post_id: UUID, file: File) -> list[UUID]:
    """Where the desk has sent its files lately, those that are like this one before others."""
    return list(session.execute(HABIT, {"post": post_id, "unit": file.unit_id, "head": file.head}).scalars())


def receipt_habit(session: Session, post_id: UUID, category: str | None) -> list[UUID]:
    """Where the desk has marked its receipts lately, those of the same kind of sender before others."""
    return list(session.execute(RECEIPT_HABIT, {"post": post_id, "category": category}).scalars())


# A hierarchy that leads back into itself ends at the twentieth.
ABOVE = text("""
WITH RECURSIVE chain(id, depth) AS (
    SELECT superior_post_id, 1 FROM posts WHERE id = :post
    UNION ALL
    SELECT p.superior_post_id, chain.depth + 1 FROM posts p JOIN chain ON p.id = chain.id WHERE chain.depth < 20
)
SELECT p.id, p.roles, p.ref FROM chain JOIN posts p ON p.id = chain.id WHERE NOT p.deleted ORDER BY chain.depth
""").bindparams(bindparam("post", type_=Uuid(as_uuid=True)))


def above(session: Session, post_id: UUID) -> list[Above]:
    """The posts above this one, the nearest first."""
    rows = session.execute(ABOVE, {"post": post_id})
    return [Above(row.id, frozenset(row.roles), load(PostRef, row.ref)) for row in rows]


def section_officers(session: Session, unit_id: UUID | None) -> list[UUID]:
    """Posts of the section officer; none for a post above the sections."""
    if unit_id is None:
        return []
    wanted = select(posts.c.id).where(posts.c.unit_id == unit_id, ~posts.c.deleted)
    return list(
        session.execute(wanted.where(literal("section_officer") == any_(posts.c.roles)).order_by(posts.c.id)).scalars()
    )


def readers(session: Session, file: File, most: int) -> list[tuple[PostRef, ReaderReason]]:
    """Posts that can see the file, each with the strongest reason, the nearest first."""
    values: dict[str, Any] = {
        "file": file.id,
        "holder": file.holder.post_id,
        "office": file.office_id,
        "wide": file.grading not in NARROW,
        "competent": sorted(COMPETENT),
        "most": most,
    }
    return [(load(PostRef, row.ref), REASONS[row.rank]) for row in session.execute(READERS, values)]


def holders(session: Session, post_ids: Iterable[UUID], at: datetime) -> dict[UUID, PersonRef]:
    """Who sits at these desks at that moment."""
    rows = session.execute(select(HOLDERS).where(HOLDERS.c.post_id.in_(list(post_ids))), {"at": at})
    return {row.post_id: PersonRef(person_id=row.person_id, name_hi=row.name_hi, name_en=row.name_en) for row in rows}
