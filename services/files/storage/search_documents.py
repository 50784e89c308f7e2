"""The text of documents' pages, as documents tells it, kept for the search."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Session

from contracts.documents import PageTextView
from services.files.domain.search.words import words_of

MOST_PAGES = 3_000
"""Of one document: what comes after them is found by the heading of its paper alone."""

KNOWN = text("SELECT version FROM search_documents WHERE id = :id").bindparams(
    bindparam("id", type_=Uuid(as_uuid=True))
)
FORGET = text("DELETE FROM search_pages WHERE document_id = :id").bindparams(bindparam("id", type_=Uuid(as_uuid=True)))
KEEP = text("""
INSERT INTO search_pages (document_id, page, text, words) VALUES (:id, :page, :text, CAST(:words AS text[]))
ON CONFLICT (document_id, page) DO UPDATE SET text = excluded.text, words = excluded.words
""").bindparams(bindparam("id", type_=Uuid(as_uuid=True)))
FETCHED = text("""
UPDATE search_documents SET version = :version, wanted_version = :version, complete = :complete, fetched_at = :at
WHERE id = :id
""").bindparams(bindparam("id", type_=Uuid(as_uuid=True)))
LYING_IN = text("""
INSERT INTO search_changes (kind, item_id)
SELECT 'file', file_id FROM correspondence WHERE document_id = :id AND NOT EXISTS
    (SELECT FROM detachments WHERE paper_id = correspondence.id)
UNION SELECT 'file', file_id FROM receipts WHERE document_id = :id AND file_id IS NOT NULL
UNION SELECT 'file', file_id FROM letters WHERE document_id = :id
UNION SELECT 'receipt', id FROM receipts WHERE document_id = :id
UNION SELECT 'letter', id FROM letters WHERE document_id = :id
""").bindparams(bindparam("id", type_=Uuid(as_uuid=True)))


class DocumentTexts:
    def __init__(self, session: Session) -> None:
        self.session = session

    def is_known(self, document_id: UUID) -> bool:
        """Whether it lies in a paper that was filed."""
        return self.session.execute(KNOWN, {"id": document_id}).first() is not None

    def keep(self, document_id: UUID, pages: Iterable[PageTextView], *, anew: bool) -> None:
        """Take some pages in; ``anew``: they are the first of a version, and what was there is of another."""
        if anew:
            self.session.execute(FORGET, {"id": document_id})
        rows = [
            {"id": document_id, "page": one.page, "text": one.text, "words": sorted(set(words_of(one.text)))}
            for one in pages
        ]
        if rows:
            self.session.execute(KEEP, rows)

    def fetched(self, document_id: UUID, version: int, at: datetime, *, complete: bool) -> None:
        """All pages are here that had their text; the papers in which it lies have to be filed anew."""
        values = {"id": document_id, "version": version, "at": at, "complete": complete}
        self.session.execute(FETCHED, values)
        self.session.execute(LYING_IN, {"id": document_id})
