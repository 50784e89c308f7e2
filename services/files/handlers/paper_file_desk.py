"""What each act on a paper file begins and ends with: who may see it, the locks, the chain, what is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from contracts.files.errors import FileNotFound
from contracts.files.paper_file_errors import PaperFileNotFound
from contracts.files.paper_file_events import PaperFileEnded
from contracts.files.paper_files import IntoFile, PaperFileView, RegisterPaperFile, RequisitionState
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.domain.numbering import office_day
from services.files.domain.paper_file import PaperFile, PaperMovement, Standing
from services.files.domain.paper_loan import Loan
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.directory import Directory
from services.files.storage.files import Files
from services.files.storage.ledger import Contents, Ledger
from services.files.storage.paper_file_contents import of_step
from services.files.storage.paper_file_sight import may_see as near_enough
from services.files.storage.paper_files import PaperFiles, PaperRules

OVERDUE = "paper_overdue"
"""The due row of a loan, by the requisition's id."""


def may_see(session: Session, actor: Actor, paper: PaperFile) -> bool:
    """By its own custody, or because it belongs to an electronic file that the actor may see."""
    if near_enough(session, actor, paper.id):
        return True
    file = Files(session).get(paper.file_id) if paper.file_id is not None else None
    return file is not None and desk.may_see(session, actor, file)


def paper_to_read(session: Session, actor: Actor, paper_id: UUID) -> PaperFile:
    """Raises PaperFileNotFound."""
    paper = PaperFiles(session).get(paper_id)
    if paper is None or not may_see(session, actor, paper):
        raise PaperFileNotFound
    return paper


def named_file(uow: FilesUnitOfWork, actor: Actor, request: RegisterPaperFile | IntoFile) -> UUID | None:
    """The electronic file that a command names by id or, of the own office, by number. Raises FileNotFound."""
    if request.file_number is None:
        return request.file_id
    for file in uow.relations.numbered(request.file_number, {actor.office_id}):
        if desk.may_see(uow.session, actor, file):
            return file.id
    raise FileNotFound


def locked(
    uow: FilesUnitOfWork, actor: Actor, paper_id: UUID, expected_version: int | None = None
) -> tuple[PaperFile, File | None]:
    """A paper file that the actor may see, and its electronic file, both locked; the electronic one first.

    Raises PaperFileNotFound, PaperFileStale.
    """
    found = paper_to_read(uow.session, actor, paper_id)
    file = uow.files.get(found.file_id, for_update=True) if found.file_id is not None else None
    paper = uow.paper_files.get(paper_id, for_update=True)
    assert paper is not None
    if file is None and paper.file_id is not None:
        # It was put into a file while the lock was waited for; the file's ledger hears of acts from now on.
        file = uow.files.get(paper.file_id, for_update=True)
    paper.must_be_version(expected_version)
    return paper, file


def standing_of(session: Session, actor: Actor, paper: PaperFile) -> Standing:
    """By the directory and the office's rules as they are now."""
    account = paper.account.post_id
    if account == actor.post_id:
        is_above = actor.superior_id is None
    else:
        is_above = Directory(session).is_above(actor.post_id, account)
    return Standing(is_above, record_room_of(session, paper.office_id))


def record_room_of(session: Session, office_id: UUID) -> UUID | None:
    """The post that keeps the record room of an office."""
    rules = PaperRules(session).of_office(office_id)
    return rules.record_room.post_id if rules is not None and rules.record_room is not None else None


def keep(
    uow: FilesUnitOfWork,
    paper: PaperFile,
    file: File | None,
    link: PaperMovement,
    actor: Actor,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """The step: ledger of the paper file, and of the electronic file to which it belongs, the paper file, the chain."""
    act = f"paper_{link.kind}"
    ends = {"step": link.serial, "account": link.account.post_id, "way": link.way and link.way.post_id}
    record(uow, paper, file, act, actor, {**ends, **(facts or {})}, of_step(link), link)


def record(
    uow: FilesUnitOfWork,
    paper: PaperFile,
    file: File | None,
    act: str,
    actor: Actor,
    facts: Mapping[str, Any],
    contents: Contents,
    link: PaperMovement | None = None,
) -> None:
    """An entry in the paper file's chain, named in the electronic file's chain, whose version stays."""
    uow.ledger.append(Ledger.next_entry(paper, act, actor, uow.when, facts, contents))
    uow.paper_files.save(paper, link)
    if file is not None:
        desk.record(uow, file, act, actor, {"paper": paper.id, "barcode": paper.barcode, **facts}, bump=False)


def told(paper: PaperFile) -> dict[str, Any]:
    """What every event of it says."""
    return {
        "paper_id": paper.id,
        "barcode": paper.barcode,
        "office_id": paper.office_id,
        "number": paper.number,
        "volume": paper.volume,
        "subject": paper.subject,
        "grading": paper.grading,
        "account": paper.account,
    }


def tell_end(uow: FilesUnitOfWork, actor: Actor, paper: PaperFile, was_pending: bool) -> None:
    """That it is physically pending no more, where that came of the act."""
    if was_pending and paper.ended_as is not None:
        uow.publish(PaperFileEnded(**told(paper), ended_as=paper.ended_as, file_id=paper.file_id), actor.view)


def end_loan(uow: FilesUnitOfWork, loan: Loan, state: RequisitionState, at: datetime) -> None:
    """The record room has it again, did not give it away after all, or will never have it again."""
    one = uow.paper_requisitions.get(loan.requisition_id)
    assert one is not None
    one.end(state, at)
    uow.paper_requisitions.save(one)
    uow.cancel_due(OVERDUE, str(one.id))


def view(session: Session, actor: Actor, paper: PaperFile, uow: FilesUnitOfWork) -> PaperFileView:
    """One paper file as this actor, who may see it, sees it."""
    office = Directory(session).office(paper.office_id)
    file = Files(session).get(paper.file_id) if paper.file_id is not None else None
    seen = file if file is not None and desk.may_see(session, actor, file) else None
    today = office_day(uow.now())
    return PaperFileView.model_construct(
        id=paper.id,
        barcode=paper.barcode,
        office_id=paper.office_id,
        office_hi=office.name_hi if office else "",
        office_en=office.name_en if office else "",
        number=paper.number,
        volume=paper.volume,
        subject=paper.subject,
        grading=paper.grading,
        from_year=paper.from_year,
        to_year=paper.to_year,
        file_id=seen.id if seen else None,
        file_number=seen.number if seen else "",
        account=paper.account,
        account_since=paper.account_since,
        on_way_to=paper.way,
        on_way_since=paper.way_since,
        room=paper.place.room,
        almirah=paper.place.almirah,
        shelf=paper.place.shelf,
        is_pending=paper.is_pending,
        ended_as=paper.ended_as,
        ended_at=paper.ended_at,
        closed_at=paper.closed_at,
        loss=paper.loss,
        return_on=paper.loan.return_on if paper.loan else None,
        is_overdue=paper.is_overdue(today),
        registered_by=paper.registered_by,
        registered_at=paper.registered_at,
        version=paper.version,
        allowed_actions=paper.allowed_actions(actor, standing_of(session, actor, paper)),
    )
