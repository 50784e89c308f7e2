"""The tamper-evident log of a file, and its verification."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import ledger
from chassis.auth import Caller
from chassis.ledger import Head
from contracts.base import Page
from contracts.files import ListLedger, VerifyLedger
from contracts.files.views import LedgerEntryView, LedgerReport
from services.files.domain.file import File
from services.files.handlers.desk import file_to_read, reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork, tables
from services.files.storage.cases import contents_of as case_contents
from services.files.storage.classifications import contents_of as classification_contents
from services.files.storage.consultation_contents import contents_of as consultation_contents
from services.files.storage.contests import contents_of as contest_contents
from services.files.storage.deadlines import Deadlines, of_deadline
from services.files.storage.ledger import Contents, of_movement, of_note, of_subject
from services.files.storage.letter_contents import contents_of as letter_contents
from services.files.storage.meetings import contents_of as meeting_contents
from services.files.storage.movements import to_movement
from services.files.storage.notes import to_note
from services.files.storage.oral_order_contents import contents_of as oral_order_contents
from services.files.storage.relations import contents_of as relation_contents
from services.files.storage.replies import contents_of as reply_contents
from services.files.storage.time_limit_contents import contents_of as time_limit_contents

PROBLEMS_SHOWN = 1000
RECORDED = (
    *("movement:", "note:", "consultation", "oral_order", "tl", "deadline:", "contest", "case_"),
    *("file_link", "detachment:", "classification:"),
    "meeting_decision",
    "reply:",
)
"""Contents of which an entry has to speak."""


def list_ledger(request: ListLedger, caller: Caller, uow: FilesUnitOfWork) -> Page[LedgerEntryView]:
    """The entries in their order, each with the exact text that is hashed. Raises FileNotFound."""
    after = cursors.serial(request.cursor)
    entry = tables.ledger.c
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        listed = (
            select(tables.ledger)
            .where(entry.subject_id == file.id, entry.serial > after)
            .order_by(entry.serial)
            .limit(request.limit + 1)
        )
        rows = session.execute(listed).all()
    views = [
        LedgerEntryView(
            serial=row.serial,
            type=row.type,
            recorded_at=row.recorded_at,
            hash=bytes(row.hash).hex(),
            body=bytes(row.body).decode(),
        )
        for row in rows[: request.limit]
    ]
    more = cursors.encode(views[-1].serial) if len(rows) > len(views) else None
    return Page[LedgerEntryView].model_construct(items=views, next=more)


def verify_ledger(request: VerifyLedger, caller: Caller, uow: FilesUnitOfWork) -> LedgerReport:
    """Walk the chain, and compare what it hashes with what the tables say now. Raises FileNotFound.

    Problems: ``hash``, ``chain``, ``serial``, ``columns``, ``time``, ``unreadable``, ``content`` with the entry's
    serial, ``head`` where the chain ends elsewhere than the file says, ``unrecorded`` for a movement, a note, a part of
    a consultation, an oral order, a case, a link, a detachment, a deadline, a subject or retention, a line of the TL
    register, a decision of a meeting or what was entered of a reply, that no entry speaks of.
    """
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        present = contents_of(session, file)
        recorded: set[str] = set()

        def check(entry: dict[str, Any]) -> str | None:
            recorded.update(entry["contents"])
            wrong = [name for name, said in entry["contents"].items() if present.get(name) != said]
            return "content" if wrong else None

        head = Head(file.ledger_serial, file.ledger_hash)
        verdict = ledger.verify(session, tables.ledger, file.id, head, check)
    problems = list(verdict.problems)
    if not problems:
        kept = [name for name in present if name.startswith(RECORDED) and name not in recorded]
        problems += [f"unrecorded:{name}" for name in kept]
    return LedgerReport(
        verdict="broken" if problems else "intact",
        entries=verdict.entries,
        head=verdict.head.hash.hex() if verdict.head else None,
        problems=problems[:PROBLEMS_SHOWN],
        verified_at=uow.now(),
    )


def contents_of(session: Session, file: File) -> Contents:
    """The hashes of everything in the file that its ledger speaks of, from what is stored now."""
    found = of_subject(file.subject, file.salt) | letter_contents(session, file.id)
    found |= consultation_contents(session, file.id) | oral_order_contents(session, file.id)
    found |= time_limit_contents(session, file.id) | meeting_contents(session, file.id)
    for change in Deadlines(session).of_file(file.id):
        found |= of_deadline(change)
    found |= contest_contents(session, file.id)
    found |= relation_contents(session, file.id) | reply_contents(session, file.id)
    found |= classification_contents(session, file.id)
    found |= case_contents(session, file.id) if file.case_type is not None else {}
    for row in session.execute(select(tables.movements).where(tables.movements.c.file_id == file.id)):
        found |= of_movement(to_movement(row))
    for row in session.execute(select(tables.notes).where(tables.notes.c.file_id == file.id)):
        found |= of_note(to_note(row))
    return found
