"""A statement as a document: composed here, made and kept by documents, read by who asked for it."""

from __future__ import annotations

from datetime import timedelta

from chassis.auth import Caller, Person
from contracts import documents, papers
from contracts.files import PrintStatement, StatementForm, StatementPrintView, StatementView
from contracts.files.errors import ChargeNotHeld, StatementTooLong
from services.files.handlers import desk, letter_desk
from services.files.handlers.letter_desk import Bus
from services.files.queries.statements import statement
from services.files.statements.sheets import sheet
from services.files.statements.words import SHORT
from services.files.storage import FilesUnitOfWork
from services.files.storage.statement_lines import MOST
from services.files.storage.statement_scope import names


def print_statement(request: PrintStatement, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> StatementPrintView:
    """Raises NotYet, StatementTooLong."""
    if not isinstance(caller, Person):
        raise ChargeNotHeld
    with desk.acting(uow, caller) as actor:
        view = statement(uow.session, actor, request, uow.now())
        must_fit(view)
        place = names(uow.session, request.office_id, request.unit_id)
        made = sheet(view, caller.language, place, actor.person, actor.post, uow.now())
    title = f"{SHORT[view.kind][caller.language]} {view.since.isoformat()}"
    return deliver(made, title, request.form, caller, uow, bus)


def deliver(
    made: papers.Statement, title: str, form: StatementForm, caller: Person, uow: FilesUnitOfWork, bus: Bus
) -> StatementPrintView:
    """Have documents make it, and give the caller's session leave to read it."""
    order = documents.RenderStatement(title=title, form=form, statement=made)
    rendered = bus.call(order, command_id=letter_desk.step_id(uow, "statement", order))
    leave = documents.OpenGrant(
        person_id=caller.person_id,
        session_id=caller.session_id,
        document_ids=[rendered.document.id],
        reason="statement",
        expires_at=uow.now() + timedelta(seconds=uow.settings.view_grant_seconds),
    )
    grant = bus.call(leave, command_id=letter_desk.step_id(uow, "grant", leave))
    version = next(one for one in rendered.document.versions if one.number == rendered.version)
    with desk.acting(uow, caller):
        return uow.commit(
            StatementPrintView(
                document_id=rendered.document.id,
                version=rendered.version,
                sha256=version.sha256,
                file_name=version.file_name,
                expires_at=grant.expires_at,
            )
        )


def must_fit(view: StatementView) -> None:
    """Raises StatementTooLong."""
    lines = view.total - view.withheld
    if lines > MOST:
        raise StatementTooLong(lines=lines, most=MOST)
