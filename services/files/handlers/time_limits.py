"""The TL register: enter, report, send back, extend, strike off.

Each act locks the receipt or file first and then looks at the register, so that two acts on the same line follow each
other. The version of the receipt or file stays: a report must not make stale what the desk that holds it has seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files.time_limits import (
    EnterTlLetter,
    ExtendTlLetter,
    FileTlReport,
    SendBackTlReport,
    StrikeOffTlLetter,
    TlLetterView,
)
from contracts.files.tl_errors import TlEnteredAlready, TlLetterNotFound
from contracts.files.tl_events import (
    TlLetterEntered,
    TlLetterExtended,
    TlLetterStruckOff,
    TlReportFiled,
    TlReportsDue,
    TlReportSentBack,
)
from services.files.domain.actor import Actor
from services.files.domain.consultation import must_be_disclosed
from services.files.domain.file import File
from services.files.domain.numbering import INDIA, expand, office_day, spell
from services.files.domain.receipt import Receipt
from services.files.domain.time_limit import PATTERN, WEEK, Entry, TlLetter, concern_of, must_be_due_later
from services.files.handlers import desk
from services.files.handlers.time_limit_desk import may_see, view, weeks_of
from services.files.storage import FilesUnitOfWork
from services.files.storage.ledger import Contents
from services.files.storage.time_limit_contents import of_entry, of_line

REPORTS_DUE = "tl_reports_due"
MORNING = timedelta(hours=10)
"""In India, on the last day of the week: who has not reported is told while there is still time."""


def enter(request: EnterTlLetter, caller: Caller, uow: FilesUnitOfWork) -> TlLetterView:
    """Take a receipt or a file into the register of the actor's office.

    The reporting desks get a copy of a receipt for information; a file they do not see.
    Raises RoleMissing, ReceiptNotFound, FileNotFound, ReceiptClosed, FileClosed, PostNotFound, NobodyCanAct,
    TlEnteredAlready, TlDueInThePast, DisclosureNotConfirmed.
    """
    with desk.acting(uow, caller) as actor:
        receipt, file = _item_to_enter(uow, actor, request)
        item: Receipt | File = receipt or file  # type: ignore[assignment]
        item.check_enter_tl(actor)
        if file is not None:
            file.must_be_open()
        must_be_disclosed(item.grading, request.disclose)
        must_be_due_later(request.due_on, uow.when)
        one = _new(request, actor, uow, receipt, file)
        _count(receipt, file, 1)
        uow.tl_letters.add(one)
        posts = [concern.post.post_id for concern in one.concerns]
        if receipt is not None:
            uow.receipts.inform(receipt.id, posts, one.entered_at)
        facts = {"tl": one.id, "number": one.number, "due_on": one.due_on.isoformat()}
        facts |= {"reporting": [str(post) for post in posts], "grading": one.grading, "disclosed": request.disclose}
        _record(uow, receipt, file, "tl_entered", actor, facts, of_line(one))
        _expect_reports(uow, one.id, weeks_of(uow).of(one.entered_on + timedelta(days=1)))
        uow.publish(TlLetterEntered(**_told(one), reporting=[each.post for each in one.concerns]), actor.view)
        return uow.commit(view(uow.session, actor, one, uow))


def report(request: FileTlReport, caller: Caller, uow: FilesUnitOfWork) -> TlLetterView:
    """Raises TlLetterNotFound, TlStruckOff, TlNotConcerned, TlReportedInFull."""
    with desk.acting(uow, caller) as actor:
        one, receipt, file = _locked(uow, actor, request.tl_id)
        entry = one.report(actor, uow.when, weeks_of(uow), request.text, request.reference, full=request.full)
        _keep(uow, one, entry, receipt, file, "tl_reported", actor, {"full": request.full, "of": actor.post_id})
        uow.publish(TlReportFiled(**_told(one), post=actor.post, full=request.full), actor.view)
        return uow.commit(view(uow.session, actor, one, uow))


def send_back(request: SendBackTlReport, caller: Caller, uow: FilesUnitOfWork) -> TlLetterView:
    """Raises TlLetterNotFound, TlStruckOff, RoleMissing, TlStale, TlNotConcerned, TlNoFullReport."""
    with desk.acting(uow, caller) as actor:
        one, receipt, file = _kept(uow, actor, request.tl_id, request.expected_version)
        entry = one.send_back(request.post_id, actor, uow.when, weeks_of(uow), request.reason)
        _keep(uow, one, entry, receipt, file, "tl_report_sent_back", actor, {"of": request.post_id})
        if entry.post is not None:
            uow.publish(TlReportSentBack(**_told(one), post=entry.post, reason=request.reason), actor.view)
        return uow.commit(view(uow.session, actor, one, uow))


def extend(request: ExtendTlLetter, caller: Caller, uow: FilesUnitOfWork) -> TlLetterView:
    """Raises TlLetterNotFound, TlStruckOff, RoleMissing, TlStale, TlDueInThePast, TlNotExtended."""
    with desk.acting(uow, caller) as actor:
        one, receipt, file = _kept(uow, actor, request.tl_id, request.expected_version)
        before = one.due_on
        entry = one.extend(request.due_on, actor, uow.when, request.reason)
        facts = {"due_on": one.due_on.isoformat(), "before": before.isoformat()}
        _keep(uow, one, entry, receipt, file, "tl_extended", actor, facts)
        told = TlLetterExtended(**_told(one), reporting=[each.post for each in one.awaited], reason=request.reason)
        uow.publish(told, actor.view)
        return uow.commit(view(uow.session, actor, one, uow))


def strike_off(request: StrikeOffTlLetter, caller: Caller, uow: FilesUnitOfWork) -> TlLetterView:
    """Raises TlLetterNotFound, TlStruckOff, RoleMissing, TlStale, TlReportsAwaited."""
    with desk.acting(uow, caller) as actor:
        one, receipt, file = _kept(uow, actor, request.tl_id, request.expected_version)
        entry = one.strike_off(actor, uow.when, request.remarks)
        _count(receipt, file, -1)
        _keep(uow, one, entry, receipt, file, "tl_struck_off", actor, {})
        uow.cancel_due(REPORTS_DUE, str(one.id))
        uow.publish(TlLetterStruckOff(**_told(one), reporting=[each.post for each in one.concerns]), actor.view)
        return uow.commit(view(uow.session, actor, one, uow))


def reports_due(payload: Mapping[str, Any], uow: FilesUnitOfWork) -> None:
    """The last day of the week has come: the desks that have not reported are told, and the next week is expected."""
    with uow:
        one = uow.tl_letters.locked(UUID(payload["tl_id"]))
        week = date.fromisoformat(payload["week"])
        if one is not None and one.state == "open":
            missing = [each.post for each in one.concerns if each.is_awaited(week)]
            if missing:
                uow.publish(TlReportsDue(**_told(one), reporting=missing, week_ends_on=week))
            _expect_reports(uow, one.id, max(week + WEEK, weeks_of(uow).of(office_day(uow.now()))))
        uow.commit()


def _expect_reports(uow: FilesUnitOfWork, tl_id: UUID, week: date) -> None:
    at = datetime(week.year, week.month, week.day, tzinfo=INDIA) + MORNING
    uow.due(at, REPORTS_DUE, str(tl_id), tl_id=str(tl_id), week=week.isoformat())


def _item_to_enter(uow: FilesUnitOfWork, actor: Actor, request: EnterTlLetter) -> tuple[Receipt | None, File | None]:
    """The receipt, and the file in which it lies; or the file alone. Both locked."""
    if request.receipt_id is None:
        assert request.file_id is not None
        return None, desk.file_locked(uow, actor, request.file_id)
    receipt = desk.receipt_locked(uow, actor, request.receipt_id)
    return receipt, uow.files.get(receipt.file_id, for_update=True) if receipt.file_id is not None else None


def _new(
    request: EnterTlLetter, actor: Actor, uow: FilesUnitOfWork, receipt: Receipt | None, file: File | None
) -> TlLetter:
    """The next line of the register. Raises PostNotFound, NobodyCanAct, TlEnteredAlready."""
    already = uow.tl_letters.open_in(actor.office_id, receipt_id=request.receipt_id, file_id=request.file_id)
    if already is not None:
        raise TlEnteredAlready(tl_number=already)
    concerns = [concern_of(desk.desk(uow.session, post_id, uow.now())) for post_id in request.to_posts]
    at = uow.when.occurred_at
    year = office_day(at).year
    template = expand(PATTERN, year=year)
    serial = uow.numbering.next(actor.office_id, "tl", year, template)
    item: Receipt | File = receipt or file  # type: ignore[assignment]
    return TlLetter(
        id=new_id(),
        office_id=actor.office_id,
        year=year,
        serial=serial,
        number=spell(template, serial),
        matter=request.matter,
        receipt_id=receipt.id if receipt is not None else None,
        file_id=file.id if file is not None else None,
        grading=item.grading,
        item_number=receipt.diary_number if receipt is not None else item.number,  # type: ignore[union-attr]
        sender=receipt.sender.name if receipt is not None else "",
        entered_by=actor.signature,
        entered_at=at,
        due_on=request.due_on,
        concerns=concerns,
    )


def _locked(uow: FilesUnitOfWork, actor: Actor, tl_id: UUID) -> tuple[TlLetter, Receipt | None, File | None]:
    """A line that the actor may see, with what it is about, locked. Raises TlLetterNotFound."""
    one, receipt, file = locked_with(uow, tl_id)
    if not may_see(uow.session, actor, one):
        raise TlLetterNotFound
    return one, receipt, file


def locked_with(uow: FilesUnitOfWork, tl_id: UUID) -> tuple[TlLetter, Receipt | None, File | None]:
    """A line with what it is about, locked, whoever asks. Raises TlLetterNotFound."""
    found = uow.tl_letters.get(tl_id)
    if found is None:
        raise TlLetterNotFound
    receipt = file = None
    file_id = found.file_id
    if found.receipt_id is not None:
        receipt = uow.receipts.get(found.receipt_id, for_update=True)
        file_id = receipt.file_id if receipt is not None else None
    if file_id is not None:
        file = uow.files.get(file_id, for_update=True)
    # Again: it may have changed while the locks were waited for.
    one = uow.tl_letters.get(tl_id)
    if one is None:
        raise TlLetterNotFound
    return one, receipt, file


def _kept(
    uow: FilesUnitOfWork, actor: Actor, tl_id: UUID, expected_version: int | None
) -> tuple[TlLetter, Receipt | None, File | None]:
    """A line of the actor's own register. Raises TlLetterNotFound, TlStruckOff, RoleMissing, TlStale."""
    one, receipt, file = _locked(uow, actor, tl_id)
    one.check_keeper(actor)
    one.must_be_version(expected_version)
    return one, receipt, file


