"""What the use cases of letters begin with: the letter and its file, for somebody who may take it further."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.database import body_sha256
from contracts.base import Command, Request
from contracts.files import LetterView
from contracts.files.errors import LetterNotFound
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.domain.letter import Letter
from services.files.storage import FilesUnitOfWork
from services.files.storage.access import reach
from services.files.storage.files import Files
from services.files.storage.letters import Letters


class Bus(Protocol):
    """Calls to other services."""

    def call(self, request: Request, *, command_id: UUID | None = None) -> Any:
        """The view that the other service answers. Raises what it refused, Unavailable or CallTimeout."""


def step_id(uow: FilesUnitOfWork, label: str, request: Command) -> UUID:
    """The id of a step of the running command in another service.

    The same for the same body, so that a repeated command finds the step done; another where what it asks for has
    changed meanwhile (a new officer at the desk, a later expiry), because a used id with another body is refused.
    """
    return uow.derived_id(f"{label}:{body_sha256(request)}")


def both(session: Session, letter_id: UUID, *, for_update: bool = False) -> tuple[Letter, File]:
    """The letter and its file, locked in the order file, letter. Raises LetterNotFound."""
    found = Letters(session).get(letter_id)
    if found is None:
        raise LetterNotFound
    file = Files(session).get(found.file_id, for_update=for_update)
    letter = Letters(session).get(letter_id, for_update=True) if for_update else found
    assert file is not None, "files are never deleted"
    assert letter is not None, "letters are never deleted"
    return letter, file


def to_read(session: Session, actor: Actor, letter_id: UUID) -> tuple[Letter, File]:
    """A letter that the actor may see. Raises LetterNotFound."""
    letter, file = both(session, letter_id)
    if not may_see(session, actor, letter, file):
        raise LetterNotFound
    return letter, file


def may_see(session: Session, actor: Actor, letter: Letter, file: File) -> bool:
    """Who may see the file, who approved or signs the letter, and the dispatch section what is issued."""
    if letter.concerns(actor.post_id, file.holder.post_id) or letter.may_dispatch(actor):
        return True
    return reach(session, actor, file).may_see(file.grading)


def in_hand(uow: FilesUnitOfWork, actor: Actor, letter_id: UUID, expected: int | None = None) -> tuple[Letter, File]:
    """Both locked, for the desk that holds the file, approved the draft or signs.

    Raises LetterNotFound, HeldByAnother, Stale.
    """
    letter, file = both(uow.session, letter_id, for_update=True)
    if not letter.concerns(actor.post_id, file.holder.post_id):
        if not may_see(uow.session, actor, letter, file):
            raise LetterNotFound
        file.must_be_held_by(actor)
    letter.check_version(expected)
    return letter, file


def view(letter: Letter, file: File, actor: Actor) -> LetterView:
    """The letter as this actor sees it."""
    return letter.view(letter.actions(actor, file.holder.post_id))
