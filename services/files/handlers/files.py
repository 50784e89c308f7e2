"""Opening files."""

from __future__ import annotations

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files import CreateFile
from contracts.files.errors import BadNumberingHead, NumberTaken
from contracts.files.events import FileCreated
from contracts.files.views import FileView
from services.files.domain.actor import OFFICE_WORK, Actor
from services.files.domain.custody import Movement
from services.files.domain.file import Business, File, new_file
from services.files.domain.numbering import expand, office_day, spell
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.ledger import of_movement, of_subject


def create(request: CreateFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Open a file on the actor's desk. Raises RoleMissing, BadNumberingHead, NumberTaken."""
    with desk.acting(uow, caller) as actor:
        actor.require(OFFICE_WORK, "dealing_hand")
        file, first = _numbered_by_head(request, actor, uow) if request.head else _numbered_freely(request, actor, uow)
        facts = {"number": file.number, "movement": 1, "to": file.holder.post_id, "grading": file.grading}
        contents = {**of_subject(file.subject, file.salt), **of_movement(first)}
        desk.record(uow, file, "file_created", actor, facts, contents, bump=False, link=first)
        uow.publish(
            FileCreated(
                file_id=file.id, number=file.number, subject=file.subject, grading=file.grading, holder=file.holder
            ),
            actor.view,
        )
        return uow.commit(file.view(file.allowed_actions(actor, False, Business, uow.now()), uow.now()))


def _numbered_freely(request: CreateFile, actor: Actor, uow: FilesUnitOfWork) -> tuple[File, Movement]:
    file, first = new_file(new_id(), str(request.free_number), request, actor, uow.when)
    if not uow.files.add(file):
        raise NumberTaken(number=file.number)
    return file, first


def _numbered_by_head(request: CreateFile, actor: Actor, uow: FilesUnitOfWork) -> tuple[File, Movement]:
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
    file_id = new_id()
    while True:
        serial = uow.numbering.next(actor.office_id, "file", year, template)
        file, first = new_file(file_id, spell(template, serial), request, actor, uow.when)
        if uow.files.add(file):
            return file, first
