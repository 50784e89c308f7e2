"""Opening files."""

from __future__ import annotations

from uuid import UUID

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files import CreateFile
from contracts.files.errors import BadNumberingHead, NumberTaken
from contracts.files.events import FileCreated
from contracts.files.views import FileView
from services.files.domain import file_shown
from services.files.domain.actor import OFFICE_WORK, Actor
from services.files.domain.business import Business
from services.files.domain.case import Case
from services.files.domain.custody import Movement
from services.files.domain.file import File
from services.files.domain.numbering import expand, office_day, spell
from services.files.domain.opening import new_file
from services.files.handlers import cases, classification, desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.ledger import of_movement, of_subject


def create(request: CreateFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Open a file on the actor's desk.

    Raises RoleMissing, BadNumberingHead, NumberTaken, DeadlinePassed, and as ``cases.begun``, SubjectHeadUnknown.
    """
    with desk.acting(uow, caller) as actor:
        actor.require(OFFICE_WORK, "dealing_hand")
        file_id = new_id()
        case = cases.of_new_file(request, actor, uow, file_id)
        classified = classification.of_new_file(request, actor, uow, file_id)
        numbered = _numbered_by_head if request.head else _numbered_freely
        file, first = numbered(request, actor, uow, file_id, case)
        facts = {"number": file.number, "movement": 1, "to": file.holder.post_id, "grading": file.grading}
        if file.deadline is not None:
            facts["deadline"] = file.deadline.isoformat()
        contents = {**of_subject(file.subject, file.salt), **of_movement(first)}
        if case is not None:
            uow.cases.add(case)
            said, chosen = cases.said_of(case)
            facts, contents = {**facts, **said}, {**contents, **chosen}
        if classified is not None:
            said, why = classification.kept(uow, actor, classified)
            facts, contents = {**facts, **said}, {**contents, **why}
            file.subject_head, file.retention = classified.subject_head, classified.retention
        desk.record(uow, file, "file_created", actor, facts, contents, bump=False, link=first)
        uow.publish(
            FileCreated(
                file_id=file.id, number=file.number, subject=file.subject, grading=file.grading, holder=file.holder
            ),
            actor.view,
        )
        open_items = Business(checklist=case.open_items if case is not None else 0)
        allowed = file_shown.allowed_actions(file, actor, False, lambda: open_items, uow.now())
        return uow.commit(file_shown.view(file, allowed, uow.now()))


def _numbered_freely(
    request: CreateFile, actor: Actor, uow: FilesUnitOfWork, file_id: UUID, case: Case | None
) -> tuple[File, Movement]:
    file, first = new_file(file_id, str(request.free_number), request, actor, uow.when, case)
    if not uow.files.add(file):
        raise NumberTaken(number=file.number)
    return file, first


def _numbered_by_head(
    request: CreateFile, actor: Actor, uow: FilesUnitOfWork, file_id: UUID, case: Case | None
) -> tuple[File, Movement]:
    """The next number of the head's series that no freely numbered file bears already."""
    office = uow.directory.office(actor.office_id)
    unit = uow.directory.unit(actor.unit_id) if actor.unit_id else None
    if office is None or unit is None or request.head not in {head["code"] for head in unit.heads}:
        raise BadNumberingHead(head=request.head)
    year = office_day(uow.when.occurred_at).year
    template = expand(
        office.numbering["file"],
        year=year,
        office=office.abbreviation_en,
        unit=unit.abbreviation_en,
        head=request.head or "",
    )
    while True:
        serial = uow.numbering.next(actor.office_id, "file", year, template)
        file, first = new_file(file_id, spell(template, serial), request, actor, uow.when, case)
        if uow.files.add(file):
            return file, first
