"""Compilations as files orders them: begin, fill, ask how far, read, throw away."""

from datetime import timedelta
from uuid import UUID

from contracts.compilations import (
    AddToCompilation,
    BeginCompilation,
    CompilationNotReady,
    CompilationView,
    GetCompilation,
    OpenCompilation,
)
from contracts.documents import ReadView
from services.documents.domain.compilation import MEDIA_TYPES, final_key, part_key
from services.documents.queries.reading import disposition_of, read_view
from services.documents.storage import Compilations, DocumentsUnitOfWork
from services.documents.store.api import Store

COMPILE = "compile_file"
TIDY = "tidy_compilation"


def begin(request: BeginCompilation, uow: DocumentsUnitOfWork) -> CompilationView:
    """Announce one; what nobody fills goes with the others when its time is over."""
    compilation_id = uow.derived_id("compilation")
    with uow:
        until = uow.now() + timedelta(seconds=uow.settings.keep_compilations)
        uow.compilations.begin(compilation_id, request, uow.now(), until)
        uow.due(until, TIDY, key=str(compilation_id), compilation_id=str(compilation_id))
        return uow.commit(uow.compilations.get(compilation_id).view)


def add(request: AddToCompilation, uow: DocumentsUnitOfWork) -> CompilationView:
    """Some of the items; with the last of them the worker's turn is ordered. Raises CompilationNotFound."""
    with uow:
        found = uow.compilations.get(request.compilation_id, for_update=True)
        if found.state == "waiting":
            uow.compilations.add(found.id, request.first, request.items)
            found = uow.compilations.get(found.id)
            if found.there == found.items:
                uow.compilations.set(found.id, state="making")
                uow.due(uow.now(), COMPILE, key=str(found.id), compilation_id=str(found.id))
        return uow.commit(uow.compilations.get(found.id).view)


def get(request: GetCompilation, uow: DocumentsUnitOfWork) -> CompilationView:
    """Raises CompilationNotFound."""
    with uow.reading() as session:
        return Compilations(session).get(request.compilation_id).view


def open_(request: OpenCompilation, uow: DocumentsUnitOfWork, store: Store) -> ReadView:
    """Raises CompilationNotFound, CompilationNotReady."""
    with uow.reading() as session:
        found = Compilations(session).get(request.compilation_id)
    if found.state != "ready" or found.sha256 is None:
        raise CompilationNotReady(state=found.state)
    media_type = MEDIA_TYPES[found.kind]
    disposition = disposition_of("attachment", found.order.file_name)
    return read_view(uow, store, final_key(found.id), media_type, found.size, f'"{found.sha256}"', disposition)


def tidy(compilation_id: UUID, uow: DocumentsUnitOfWork, store: Store) -> None:
    """Its time is over: bytes and items go, the row says that it was there."""
    with uow:
        found = uow.compilations.get(compilation_id, for_update=True)
        for number, _ in uow.compilations.made(found.id):
            store.remove(part_key(found.id, number))
        store.remove(final_key(found.id))
        uow.compilations.forget_items(found.id)
        uow.compilations.set(found.id, state="expired")
        uow.cancel_due(COMPILE, key=str(found.id))
        uow.commit()
