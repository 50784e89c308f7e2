"""Enclosures on the correspondence side."""

from __future__ import annotations

from typing import Any

from chassis.auth import Caller
from contracts import documents
from contracts.files import AttachDocument, CorrespondenceView
from services.files.domain.actor import OFFICE_WORK
from services.files.handlers import desk, flags
from services.files.handlers.documents_reach import must_be_in_reach
from services.files.handlers.letter_desk import Bus
from services.files.storage import FilesUnitOfWork


def attach(request: AttachDocument, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> CorrespondenceView:
    """Put a document at the end of the correspondence side of a file on the actor's desk.

    It takes as many pages of the series as it has; what the caller says counts only while documents does not know.
    """
    with desk.acting(uow, caller) as actor:
        actor.require(OFFICE_WORK, "dealing_hand")
        file = desk.file_in_hand(uow, actor, request.file_id, custody_number=request.custody_number)
        must_be_in_reach(uow.session, actor, request.document_id, file.grading)
    newest = bus.call(documents.ReferToDocument(document_id=request.document_id)).versions[-1]
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, custody_number=request.custody_number)
        must_be_in_reach(uow.session, actor, request.document_id, file.grading)
        paper = uow.correspondence.add(
            file,
            kind="enclosure",
            title=request.title,
            document_id=request.document_id,
            document_version=newest.number,
            pages=newest.pages or request.pages,
            by=actor,
            at=uow.when.not_before(file.held_since),
            flag=request.flag,
        )
        facts: dict[str, Any] = {
            "paper": paper.id,
            "serial": paper.serial,
            "document": request.document_id,
            "version": newest.number,
            "sha256": newest.sha256,
            "pages": [paper.from_page, paper.to_page],
        }
        if request.flag is not None:
            facts |= flags.put(uow, file, paper.serial, request.flag, actor)
        desk.record(uow, file, "document_attached", actor, facts)
        return uow.commit(uow.correspondence.get(file.id, paper.id) or paper)
