"""Reading documents, their pages and their text: by services, and by people under a grant or while it is their own.

A refusal does not tell whether the document exists.
"""

import itertools
from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth import Caller, Person, Service
from contracts.documents import (
    DocumentNotFound,
    DocumentsView,
    DocumentTextView,
    DocumentView,
    GetDocument,
    GetDocuments,
    GetDocumentText,
    GetPageText,
    NotReady,
    OpenDocument,
    OpenPage,
    PageNotFound,
    PageTextView,
    ProcessingFailed,
    ReadView,
)
from services.documents.domain.blob import etag, picture_etag, picture_key
from services.documents.domain.document import Document, Version
from services.documents.domain.media import SAFE_INLINE, safe_name
from services.documents.storage import Documents, DocumentsUnitOfWork, Grants, Pages
from services.documents.store.api import Store

WEBP = "image/webp"
NO_LIGHT = "document.no_light_picture"
PAGES_AT_ONCE = 20
LONGEST_PAGE = 20_000
"""Characters; a page that is written full has some four thousand."""
LONGEST_ANSWER = 100_000


def get_document(request: GetDocument, caller: Caller, uow: DocumentsUnitOfWork) -> DocumentView:
    """Raises DocumentNotFound."""
    with uow.reading() as session:
        return _readable(session, request.document_id, caller, uow).view()


def get_documents(request: GetDocuments, uow: DocumentsUnitOfWork) -> DocumentsView:
    """Those that exist."""
    with uow.reading() as session:
        return DocumentsView(items=[document.view() for document in Documents(session).of(request.document_ids)])


def open_document(request: OpenDocument, caller: Caller, uow: DocumentsUnitOfWork, store: Store) -> ReadView:
    """Where a version's bytes are read. Raises DocumentNotFound."""
    with uow.reading() as session:
        version = _readable(session, request.document_id, caller, uow).version(request.version)
    inline = request.disposition == "inline" and version.media_type in SAFE_INLINE
    disposition = disposition_of("inline" if inline else "attachment", safe_name(version.file_name, version.media_type))
    return read_view(uow, store, version.key, version.media_type, version.size, etag(version.sha256), disposition)


def open_page(request: OpenPage, caller: Caller, uow: DocumentsUnitOfWork, store: Store) -> ReadView:
    """Where the picture of a page is read. Raises DocumentNotFound, PageNotFound, NotReady, ProcessingFailed."""
    with uow.reading() as session:
        version = _readable(session, request.document_id, caller, uow).version(request.version)
        page = Pages(session).page(version.sha256, request.page)
    if page is None:
        raise _why_no_page(version, request.page)
    if page.failure is not None:
        raise ProcessingFailed(failure=page.failure)
    sha256, number, size = version.sha256, request.page, request.size
    length = {"full": page.full_size, "light": page.light_size, "thumb": page.thumb_size}[size]
    if length is None:
        raise NotReady()
    if size == "light" and length == 0:
        raise ProcessingFailed(failure=NO_LIGHT)
    tag = picture_etag(sha256, number, size)
    return read_view(uow, store, picture_key(sha256, number, size), WEBP, length, tag, "inline")


def get_page_text(request: GetPageText, caller: Caller, uow: DocumentsUnitOfWork) -> PageTextView:
    """The text of a page. Raises DocumentNotFound, PageNotFound, NotReady, ProcessingFailed."""
    with uow.reading() as session:
        version = _readable(session, request.document_id, caller, uow).version(request.version)
        text = Pages(session).text(version.sha256, request.page)
        page = Pages(session).page(version.sha256, request.page)
    if text is not None:
        return PageTextView(page=request.page, kind=text.kind, text=text.text, confidence=text.confidence)
    if page is not None and page.failure is not None:
        raise ProcessingFailed(failure=page.failure)
    raise _why_no_page(version, request.page)


def get_document_text(request: GetDocumentText, uow: DocumentsUnitOfWork) -> DocumentTextView:
    """Pages of the newest version from this one on. Raises DocumentNotFound."""
    with uow.reading() as session:
        version = Documents(session).get(request.document_id).version(None)
        found = Pages(session).texts(version.sha256, request.from_page, PAGES_AT_ONCE + 1)
    lengths = itertools.accumulate(min(len(one.text), LONGEST_PAGE) for one in found)
    fitting = sum(length <= LONGEST_ANSWER for length in lengths)
    given = found[: min(fitting, PAGES_AT_ONCE)]
    items = [
        PageTextView(page=one.number, kind=one.kind, text=one.text[:LONGEST_PAGE], confidence=one.confidence)
        for one in given
    ]
    more = found[len(given)].number if len(found) > len(given) else None
    failed = version.status == "failed"
    return DocumentTextView(
        version=version.number, text="none" if failed else version.text, items=items, next_page=more
    )


def _readable(session: Session, document_id: UUID, caller: Caller, uow: DocumentsUnitOfWork) -> Document:
    document = Documents(session).get(document_id)
    if isinstance(caller, Service):
        return document
    if isinstance(caller, Person):
        if document.is_fresh_of(caller.key, uow.now(), timedelta(seconds=uow.settings.fresh_for)):
            return document
        if Grants(session).covers(caller.person_id, caller.session_id, document_id, uow.now()):
            return document
    raise DocumentNotFound


def _why_no_page(version: Version, number: int) -> PageNotFound | NotReady | ProcessingFailed:
    if version.status == "failed":
        return ProcessingFailed(failure=version.failure)
    if version.pages is not None and number > version.pages:
        return PageNotFound(pages=version.pages)
    return NotReady()


def read_view(
    uow: DocumentsUnitOfWork, store: Store, key: str, media_type: str, size: int, tag: str, disposition: str
) -> ReadView:
    lasting = timedelta(seconds=uow.settings.url_lasting)
    return ReadView(
        url=store.presign_read(key, lasting, media_type, disposition),
        media_type=media_type,
        size=size,
        etag=tag,
        disposition=disposition,
        expires_at=uow.now() + lasting,
    )


def disposition_of(kind: str, name: str) -> str:
    """RFC 6266: an ASCII name for old readers, the true one in UTF-8 beside it."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace("\\", "_")
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
