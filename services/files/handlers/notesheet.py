"""The green side of a file as a PDF, with the places of the signatures."""

from __future__ import annotations

from chassis.auth import Caller
from chassis.ids import new_id
from contracts import documents, papers
from contracts.base import Language
from contracts.files import RenderNotesheet, RenditionView, SignatureBlock
from contracts.files.errors import NoteNotFound, NotesheetTooLong
from services.files.domain.file import File
from services.files.domain.note import Note
from services.files.handlers import desk, letter_desk
from services.files.handlers.letter_desk import Bus
from services.files.storage import FilesUnitOfWork
from services.files.storage.notesheets import Notesheet

MOST_NOTES = 2000
"""documents takes no more for one sheet."""
MOST_CHARACTERS = 100_000
"""About forty pages; typesetting takes some seconds for them, and the caller waits thirty."""


def render(request: RenderNotesheet, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> RenditionView:
    """All printings of a file are versions of one document.

    Raises FileNotFound, NoteNotFound (none there), NotesheetTooLong (with the part that can be printed).
    """
    with desk.acting(uow, caller) as actor:
        file = desk.file_to_read(uow.session, actor, request.file_id)
        printed = _printed(uow, file, request)
        order = _order(uow, file, caller.language, printed)
    rendered = bus.call(order, command_id=letter_desk.step_id(uow, "notesheet", order))
    version = next(one for one in rendered.document.versions if one.number == rendered.version)
    with desk.acting(uow, caller) as actor:
        file = desk.file_locked(uow, actor, request.file_id)
        sheet = Notesheet(
            id=new_id(),
            file_id=file.id,
            document_id=rendered.document.id,
            version=rendered.version,
            sha256=version.sha256,
            notes=len(printed),
            rendered_by=actor.signature,
            rendered_at=uow.now(),
        )
        uow.notesheets.add(sheet)
        first, last = printed[0].serial, printed[-1].serial
        facts = {"document": sheet.document_id, "version": sheet.version, "sha256": sheet.sha256, "notes": sheet.notes}
        facts |= {"first_note": first, "last_note": last}
        # Printing changes nothing for the desk that works on the file: its version stays.
        desk.record(uow, file, "notesheet_rendered", actor, facts, bump=False)
        return uow.commit(
            RenditionView(
                document_id=sheet.document_id,
                version=sheet.version,
                sha256=sheet.sha256,
                first_note=first,
                last_note=last,
            )
        )


def _printed(uow: FilesUnitOfWork, file: File, request: RenderNotesheet) -> list[Note]:
    """The notes asked for, if they can be printed at once."""
    asked = uow.notes.page(file.id, request.first_note - 1, MOST_NOTES + 1)
    if request.last_note is not None:
        asked = [note for note in asked if note.serial <= request.last_note]
    if not asked:
        raise NoteNotFound
    fitting = _fitting(asked)
    if len(fitting) < len(asked):
        raise NotesheetTooLong(first_note=fitting[0].serial, last_note=fitting[-1].serial)
    return fitting


def _fitting(notes: list[Note]) -> list[Note]:
    """As many of the first as go on one sheet. One note always does: it is bounded itself."""
    characters = 0
    for place, note in enumerate(notes[:MOST_NOTES]):
        characters += sum(len(paragraph) for paragraph in note.paragraphs)
        if characters > MOST_CHARACTERS:
            return notes[:place]
    return notes[:MOST_NOTES]


def _order(uow: FilesUnitOfWork, file: File, language: Language, notes: list[Note]) -> documents.RenderNotesheet:
    office = uow.directory.office(file.office_id)
    before = uow.notesheets.documents(file.id)
    created = file.created_by.post
    office_hi, office_en = (office.name_hi, office.name_en) if office else (created.office_hi, created.office_en)
    return documents.RenderNotesheet(
        document_id=before[0] if before else None,
        title=file.number,
        language=language,
        office=office_hi if language == "hi" else office_en,
        file_number=file.number,
        subject=file.subject,
        notes=[_note(note, language) for note in notes],
    )


def _note(note: Note, language: Language) -> papers.SheetNote:
    name, designation = _names(note.author, language)
    return papers.SheetNote(
        paragraphs=[
            papers.SheetParagraph(number=note.first_paragraph + place, text=text)
            for place, text in enumerate(note.paragraphs)
        ],
        author=name,
        designation=designation,
        at=note.confirmed_at,
        side=note.side,
    )


def _names(author: SignatureBlock, language: Language) -> tuple[str, str]:
    """Name and designation, in the language asked for."""
    if language == "hi":
        return author.person.name_hi, author.post.designation_hi
    return author.person.name_en, author.post.designation_en
