"""Files, receipts and letters as the search files them, read from the tables that hold them."""

# ruff: noqa: S608 - what is put together here are expressions, all of them constants of this file

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Row, TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Session

from contracts.files.search import PaperKind
from services.files.domain.numbering import office_day
from services.files.domain.search import paper as facets
from services.files.domain.search.paper import URGENCIES, Paper

STAMPS: dict[PaperKind, str] = {
    "file": """('x' || left(md5(concat_ws('|', f.movement_serial, f.state, f.subject, f.subject_en, f.number, f.urgency,
        array_to_string(f.labels, ','), f.unit_id, f.note_count, f.paper_count, f.consultation_count,
        f.open_consultations, f.subject_head->>'code')), 8))::bit(32)::integer""",
    "receipt": """('x' || left(md5(concat_ws('|', r.movement_serial, r.state, r.subject, r.sender::text, r.file_id,
        array_to_string(r.labels, ','), r.document_id, r.subject_head->>'code')), 8))::bit(32)::integer""",
    "letter": "l.version",
}
"""By which one sees whether what the index holds was made from the row as it is now. A NULL adds nothing to it."""


def _of(sql: str) -> TextClause:
    return text(sql).bindparams(bindparam("ids", type_=ARRAY(Uuid(as_uuid=True))))


_FILES = _of(f"SELECT f.*, {STAMPS['file']} AS stamp FROM files f WHERE f.id = ANY(:ids)")
_RECEIPTS = _of(f"""
SELECT r.*, {STAMPS["receipt"]} AS stamp, p.unit_id, f.state AS file_state
FROM receipts r JOIN posts p ON p.id = r.holder_post_id LEFT JOIN files f ON f.id = r.file_id WHERE r.id = ANY(:ids)
""")
_LETTERS = _of(f"""
SELECT l.*, {STAMPS["letter"]} AS stamp, f.unit_id, f.urgency, f.labels, f.subject_head
FROM letters l JOIN files f ON f.id = l.file_id WHERE l.id = ANY(:ids)
""")
_SAID_IN_FILES = _of("""
SELECT file_id AS id, paragraphs AS said, title FROM (
    SELECT file_id, paragraphs, NULL AS title FROM notes WHERE file_id = ANY(:ids)
    UNION ALL
    SELECT c.file_id, coalesce(e.paragraphs, '[]'), c.question
    FROM consultations c LEFT JOIN consultation_ends e ON e.consultation_id = c.id WHERE c.file_id = ANY(:ids)
    UNION ALL
    SELECT file_id, '[]', title FROM correspondence WHERE file_id = ANY(:ids)
    UNION ALL
    SELECT file_id, jsonb_build_array(letter_number, sender->>'name', sender->>'designation', sender->>'organisation',
        sender->>'address', sender->>'mobile'), subject FROM receipts WHERE file_id = ANY(:ids)
    UNION ALL
    SELECT file_id, jsonb_path_query_array(addressees, '$[*].name'), subject FROM letters WHERE file_id = ANY(:ids)
) said
""")
_YELLOW = _of("SELECT file_id AS id, paragraphs FROM yellow_notes WHERE state = 'draft' AND file_id = ANY(:ids)")

DOCUMENTS: dict[PaperKind, TextClause] = {
    "file": _of("""
SELECT DISTINCT id, document_id FROM (
    SELECT file_id AS id, document_id FROM correspondence
    WHERE file_id = ANY(:ids) AND id NOT IN (SELECT paper_id FROM detachments WHERE file_id = ANY(:ids))
    UNION ALL SELECT file_id, document_id FROM receipts WHERE file_id = ANY(:ids)
    UNION ALL SELECT file_id, document_id FROM letters WHERE file_id = ANY(:ids)
) lying WHERE document_id IS NOT NULL
"""),
    "receipt": _of("SELECT id, document_id FROM receipts WHERE document_id IS NOT NULL AND id = ANY(:ids)"),
    "letter": _of("SELECT id, document_id FROM letters WHERE document_id IS NOT NULL AND id = ANY(:ids)"),
}
PAGES = _of("SELECT document_id AS id, words FROM search_pages WHERE document_id = ANY(:ids)")

