"""Grants: files says which session may read which documents."""

from datetime import timedelta

from contracts.base import Envelope, Nothing
from contracts.documents import CloseGrant, DocumentNotFound, GrantTooLong, GrantView, OpenGrant
from contracts.files.events import OfConsultation
from contracts.identity.events import ChargeRelinquished
from services.documents.storage import DocumentsUnitOfWork

KEEP_ENDED = timedelta(days=1)


def open_grant(request: OpenGrant, uow: DocumentsUnitOfWork) -> GrantView:
    """Let a session read. Raises GrantTooLong, DocumentNotFound (field ``document_id`` names the first)."""
    with uow:
        if request.expires_at > uow.now() + timedelta(seconds=uow.settings.longest_grant):
            raise GrantTooLong(limit=uow.settings.longest_grant)
        wanted = list(dict.fromkeys(request.document_ids))
        existing = uow.documents.existing(wanted)
        unknown = [document_id for document_id in wanted if document_id not in existing]
        if unknown:
            raise DocumentNotFound(document_id=unknown[0])
        grant_id = uow.derived_id("grant")
        row = request.model_dump(include={"person_id", "session_id", "file_id", "reason", "expires_at"})
        uow.grants.add({"id": grant_id, "issued_at": uow.now(), **row}, wanted)
        uow.documents.refer(wanted, uow.now())
        uow.grants.sweep(uow.now() - KEEP_ENDED)
        return uow.commit(GrantView(grant_id=grant_id, expires_at=request.expires_at))


def file_seen_by_fewer(event: Envelope[OfConsultation], uow: DocumentsUnitOfWork) -> None:
    """A question about the file ended, and with it what the asked desk may see. Who still may asks again."""
    with uow:
        uow.grants.close_all(uow.now(), file_id=event.data.file_id)
        uow.commit()


def charge_relinquished(event: Envelope[ChargeRelinquished], uow: DocumentsUnitOfWork) -> None:
    """What somebody read for a desk is not read after he left it. One that ends later ends its tokens by itself."""
    charge = event.data
    with uow:
        if charge.deleted or (charge.held_until is not None and charge.held_until <= uow.now()):
            uow.grants.close_all(uow.now(), person_id=charge.person_id)
        uow.commit()


def close_grant(request: CloseGrant, uow: DocumentsUnitOfWork) -> Nothing:
    """End a grant now."""
    with uow:
        uow.grants.close(request.grant_id, uow.now())
        return uow.commit(Nothing())
