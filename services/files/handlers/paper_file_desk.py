"""What each act on a paper file begins and ends with: who may see it, the locks, the chain, what is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
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
from services.files.storage import FilesUnitOfWork, search_sight
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
    is_above = Directory(session).is_above(actor.post_id, paper.account.post_id)
    return _standing(actor, paper, is_above, record_room_of(session, paper.office_id))


def _standing(actor: Actor, paper: PaperFile, is_above: bool, record_room_id: UUID | None) -> Standing:
    own = paper.account.post_id == actor.post_id
    return Standing(actor.superior_id is None if own else is_above, record_room_id)


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
    return views(session, actor, [paper], uow)[0]


def views(session: Session, actor: Actor, papers: Sequence[PaperFile], uow: FilesUnitOfWork) -> list[PaperFileView]:
    """Paper files as this actor, who may see them, sees them; what is looked up besides is looked up once for all."""
    at = {paper.office_id for paper in papers}
    offices, rules = Directory(session).offices(at), PaperRules(session).of_offices(at)
    files = _files_seen(session, actor, {paper.file_id for paper in papers if paper.file_id is not None})
    below = frozenset(Directory(session).subordinates(actor.post_id)) if papers else frozenset()
    today = office_day(uow.now())
    found = []
    for paper in papers:
        named = rules.get(paper.office_id)
        room = named.record_room.post_id if named is not None and named.record_room is not None else None
        standing = _standing(actor, paper, paper.account.post_id in below, room)
        file = files.get(paper.file_id) if paper.file_id is not None else None
        found.append(_shown(paper, offices.get(paper.office_id), file, paper.allowed_actions(actor, standing), today))
    return found


def _files_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, File]:
    """Those of these electronic files that the actor may see."""
    if not ids:
        return {}
    files, seen = Files(session).of_ids(ids), search_sight.seen(session, actor, ids)
    # Parts and volumes are seen by their kin too, which takes a question each.
    return {
        id_: file
        for id_, file in files.items()
        if id_ in seen or (file.kin.is_of_several and desk.may_see(session, actor, file))
    }


def _shown(
    paper: PaperFile, office: Row[Any] | None, file: File | None, allowed: list[str], today: date
) -> PaperFileView:
    """``file``: the electronic one, if the actor may see it."""
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
        file_id=file.id if file else None,
        file_number=file.number if file else "",
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
        allowed_actions=allowed,
    )
