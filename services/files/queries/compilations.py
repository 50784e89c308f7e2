"""What was put together of a file, for the person who ordered it."""

from __future__ import annotations

from uuid import UUID

from chassis.auth import Caller
from contracts import compilations
from contracts.documents import ReadView
from contracts.files.compilations import FileCompilationView, GetFileCompilation, OpenFileCompilation
from services.files.handlers.compilations import view_of
from services.files.handlers.desk import file_to_read, reading
from services.files.handlers.letter_desk import Bus
from services.files.storage import FilesUnitOfWork
from services.files.storage.compilations import Compilations, FileCompilation


def get(request: GetFileCompilation, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> FileCompilationView:
    """Raises FileNotFound, CompilationNotFound."""
    one = _own(request.file_id, request.compilation_id, caller, uow)
    return view_of(one, bus.call(compilations.GetCompilation(compilation_id=one.id)))


def open_(request: OpenFileCompilation, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> ReadView:
    """Where its bytes are read. Raises FileNotFound, CompilationNotFound, CompilationNotReady."""
    one = _own(request.file_id, request.compilation_id, caller, uow)
    view: ReadView = bus.call(compilations.OpenCompilation(compilation_id=one.id))
    return view


def _own(file_id: UUID, compilation_id: UUID, caller: Caller, uow: FilesUnitOfWork) -> FileCompilation:
    """It bears a person's name on every page, so nobody else gets it; and he has to see the file still."""
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, file_id)
        one = Compilations(session).get(compilation_id)
    if one is None or one.file_id != file.id or one.person_id != actor.person.person_id:
        raise compilations.CompilationNotFound
    return one
