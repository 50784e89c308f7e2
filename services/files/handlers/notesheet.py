"""The green side of a file as a PDF, with the places of the signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.auth import Caller
from chassis.ids import new_id
from contracts import documents, papers
from contracts.base import Language
from contracts.files import OfficerView, RenderNotesheet, RenditionView, SignatureBlock
from contracts.files.errors import NoteNotFound, NotesheetTooLong
from contracts.marked import cells_of, lines_of
from services.files.domain.consultation import Consultation
from services.files.domain.file import File
from services.files.domain.meeting import Decision, Meeting
from services.files.domain.note import Corrections, Note
from services.files.domain.oral_order import OralOrder
from services.files.handlers import desk, letter_desk
from services.files.handlers.letter_desk import Bus
from services.files.storage import FilesUnitOfWork
from services.files.storage.notesheets import Notesheet

MOST_NOTES = 2000
"""documents takes no more for one sheet."""
MOST_CHARACTERS = 100_000
"""About forty pages; typesetting takes some seconds for them, and the caller waits thirty."""
WEIGHT_OF_A_CELL = 30
WEIGHT_OF_A_LINE = 50
"""Characters that are set in the time that a cell of a table takes, or the beginning of a line or of a point."""


def render(request: RenderNotesheet, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> RenditionView:
    """All printings of a file are versions of one document.

    Raises FileNotFound, NoteNotFound (none there), NotesheetTooLong (with the part that can be printed).
    """
    with desk.acting(uow, caller) as actor:
        file = desk.file_to_read(uow.session, actor, request.file_id)
        printed = _printed(uow, file, request)
        order = _order(uow, file, caller.language, printed.sheet(caller.language))
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
            notes=len(printed.notes),
            rendered_by=actor.signature,
            rendered_at=uow.now(),
        )
        uow.notesheets.add(sheet)
        first, last = printed.notes[0].serial, printed.notes[-1].serial
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


Between = Consultation | tuple[Meeting, Decision]
"""What stands between notes: an opinion, or a meeting's decision."""


@dataclass(frozen=True)
class _Printed:
    """The notes that go on one sheet, and the opinions and decisions that stand between them."""

    notes: list[Note]
    opinions: dict[int, list[Between]]
    """By the serial of the note after which they stand; 0 before the first."""
    corrections: Corrections
    orders: dict[UUID, OralOrder]
    """By the note that records each, as it was first written."""

    def sheet(self, language: Language) -> list[papers.SheetNote]:
        """Everything in its order."""
        before_all = self.opinions.get(0, []) if self.notes[0].serial == 1 else []
        sheet = [_between(one, language) for one in before_all]
        for note in self.notes:
            sheet.append(_note(note, self.corrections, self.orders.get(note.first_id), language))
            sheet += [_between(one, language) for one in self.opinions.get(note.serial, [])]
        return sheet


def _printed(uow: FilesUnitOfWork, file: File, request: RenderNotesheet) -> _Printed:
    """The notes asked for, if they can be printed at once."""
    asked = uow.notes.page(file.id, request.first_note - 1, MOST_NOTES + 1)
    if request.last_note is not None:
        asked = [note for note in asked if note.serial <= request.last_note]
    if not asked:
        raise NoteNotFound
    opinions = _opinions(uow, file)
    fitting = _fitting(asked, opinions)
    if len(fitting) < len(asked):
        raise NotesheetTooLong(first_note=fitting[0].serial, last_note=fitting[-1].serial)
    orders = uow.oral_orders.of_notes([note.first_id for note in fitting])
    return _Printed(fitting, opinions, uow.notes.corrections(file.id), orders)


def sheets_of(uow: FilesUnitOfWork, file: File, language: Language) -> list[list[papers.SheetNote]]:
    """The whole noting side in its order, in parts that can be typeset at once."""
    found: list[list[papers.SheetNote]] = []
    opinions = _opinions(uow, file)
    corrections = uow.notes.corrections(file.id)
    first = 0
    while notes := uow.notes.page(file.id, first, MOST_NOTES):
        fitting = _fitting(notes, opinions)
        orders = uow.oral_orders.of_notes([note.first_id for note in fitting])
        found.append(_Printed(fitting, opinions, corrections, orders).sheet(language))
        first = fitting[-1].serial
    return found


def _opinions(uow: FilesUnitOfWork, file: File) -> dict[int, list[Between]]:
    """By the note after which they were given, in the order in which they came."""
    found: dict[int, list[Between]] = {}
    asked = uow.consultations.of_file(file.id) if file.consultation_count else []
    given = [one for one in asked if one.end is not None and one.end.kind == "answered"]
    for one in sorted(given, key=lambda one: (one.end.recorded_at if one.end else one.asked_at, one.number)):
        found.setdefault(one.end.after_note if one.end else 0, []).append(one)
    for meeting, decision in uow.meetings.of_file(file.id):
        found.setdefault(decision.after_note, []).append((meeting, decision))
    return {note: sorted(stand, key=_came_at) for note, stand in found.items()}


