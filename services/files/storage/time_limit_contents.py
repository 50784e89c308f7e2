"""The hashes of what the TL register says: as an act records them, and recomputed from the tables by verification."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.ledger import content_hash
from services.files.domain.time_limit import Entry, TlLetter
from services.files.storage.ledger import Contents
from services.files.storage.time_limit_tables import tl_letters
from services.files.storage.time_limits import ABOUT_FILE, TlLetters


def of_line(one: TlLetter) -> Contents:
    """What was entered, and by whom."""
    said = {
        "number": one.number,
        "matter": one.matter,
        "by": str(one.entered_by.person.person_id),
        "post": str(one.entered_by.post.post_id),
        "entered_at": one.entered_at.isoformat(),
    }
    return {f"tl:{one.id}": content_hash(said, one.salt)}


def of_entry(entry: Entry) -> Contents:
    """A report, an extension, a strike-off."""
    said = {
        "kind": entry.kind,
        "of": str(entry.post.post_id) if entry.post else None,
        "text": entry.text,
        "reference": entry.reference,
        "due_on": entry.due_on.isoformat() if entry.due_on else None,
        "week_ends_on": entry.week_ends_on.isoformat() if entry.week_ends_on else None,
        "by": str(entry.by.person.person_id),
        "post": str(entry.by.post.post_id),
        "occurred_at": entry.occurred_at.isoformat(),
    }
    return {f"tl_entry:{entry.tl_id}:{entry.serial}": content_hash(said, entry.salt)}


def contents_of(session: Session, file_id: UUID) -> Contents:
    """What the register says of the file itself, as it is stored now. Of a receipt its own chain speaks."""
    stored = TlLetters(session)
    found: Contents = {}
    of_file = select(tl_letters.c.id).where(tl_letters.c.file_id == file_id, ABOUT_FILE)
    for tl_id in session.execute(of_file).scalars().all():
        one = stored.get(tl_id)
        if one is not None:
            found |= of_line(one)
            for entry in stored.entries(tl_id, 0):
                found |= of_entry(entry)
    return found
