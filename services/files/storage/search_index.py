"""The index of the search: papers filed under what they say, and the vocabulary of all of them.

Triggers note in ``search_changes`` which paper has changed; ``SearchIndex.take_changes`` makes those anew, a batch in a
transaction. Only one process does so at a time (an advisory lock), so that no older state replaces a newer one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Session

from contracts.files.search import PaperKind
from services.files.domain.search.paper import Paper, word_in
from services.files.domain.search.sound import coarse_keys, fine_keys
from services.files.storage.search_papers import Papers

KINDS: tuple[PaperKind, ...] = get_args(PaperKind)
BATCH = 200
LOCK = text("SELECT pg_try_advisory_xact_lock(hashtext('patravali search'))")

TAKE = text("""
DELETE FROM search_changes WHERE id IN (SELECT id FROM search_changes ORDER BY id LIMIT :most)
RETURNING kind, item_id
""")
OLD = text("SELECT id, tsvector_to_array(words) AS entries, stamp FROM search_items WHERE id = ANY(:ids)").bindparams(
    bindparam("ids", type_=ARRAY(Uuid(as_uuid=True)))
)
FILE = text("""
INSERT INTO search_items (id, kind, file_id, quarter, urgency, made_at, words, stamp)
VALUES (:id, :kind, :file_id, :quarter, :urgency, :made_at, array_to_tsvector(CAST(:entries AS text[])), :stamp)
ON CONFLICT (id) DO UPDATE SET file_id = excluded.file_id, quarter = excluded.quarter, urgency = excluded.urgency,
    made_at = excluded.made_at, words = excluded.words, stamp = excluded.stamp
""")
# What lies in a file is seen by whoever sees the file: its desks are theirs. Desks that have had it stay so.
SHOW_TO = text("""
UPDATE search_items SET words = words || array_to_tsvector(CAST(:entries AS text[]))
WHERE file_id = :file_id AND id <> :file_id
    AND NOT tsvector_to_array(words) @> CAST(:entries AS text[])
""")
KNOWN = text("SELECT word FROM search_words WHERE word = ANY(CAST(:words AS text[]))")
COUNT = text("""
INSERT INTO search_words AS known (word, papers)
SELECT word, papers FROM unnest(CAST(:words AS text[]), CAST(:papers AS integer[])) AS added (word, papers)
ORDER BY word
ON CONFLICT (word) DO UPDATE SET papers = greatest(known.papers + excluded.papers, 0)
""")
SOUND = text("""
INSERT INTO search_sounds (sound, word)
SELECT sound, word FROM unnest(CAST(:sounds AS text[]), CAST(:words AS text[])) AS heard (sound, word)
ON CONFLICT DO NOTHING
""")
WANT = text("""
INSERT INTO search_documents (id, version, wanted_version, complete)
SELECT id, 0, 0, false FROM unnest(:ids) AS lying (id) ON CONFLICT DO NOTHING RETURNING id
""").bindparams(bindparam("ids", type_=ARRAY(Uuid(as_uuid=True))))

FINE, COARSE = "=", "~"


def sounds_of(word: str) -> set[str]:
    """The keys under which the vocabulary knows a word."""
    return {FINE + key for key in fine_keys(word)} | {COARSE + key for key in coarse_keys(word)}


@dataclass
class Taken:
    """What a batch did."""

    changes: int = 0
    papers: int = 0
    """That were filed anew because they say something else."""
    documents: set[UUID] = field(default_factory=set)
    """Of which nobody has fetched the text yet."""


class SearchIndex:
    def __init__(self, session: Session) -> None:
        self.session = session

    def is_mine(self) -> bool:
        """Whether this transaction may write; another one that does makes it wait for its turn."""
        return bool(self.session.execute(LOCK).scalar_one())

    def take_changes(self, most: int = BATCH) -> Taken:
        """File anew what was noted as changed, the earliest first."""
        rows = self.session.execute(TAKE, {"most": most}).all()
        wanted: dict[PaperKind, set[UUID]] = defaultdict(set)
        for row in rows:
            wanted[row.kind].add(row.item_id)
        taken = self.make(wanted)
        taken.changes = len(rows)
        return taken

    def make(self, wanted: Mapping[PaperKind, Collection[UUID]]) -> Taken:
        """File these papers as they stand now."""
        taken, added = Taken(), Counter[str]()
        papers = Papers(self.session)
        for kind in KINDS:
            for paper in papers.read(kind, wanted.get(kind, ())):
                self._file_again(paper, taken, added)
        self._learn(added)
        if papers.documents:
            taken.documents = set(self.session.execute(WANT, {"ids": list(papers.documents)}).scalars())
        return taken

    def _file_again(self, paper: Paper, taken: Taken, added: Counter[str]) -> None:
        entries = paper.entries()
        known = self.session.execute(OLD, {"ids": [paper.id]}).first()
        before = set(known.entries) if known is not None else set()
        if known is not None and before == entries and known.stamp == paper.stamp:
            return
        self.session.execute(FILE, _row(paper, entries))
        taken.papers += before != entries
        added.update({word for entry in entries - before if (word := word_in(entry)) is not None})
        added.subtract({word for entry in before - entries if (word := word_in(entry)) is not None})
        desks = sorted(entry for entry in entries - before if entry.startswith("#r."))
        if paper.kind == "file" and desks:
            self.session.execute(SHOW_TO, {"file_id": paper.id, "entries": desks})

    def _learn(self, added: Counter[str]) -> None:
        """Words are told by their sound from the first paper on that has them."""
        changed = {word: papers for word, papers in added.items() if papers}
        if not changed:
            return
        known = set(self.session.execute(KNOWN, {"words": list(changed)}).scalars())
        self.session.execute(COUNT, {"words": list(changed), "papers": list(changed.values())})
        self.hear(changed.keys() - known)

    def hear(self, words: Iterable[str]) -> None:
        """Put words under their sounds."""
        heard = [(sound, word) for word in sorted(words) for sound in sounds_of(word)]
        if heard:
            self.session.execute(SOUND, {"sounds": [one for one, _ in heard], "words": [word for _, word in heard]})


def _row(paper: Paper, entries: set[str]) -> dict[str, Any]:
    return {
        "id": paper.id,
        "kind": paper.kind,
        "file_id": paper.file_id,
        "quarter": paper.quarter,
        "urgency": paper.urgency,
        "made_at": paper.made_at,
        "entries": sorted(entries),
        "stamp": paper.stamp,
    }
