"""Loading and saving notes: green ones are only added, yellow ones change until they are confirmed or discarded."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from contracts.files.views import SignatureBlock
from services.files.domain.note import Note, YellowNote
from services.files.storage.tables import notes, yellow_notes
from services.files.storage.values import dump, load


class Notes:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, note: Note) -> None:
        self.session.execute(insert(notes), _values(note))

    def get_yellow(self, file_id: UUID, note_id: UUID) -> YellowNote | None:
        """A yellow note of this file, whatever became of it."""
        found = select(yellow_notes).where(yellow_notes.c.id == note_id, yellow_notes.c.file_id == file_id)
        row = self.session.execute(found).first()
        return None if row is None else to_yellow(row)

    def open_yellow(self, file_id: UUID) -> YellowNote | None:
        """The yellow note that lies open in this file; there is one at most."""
        found = select(yellow_notes).where(yellow_notes.c.file_id == file_id, yellow_notes.c.state == "draft")
        row = self.session.execute(found).first()
        return None if row is None else to_yellow(row)

    def is_green(self, file_id: UUID, note_id: UUID) -> bool:
        found = select(notes.c.id).where(notes.c.id == note_id, notes.c.file_id == file_id)
        return self.session.execute(found).first() is not None

    def add_yellow(self, note: YellowNote) -> None:
        self.session.execute(insert(yellow_notes), _values(note))

    def save_yellow(self, note: YellowNote) -> None:
        self.session.execute(update(yellow_notes).where(yellow_notes.c.id == note.id), _values(note))

    def page(self, file_id: UUID, after_serial: int, limit: int) -> list[Note]:
        """Green notes in the order of the sheet."""
        found = (
            select(notes)
            .where(notes.c.file_id == file_id, notes.c.serial > after_serial)
            .order_by(notes.c.serial)
            .limit(limit)
        )
        return [to_note(row) for row in self.session.execute(found)]


def _values(note: Note | YellowNote) -> dict[str, Any]:
    own = {field.name: getattr(note, field.name) for field in fields(note)}
    return {**own, "author": dump(note.author)}


def to_note(row: Row[Any]) -> Note:
    return Note(**{**row._mapping, "author": load(SignatureBlock, row._mapping["author"])})


def to_yellow(row: Row[Any]) -> YellowNote:
    return YellowNote(**{**row._mapping, "author": load(SignatureBlock, row._mapping["author"])})
