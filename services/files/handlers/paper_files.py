"""Paper files: register, hand over, receive, take back, put somewhere, digitise, close on paper."""

from __future__ import annotations

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files.paper_file_errors import CutoverPassed, NothingScanned, PaperFileNotFound, PaperNumberTaken
from contracts.files.paper_file_events import (
    PaperFileHandedOver,
    PaperFileReceived,
    PaperFileRegistered,
)
from contracts.files.paper_files import (
    ClosePaperFile,
    DigitisePaperFile,
    HandOverPaperFile,
    PaperFileView,
    PlacePaperFile,
    ReceivePaperFile,
    RegisterPaperFile,
    TakeBackPaperFile,
)
from services.files.domain.actor import OFFICE_WORK, Actor
from services.files.domain.barcode import read_barcode
from services.files.domain.file import File
from services.files.domain.numbering import office_day
from services.files.domain.paper_file import PaperFile, Place
from services.files.handlers import desk
from services.files.handlers.paper_file_desk import (
    end_loan,
    keep,
    locked,
    named_file,
    standing_of,
    tell_end,
    told,
    view,
)
from services.files.storage import FilesUnitOfWork
from services.files.storage.ledger import Ledger, of_subject
from services.files.storage.paper_file_contents import of_step


def register(request: RegisterPaperFile, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """On the actor's account. Raises RoleMissing, CutoverPassed, FileNotFound, PaperNumberTaken."""
    with desk.acting(uow, caller) as actor:
        actor.require(OFFICE_WORK, "dealing_hand")
        file_id = named_file(uow, actor, request)
        file = desk.file_locked(uow, actor, file_id) if file_id is not None else None
        if file is None:
            _must_be_before_cutover(uow, actor)
        paper = _new(request, actor, uow, file)
        link = paper.register(actor, uow.when, _place(request), request.remarks)
        facts = {"barcode": paper.barcode, "number": paper.number, "volume": paper.volume, "file": paper.file_id}
        contents = {**of_subject(paper.subject, paper.salt), **of_step(link)}
        entry = Ledger.next_entry(paper, "paper_registered", actor, uow.when, facts, contents)
        if not uow.paper_files.add(paper, link):
            taken = uow.paper_files.numbered(paper.office_id, paper.number, paper.volume)
            raise PaperNumberTaken(barcode=taken)
        uow.ledger.append(entry)
        if file is not None:
            desk.record(uow, file, "paper_registered", actor, {"paper": paper.id, "barcode": paper.barcode}, bump=False)
        uow.publish(PaperFileRegistered(**told(paper), is_pending=paper.is_pending), actor.view)
        return uow.commit(view(uow.session, actor, paper, uow))


def hand_over(request: HandOverPaperFile, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """Raises PaperFileNotFound, PaperFileStale, PostNotFound, and as ``PaperFile.hand_over``."""
    with desk.acting(uow, caller) as actor:
        paper, file = locked(uow, actor, request.paper_id, request.expected_version)
        to = desk.desk(uow.session, request.to_post, uow.now())
        keep(uow, paper, file, paper.hand_over(to, actor, uow.when, request.remarks), actor)
        return_on = paper.loan.return_on if paper.loan is not None else None
        uow.publish(PaperFileHandedOver(**told(paper), to_post=to.ref, return_on=return_on), actor.view)
        return uow.commit(view(uow.session, actor, paper, uow))


def take_back(request: TakeBackPaperFile, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """Raises PaperFileNotFound, PaperFileStale, and as ``PaperFile.take_back``."""
    with desk.acting(uow, caller) as actor:
        paper, file = locked(uow, actor, request.paper_id, request.expected_version)
        loan = paper.loan
        keep(uow, paper, file, paper.take_back(actor, uow.when, request.remarks), actor)
        if loan is not None and paper.loan is None:
            end_loan(uow, loan, "returned", paper.last_step_at)
        return uow.commit(view(uow.session, actor, paper, uow))


def receive(request: ReceivePaperFile, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """Raises BarcodeWrong, PaperFileNotFound, PaperNotForYou."""
    with desk.acting(uow, caller) as actor:
        found = uow.paper_files.with_barcode(read_barcode(request.barcode))
        if found is None:
            raise PaperFileNotFound
        paper, file = locked(uow, actor, found.id)
        giver, loan, was_pending = paper.account, paper.loan, paper.is_pending
        standing = standing_of(uow.session, actor, paper)
        keep(uow, paper, file, paper.receive(actor, uow.when, _place(request), standing), actor)
        if loan is not None and paper.loan is None:
            end_loan(uow, loan, "returned", paper.last_step_at)
        uow.publish(PaperFileReceived(**told(paper), from_post=giver), actor.view)
        tell_end(uow, actor, paper, was_pending)
        return uow.commit(view(uow.session, actor, paper, uow))


def place(request: PlacePaperFile, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """Raises PaperFileNotFound, PaperFileStale, and as ``PaperFile.put``."""
    with desk.acting(uow, caller) as actor:
        paper, file = locked(uow, actor, request.paper_id, request.expected_version)
        keep(uow, paper, file, paper.put(_place(request), actor, uow.when), actor)
        return uow.commit(view(uow.session, actor, paper, uow))


def digitise(request: DigitisePaperFile, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """Into an electronic file that the actor sees and that has pages.

    Raises PaperFileNotFound, PaperFileStale, FileNotFound, NothingScanned, and as ``PaperFile.digitise``.
    """
    with desk.acting(uow, caller) as actor:
        file_id = named_file(uow, actor, request)
        assert file_id is not None
        file = desk.file_locked(uow, actor, file_id)
        paper, _ = locked(uow, actor, request.paper_id, request.expected_version)
        paper.check_digitise(actor)
        if not file.page_count:
            raise NothingScanned(file_number=file.number)
        link = paper.digitise(file.id, actor, uow.when, request.remarks)
        keep(uow, paper, file, link, actor, {"file": file.id})
        tell_end(uow, actor, paper, was_pending=True)
        return uow.commit(view(uow.session, actor, paper, uow))


def close(request: ClosePaperFile, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """Raises PaperFileNotFound, PaperFileStale, and as ``PaperFile.close``."""
    with desk.acting(uow, caller) as actor:
        paper, file = locked(uow, actor, request.paper_id, request.expected_version)
        standing = standing_of(uow.session, actor, paper)
        keep(uow, paper, file, paper.close(actor, uow.when, request.reason, standing), actor)
        tell_end(uow, actor, paper, was_pending=True)
        return uow.commit(view(uow.session, actor, paper, uow))


def _must_be_before_cutover(uow: FilesUnitOfWork, actor: Actor) -> None:
    """By the server's day: who claims an earlier time registers nothing. Raises CutoverPassed."""
    rules = uow.paper_rules.of_office(actor.office_id)
    if rules is not None and rules.cutover_on is not None and office_day(uow.now()) >= rules.cutover_on:
        raise CutoverPassed(cutover_on=rules.cutover_on.isoformat())


def _new(request: RegisterPaperFile, actor: Actor, uow: FilesUnitOfWork, file: File | None) -> PaperFile:
    at = uow.when.occurred_at
    return PaperFile(
        id=new_id(),
        barcode=uow.paper_files.next_barcode(),
        office_id=actor.office_id,
        number=request.number,
        volume=request.volume,
        subject=request.subject,
        grading=file.grading if file is not None else request.grading,
        from_year=request.from_year,
        to_year=request.to_year,
        file_id=file.id if file is not None else None,
        is_legacy=file is None,
        is_pending=file is None,
        account=actor.post,
        account_since=at,
        registered_by=actor.signature,
        registered_at=at,
        last_step_at=at,
        registered_on=office_day(uow.now()),
    )


def _place(said: RegisterPaperFile | ReceivePaperFile | PlacePaperFile) -> Place:
    return Place(said.room, said.almirah, said.shelf)
