"""The note-sheet of a file."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import ListNotes
from contracts.files.notes import NoteView
from services.files.handlers.desk import file_to_read, reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.notes import Notes
from services.files.storage.oral_orders import OralOrders


def list_notes(request: ListNotes, caller: Caller, uow: FilesUnitOfWork) -> Page[NoteView]:
    """The green notes in their order; at the end, for the desk that has the file, the open yellow one.

    Raises FileNotFound.
    """
    after = cursors.serial(request.cursor)
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        notes = Notes(session).page(file.id, after, request.limit)
        corrections = Notes(session).corrections(file.id)
        orders = OralOrders(session).of_notes([note.first_id for note in notes])
        views = [
            note.view(corrections, orders[note.first_id].ref if note.first_id in orders else None) for note in notes
        ]
        if len(notes) == request.limit:
            return Page[NoteView].model_construct(items=views, next=cursors.encode(notes[-1].serial))
        yellow = Notes(session).open_yellow(file.id) if file.holder.post_id == actor.post_id else None
        if yellow is not None:
            views.append(yellow.view(file.paragraph_count + 1))
        return Page[NoteView].model_construct(items=views, next=None)
