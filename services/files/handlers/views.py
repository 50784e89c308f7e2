"""Leave to read: files says who may, documents checks it for every page."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from chassis.auth import Caller, Person
from contracts import documents
from contracts.files import OpenReceiptView, OpenView, ViewGrant
from contracts.files.errors import ChargeNotHeld, FileNotFound
from services.files.domain.actor import Actor
from services.files.handlers import desk, letter_desk
from services.files.handlers.letter_desk import Bus
from services.files.storage import FilesUnitOfWork
from services.files.storage.papers import Papers


def open_file_view(request: OpenView, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> ViewGrant:
    """A grant for all documents of a file, or, for who signs or dispatches a letter of it, for that letter only."""
    with desk.acting(uow, caller) as actor:
        papers = _within_reach(uow, actor, request.file_id)
    return _grant(caller, uow, bus, request.file_id, papers, reason="file")


def open_receipt_view(request: OpenReceiptView, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> ViewGrant:
    """A grant for the scan of a receipt."""
    with desk.acting(uow, caller) as actor:
        receipt = desk.receipt_to_read(uow.session, actor, request.receipt_id)
        papers = [receipt.document_id] if receipt.document_id is not None else []
    return _grant(caller, uow, bus, request.receipt_id, papers, reason="receipt")


def _within_reach(uow: FilesUnitOfWork, actor: Actor, file_id: UUID) -> list[UUID]:
    """Raises FileNotFound."""
    try:
        desk.file_to_read(uow.session, actor, file_id)
    except FileNotFound:
        own = [
            letter.printed.document_id
            for letter in uow.letters.of_file(file_id)
            if letter.printed is not None and (letter.signer.post_id == actor.post_id or letter.may_dispatch(actor))
        ]
        if not own:
            raise
        return own
    return Papers(uow.session).of_file(file_id)


def _grant(
    caller: Caller, uow: FilesUnitOfWork, bus: Bus, subject_id: UUID, papers: list[UUID], *, reason: str
) -> ViewGrant:
    """Ask documents to let the caller's session read the papers, and note it. No papers need no grant."""
    if not isinstance(caller, Person):
        raise ChargeNotHeld
    expires_at = uow.now() + timedelta(seconds=uow.settings.view_grant_seconds)
    grant_id = uow.derived_id("grant")
    if papers:
        order = documents.OpenGrant(
            person_id=caller.person_id,
            session_id=caller.session_id,
            document_ids=papers,
            file_id=subject_id,
            reason=reason,
            expires_at=expires_at,
        )
        grant = bus.call(order, command_id=letter_desk.step_id(uow, "grant", order))
        grant_id, expires_at = grant.grant_id, grant.expires_at
    with desk.acting(uow, caller):
        view = ViewGrant(grant_id=grant_id, file_id=subject_id, document_ids=papers, expires_at=expires_at)
        return uow.commit(view)
