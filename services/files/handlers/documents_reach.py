"""Nobody reads a stranger's document by putting it into a paper of their own."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from contracts.documents import DocumentNotFound
from contracts.files.errors import FileNotFound, ReceiptNotFound
from services.files.domain.actor import Actor
from services.files.handlers import desk
from services.files.storage.papers import Papers


def must_be_in_reach(session: Session, actor: Actor, document_id: UUID) -> None:
    """Raises DocumentNotFound where the document lies in files or receipts of which the actor may see none.

    A document that lies nowhere yet was just uploaded; its id is known to nobody but the person who did it.
    """
    papers = Papers(session)
    files, receipts = papers.files_with(document_id), papers.receipts_with(document_id)
    if not files and not receipts:
        return
    if any(_sees_file(session, actor, file_id) for file_id in files):
        return
    if any(_sees_receipt(session, actor, receipt_id) for receipt_id in receipts):
        return
    raise DocumentNotFound


def _sees_file(session: Session, actor: Actor, file_id: UUID) -> bool:
    try:
        desk.file_to_read(session, actor, file_id)
    except FileNotFound:
        return False
    return True


def _sees_receipt(session: Session, actor: Actor, receipt_id: UUID) -> bool:
    try:
        desk.receipt_to_read(session, actor, receipt_id)
    except ReceiptNotFound:
        return False
    return True
