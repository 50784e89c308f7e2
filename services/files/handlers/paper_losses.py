"""The procedure for a lost paper file: reported, the search ordered, then found or reconstructed."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.files.paper_file_errors import NoPartOfItsFile, NothingScanned, PaperFileNotFound
from contracts.files.paper_file_events import PaperFileMissing
from contracts.files.paper_files import (
    FindPaperFile,
    OrderPaperFileSearch,
    PaperFileView,
    ReconstructPaperFile,
    ReportPaperFileLost,
)
from contracts.files.views import PostRef
from services.files.domain.barcode import read_barcode
from services.files.domain.paper_file import PaperFile
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


def report(request: ReportPaperFileLost, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """Raises PaperFileNotFound, PaperFileStale, and as ``PaperFile.report_lost``."""
    with desk.acting(uow, caller) as actor:
        paper, file = locked(uow, actor, request.paper_id, request.expected_version)
        standing = standing_of(uow.session, actor, paper)
        link = paper.report_lost(actor, uow.when, request.last_seen, standing)
        seen_on = request.last_seen_on.isoformat() if request.last_seen_on is not None else None
        keep(uow, paper, file, link, actor, {"last_seen_on": seen_on})
        missing = PaperFileMissing(
            **told(paper), loss=paper.loss, last_seen=request.last_seen, to_order=_who_orders(uow, paper)
        )
        uow.publish(missing, actor.view)
        return uow.commit(view(uow.session, actor, paper, uow))


def order(request: OrderPaperFileSearch, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """Raises PaperFileNotFound, PaperFileStale, and as ``PaperFile.order_search``."""
    with desk.acting(uow, caller) as actor:
        paper, file = locked(uow, actor, request.paper_id, request.expected_version)
        standing = standing_of(uow.session, actor, paper)
        keep(uow, paper, file, paper.order_search(actor, uow.when, request.order, standing), actor)
        uow.publish(PaperFileMissing(**told(paper), loss=paper.loss), actor.view)
        return uow.commit(view(uow.session, actor, paper, uow))


def find(request: FindPaperFile, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """Raises BarcodeWrong, PaperFileNotFound, PaperNotMissing."""
    with desk.acting(uow, caller) as actor:
        found = uow.paper_files.with_barcode(read_barcode(request.barcode))
        if found is None:
            raise PaperFileNotFound
        paper, file = locked(uow, actor, found.id)
        loan = paper.loan
        keep(uow, paper, file, paper.find(actor, uow.when, request.remarks), actor)
        if loan is not None and paper.loan is None:
            end_loan(uow, loan, "returned", paper.last_step_at)
        uow.publish(PaperFileMissing(**told(paper), loss=None), actor.view)
        return uow.commit(view(uow.session, actor, paper, uow))


def reconstruct(request: ReconstructPaperFile, caller: Caller, uow: FilesUnitOfWork) -> PaperFileView:
    """As an electronic file on the actor's desk: a part file of the one to which it belongs, if it belongs to one.

    An empty one is none. Raises PaperFileNotFound, PaperFileStale, as ``file_in_hand``, NoPartOfItsFile, as
    ``PaperFile.check_reconstruct``, NothingScanned.
    """
    with desk.acting(uow, caller) as actor:
        file_id = named_file(uow, actor, request)
        assert file_id is not None
        made = desk.file_in_hand(uow, actor, file_id)
        paper, file = locked(uow, actor, request.paper_id, request.expected_version)
        if paper.file_id is not None and made.kin.main_id != paper.file_id:
            raise NoPartOfItsFile
        loan, was_pending = paper.loan, paper.is_pending
        standing = standing_of(uow.session, actor, paper)
        paper.check_reconstruct(actor, standing)
        if not made.page_count:
            raise NothingScanned(file_number=made.number)
        link = paper.reconstruct(made.id, actor, uow.when, request.remarks, standing)
        keep(uow, paper, file or made, link, actor, {"file": made.id})
        if loan is not None:
            end_loan(uow, loan, "lost", link.occurred_at)
        uow.publish(PaperFileMissing(**told(paper), loss=paper.loss), actor.view)
        tell_end(uow, actor, paper, was_pending)
        return uow.commit(view(uow.session, actor, paper, uow))


def _who_orders(uow: FilesUnitOfWork, paper: PaperFile) -> PostRef | None:
    """The desk above the one that answers for it; none at the top."""
    account = uow.directory.desk(paper.account.post_id, uow.now())
    if account is None or account.superior_id is None:
        return None
    return uow.directory.post(account.superior_id)
