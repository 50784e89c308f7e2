"""What each use case begins and ends with: who acts, on which file, and the entry in its ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth import Caller, Person
from chassis.database import CLOCK_TOLERANCE
from chassis.errors import AlreadyDone
from contracts.errors import ClaimedTimeWrong
from contracts.files.errors import ChargeNotHeld, FileNotFound, PostNotFound, ReceiptNotFound
from contracts.files.views import FileView, PostRef, ReceiptView
from services.files.domain import file_shown
from services.files.domain.actor import COMPETENT, Actor
from services.files.domain.business import Business
from services.files.domain.custody import Desk, Movement
from services.files.domain.file import File
from services.files.domain.receipt import Receipt
from services.files.storage import FilesUnitOfWork
from services.files.storage.access import reach
from services.files.storage.business import open_business
from services.files.storage.cases import Cases
from services.files.storage.directory import Directory
from services.files.storage.files import Files
from services.files.storage.ledger import Contents, Ledger
from services.files.storage.notes import Notes
from services.files.storage.procedure import Procedure
from services.files.storage.receipts import Receipts


@contextmanager
def acting(uow: FilesUnitOfWork, caller: Caller) -> Iterator[Actor]:
    """The unit of work, opened for a person whose charge is read at this moment.

    A command that was done before is answered from its record, but only to one who still holds the charge.
    Raises ChargeNotHeld, and ClaimedTimeWrong where the charge was not held yet when the act is said to have happened.
    """
    with _begun(uow, caller):
        actor = actor_of(uow.session, caller, uow.authority_at)
        _must_have_held(uow, actor)
        yield actor


@contextmanager
def sending(uow: FilesUnitOfWork, caller: Caller, post_id: UUID) -> Iterator[tuple[Actor, Desk]]:
    """As ``acting``, for a person who marks something to this post. Raises PostNotFound besides."""
    with _begun(uow, caller):
        actor = to = None
        if isinstance(caller, Person) and caller.charge_id is not None:
            directory = Directory(uow.session)
            actor, to = directory.actor_and_desk(caller.person_id, caller.charge_id, post_id, uow.authority_at)
        if actor is None:
            raise ChargeNotHeld
        _must_have_held(uow, actor)
        if to is None:
            raise PostNotFound(post=post_id)
        yield actor, to


@contextmanager
def _begun(uow: FilesUnitOfWork, caller: Caller) -> Iterator[None]:
    with ExitStack() as work:
        try:
            work.enter_context(uow)
        except AlreadyDone:
            with reading(uow, caller):
                raise
        yield


def _must_have_held(uow: FilesUnitOfWork, actor: Actor) -> None:
    if uow.occurred_at < uow.authority_at - CLOCK_TOLERANCE and not _held(uow.session, actor, uow.occurred_at):
        raise ClaimedTimeWrong("The charge was not held at the claimed time.")


def _held(session: Session, actor: Actor, at: datetime) -> bool:
    return Directory(session).actor(actor.person.person_id, actor.charge_id, at) is not None


@contextmanager
def reading(uow: FilesUnitOfWork, caller: Caller, *, one_state: bool = False) -> Iterator[tuple[Session, Actor]]:
    """A read-only transaction for a person whose charge is read at this moment. Raises ChargeNotHeld.

    ``one_state``: all its statements see the tables as the first one did.
    """
    with uow.reading(one_state=one_state) as session:
        yield session, actor_of(session, caller, uow.now())


def actor_of(session: Session, caller: Caller, at: datetime) -> Actor:
    """Raises ChargeNotHeld."""
    actor = None
    if isinstance(caller, Person) and caller.charge_id is not None:
        actor = Directory(session).actor(caller.person_id, caller.charge_id, at)
    if actor is None:
        raise ChargeNotHeld
    return actor


def file_in_hand(
    uow: FilesUnitOfWork,
    actor: Actor,
    file_id: UUID,
    expected_version: int | None = None,
    custody_number: int | None = None,
) -> File:
    """An open file on the actor's desk, locked. Raises FileNotFound, HeldByAnother, FileClosed, Stale.

    ``custody_number`` is what an act that was prepared offline expects instead of a version. Raises CustodyChanged.
    """
    file = file_locked(uow, actor, file_id)
    file.check_work(actor)
    file.must_be_custody(custody_number)
    file.must_be_version(expected_version)
    return file


def file_locked(uow: FilesUnitOfWork, actor: Actor, file_id: UUID, expected_version: int | None = None) -> File:
    """A file that the actor may see, locked. Raises FileNotFound, Stale."""
    file = _visible_file(uow.session, actor, file_id, for_update=True)
    file.must_be_version(expected_version)
    return file


def file_to_read(session: Session, actor: Actor, file_id: UUID) -> File:
    """A file that the actor may see. Raises FileNotFound."""
    return _visible_file(session, actor, file_id, for_update=False)


def _visible_file(session: Session, actor: Actor, file_id: UUID, *, for_update: bool) -> File:
    file = Files(session).get(file_id, for_update=for_update)
    if file is None or not may_see(session, actor, file):
        # The same answer for both: a refusal does not tell that the file exists.
        raise FileNotFound
    return file


def may_see(session: Session, actor: Actor, file: File) -> bool:
    """By the file's own way, or because it is of one with a file that the actor may see.

    The volumes of a file are one file. Who has the main file sees its parts, because they end there, and who may see it
    sees those that were merged.
    """
    if reach(session, actor, file).may_see(file.grading):
        return True
    if file.kin.main_id is not None:
        main = _there(session, file.kin.main_id)
        return main.holder.post_id == actor.post_id or (
            file.kin.merged_at is not None and may_see(session, actor, main)
        )
    return any(reach(session, actor, each).may_see(each.grading) for each in volumes(session, file) if each is not file)


def volumes(session: Session, file: File) -> list[File]:
    """All volumes of the file, the first one first."""
    found = [file]
    while (earlier := found[0].kin.earlier_id) is not None:
        found.insert(0, _there(session, earlier))
    while (later := found[-1].kin.later_id) is not None:
        found.append(_there(session, later))
    return found


def _there(session: Session, file_id: UUID) -> File:
    file = Files(session).get(file_id)
    assert file is not None
    return file


def receipt_locked(
    uow: FilesUnitOfWork,
    actor: Actor,
    receipt_id: UUID,
    expected_version: int | None = None,
    custody_number: int | None = None,
) -> Receipt:
    """A receipt that the actor may see, locked. Raises ReceiptNotFound, CustodyChanged, Stale."""
    receipt = uow.receipts.get(receipt_id, for_update=True)
    if receipt is None or not may_see_receipt(uow.session, actor, receipt):
        raise ReceiptNotFound
    receipt.must_be_custody(custody_number)
    receipt.must_be_version(expected_version)
    return receipt


def receipt_to_read(session: Session, actor: Actor, receipt_id: UUID) -> Receipt:
    """A receipt that the actor may see. Raises ReceiptNotFound."""
    receipt = Receipts(session).get(receipt_id)
    if receipt is None or not may_see_receipt(session, actor, receipt):
        raise ReceiptNotFound
    return receipt


def may_see_receipt(session: Session, actor: Actor, receipt: Receipt) -> bool:
    """By the receipt's own way, or because it lies in a file that the actor may see."""
    if reach(session, actor, receipt).may_see(receipt.grading):
        return True
    file = Files(session).get(receipt.file_id) if receipt.file_id is not None else None
    return file is not None and may_see(session, actor, file)


