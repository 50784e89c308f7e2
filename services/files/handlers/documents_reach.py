"""Nobody reads a stranger's document by putting it into a paper of their own."""

from __future__ import annotations

from typing import get_args
from uuid import UUID

from sqlalchemy.orm import Session

from contracts.documents import DocumentNotFound
from contracts.files.errors import FileNotFound, GradedHigher, ReceiptNotFound
from contracts.files.views import Grading
from services.files.domain.actor import Actor
from services.files.domain.custody import Carried
from services.files.domain.file import File
from services.files.domain.receipt import Receipt
from services.files.handlers import desk
from services.files.storage.papers import Papers

GRADINGS: tuple[Grading, ...] = get_args(Grading)
"""The lowest first."""


def must_be_in_reach(session: Session, actor: Actor, document_id: UUID, grading: Grading) -> None:
    """Raises DocumentNotFound where the document lies in files or receipts of which the actor may see none, and
    GradedHigher where all that he may see are graded higher than the paper shall be, and none lies on his desk.

    A document that lies nowhere yet was just uploaded; its id is known to nobody but the person who did it.
    """
    papers = Papers(session)
    files, receipts = papers.files_with(document_id), papers.receipts_with(document_id)
    if not files and not receipts:
        return
    seen = [file for file_id in files if (file := _file_seen(session, actor, file_id)) is not None]
    if any(_may_be_taken_from(file, actor, grading) for file in seen):
        return
    letters = [receipt for one in receipts if (receipt := _receipt_seen(session, actor, one)) is not None]
    if any(_may_be_taken_from(receipt, actor, grading) for receipt in letters):
        return
    if not seen and not letters:
        raise DocumentNotFound
    raise GradedHigher(grading=min((one.grading for one in [*seen, *letters]), key=GRADINGS.index))


def _may_be_taken_from(one: Carried, actor: Actor, grading: Grading) -> bool:
    """Who reads a confidential file does not spread it: only the desk that has it puts its papers among others."""
    return one.holder.post_id == actor.post_id or GRADINGS.index(one.grading) <= GRADINGS.index(grading)


def _file_seen(session: Session, actor: Actor, file_id: UUID) -> File | None:
    try:
        return desk.file_to_read(session, actor, file_id)
    except FileNotFound:
        return None


def _receipt_seen(session: Session, actor: Actor, receipt_id: UUID) -> Receipt | None:
    try:
        return desk.receipt_to_read(session, actor, receipt_id)
    except ReceiptNotFound:
        return None
