"""Paper files: one, lists, the chain of custody, what is asked of the record room, and what an office goes by."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, false
from sqlalchemy.orm import Session

from chassis import ledger
from chassis.auth import Caller
from chassis.ledger import Head
from contracts.base import Page
from contracts.files import (
    GetPaperFile,
    GetPaperFileByBarcode,
    ListPaperFiles,
    ListPaperMovements,
    ListPaperRequisitions,
    ListPaperRules,
    VerifyPaperLedger,
)
from contracts.files.paper_file_errors import PaperFileNotFound
from contracts.files.paper_files import (
    PaperFileView,
    PaperMovementView,
    PaperRequisitionView,
    PaperRulesView,
)
from contracts.files.views import LedgerReport
from services.files.domain.actor import COMPETENT, Actor
from services.files.domain.barcode import read_barcode
from services.files.domain.numbering import office_day
from services.files.handlers.desk import file_to_read, reading
from services.files.handlers.paper_file_desk import may_see, paper_to_read, view, views
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork, tables
from services.files.storage.directory import Directory
from services.files.storage.paper_file_contents import contents_of
from services.files.storage.paper_file_counts import MISSING
from services.files.storage.paper_file_sight import lost_below, seen_by
from services.files.storage.paper_file_tables import paper_files, paper_requisitions
from services.files.storage.paper_files import PaperFiles, PaperRules, Requisitions

ROW = paper_files.c


def get(request: GetPaperFile, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """Raises PaperFileNotFound."""
    with reading(uow, caller) as (session, actor):
        return view(session, actor, paper_to_read(session, actor, request.paper_id), uow)


def by_barcode(request: GetPaperFileByBarcode, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """Raises BarcodeWrong, PaperFileNotFound."""
    barcode = read_barcode(request.barcode)
    with reading(uow, caller) as (session, actor):
        paper = PaperFiles(session).with_barcode(barcode)
        if paper is None or not may_see(session, actor, paper):
            raise PaperFileNotFound
        return view(session, actor, paper, uow)


def list_files(request: ListPaperFiles, caller: Caller, uow: FilesUnitOfWork) -> Page[PaperFileView]:
    """The newest first. Raises FileNotFound."""
    after = cursors.moment_and_id(request.cursor)
    with reading(uow, caller) as (session, actor):
        of = and_(_which(session, actor, request), _standing(request))
        found = PaperFiles(session).listed(of, after, request.limit + 1)
        given = found[: request.limit]
        items = views(session, actor, given, uow)
    more = cursors.encode(given[-1].registered_at, given[-1].id) if len(found) > len(given) else None
    return Page[PaperFileView].model_construct(items=items, next=more)


def movements(request: ListPaperMovements, caller: Caller, uow: FilesUnitOfWork) -> Page[PaperMovementView]:
    """In their order. Raises PaperFileNotFound."""
    after = cursors.serial(request.cursor)
    with reading(uow, caller) as (session, actor):
        paper = paper_to_read(session, actor, request.paper_id)
        found = PaperFiles(session).movements(paper.id, after, request.limit + 1)
    given = found[: request.limit]
    more = cursors.encode(given[-1].serial) if len(found) > len(given) else None
    return Page[PaperMovementView].model_construct(items=[link.view for link in given], next=more)


def requisitions(request: ListPaperRequisitions, caller: Caller, uow: FilesUnitOfWork) -> Page[PaperRequisitionView]:
    """Those that this desk has to issue, or that it asked for; the newest first."""
    after = cursors.moment_and_id(request.cursor)
    today = office_day(uow.now())
    row = paper_requisitions.c
    with reading(uow, caller) as (session, actor):
        mine = row.keeper_post_id if request.box == "to_issue" else row.asked_post_id
        of = mine == actor.post_id
        if request.open:
            of = and_(of, row.state.in_(("asked", "issued")))
        found = Requisitions(session).listed(of, after, request.limit + 1)
        given = found[: request.limit]
        views = [one.view(actor, paper, today) for one, paper in given]
    last = given[-1][0] if len(found) > len(given) else None
    more = cursors.encode(last.asked_at, last.id) if last is not None else None
    return Page[PaperRequisitionView].model_construct(items=views, next=more)


def rules(request: ListPaperRules, caller: Caller, uow: FilesUnitOfWork) -> Page[PaperRulesView]:
    """The newest first; what an office goes by is nobody's secret."""
    before = cursors.serial(request.cursor) or None
    with reading(uow, caller) as (session, _):
        found = PaperRules(session).listed(request.office_id, before, request.limit + 1)
    given = found[: request.limit]
    more = cursors.encode(given[-1].serial) if len(found) > len(given) else None
    return Page[PaperRulesView].model_construct(items=given, next=more)


def verify(request: VerifyPaperLedger, caller: Caller, uow: FilesUnitOfWork) -> LedgerReport:
    """Walks its chain and compares every hash with what is stored now; problems as of a file's ledger.

    Raises PaperFileNotFound.
    """
    with reading(uow, caller) as (session, actor):
        paper = paper_to_read(session, actor, request.paper_id)
        present = contents_of(session, paper)
        recorded: set[str] = set()

        def check(entry: dict[str, Any]) -> str | None:
            recorded.update(entry["contents"])
            wrong = [name for name, said in entry["contents"].items() if present.get(name) != said]
            return "content" if wrong else None

        head = Head(paper.ledger_serial, paper.ledger_hash)
        verdict = ledger.verify(session, tables.ledger, paper.id, head, check)
    problems = list(verdict.problems)
    if not problems:
        problems += [f"unrecorded:{name}" for name in present if name not in recorded]
    return LedgerReport(
        verdict="broken" if problems else "intact",
        entries=verdict.entries,
        head=verdict.head.hash.hex() if verdict.head else None,
        problems=problems,
        verified_at=uow.now(),
    )


def _which(session: Session, actor: Actor, request: ListPaperFiles) -> Any:
    """Which are listed, as a condition. Raises FileNotFound."""
    if request.file_id is not None:
        return ROW.file_id == file_to_read(session, actor, request.file_id).id
    if request.box == "account":
        return ROW.account_post_id == actor.post_id
    if request.box == "coming":
        return ROW.way_post_id == actor.post_id
    if request.box == "going":
        return and_(ROW.account_post_id == actor.post_id, ROW.way_post_id.is_not(None))
    if request.box == "to_order":
        below = [actor.post_id, *Directory(session).subordinates(actor.post_id)]
        return lost_below(below) if actor.has(COMPETENT) else false()
    return and_(ROW.office_id == (request.office_id or actor.office_id), seen_by(session, actor))


def _standing(request: ListPaperFiles) -> Any:
    conditions = {
        None: True,
        "pending": ROW.is_pending,
        "ended": ROW.ended_as.is_not(None),
        "missing": MISSING,
        "on_loan": ROW.loan_id.is_not(None),
    }
    return conditions[request.standing]
