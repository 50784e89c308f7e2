"""The green side of a file as a PDF, with the places of the signatures."""

from __future__ import annotations

from chassis.auth import Caller
from chassis.ids import new_id
from contracts import documents, papers
from contracts.base import Language
from contracts.files import RenderNotesheet, RenditionView, SignatureBlock
from contracts.files.errors import NoteNotFound
from services.files.domain.file import File
from services.files.domain.note import Note
from services.files.handlers import desk, letter_desk
from services.files.handlers.letter_desk import Bus
from services.files.storage import FilesUnitOfWork
from services.files.storage.notesheets import Notesheet

MOST_NOTES = 2000
"""documents prints no more on one sheet; of a longer file the newest are printed."""


def render(request: RenderNotesheet, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> RenditionView:
    """All printings of a file are versions of one document. Raises FileNotFound, NoteNotFound (there is none yet)."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_to_read(uow.session, actor, request.file_id)
        order = _order(uow, file, caller.language)
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
            notes=len(order.notes),
            rendered_by=actor.signature,
            rendered_at=uow.now(),
        )
        uow.notesheets.add(sheet)
        facts = {"document": sheet.document_id, "version": sheet.version, "sha256": sheet.sha256, "notes": sheet.notes}
        # Printing changes nothing for the desk that works on the file: its version stays.
        desk.record(uow, file, "notesheet_rendered", actor, facts, bump=False)
        return uow.commit(RenditionView(document_id=sheet.document_id, version=sheet.version, sha256=sheet.sha256))


def _order(uow: FilesUnitOfWork, file: File, language: Language) -> documents.RenderNotesheet:
    notes = uow.notes.page(file.id, max(0, file.note_count - MOST_NOTES), MOST_NOTES)
    if not notes:
        raise NoteNotFound
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