def _keep(
    uow: FilesUnitOfWork,
    one: TlLetter,
    entry: Entry,
    receipt: Receipt | None,
    file: File | None,
    act: str,
    actor: Actor,
    facts: Mapping[str, Any],
) -> None:
    """Ledger entry, receipt and file, the line and the act's entry, in one go."""
    said = {"tl": one.id, "number": one.number, "entry": entry.serial, **facts}
    _record(uow, receipt, file, act, actor, said, of_entry(entry))
    uow.tl_letters.save(one, entry)


def _record(
    uow: FilesUnitOfWork,
    receipt: Receipt | None,
    file: File | None,
    act: str,
    actor: Actor,
    facts: Mapping[str, Any],
    contents: Contents,
) -> None:
    """In the chain of what it is about; where that is a receipt in a file, the file's chain names the act too."""
    if receipt is not None:
        desk.record(uow, receipt, act, actor, facts, contents, bump=False)
    if file is not None:
        about = {"receipt": receipt.id, **facts} if receipt is not None else facts
        desk.record(uow, file, act, actor, about, contents if receipt is None else None, bump=False)


def _count(receipt: Receipt | None, file: File | None, more: int) -> None:
    for item in (receipt, file):
        if item is not None:
            item.open_tl_letters += more


def _told(one: TlLetter) -> dict[str, Any]:
    """What every event of a TL letter says."""
    return {
        "tl_id": one.id,
        "number": one.number,
        "office_id": one.office_id,
        "matter": one.matter,
        "grading": one.grading,
        "due_on": one.due_on,
        "kept_by": one.entered_by.post,
    }
