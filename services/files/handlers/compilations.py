"""The whole file as one PDF or as an archive package: files says what belongs into it, documents' worker makes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import ceil
from typing import Any, Literal

from chassis.auth import Caller
from contracts.base import Language
from contracts.compilations import (
    AddToCompilation,
    BeginCompilation,
    CompilationItem,
    CompilationView,
    CompiledPaper,
    Cover,
    Stay,
)
from contracts.errors import TooMany
from contracts.files.compilations import CompileFile, FileCompilationView
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.domain.numbering import office_day
from services.files.handlers import archive, desk, letter_desk
from services.files.handlers.letter_desk import Bus
from services.files.handlers.notesheet import sheets_of
from services.files.storage import FilesUnitOfWork
from services.files.storage.compilations import FileCompilation
from services.files.storage.history import chain_of

Kind = Literal["print", "package"]
ENDINGS: dict[Kind, str] = {"print": ".pdf", "package": ".zip"}
STAYS_SHOWN = 12
AN_HOUR, MOST_AN_HOUR = timedelta(hours=1), 20
"""Orders of one person."""
MOST_IN_A_MESSAGE = 100
MOST_CHARACTERS = 300_000


def compile_file(request: CompileFile, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> FileCompilationView:
    """Order it. Who may see the file may print it; the ledger says who did. Raises FileNotFound, TooMany."""
    with desk.acting(uow, caller) as actor:
        _must_leave_others_their_turn(uow, actor)
        # Every act on a file locks it: a package's ledger and what it hashes are of one moment.
        file = desk.file_locked(uow, actor, request.file_id)
        items = _items(uow, file, caller.language)
        if request.kind == "package":
            items += archive.items_of(uow, file, actor)
        head = {"ledger_entries": file.ledger_serial, "ledger_head": file.ledger_hash.hex()}
        order = _order(uow, file, actor, request.kind, caller.language, len(items))
    begun: CompilationView = bus.call(order, command_id=letter_desk.step_id(uow, "begin", order))
    for first, batch in _batches(items):
        more = AddToCompilation(compilation_id=begun.id, first=first, items=batch)
        begun = bus.call(more, command_id=letter_desk.step_id(uow, "add", more))
    with desk.acting(uow, caller) as actor:
        file = desk.file_locked(uow, actor, request.file_id)
        one = FileCompilation(begun.id, file.id, request.kind, actor.person.person_id, actor.signature, uow.now())
        uow.compilations.add(one)
        facts: dict[str, Any] = {"compilation": one.id, "kind": one.kind}
        facts |= {"notes": file.note_count, "papers": file.paper_count} | (head if one.kind == "package" else {})
        # Printing changes nothing for the desk that works on the file: its version stays.
        desk.record(uow, file, "file_compiled", actor, facts, bump=False)
        return uow.commit(view_of(one, begun))


def _must_leave_others_their_turn(uow: FilesUnitOfWork, actor: Actor) -> None:
    """One worker makes them for the whole district, and reads scans besides. Raises TooMany."""
    before = uow.compilations.ordered_since(actor.person.person_id, uow.now() - AN_HOUR)
    if len(before) >= MOST_AN_HOUR:
        ends = before[MOST_AN_HOUR - 1] + AN_HOUR - uow.now()
        raise TooMany(retry_after=max(1, ceil(ends.total_seconds())))


def view_of(one: FileCompilation, made: CompilationView) -> FileCompilationView:
    """What documents says of it, for the person who ordered it."""
    said = made.model_dump(exclude={"id", "kind"})
    return FileCompilationView.model_construct(
        id=one.id, file_id=one.file_id, kind=one.kind, ordered_at=one.ordered_at, **said
    )


def _items(uow: FilesUnitOfWork, file: File, language: Language) -> list[CompilationItem]:
    """Both sides in their order: green notes with the opinions between them, then the papers."""
    notes = [CompilationItem(notes=sheet) for sheet in sheets_of(uow, file, language)]
    return notes + [CompilationItem(paper=paper) for paper in _papers(uow, file)]


def _papers(uow: FilesUnitOfWork, file: File) -> list[CompiledPaper]:
    """What lies in it; its place in the series stays empty where something was taken out."""
    return [
        CompiledPaper(
            serial=row.serial,
            kind=row.kind,
            title=row.title,
            flag=row.flag,
            flag_number=row.flag_number,
            document_id=row.document_id,
            version=row.document_version,
            from_page=row.from_page,
            to_page=row.to_page,
            added_on=office_day(row.added_at),
            signed=row.kind == "issue",
        )
        for row in archive.papers_of(uow, file)
        if row.detached is None
    ]


def _order(
    uow: FilesUnitOfWork, file: File, actor: Actor, kind: Kind, language: Language, items: int
) -> BeginCompilation:
    hindi = language == "hi"
    office = uow.directory.office(file.office_id)
    created = file.created_by.post
    office_hi, office_en = (office.name_hi, office.name_en) if office else (created.office_hi, created.office_en)
    stays = [
        Stay(desk=link.to_post.designation_hi if hindi else link.to_post.designation_en, since=link.occurred_at)
        for link, _ in chain_of(uow.session, file.id)[-STAYS_SHOWN:]
    ]
    cover = Cover(
        office=office_hi if hindi else office_en,
        file_number=file.number,
        subject=file.subject,
        subject_en=file.subject_en,
        opened_on=office_day(file.created_at),
        state=file.state,
        grading=file.grading,
        stays=stays,
        made_by=actor.person.name_hi if hindi else actor.person.name_en,
        made_as=actor.post.designation_hi if hindi else actor.post.designation_en,
        made_at=uow.now(),
    )
    name = f"{file.number.replace('/', '_')}{ENDINGS[kind]}"
    return BeginCompilation(kind=kind, file_name=name, language=language, cover=cover, items=items)


def _batches(items: list[CompilationItem]) -> Iterator[tuple[int, list[CompilationItem]]]:
    """Messages of a size that the bus carries easily, with the number of the first item in each."""
    first, batch, size = 1, list[CompilationItem](), 0
    for item in items:
        own = sum(len(paragraph.text) for note in item.notes for paragraph in note.paragraphs)
        own += len(item.record.text) if item.record is not None else 0
        if batch and (size + own > MOST_CHARACTERS or len(batch) == MOST_IN_A_MESSAGE):
            yield first, batch
            first, batch, size = first + len(batch), [], 0
        batch.append(item)
        size += own
    if batch:
        yield first, batch
