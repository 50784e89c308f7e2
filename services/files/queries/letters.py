"""Letters, and the judgement over their signatures."""

from __future__ import annotations

from typing import get_args

from sqlalchemy import ColumnElement, and_, or_

from chassis.auth import Caller
from contracts import signatures
from contracts.base import Page
from contracts.files import GetLetter, LetterState, LetterView, ListLetters, VerifyLetter
from contracts.signatures import VerificationReport
from services.files.domain.actor import Actor
from services.files.handlers.desk import file_to_read, reading
from services.files.handlers.letter_desk import Bus, to_read, view
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.letter_tables import letters
from services.files.storage.letters import Letters

ALL: tuple[LetterState, ...] = get_args(LetterState)
ISSUED: tuple[LetterState, ...] = ("issued", "dispatched")
SIGNED: tuple[LetterState, ...] = ("signed", "issued", "dispatched")
ANOTHER_DOCUMENT = "letter.hash_differs"


def get(request: GetLetter, caller: Caller, uow: FilesUnitOfWork) -> LetterView:
    """A letter with what the actor may do with it. Raises LetterNotFound."""
    with reading(uow, caller) as (session, actor):
        letter, file = to_read(session, actor, request.letter_id)
        return view(letter, file, actor)


def list_letters(request: ListLetters, caller: Caller, uow: FilesUnitOfWork) -> Page[LetterView]:
    """Of one file, or what the actor signs, approved or dispatches; newest first. Raises FileNotFound."""
    below = cursors.moment_and_id(request.cursor)
    states = ALL if request.state is None else (request.state,)
    with reading(uow, caller) as (session, actor):
        if request.file_id is not None:
            of_file = letters.c.file_id == file_to_read(session, actor, request.file_id).id
            condition = and_(of_file, letters.c.state.in_(states))
        else:
            condition = _at_hand(actor, states)
        found = Letters(session).listed(condition, below=below, limit=request.limit + 1)
    given = found[: request.limit]
    more = cursors.encode(given[-1][0].approved_at, given[-1][0].id) if len(found) > len(given) else None
    views = [letter.view(letter.actions(actor, holder)) for letter, holder in given]
    return Page[LetterView](items=views, next=more)


def verify(request: VerifyLetter, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> VerificationReport:
    """Ask signatures to judge the letter afresh, and see that it is the very document that was signed.

    Raises LetterNotFound, LetterNotReady (it is not signed).
    """
    with reading(uow, caller) as (session, actor):
        letter, _ = to_read(session, actor, request.letter_id)
    letter.must_be(*SIGNED)
    assert letter.printed is not None, "a signed letter was printed"
    assert letter.signed_version is not None, "a signed letter has a signed version"
    order = signatures.VerifyDocument(document_id=letter.printed.document_id, version=letter.signed_version)
    report: VerificationReport = bus.call(order)
    if report.sha256 == letter.signed_sha256:
        return report
    return report.model_copy(update={"verdict": "invalid", "problems": [*report.problems, ANOTHER_DOCUMENT]})


def _at_hand(actor: Actor, states: tuple[LetterState, ...]) -> ColumnElement[bool]:
    """Letters that the actor's desk signs or approved, and for a dispatch section those that its office issued.

    The states stand in both arms, so that each is answered by its own index.
    """
    signs_or_approved = or_(letters.c.signer_post_id == actor.post_id, letters.c.approver_post_id == actor.post_id)
    own = and_(signs_or_approved, letters.c.state.in_(states))
    if "dispatch" not in actor.roles:
        return own
    sent_out = [state for state in states if state in ISSUED]
    return or_(own, and_(letters.c.office_id == actor.office_id, letters.c.state.in_(sent_out)))
