"""The index of the search, kept behind the acts: each second what has changed, each night what was missed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from chassis import log
from contracts.base import Envelope
from contracts.documents import DocumentNotFound, DocumentTextReady, GetDocumentText
from services.files.domain.numbering import office_day
from services.files.handlers.letter_desk import Bus
from services.files.storage import FilesUnitOfWork
from services.files.storage.search_documents import MOST_PAGES, DocumentTexts
from services.files.storage.search_index import BATCH, SearchIndex, Taken
from services.files.storage.search_repair import Repair

logger = log.get_logger(__name__)

KEEP, FETCH, COMPARE = "keep_search", "fetch_text", "compare_search"
EVERY = timedelta(seconds=0.5)
"""With the second in which due rows are looked for, one's own act is found after a second or two."""
COMPARE_HOUR = 21  # UTC: half past two at night in India


def keep(uow: FilesUnitOfWork) -> None:
    """File anew a batch of what has changed; while the index is made again, a slice of that too."""
    with uow:
        taken = take(uow)
        busy = taken is not None and (taken.changes == BATCH or Repair(uow.session).is_rebuilding())
        uow.due(uow.now() + (timedelta(0) if busy else EVERY), KEEP, key=KEEP)
        uow.commit()


def take(uow: FilesUnitOfWork) -> Taken | None:
    """One batch in this transaction; None where another process has its turn."""
    index, repair = SearchIndex(uow.session), Repair(uow.session)
    if not index.is_mine():
        return None
    repair.order_slice(BATCH)
    taken = index.take_changes()
    for document_id in taken.documents:
        _order_text(uow, document_id)
    return taken


def text_ready(event: Envelope[DocumentTextReady], uow: FilesUnitOfWork) -> None:
    """Fetch the text of a document that lies in a paper; of others it is asked for when they come into one."""
    with uow:
        if DocumentTexts(uow.session).is_known(event.data.document_id):
            _order_text(uow, event.data.document_id)
        uow.commit()


def fetch(payload: dict[str, Any], uow: FilesUnitOfWork, bus: Bus) -> None:
    """Fetch some pages of a document, and order the fetching of those after them."""
    document_id, first = UUID(payload["document_id"]), int(payload["page"])
    try:
        found = bus.call(GetDocumentText(document_id=document_id, from_page=first))
    except DocumentNotFound:
        logger.warning("search_document_missing", document_id=str(document_id))
        with uow:
            uow.commit()
        return
    with uow:
        texts = DocumentTexts(uow.session)
        texts.keep(document_id, found.items, anew=first == 1)
        if found.next_page is not None and found.next_page <= MOST_PAGES:
            _order_text(uow, document_id, found.next_page)
        else:
            # While some of the text is still to come its event will have all fetched again.
            texts.fetched(document_id, found.version, uow.now(), complete=found.text != "pending")
        uow.commit()


def compare(uow: FilesUnitOfWork) -> None:
    """Have filed anew whatever the index does not hold as the papers are, report it, and order the next comparison."""
    with uow:
        repair = Repair(uow.session)
        repaired = None if repair.is_rebuilding() else repair.compare(office_day(uow.now()))
        uow.due(_next_comparison(uow.now()), COMPARE, key=COMPARE)
        uow.commit()
    if repaired is not None:
        (logger.warning if repaired else logger.info)("search_compared", repaired=repaired)


def _order_text(uow: FilesUnitOfWork, document_id: UUID, page: int = 1) -> None:
    uow.due(uow.now(), FETCH, key=str(document_id), document_id=str(document_id), page=page)


def _next_comparison(now: datetime) -> datetime:
    today = now.replace(hour=COMPARE_HOUR, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)
