"""Letters, notesheets and statements: typeset, placed under their hash, stored as a version."""

from pathlib import Path
from tempfile import TemporaryDirectory

from chassis.auth import Caller
from contracts.documents import RenderedView, RenderLetter, RenderNotesheet, RenderStatement
from services.documents.domain.blob import Blob
from services.documents.domain.media import PDF, XLSX, safe_name
from services.documents.handlers.documents import add_version, create_document
from services.documents.handlers.transfer import fingerprint, place_file
from services.documents.press.pages import clean
from services.documents.rendering.press import Kind, Paper, Render, typeset
from services.documents.storage import Blobs, DocumentsUnitOfWork
from services.documents.storage.pages import PageText
from services.documents.store.api import Store


def render_letter(request: RenderLetter, caller: Caller, uow: DocumentsUnitOfWork, store: Store) -> RenderedView:
    """Typeset a letter and store it. Raises DocumentNotFound, RenderingFailed, FontMissing."""
    return _render("letter", request, caller, uow, store)


def render_notesheet(request: RenderNotesheet, caller: Caller, uow: DocumentsUnitOfWork, store: Store) -> RenderedView:
    """Typeset the note side of a file and store it. Raises DocumentNotFound, RenderingFailed, FontMissing."""
    return _render("notesheet", request, caller, uow, store)


def render_statement(request: RenderStatement, caller: Caller, uow: DocumentsUnitOfWork, store: Store) -> RenderedView:
    """Make a statement and store it, always as a document of its own. Raises RenderingFailed, FontMissing."""
    return _render("statement", request, caller, uow, store)


def _render(kind: Kind, request: Render, caller: Caller, uow: DocumentsUnitOfWork, store: Store) -> RenderedView:
    media_type = XLSX if isinstance(request, RenderStatement) and request.form == "xlsx" else PDF
    before = None if isinstance(request, RenderStatement) else request.document_id
    with TemporaryDirectory(prefix="patravali-paper-") as folder:
        paper = typeset(kind, request, Path(folder))
        seen = fingerprint(paper.path)
        blob = Blob(seen.sha256, seen.size, media_type)
        with uow.reading() as session:
            key = Blobs(session).key(blob.sha256)
        place_file(store, paper.path, blob, key)
    with uow:
        uow.blobs.add(blob, key, uow.now())
        _keep_texts(blob, paper, uow)
        document_id = before or uow.derived_id("document")
        if before is None:
            document = create_document(uow, document_id, request.title, caller.key)
        else:
            document = uow.documents.get(document_id, for_update=True)
        number = add_version(uow, document, blob, safe_name(request.title[:200], media_type), caller)
        view = RenderedView(
            document=uow.documents.get(document_id).view(),
            version=number,
            pages=len(paper.texts),
            signature=paper.signature,
        )
        return uow.commit(view)


def _keep_texts(blob: Blob, paper: Paper, uow: DocumentsUnitOfWork) -> None:
    for number, text in enumerate(paper.texts, start=1):
        uow.pages.add_text(blob.sha256, PageText(number, "layer", clean(text)))
