"""Factors of savings are stated, and the board becomes a document."""

from __future__ import annotations

from chassis import ids
from chassis.auth import Caller, Person
from contracts.files import PrintAdoption, SavingsFactorView, SetSavingsFactor, StatementPrintView
from contracts.files.errors import ChargeNotHeld, StatementTooLong
from services.files.handlers import desk
from services.files.handlers.letter_desk import Bus
from services.files.handlers.statements import deliver
from services.files.queries.adoption import REVIEWERS, WHOLE_DISTRICT, Board, adoption, users
from services.files.statements.adoption import SHORT, sheet
from services.files.storage import FilesUnitOfWork
from services.files.storage.statement_scope import names

MOST = 2_000
"""Offices of one document."""


def set_factor(request: SetSavingsFactor, caller: Caller, uow: FilesUnitOfWork) -> SavingsFactorView:
    """What was stated before stays to be read. Raises RoleMissing."""
    with desk.acting(uow, caller) as actor:
        actor.require(WHOLE_DISTRICT, "dm")
        stated = SavingsFactorView(
            id=ids.new_id(),
            code=request.code,
            value=request.value,
            valid_from=request.valid_from,
            basis=request.basis,
            by=actor.signature,
            at=uow.when.recorded_at,
        )
        uow.savings_factors.add(stated)
        return uow.commit(stated)


def print_adoption(request: PrintAdoption, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> StatementPrintView:
    """Raises RoleMissing, OfficeUnknown, NotYet, StatementTooLong."""
    if not isinstance(caller, Person):
        raise ChargeNotHeld
    board = Board.of(request, uow.now())
    with desk.acting(uow, caller) as actor:
        actor.require(REVIEWERS, "section_officer")
    use = users(bus, board.as_of)
    with desk.acting(uow, caller) as actor:
        view = adoption(uow.session, actor, board, request.office_id, use)
        if len(view.offices) > MOST:
            raise StatementTooLong(lines=len(view.offices), most=MOST)
        place = names(uow.session, request.office_id, None)
        made = sheet(view, caller.language, place, actor.person, actor.post, uow.now())
    title = f"{SHORT[caller.language]} {view.since.isoformat()}"
    return deliver(made, title, request.form, caller, uow, bus)
