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
from contracts.files.views import FileView, PostRef
from services.files.domain.actor import Actor
from services.files.domain.custody import Desk, Movement
from services.files.domain.file import Business, File
from services.files.domain.receipt import Receipt
from services.files.storage import FilesUnitOfWork
from services.files.storage.access import reach
from services.files.storage.business import open_business
from services.files.storage.directory import Directory
from services.files.storage.files import Files
from services.files.storage.ledger import Contents, Ledger
from services.files.storage.notes import Notes
from services.files.storage.receipts import Receipts


@contextmanager
def acting(uow: FilesUnitOfWork, caller: Caller) -> Iterator[Actor]:
    """The unit of work, opened for a person whose charge is read at this moment.

    A command that was done before is answered from its record, but only to one who still holds the charge.
    Raises ChargeNotHeld, and ClaimedTimeWrong where the charge was not held yet when the act is said to have happened.
    """
    with ExitStack() as work:
        try:
            work.enter_context(uow)
        except AlreadyDone:
            with reading(uow, caller):
                raise
        actor = actor_of(uow.session, caller, uow.now())
        if uow.occurred_at < uow.now() - CLOCK_TOLERANCE and not _held(uow.session, actor, uow.occurred_at):
            raise ClaimedTimeWrong("The charge was not held at the claimed time.")
        yield actor


def _held(session: Session, actor: Actor, at: datetime) -> bool:
    return Directory(session).actor(actor.person.person_id, actor.charge_id, at) is not None


@contextmanager
def reading(uow: FilesUnitOfWork, caller: Caller) -> Iterator[tuple[Session, Actor]]:
    """A read-only transaction for a person whose charge is read at this moment. Raises ChargeNotHeld."""
    with uow.reading() as session:
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
    if file is None or not reach(session, actor, file).may_see(file.grading):
        # The same answer for both: a refusal does not tell that the file exists.
        raise FileNotFound
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
    return file is not None and reach(session, actor, file).may_see(file.grading)


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
    drafts, letters = open_business(session, file.id)
    notes = 0 if Notes(session).open_yellow(file.id) is None else 1
    return Business(notes=notes, drafts=drafts, letters=letters)


def file_view(session: Session, actor: Actor, file: File, at: datetime) -> FileView:
    """The file as this actor sees it, with what the actor may do with it now."""
    above = file.state == "closed" and reach(session, actor, file).above_holder
    known: list[Business] = []

    def business() -> Business:
        if not known:
            known.append(business_of(session, file))
        return known[0]

    return file.view(file.allowed_actions(actor, above, business, at), at)