# Custody of now and before, and who was asked: whoever may see it does so by one of these desks, or by its office.
DESKS = _of("""
SELECT file_id AS id, to_post_id AS post_id FROM movements WHERE file_id = ANY(:ids)
UNION
SELECT c.file_id, m.to_post_id FROM consultations c JOIN consultation_movements m ON m.consultation_id = c.id
WHERE c.state IN ('open', 'answered') AND c.file_id = ANY(:ids)
UNION
SELECT receipt_id, to_post_id FROM receipt_movements WHERE receipt_id = ANY(:ids)
UNION
SELECT receipt_id, post_id FROM receipt_copies WHERE receipt_id = ANY(:ids)
UNION
SELECT id, unnest(ARRAY[signer_post_id, approver_post_id]) FROM letters WHERE id = ANY(:ids)
""")


class Papers:
    """What the index is made from."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.documents: set[UUID] = set()
        """That lie in what was read."""

    def read(self, kind: PaperKind, ids: Collection[UUID]) -> list[Paper]:
        """Those of these that exist."""
        if not ids:
            return []
        made = {"file": self._files, "receipt": self._receipts, "letter": self._letters}[kind](ids)
        self._add_desks(made)
        self._add_pages(kind, made)
        return list(made.values())

    def _rows(self, statement: TextClause, ids: Iterable[UUID]) -> list[Row[Any]]:
        return list(self.session.execute(statement, {"ids": list(ids)}))

    def _files(self, ids: Collection[UUID]) -> dict[UUID, Paper]:
        found = {row.id: _file(row) for row in self._rows(_FILES, ids)}
        for row in self._rows(_SAID_IN_FILES, ids):
            found[row.id].texts += [*filter(None, row.said), *filter(None, [row.title])]
        for row in self._rows(_YELLOW, ids):
            found[row.id].yellow += row.paragraphs
        return found

    def _receipts(self, ids: Collection[UUID]) -> dict[UUID, Paper]:
        return {row.id: _receipt(row) for row in self._rows(_RECEIPTS, ids)}

    def _letters(self, ids: Collection[UUID]) -> dict[UUID, Paper]:
        return {row.id: _letter(row) for row in self._rows(_LETTERS, ids)}

    def _add_desks(self, made: dict[UUID, Paper]) -> None:
        """Also those of the file in which it lies."""
        lying = {paper.file_id for paper in made.values() if paper.file_id is not None}
        desks: dict[UUID, set[str]] = defaultdict(set)
        for row in self._rows(DESKS, {*made, *lying}):
            desks[row.id].add(facets.desk(row.post_id))
        for paper in made.values():
            paper.facets |= desks[paper.id]
            if paper.file_id is not None:
                paper.facets |= desks[paper.file_id]

    def _add_pages(self, kind: PaperKind, made: dict[UUID, Paper]) -> None:
        lying = [(row.id, row.document_id) for row in self._rows(DOCUMENTS[kind], made)]
        documents = {document for _, document in lying}
        self.documents |= documents
        words: dict[UUID, set[str]] = defaultdict(set)
        for row in self._rows(PAGES, documents) if documents else ():
            words[row.id].update(row.words)
        for item, document in lying:
            made[item].words |= words[document]


def _file(row: Row[Any]) -> Paper:
    paper = Paper("file", row.id, row.id, row.created_at, row.stamp, URGENCIES.get(row.urgency, 0))
    paper.numbers = [row.number]
    paper.heading = [row.subject, row.subject_en]
    paper.facets = _facets(row, office_day(row.created_at).year, row.state)
    return paper


def _receipt(row: Row[Any]) -> Paper:
    paper = Paper("receipt", row.id, row.file_id, row.diarised_at, row.stamp)
    paper.numbers = [number for number in (row.diary_number, row.letter_number) if number]
    sender = row.sender
    paper.heading = [row.subject, *(sender.get(part) or "" for part in ("name", "designation", "organisation"))]
    paper.texts = [sender.get(part) or "" for part in ("address", "mobile")]
    state = row.file_state if row.state == "in_file" else row.state
    paper.facets = _facets(row, row.diary_year, state)
    return paper


def _letter(row: Row[Any]) -> Paper:
    paper = Paper("letter", row.id, row.file_id, row.approved_at, row.stamp, URGENCIES.get(row.urgency, 0))
    paper.numbers = [row.number]
    paper.heading = [row.subject, *(one["name"] for one in row.addressees)]
    paper.facets = _facets(row, row.year, "closed" if row.state in ("dispatched", "cancelled") else "open")
    return paper


def _facets(row: Row[Any], year: int, state: str) -> set[str]:
    found = {facets.office(row.office_id), facets.year(year), facets.state(state)}
    found |= {facets.label(label) for label in row.labels}
    found |= {facets.subject(row.subject_head["code"])} if row.subject_head is not None else set()
    return found | {facets.section(row.unit_id)} if row.unit_id is not None else found
