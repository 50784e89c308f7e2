"""Loading and saving notes: green ones are only added, yellow ones change until they are confirmed or discarded."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from contracts.files.views import MergedFromView, SignatureBlock
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

    def green(self, note_id: UUID) -> Note | None:
        row = self.session.execute(select(notes).where(notes.c.id == note_id)).first()
        return None if row is None else to_note(row)

    def is_green(self, file_id: UUID, note_id: UUID) -> bool:
        found = select(notes.c.id).where(notes.c.id == note_id, notes.c.file_id == file_id)
        return self.session.execute(found).first() is not None

    def add_yellow(self, note: YellowNote) -> None:
        self.session.execute(insert(yellow_notes), _values(note))

    def save_yellow(self, note: YellowNote) -> None:
        self.session.execute(update(yellow_notes).where(yellow_notes.c.id == note.id), _values(note))

    def corrections(self, file_id: UUID) -> dict[int, list[int]]:
        """For each corrected paragraph of a file, with which paragraphs the notes begin that correct it."""
        correcting = (
            select(notes.c.first_paragraph, notes.c.corrects)
            .where(notes.c.file_id == file_id, notes.c.corrects != [])
            .order_by(notes.c.serial)
        )
        found: dict[int, list[int]] = {}
        for first, corrected in self.session.execute(correcting):
            for number in corrected:
                found.setdefault(number, []).append(first)
        return found

    def all_of(self, file_id: UUID) -> list[Note]:
        """All green notes in the order of the sheet."""
        found = select(notes).where(notes.c.file_id == file_id).order_by(notes.c.serial)
        return [to_note(row) for row in self.session.execute(found)]

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
    if isinstance(note, Note):
        own["merged_from"] = dump(note.merged_from)
    return {**own, "author": dump(note.author)}


def to_note(row: Row[Any]) -> Note:
    stored = row._mapping
    author, origin = load(SignatureBlock, stored["author"]), load(MergedFromView, stored["merged_from"])
    return Note(**{**stored, "author": author, "merged_from": origin})


def to_yellow(row: Row[Any]) -> YellowNote:
    return YellowNote(**{**row._mapping, "author": load(SignatureBlock, row._mapping["author"])})