def _came_at(one: Between) -> datetime:
    if isinstance(one, tuple):
        return one[1].recorded_at
    return one.end.recorded_at if one.end is not None else one.asked_at


def _fitting(notes: list[Note], opinions: dict[int, list[Between]]) -> list[Note]:
    """As many of the first as go on one sheet with the opinions after them. One note always does."""
    characters = things = 0
    for place, note in enumerate(notes):
        after = opinions.get(note.serial, []) + (opinions.get(0, []) if note.serial == 1 else [])
        things += 1 + len(after)
        said = [*note.paragraphs, *(paragraph for one in after for paragraph in _said(one))]
        characters += sum(map(len, said)) + WEIGHT_OF_A_CELL * cells_of(said) + WEIGHT_OF_A_LINE * lines_of(said)
        if place and (characters > MOST_CHARACTERS or things > MOST_NOTES):
            return notes[:place]
    return notes


def _order(
    uow: FilesUnitOfWork, file: File, language: Language, sheet: list[papers.SheetNote]
) -> documents.RenderNotesheet:
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
        notes=sheet,
    )


def _note(note: Note, corrections: Corrections, order: OralOrder | None, language: Language) -> papers.SheetNote:
    name, designation = _names(note.author, language)
    return papers.SheetNote(
        paragraphs=[
            papers.SheetParagraph(number=number, text=text, corrected_by=corrections.get(number, []))
            for number, text in enumerate(note.paragraphs, note.first_paragraph)
        ],
        corrects=note.corrects,
        order=_order_of(order, language) if order is not None else None,
        author=name,
        designation=designation,
        at=note.confirmed_at,
        side=note.side,
    )


def _said(one: Between) -> list[str]:
    if isinstance(one, tuple):
        return [one[1].text]
    return one.end.paragraphs if one.end is not None else []


def _between(one: Between, language: Language) -> papers.SheetNote:
    return _decision(*one, language) if isinstance(one, tuple) else _opinion(one, language)


def _decision(meeting: Meeting, one: Decision, language: Language) -> papers.SheetNote:
    """A decision names meeting, chair and recorder, and says so as long as the chair has not confirmed it."""
    name, designation = _names(one.by, language)
    hindi = language == "hi"
    chair = meeting.chair.designation_hi if hindi else meeting.chair.designation_en
    held_on = meeting.held_on.strftime("%d.%m.%Y")
    if meeting.state == "open":
        standing = "अध्यक्ष की पुष्टि शेष" if hindi else "to be confirmed by the chair"
    else:
        standing = "अध्यक्ष द्वारा पुष्ट" if hindi else "confirmed by the chair"
    about = f"बैठक {meeting.number}, {held_on}" if hindi else f"Meeting {meeting.number} of {held_on}"
    under = f"अध्यक्ष: {chair}" if hindi else f"Chair: {chair}"
    return papers.SheetNote(
        heading=f"{'निर्णय' if hindi else 'Decision'} {one.number} · {about} · {under} ({standing})"[:300],
        paragraphs=[papers.SheetParagraph(number=1, text=one.text)],
        author=name,
        designation=f"{'अभिलेखन' if hindi else 'recorded by'}: {designation}"[:300],
        at=one.occurred_at,
        side="left",
    )


def _opinion(one: Consultation, language: Language) -> papers.SheetNote:
    """An opinion bears the number of its consultation, and paragraph numbers of its own."""
    end = one.end
    if end is None:
        raise ValueError(f"consultation {one.id} has no opinion")
    name, designation = _names(end.by, language)
    return papers.SheetNote(
        heading=f"{'राय' if language == 'hi' else 'Opinion'} {one.number}",
        question=one.question,
        paragraphs=[papers.SheetParagraph(number=number, text=text) for number, text in enumerate(end.paragraphs, 1)],
        author=name,
        designation=designation,
        at=end.occurred_at,
        side=end.side,
    )


def _order_of(order: OralOrder, language: Language) -> papers.SheetOrder:
    name, designation = _names(order.ordered_by, language)
    return papers.SheetOrder(
        officer=name,
        designation=designation,
        at=order.ordered_at,
        means=order.means,
        state=order.state,
        answered_at=order.answer.at if order.answer else None,
        remarks=order.answer.remarks if order.answer else "",
    )


def _names(author: SignatureBlock | OfficerView, language: Language) -> tuple[str, str]:
    """Name and designation, in the language asked for."""
    if language == "hi":
        return author.person.name_hi, author.post.designation_hi
    return author.person.name_en, author.post.designation_en
