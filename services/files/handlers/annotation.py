"""What another system did with a matter after it had ended there."""

from __future__ import annotations

from uuid import UUID

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files.errors import FileNotClosed, FileNotFound
from contracts.files.notes import NoteView
from services.files.domain.note import green
from services.files.handlers import desk
from services.files.handlers.notes import keep
from services.files.storage import FilesUnitOfWork


def annotate(file_id: UUID, paragraphs: list[str], caller: Caller, uow: FilesUnitOfWork) -> NoteView:
    """A note on a closed file, by whichever desk acted. It stays closed and where it is. No request leads here.

    Raises ChargeNotHeld, FileNotFound, FileNotClosed.
    """
    with desk.acting(uow, caller) as actor:
        file = uow.files.get(file_id, for_update=True)
        if file is None:
            raise FileNotFound
        if file.state != "closed":
            raise FileNotClosed
        at = uow.when.not_before(file.held_since)
        note = green(file, new_id(), paragraphs, "green", actor, at, at)
        return uow.commit(keep(uow, actor, file, note, "file_annotated"))
