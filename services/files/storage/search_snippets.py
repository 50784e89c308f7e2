"""Where in a paper the words stand: looked up for the few papers of a page, in texts that the asker may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Session

from contracts.files.search import FoundIn, SnippetView
from contracts.marked import plain
from services.files.domain.search.snippet import Hit, cut, hits

_IDS = bindparam("ids", type_=ARRAY(Uuid(as_uuid=True)))
MOST_NOTES = 200
"""Of one file, the newest: what stands in older ones alone is shown by its subject."""

NOTES = text("""
SELECT n.file_id AS id, n.first_paragraph, n.paragraphs FROM unnest(:ids) AS wanted (id)
CROSS JOIN LATERAL (
    SELECT file_id, first_paragraph, paragraphs FROM notes WHERE file_id = wanted.id ORDER BY serial DESC LIMIT :most
) n
""").bindparams(_IDS)
CONSULTATIONS = text("""
SELECT c.file_id AS id, c.question, coalesce(e.paragraphs, '[]') AS paragraphs
FROM consultations c LEFT JOIN consultation_ends e ON e.consultation_id = c.id WHERE c.file_id = ANY(:ids)
""").bindparams(_IDS)
YELLOW = text("""
SELECT y.file_id AS id, y.paragraphs FROM yellow_notes y JOIN files f ON f.id = y.file_id
WHERE y.state = 'draft' AND f.holder_post_id = :post AND y.file_id = ANY(:ids)
""").bindparams(_IDS, bindparam("post", type_=Uuid(as_uuid=True)))
PAGES = text("""
SELECT wanted.id, p.document_id, p.page, p.text FROM unnest(:ids) AS wanted (id)
CROSS JOIN LATERAL (
    SELECT p.document_id, p.page, p.text FROM (
        SELECT document_id FROM correspondence WHERE file_id = wanted.id
            AND id NOT IN (SELECT paper_id FROM detachments WHERE file_id = wanted.id)
        UNION SELECT document_id FROM receipts WHERE file_id = wanted.id OR id = wanted.id
        UNION SELECT document_id FROM letters WHERE file_id = wanted.id OR id = wanted.id
    ) lying JOIN search_pages p ON p.document_id = lying.document_id
    WHERE p.words && CAST(:words AS text[])
    ORDER BY cardinality(ARRAY(SELECT unnest(p.words) INTERSECT SELECT unnest(CAST(:words AS text[])))) DESC, p.page
    LIMIT 1
) p
""").bindparams(_IDS)


@dataclass(frozen=True)
class Passage:
    """A text of a paper in which the words may stand."""

    found_in: FoundIn
    text: str
    paragraph: int | None = None
    document_id: UUID | None = None
    page: int | None = None


class Snippets:
    """For somebody at this desk."""

    def __init__(self, session: Session, post_id: UUID) -> None:
        self.session = session
        self.post_id = post_id

    def of(self, rows: Iterable[Row[Any]], words: dict[UUID, set[str]], wanted: int) -> dict[UUID, SnippetView]:
        """Of each paper the passage with most of its words; ``wanted`` are looked for, each with its spellings."""
        found: dict[UUID, tuple[int, Passage, list[Hit]]] = {}
        behind: list[Row[Any]] = []
        for row in rows:
            found[row.id] = _best(_heading(row), words[row.id])
            if found[row.id][0] < wanted:
                behind.append(row)
        for item, passages in self._passages(behind, words).items():
            better = _best(passages, words[item])
            if better[0] > found[item][0]:
                found[item] = better
        return {item: _view(passage, marked) for item, (_, passage, marked) in found.items()}

    def _passages(self, rows: list[Row[Any]], words: dict[UUID, set[str]]) -> dict[UUID, list[Passage]]:
        found: dict[UUID, list[Passage]] = defaultdict(list)
        files = [row.id for row in rows if row.kind == "file"]
        if files:
            self._noted(files, found)
        every = sorted({word for row in rows for word in words[row.id]})
        for row in self._rows(PAGES, [row.id for row in rows], words=every) if rows else ():
            found[row.id].append(Passage("paper", row.text, document_id=row.document_id, page=row.page))
        return found

    def _noted(self, files: list[UUID], found: dict[UUID, list[Passage]]) -> None:
        for row in self._rows(YELLOW, files, post=self.post_id):
            found[row.id] += [Passage("yellow_note", plain(paragraph)) for paragraph in row.paragraphs]
        for row in self._rows(NOTES, files, most=MOST_NOTES):
            numbered = enumerate(row.paragraphs, start=row.first_paragraph)
            found[row.id] += [Passage("note", plain(paragraph), paragraph=number) for number, paragraph in numbered]
        for row in self._rows(CONSULTATIONS, files):
            found[row.id] += [Passage("opinion", plain(paragraph)) for paragraph in row.paragraphs]
            found[row.id].append(Passage("question", row.question))

    def _rows(self, statement: Any, ids: Collection[UUID], **values: Any) -> Iterator[Row[Any]]:
        yield from self.session.execute(statement, {"ids": list(ids), **values})


def sender_of(row: Row[Any]) -> str:
    """Who wrote a receipt, or to whom a letter goes."""
    if row.sender is not None:
        said = [row.sender.get(part) or "" for part in ("name", "designation", "organisation")]
        return ", ".join(filter(None, said))[:300]
    return "; ".join(one["name"] for one in row.addressees or ())[:300]


def _heading(row: Row[Any]) -> list[Passage]:
    subjects = [Passage("subject", row.subject), *([Passage("subject", row.subject_en)] if row.subject_en else [])]
    sender = sender_of(row)
    senders = [Passage("sender", sender)] if sender else []
    numbers = [Passage("number", number) for number in (row.number, row.letter_number) if number]
    return [*subjects, *senders, *numbers]


def _best(passages: list[Passage], words: set[str]) -> tuple[int, Passage, list[Hit]]:
    """The first of those in which most different words stand, with how many that are."""
    judged = [(passage, hits(passage.text, words)) for passage in passages]
    passage, marked = max(judged, key=lambda one: len({hit.word for hit in one[1]}))
    return len({hit.word for hit in marked}), passage, marked


def _view(passage: Passage, marked: list[Hit]) -> SnippetView:
    return SnippetView.model_construct(
        found_in=passage.found_in,
        parts=cut(passage.text, marked),
        paragraph=passage.paragraph,
        document_id=passage.document_id,
        page=passage.page,
    )
