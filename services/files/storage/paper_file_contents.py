"""The hashes of what was said about a paper file: as an act records them, and recomputed from the tables."""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.ledger import content_hash
from services.files.domain.paper_file import PaperFile, PaperMovement
from services.files.domain.paper_loan import Requisition
from services.files.storage.ledger import Contents, of_subject
from services.files.storage.paper_files import PaperFiles, Requisitions


def of_step(link: PaperMovement) -> Contents:
    """A step of its custody."""
    said = {
        "kind": link.kind,
        "before": str(link.before_id) if link.before_id else None,
        "account": str(link.account.post_id),
        "way": str(link.way.post_id) if link.way is not None else None,
        "place": [link.place.room, link.place.almirah, link.place.shelf],
        "remarks": link.remarks,
        "by": str(link.by.person.person_id),
        "occurred_at": link.occurred_at.isoformat(),
    }
    return {f"step:{link.serial}": content_hash(said, link.salt)}


def of_requisition(one: Requisition) -> Contents:
    """What was asked of the record room."""
    said = {"reason": one.reason, "by": str(one.asked_by.person.person_id), "asked_at": one.asked_at.isoformat()}
    return {f"requisition:{one.id}": content_hash(said, one.salt)}


def contents_of(session: Session, paper: PaperFile) -> Contents:
    """Everything of which its ledger has to speak, from what is stored now."""
    found = of_subject(paper.subject, paper.salt)
    for link in PaperFiles(session).movements(paper.id, 0):
        found |= of_step(link)
    for one in Requisitions(session).of_paper(paper.id):
        found |= of_requisition(one)
    return found
