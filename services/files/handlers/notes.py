"""Notes: add, revise, confirm, discard."""

from __future__ import annotations

from typing import Any

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files import AddNote, ConfirmNote, DiscardNote, ReviseNote
from contracts.files.errors import NoteConfirmed, NoteNotFound
from contracts.files.events import NoteAdded
from contracts.files.notes import NoteView
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.domain.note import Note, YellowNote, green, must_be_written, yellow
from services.files.domain.oral_order import OralOrder
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.ledger import of_note
from services.files.storage.oral_order_contents import of_order


def add(request: AddNote, caller: Caller, uow: FilesUnitOfWork) -> NoteView:
    """Write a note at the end of the sheet. Raises as ``file_in_hand``, YellowNoteOpen, ParagraphNotFound."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        desk.business_of(uow.session, file).must_have_no_yellow_note()
        must_be_written(file, request.corrects)
        at = uow.when.not_before(file.held_since)
        if request.kind == "yellow":
            draft = yellow(file, new_id(), request.paragraphs, actor, at, request.corrects)
            uow.notes.add_yellow(draft)
            desk.record(uow, file, "yellow_note_written", actor, {"note": draft.id, "version": draft.version})
            return uow.commit(draft.view(file.paragraph_count + 1))
        note = green(file, new_id(), request.paragraphs, "green", actor, at, at, corrects=request.corrects)
        return uow.commit(keep(uow, actor, file, note, "note_added"))


def revise(request: ReviseNote, caller: Caller, uow: FilesUnitOfWork) -> NoteView:
    """Change a yellow note. Raises as ``file_in_hand``, NoteNotFound, NoteConfirmed, Stale, NoteEditedByAnother,
    ParagraphNotFound.
    """
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, custody_number=request.custody_number)
        note = _draft(uow, file, actor, request)
        must_be_written(file, request.corrects)
        note.revise(request.paragraphs, request.corrects, actor, uow.when.not_before(note.written_at))
        uow.notes.save_yellow(note)
        desk.record(uow, file, "yellow_note_revised", actor, {"note": note.id, "version": note.version})
        return uow.commit(note.view(file.paragraph_count + 1))


def confirm(request: ConfirmNote, caller: Caller, uow: FilesUnitOfWork) -> NoteView:
    """Turn a yellow note green. Raises as ``revise``."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, custody_number=request.custody_number)
        draft = _draft(uow, file, actor, request)
        note = draft.confirm(file, actor, uow.when.not_before(draft.written_at))
        uow.notes.save_yellow(draft)
        return uow.commit(keep(uow, actor, file, note, "note_confirmed"))


def discard(request: DiscardNote, caller: Caller, uow: FilesUnitOfWork) -> NoteView:
    """Throw a yellow note away; it takes no numbers. Raises as ``revise``."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, custody_number=request.custody_number)
        note = _draft(uow, file, actor, request)
        note.discard()
        uow.notes.save_yellow(note)
        desk.record(uow, file, "yellow_note_discarded", actor, {"note": note.id, "version": note.version})
        return uow.commit(note.view(file.paragraph_count + 1))


def _draft(
    uow: FilesUnitOfWork, file: File, actor: Actor, request: ReviseNote | ConfirmNote | DiscardNote
) -> YellowNote:
    note = uow.notes.get_yellow(file.id, request.note_id)
    if note is None:
        # A note that was green from the beginning is not among the yellow ones.
        raise NoteConfirmed if uow.notes.is_green(file.id, request.note_id) else NoteNotFound
    note.must_be_draft(request.expected_version)
    note.must_be_based_on(request.base_version, actor)
    return note


def keep(
    uow: FilesUnitOfWork, actor: Actor, file: File, note: Note, act: str, order: OralOrder | None = None
) -> NoteView:
    """The green note, its entry in the ledger under this act, and the event.

    ``order`` is what the note puts on record besides.
    """
    uow.notes.add(note)
    facts: dict[str, Any] = {
        "note": note.id,
        "first_paragraph": note.first_paragraph,
        "paragraphs": len(note.paragraphs),
    }
    if note.corrects:
        facts["corrects"] = note.corrects
    contents = of_note(note)
    if order is not None:
        uow.oral_orders.add(order, uow.now())
        contents |= of_order(order)
        facts |= {"ordered_by": order.post_id, "means": order.means}
    desk.record(uow, file, act, actor, facts, contents)
    uow.publish(
        NoteAdded(file_id=file.id, note_id=note.id, author_post=actor.post_id, paragraphs=len(note.paragraphs)),
        actor.view,
    )
    return note.view(order=order.ref if order is not None else None)
