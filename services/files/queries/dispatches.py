"""The dispatch register."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import DispatchView, ListDispatches
from services.files.domain.actor import COMPETENT
from services.files.handlers.desk import reading
from services.files.handlers.letter_desk import to_read
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.dispatches import Dispatches

READERS = COMPETENT | {"dispatch"}


def list_lines(request: ListDispatches, caller: Caller, uow: FilesUnitOfWork) -> Page[DispatchView]:
    """The lines of one letter, all of them, or the register of the actor's office, newest first.

    The register is for the dispatch section and the officers. Raises LetterNotFound, RoleMissing.
    """
    below = cursors.year_and_serial(request.cursor)
    with reading(uow, caller) as (session, actor):
        if request.letter_id is not None:
            letter, _ = to_read(session, actor, request.letter_id)
            lines = Dispatches(session).of_letter(letter.id)
            return Page[DispatchView](items=[line.view() for line in lines], next=None)
        actor.require(READERS, "dispatch")
        lines = Dispatches(session).of_office(actor.office_id, below=below, limit=request.limit + 1)
    given = lines[: request.limit]
    more = cursors.encode(given[-1].year, given[-1].serial) if len(lines) > len(given) else None
    return Page[DispatchView](items=[line.view() for line in given], next=more)
