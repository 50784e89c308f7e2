"""The register of a diary's numbers as a document."""

from __future__ import annotations

from chassis.auth import Caller, Person
from contracts.files import PrintDiaryRegister, StatementPrintView
from contracts.files.errors import ChargeNotHeld, StatementTooLong
from services.files.handlers import desk
from services.files.handlers.letter_desk import Bus
from services.files.handlers.statements import deliver
from services.files.queries.diary import register
from services.files.statements.diary_sheet import diary_sheet
from services.files.statements.words import DIARY_TITLE
from services.files.storage import FilesUnitOfWork
from services.files.storage.statement_lines import MOST


def print_register(request: PrintDiaryRegister, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> StatementPrintView:
    """Raises OfficeUnknown, StatementTooLong."""
    if not isinstance(caller, Person):
        raise ChargeNotHeld
    with desk.acting(uow, caller) as actor:
        view = register(uow.session, actor, request, uow.now())
        if view.runs > MOST:
            raise StatementTooLong(lines=view.runs, most=MOST)
        made = diary_sheet(view, caller.language, actor.person, actor.post, uow.now())
    return deliver(made, f"{DIARY_TITLE[caller.language]} {view.year}", request.form, caller, uow, bus)
