"""The search itself: which spellings the vocabulary has for a word, and one statement that finds what one may see."""

# ruff: noqa: S608 - the condition that is put in is a constant of search_sight

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, text
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Session

from services.files.domain.actor import Actor
from services.files.domain.search import paper as entries
from services.files.domain.search.ladder import BEGINNING
from services.files.domain.search.plan import Spellings, Step
from services.files.domain.search.sound import coarse_keys, fine_keys
from services.files.storage import search_sight
from services.files.storage.search_index import COARSE, FINE

SHORTEST_BEGINNING = 2
MOST_SPELLINGS = 24
MOST_DESKS = 40
"""Below a post with more desks so much can be seen that looking at what is newest finds it sooner."""

# The commonest first: with a short beginning the others have to be typed out further.
STARTING = text("""
SELECT typed.word AS typed, found.word, found.papers FROM unnest(CAST(:words AS text[])) AS typed (word)
CROSS JOIN LATERAL (
    SELECT word, papers FROM (
        SELECT word, papers FROM search_words
        WHERE word >= typed.word COLLATE "C" AND word < (typed.word || U&'\\+10FFFF') COLLATE "C"
        ORDER BY word LIMIT 2000
    ) near ORDER BY papers DESC, word LIMIT :most
) found
""")
SOUNDING = text("""
SELECT typed.word AS typed, typed.sound, found.word, found.papers
FROM unnest(CAST(:words AS text[]), CAST(:sounds AS text[])) AS typed (word, sound)
CROSS JOIN LATERAL (
    SELECT w.word, w.papers FROM search_sounds s JOIN search_words w ON w.word = s.word
    WHERE s.sound = typed.sound COLLATE "C" ORDER BY w.papers DESC, w.word LIMIT :most
) found
""")

# Steps are taken in their order and only until there are enough: a nested loop, because the inner part asks the outer.
# Within a step papers are looked at in their order, and whether one may be seen is asked of one after the other.
FIND = text(f"""
{search_sight.WHO}, hits AS MATERIALIZED (
    SELECT step.place, step.turn, found.*
    FROM unnest(CAST(:queries AS text[]), CAST(:places AS integer[]), CAST(:yellow AS boolean[]))
        WITH ORDINALITY AS step (query, place, yellow, turn)
    CROSS JOIN LATERAL (
        SELECT found.* FROM (
            SELECT id, kind, file_id, quarter, urgency, made_at FROM search_items
            WHERE words @@ CAST(step.query AS tsquery)
                AND (step.place > :place OR (quarter, urgency, made_at, id)
                    < (CAST(:quarter AS integer), CAST(:urgency AS integer), CAST(:made_at AS timestamptz),
                        CAST(:id AS uuid)))
            ORDER BY quarter DESC, urgency DESC, made_at DESC, id DESC
            OFFSET 0 -- so that the condition below is not asked of those that nobody gets to
        ) found
        WHERE (NOT step.yellow OR {search_sight.YELLOW}) AND {search_sight.MAY_SEE}
        LIMIT :most
    ) found
    LIMIT :most
)
SELECT h.place, h.turn, h.kind, h.id, h.file_id, h.quarter, h.urgency AS rank, h.made_at,
    coalesce(f.number, r.diary_number, l.number) AS number, coalesce(f.subject, r.subject, l.subject) AS subject,
    coalesce(f.subject_en, '') AS subject_en, coalesce(r.letter_number, '') AS letter_number, r.sender, l.addressees,
    coalesce(f.grading, r.grading, lf.grading) AS grading, coalesce(f.urgency, lf.urgency, 'routine') AS urgency,
    coalesce(f.labels, r.labels, lf.labels) AS labels, coalesce(f.state, r.state, l.state) AS state,
    coalesce(f.holder, r.holder) AS holder, coalesce(r.document_id, l.document_id) AS document_id,
    coalesce(f.holder_post_id = :post, false) AS on_desk, r.cancelled IS NOT NULL AS cancelled
FROM hits h
LEFT JOIN files f ON h.kind = 'file' AND f.id = h.id
LEFT JOIN receipts r ON h.kind = 'receipt' AND r.id = h.id
LEFT JOIN letters l ON h.kind = 'letter' AND l.id = h.id
LEFT JOIN files lf ON lf.id = l.file_id
ORDER BY h.place, h.quarter DESC, h.urgency DESC, h.made_at DESC, h.id DESC
""").bindparams(*search_sight.BINDINGS, bindparam("id", type_=Uuid(as_uuid=True)))

DESKS = text("""
WITH RECURSIVE beneath(id) AS (
    SELECT id FROM posts WHERE superior_post_id = :post
    UNION
    SELECT p.id FROM posts p JOIN beneath b ON p.superior_post_id = b.id
)
SELECT id FROM (SELECT id FROM beneath UNION SELECT id FROM posts WHERE :leads_section AND unit_id = :unit) near
LIMIT :most
""").bindparams(*[bindparam(name, type_=Uuid(as_uuid=True)) for name in ("post", "unit")])


@dataclass(frozen=True)
class Key:
    """Where a page ended."""

    place: int
    quarter: int
    urgency: int
    made_at: datetime
    id: UUID


BEFORE_ALL = Key(-1, 0, 0, BEGINNING, UUID(int=0))


class Searching:
    def __init__(self, session: Session) -> None:
        self.session = session

    def spellings(self, words: Sequence[str]) -> dict[str, Spellings]:
        """What the vocabulary has for each of these."""
        found = {word: Spellings(word) for word in words}
        counts: dict[str, dict[str, int]] = {word: {} for word in words}
        long = [word for word in words if len(word) >= SHORTEST_BEGINNING]
        for row in self.session.execute(STARTING, {"words": long or list(words), "most": MOST_SPELLINGS}):
            found[row.typed].beginning.append(row.word)
            counts[row.typed][row.word] = row.papers
        heard = [(word, FINE + key) for word in words for key in fine_keys(word)]
        heard += [(word, COARSE + key) for word in words for key in coarse_keys(word)]
        asked = {"words": [word for word, _ in heard], "sounds": [sound for _, sound in heard], "most": MOST_SPELLINGS}
        for row in self.session.execute(SOUNDING, asked):
            like = found[row.typed].sounding if row.sound.startswith(FINE) else found[row.typed].alike
            like.append(row.word)
            counts[row.typed][row.word] = row.papers
        for word, papers in counts.items():
            found[word].papers = sum(papers.values())
        return found

    def desks(self, actor: Actor) -> list[str]:
        """One of these entries every paper has that the actor may see; none where they are too many to ask for."""
        asked = {**search_sight.of(actor), "most": MOST_DESKS + 1}
        posts = {actor.post_id, *self.session.execute(DESKS, asked).scalars()}
        if len(posts) > MOST_DESKS:
            return []
        # By the office see the head of it and its dispatch section.
        offices = [entries.office(actor.office_id)] if asked["may_head"] or asked["dispatches"] else []
        return [*sorted(entries.desk(post) for post in posts), *offices]

    def find(self, actor: Actor, steps: Sequence[Step], after: Key | None, most: int) -> list[Row[Any]]:
        """What the actor may see of what the steps find, in their order, from the key on."""
        steps = [step for step in steps if after is None or step.place >= after.place]
        key = after or BEFORE_ALL
        asked = {
            **search_sight.of(actor),
            "queries": [step.query for step in steps],
            "places": [step.place for step in steps],
            "yellow": [step.found_by == "yellow_note" for step in steps],
            **vars(key),
            "most": most,
        }
        return list(self.session.execute(FIND, asked))
