"""The hashes of what consultations say: as an act records them, and recomputed from the tables by verification."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.ledger import content_hash
from services.files.domain.consultation import Consultation, End, Reminder
from services.files.domain.custody import Movement
from services.files.storage.consultations import Consultations
from services.files.storage.ledger import Contents, said_of_movement


def of_question(consultation: Consultation) -> Contents:
    """What was asked, by whom, until when."""
    said = {
        "number": consultation.number,
        "question": consultation.question,
        "by": str(consultation.asked_by.person.person_id),
        "post": str(consultation.asked_by.post.post_id),
        "asked_at": consultation.asked_at.isoformat(),
        "due_on": consultation.due_on.isoformat(),
    }
    return {f"consultation:{consultation.id}": content_hash(said, consultation.salt)}


def of_stay(movement: Movement) -> Contents:
    """A movement of a consultation."""
    name = f"consultation_movement:{movement.item_id}:{movement.serial}"
    return {name: content_hash(said_of_movement(movement), movement.salt)}


def of_end(end: End) -> Contents:
    """The opinion, or why there is none."""
    said = {
        "kind": end.kind,
        "paragraphs": end.paragraphs,
        "reason": end.reason,
        "by": str(end.by.person.person_id),
        "post": str(end.by.post.post_id),
        "after_paragraph": end.after_paragraph,
        "occurred_at": end.occurred_at.isoformat(),
    }
    return {f"consultation_end:{end.consultation_id}": content_hash(said, end.salt)}


def of_reminder(reminder: Reminder) -> Contents:
    said = {
        "remarks": reminder.remarks,
        "by": str(reminder.by.person.person_id),
        "at": reminder.at.isoformat(),
    }
    return {f"consultation_reminder:{reminder.consultation_id}:{reminder.serial}": content_hash(said, reminder.salt)}


def contents_of(session: Session, file_id: UUID) -> Contents:
    """Everything that was said in the consultations of a file, as it is stored now."""
    stored = Consultations(session)
    found: Contents = {}
    asked = stored.of_file(file_id)
    ids = [one.id for one in asked]
    for one in asked:
        found |= of_question(one)
        if one.end is not None:
            found |= of_end(one.end)
    for stays in stored.stays(ids).values():
        for stay in stays:
            found |= of_stay(stay.movement)
    for reminders in stored.reminders(ids).values():
        for reminder in reminders:
            found |= of_reminder(reminder)
    return found