def receipt_view(session: Session, actor: Actor, receipt: Receipt) -> ReceiptView:
    """The receipt as this actor sees it, with what the actor may do with it now."""
    asked = receipt.state == "open" and receipt.holder.post_id != actor.post_id and actor.has(COMPETENT)
    above = asked and reach(session, actor, receipt).above_holder
    return receipt.view(receipt.allowed_actions(actor, above, lambda: Receipts(session).worked_on(receipt)))


def desk(session: Session, post_id: UUID, at: datetime) -> Desk:
    """A post as a place to send things to. Raises PostNotFound."""
    found = Directory(session).desk(post_id, at)
    if found is None:
        raise PostNotFound(post=post_id)
    return found


def post_ref(session: Session, post_id: UUID) -> PostRef:
    """How a post is written in registers. Raises PostNotFound."""
    found = Directory(session).post(post_id)
    if found is None:
        raise PostNotFound(post=post_id)
    return found


def record(
    uow: FilesUnitOfWork,
    item: File | Receipt,
    act: str,
    actor: Actor,
    facts: Mapping[str, Any],
    contents: Contents | None = None,
    *,
    bump: bool = True,
    link: Movement | None = None,
) -> None:
    """The act's entry in the ledger, and the item as the act left it. Call it once, after all changes to the item.

    ``link`` is the movement that the act was. ``bump`` raises the version, which movements and openings have done
    themselves.
    """
    if bump:
        item.version += 1
    entry = Ledger.next_entry(item, act, actor, uow.when, facts, contents)
    if isinstance(item, File):
        uow.files.save(item, entry, link)
        return
    uow.ledger.append(entry)
    uow.receipts.save(item)
    if link is not None:
        uow.receipt_movements.add(link)


def business_of(session: Session, file: File) -> Business:
    """What is still open in a file."""
    drafts, letters, papers = open_business(session, file.id)
    notes = 0 if Notes(session).open_yellow(file.id) is None else 1
    case = Cases(session).get(file.id) if file.case_type is not None else None
    return Business(
        notes=notes,
        drafts=drafts,
        letters=letters,
        consultations=file.open_consultations,
        parts=file.kin.open_parts,
        checklist=case.open_items if case is not None else 0,
        papers=papers,
    )


def file_view(session: Session, actor: Actor, file: File, at: datetime) -> FileView:
    """The file as this actor sees it, with what the actor may do with it now."""
    competent = actor.has(COMPETENT) and file.holder.post_id != actor.post_id
    above = competent and reach(session, actor, file).above_holder
    known: list[Business] = []

    def business() -> Business:
        if not known:
            known.append(business_of(session, file))
        return known[0]

    view = file_shown.view(file, file_shown.allowed_actions(file, actor, above, business, at), at)
    if file.state == "open":
        return view
    return view.model_copy(update={"disposal": Procedure(session).disposal_of(file.id, file.movement_serial)})
