"""Notes: yellow ones are drafts of the desk, green ones stay as they are for ever.

Paragraph numbers run through the file. A yellow note shows the numbers it would get; it gets them when it turns
green. There is one open yellow note in a file at most, otherwise two would show the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.files.errors import NoteConfirmed, NoteEditedByAnother, NoteNotFound, ParagraphNotFound, Stale
from contracts.files.notes import NoteKind, NoteView, OralOrderRef, ParagraphView
from contracts.files.views import MergedFromView, SignatureBlock
from services.files.domain.actor import Actor
from services.files.domain.custody import new_salt
from services.files.domain.file import File

Side = Literal["left", "right"]


Corrections = Mapping[int, list[int]]
"""For a paragraph, with which paragraphs the notes begin that correct it."""
NONE: Corrections = {}


def numbered(first: int, texts: list[str], corrections: Corrections = NONE) -> list[ParagraphView]:
    """The paragraphs with their numbers, from ``first`` on."""
    return [
        ParagraphView.model_construct(number=number, text=text, corrected_by=corrections.get(number, []))
        for number, text in enumerate(texts, first)
    ]


def must_be_written(file: File, corrects: list[int]) -> None:
    """What a note corrects stands in the file. Raises ParagraphNotFound."""
    for number in corrects:
        if number > file.paragraph_count:
            raise ParagraphNotFound(paragraph=number, last=file.paragraph_count)


@dataclass(frozen=True, slots=True)
class Note:
    """A green note. ``kind`` says how it began."""

    id: UUID
    file_id: UUID
    serial: int
    first_paragraph: int
    paragraphs: list[str]
    kind: NoteKind
    author: SignatureBlock
    author_post_id: UUID
    side: Side
    written_at: datetime
    confirmed_at: datetime
    version: int
    corrects: list[int] = field(default_factory=list)
    """Earlier paragraphs that it corrects."""
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of the paragraphs in the ledger."""
    merged_from: MergedFromView | None = None
    """Where it stood in the part file that it came with."""

    @property
    def first_id(self) -> UUID:
        """Under which it was written: what an officer said of the order that it records is said of that one."""
        return self.merged_from.item_id if self.merged_from is not None else self.id

    def view(self, corrections: Corrections = NONE, order: OralOrderRef | None = None) -> NoteView:
        return NoteView.model_construct(
            id=self.id,
            file_id=self.file_id,
            kind="green",
            state="confirmed",
            paragraphs=numbered(self.first_paragraph, self.paragraphs, corrections),
            author=self.author,
            side=self.side,
            written_at=self.written_at,
            confirmed_at=self.confirmed_at,
            corrects=self.corrects,
            oral_order=order,
            merged_from=self.merged_from,
            version=self.version,
        )


@dataclass(slots=True, kw_only=True)
class YellowNote:
    """A draft that travels with the file: whoever has the file may change, confirm or discard it."""

    id: UUID
    file_id: UUID
    paragraphs: list[str]
    author: SignatureBlock
    author_post_id: UUID
    side: Side
    written_at: datetime
    state: Literal["draft", "confirmed", "discarded"]
    version: int
    corrects: list[int] = field(default_factory=list)
    alone_since: int | None = None
    """The version from which on nobody but the author has changed it; unknown for one that is older than this."""

    def must_be_draft(self, expected_version: int | None) -> None:
        """Raises NoteConfirmed, NoteNotFound (discarded), Stale."""
        if self.state == "confirmed":
            raise NoteConfirmed
        if self.state == "discarded":
            raise NoteNotFound
        if expected_version is not None and expected_version != self.version:
            raise Stale(version=self.version)

    def must_be_based_on(self, base: int | None, by: Actor) -> None:
        """Nobody else has changed it since version ``base``. Raises NoteEditedByAnother. None expects nothing."""
        if base is None or base == self.version:
            return
        own = self.author.person.person_id == by.person.person_id
        if base > self.version or not own or self.alone_since is None or self.alone_since > base + 1:
            person = self.author.person
            raise NoteEditedByAnother(version=self.version, person_hi=person.name_hi, person_en=person.name_en)

    def revise(self, paragraphs: list[str], corrects: list[int], by: Actor, at: datetime) -> None:
        """Who changes it last is its author."""
        self.paragraphs, self.corrects, self.written_at = paragraphs, corrects, at
        self._taken_over(by)
        self.version += 1

    def confirm(self, file: File, by: Actor, at: datetime) -> Note:
        """The green note. It is the note of who confirms it, whoever typed it."""
        self.state = "confirmed"
        self._taken_over(by)
        self.version += 1
        return green(file, self.id, self.paragraphs, "yellow", by, self.written_at, at, self.version, self.corrects)

    def discard(self) -> None:
        self.state = "discarded"
        self.version += 1

    def _taken_over(self, by: Actor) -> None:
        if self.author.person.person_id != by.person.person_id:
            self.alone_since = self.version + 1
        self.author, self.author_post_id, self.side = by.signature, by.post_id, by.side

    def view(self, next_paragraph: int) -> NoteView:
        return NoteView.model_construct(
            id=self.id,
            file_id=self.file_id,
            kind="yellow",
            state=self.state,
            paragraphs=numbered(next_paragraph, self.paragraphs),
            author=self.author,
            side=self.side,
            written_at=self.written_at,
            confirmed_at=None,
            corrects=self.corrects,
            version=self.version,
        )


def yellow(
    file: File, note_id: UUID, paragraphs: list[str], by: Actor, at: datetime, corrects: list[int]
) -> YellowNote:
    """A new yellow note."""
    return YellowNote(
        id=note_id,
        file_id=file.id,
        paragraphs=paragraphs,
        corrects=corrects,
        author=by.signature,
        author_post_id=by.post_id,
        side=by.side,
        written_at=at,
        state="draft",
        version=1,
        alone_since=1,
    )


def green(
    file: File,
    note_id: UUID,
    paragraphs: list[str],
    kind: NoteKind,
    by: Actor,
    written_at: datetime,
    at: datetime,
    version: int = 1,
    corrects: list[int] | None = None,
) -> Note:
    """A green note with the file's next paragraph numbers."""
    first = file.take_paragraphs(len(paragraphs))
    return Note(
        id=note_id,
        file_id=file.id,
        serial=file.note_count,
        first_paragraph=first,
        paragraphs=paragraphs,
        corrects=corrects or [],
        kind=kind,
        author=by.signature,
        author_post_id=by.post_id,
        side=by.side,
        written_at=written_at,
        confirmed_at=at,
        version=version,
    )


def merged(file: File, note_id: UUID, of: Note, number: str) -> Note:
    """A note of a part file, appended to its main file. Author, time and text stay; paragraph numbers carry on."""
    first = file.take_paragraphs(len(of.paragraphs))
    # All of the part comes over in its order, so what a note of it corrects has moved by as much as the note.
    moved = first - of.first_paragraph
    origin = MergedFromView(file_id=of.file_id, number=number, item_id=of.id, first=of.first_paragraph)
    return replace(
        of,
        id=note_id,
        file_id=file.id,
        serial=file.note_count,
        first_paragraph=first,
        corrects=[number + moved for number in of.corrects],
        salt=new_salt(),
        merged_from=of.merged_from or origin,
    )
