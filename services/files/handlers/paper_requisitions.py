"""Requisitions to the record room: ask, issue until a day, refuse, withdraw; and the alert when that day has passed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files.paper_file_errors import PaperAskedAlready, RequisitionNotFound
from contracts.files.paper_file_events import PaperFileHandedOver, PaperFileOverdue, PaperFileRequested
from contracts.files.paper_files import (
    IssuePaperFile,
    PaperRequisitionView,
    RefusePaperRequisition,
    RequestPaperFile,
    WithdrawPaperRequisition,
)
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.domain.numbering import INDIA, office_day
from services.files.domain.paper_file import PaperFile
from services.files.domain.paper_loan import Requisition
from services.files.handlers import desk
from services.files.handlers.paper_file_desk import OVERDUE, keep, locked, record, standing_of, told
from services.files.storage import FilesUnitOfWork
from services.files.storage.paper_file_contents import of_requisition

MORNING = timedelta(hours=10)
"""In India, on the day after the return day."""
AGAIN = timedelta(days=7)


def request_paper(request: RequestPaperFile, caller: Caller, uow: FilesUnitOfWork) -> PaperRequisitionView:
    """Raises PaperFileNotFound, PaperAskedAlready, and as ``PaperFile.check_request``."""
    with desk.acting(uow, caller) as actor:
        paper, file = locked(uow, actor, request.paper_id)
        paper.check_request(actor, standing_of(uow.session, actor, paper))
        one = Requisition(
            id=new_id(),
            paper_id=paper.id,
            keeper=paper.account,
            asked_by=actor.signature,
            asked_at=uow.when.not_before(paper.last_step_at),
            reason=request.reason,
        )
        if not uow.paper_requisitions.add(one):
            raise PaperAskedAlready
        record(uow, paper, file, "paper_requested", actor, {"requisition": one.id}, of_requisition(one))
        asked = PaperFileRequested(**told(paper), asked_by=actor.post, reason=request.reason)
        uow.publish(asked, actor.view)
        return uow.commit(_view(one, actor, paper, uow))


def issue(request: IssuePaperFile, caller: Caller, uow: FilesUnitOfWork) -> PaperRequisitionView:
    """Raises RequisitionNotFound, PostNotFound, and as ``Requisition.issue``, ``PaperFile.issue``."""
    with desk.acting(uow, caller) as actor:
        one, paper, file = _locked(uow, actor, request.requisition_id)
        loan = one.issue(actor, uow.when, request.return_on)
        to = desk.desk(uow.session, one.asked_by.post.post_id, uow.now())
        link = paper.issue(loan, to, actor, uow.when, request.remarks)
        keep(uow, paper, file, link, actor, {"requisition": one.id, "return_on": request.return_on.isoformat()})
        uow.paper_requisitions.save(one)
        _expect_back(uow, one.id, request.return_on + timedelta(days=1))
        told_of = PaperFileHandedOver(**told(paper), to_post=to.ref, return_on=request.return_on)
        uow.publish(told_of, actor.view)
        return uow.commit(_view(one, actor, paper, uow))


def refuse(request: RefusePaperRequisition, caller: Caller, uow: FilesUnitOfWork) -> PaperRequisitionView:
    """Raises RequisitionNotFound, and as ``Requisition.refuse``."""
    with desk.acting(uow, caller) as actor:
        one, paper, file = _locked(uow, actor, request.requisition_id)
        one.refuse(actor, uow.when, request.reason)
        return _ended(uow, one, paper, file, actor)


def withdraw(request: WithdrawPaperRequisition, caller: Caller, uow: FilesUnitOfWork) -> PaperRequisitionView:
    """Raises RequisitionNotFound, and as ``Requisition.withdraw``."""
    with desk.acting(uow, caller) as actor:
        one, paper, file = _locked(uow, actor, request.requisition_id)
        one.withdraw(actor, uow.when, request.reason)
        return _ended(uow, one, paper, file, actor)


def overdue(payload: Mapping[str, Any], uow: FilesUnitOfWork) -> None:
    """The return day has passed: whoever answers for it is told, and again each week until it is back.

    While it is reported lost nobody is told: that procedure has its own course.
    """
    with uow:
        requisition_id = UUID(payload["requisition_id"])
        one = uow.paper_requisitions.get(requisition_id)
        paper = uow.paper_files.get(one.paper_id, for_update=True) if one is not None else None
        loan = paper.loan if paper is not None else None
        if paper is not None and loan is not None and loan.requisition_id == requisition_id:
            if paper.loss is None:
                uow.publish(PaperFileOverdue(**told(paper), lender=loan.lender, return_on=loan.return_on))
            _expect_back(uow, requisition_id, office_day(uow.now()) + AGAIN)
        uow.commit()


def _expect_back(uow: FilesUnitOfWork, requisition_id: UUID, on: date) -> None:
    at = datetime(on.year, on.month, on.day, tzinfo=INDIA) + MORNING
    uow.due(at.astimezone(UTC), OVERDUE, str(requisition_id), requisition_id=str(requisition_id))


def _locked(uow: FilesUnitOfWork, actor: Actor, requisition_id: UUID) -> tuple[Requisition, PaperFile, File | None]:
    """For the record room and for who asked; to others it does not exist. Raises RequisitionNotFound."""
    found = uow.paper_requisitions.get(requisition_id)
    if found is None or actor.post_id not in (found.keeper.post_id, found.asked_by.post.post_id):
        raise RequisitionNotFound
    paper, file = locked(uow, actor, found.paper_id)
    # Again: it may have changed while the lock was waited for.
    one = uow.paper_requisitions.get(requisition_id)
    assert one is not None
    return one, paper, file


def _ended(
    uow: FilesUnitOfWork, one: Requisition, paper: PaperFile, file: File | None, actor: Actor
) -> PaperRequisitionView:
    facts = {"requisition": one.id, "reason": one.remarks}
    record(uow, paper, file, f"paper_requisition_{one.state}", actor, facts, {})
    uow.paper_requisitions.save(one)
    return uow.commit(_view(one, actor, paper, uow))


def _view(one: Requisition, actor: Actor, paper: PaperFile, uow: FilesUnitOfWork) -> PaperRequisitionView:
    return one.view(actor, paper, office_day(uow.now()))
