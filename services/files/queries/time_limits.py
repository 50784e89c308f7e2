"""The TL register, one line of it, and how many are open."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists
from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import GetTlLetter, GetTlSummary, ListTlEntries, ListTlLetters
from contracts.files.time_limits import TlEntryView, TlLetterView, TlOfficeView, TlSummaryView
from contracts.files.tl_errors import TlLetterNotFound
from services.files.domain.actor import TL_SECTION, Actor
from services.files.domain.numbering import office_day
from services.files.domain.time_limit import OVERSIGHT, TlLetter
from services.files.handlers.desk import file_to_read, reading, receipt_to_read
from services.files.handlers.time_limit_desk import concerns_seen, may_see, may_see_item, view, weeks_of
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage import time_limit_counts as counts
from services.files.storage.time_limit_tables import tl_concerns, tl_letters
from services.files.storage.time_limits import GRADING, Sieve, TlLetters


def get(request: GetTlLetter, caller: Caller, uow: FilesUnitOfWork) -> TlLetterView:
    """Raises TlLetterNotFound."""
    with reading(uow, caller) as (session, actor):
        return view(session, actor, _to_read(session, actor, request.tl_id), uow)


def list_entries(request: ListTlEntries, caller: Caller, uow: FilesUnitOfWork) -> Page[TlEntryView]:
    """In their order. Raises TlLetterNotFound."""
    after = cursors.serial(request.cursor)
    with reading(uow, caller) as (session, actor):
        one = _to_read(session, actor, request.tl_id)
        posts = None
        if not one.is_overseen_by(actor):
            mine = one.of_desk(actor.post_id)
            if mine is not None or not may_see_item(session, actor, one):
                posts = [concern.post.post_id for concern in concerns_seen(session, actor, one)]
        found = TlLetters(session).entries(one.id, after, request.limit + 1, posts)
    given = found[: request.limit]
    more = cursors.encode(given[-1].serial) if len(found) > len(given) else None
    return Page[TlEntryView].model_construct(items=[entry.view for entry in given], next=more)


def list_letters(request: ListTlLetters, caller: Caller, uow: FilesUnitOfWork) -> Page[TlLetterView]:
    """The newest first. Raises RoleMissing, ReceiptNotFound, FileNotFound."""
    after = cursors.moment_and_id(request.cursor)
    today = office_day(uow.now())
    sieve = Sieve(
        today=today,
        week=weeks_of(uow).of(today),
        state=request.state,
        office_id=request.office_id,
        overdue=request.overdue,
        awaited=request.awaited,
        complete=request.complete,
        older_than=request.older_than,
    )
    with reading(uow, caller) as (session, actor):
        of = _whose(session, actor, request)
        mine = actor.post_id if request.box == "mine" and not (request.receipt_id or request.file_id) else None
        found = TlLetters(session).listed(of, sieve, after, request.limit + 1, post_id=mine)
        given = found[: request.limit]
        views = [_row(actor, one, uow, of_thing=bool(request.receipt_id or request.file_id)) for one in given]
    more = cursors.encode(given[-1].entered_at, given[-1].id) if len(found) > len(given) else None
    return Page[TlLetterView].model_construct(items=views, next=more)


def summary(request: GetTlSummary, caller: Caller, uow: FilesUnitOfWork) -> TlSummaryView:
    """The desk's own letters, and the register by office for who keeps or oversees it."""
    today = office_day(uow.now())
    week = weeks_of(uow).of(today)
    with reading(uow, caller) as (session, actor):
        mine = counts.of_desk(session, actor.post_id, today, week)
        register = offices = None
        if actor.has(OVERSIGHT):
            register = counts.of_register(session, _register(actor), today)
            offices = counts.by_office(session, _register(actor), today, week)
    return TlSummaryView.model_construct(
        mine_open=mine.open,
        mine_overdue=mine.overdue,
        mine_awaited=mine.awaited,
        week_ends_on=week,
        keeps_register=actor.has(TL_SECTION),
        register_open=register.open if register else None,
        register_overdue=register.overdue if register else None,
        to_strike_off=register.complete if register else None,
        offices=[TlOfficeView.model_construct(**row._mapping) for row in offices or []],
    )


def _to_read(session: Session, actor: Actor, tl_id: UUID) -> TlLetter:
    """Raises TlLetterNotFound."""
    one = TlLetters(session).get(tl_id)
    if one is None or not may_see(session, actor, one):
        raise TlLetterNotFound
    return one


def _whose(session: Session, actor: Actor, request: ListTlLetters) -> Any:
    """Which lines are listed, as a condition."""
    row = tl_letters.c
    if request.receipt_id is not None:
        return row.receipt_id == receipt_to_read(session, actor, request.receipt_id).id
    if request.file_id is not None:
        return row.file_id == file_to_read(session, actor, request.file_id).id
    if request.box == "mine":
        return exists().where(tl_concerns.c.tl_id == row.id, tl_concerns.c.post_id == actor.post_id)
    actor.require(OVERSIGHT, "tl_section")
    return _register(actor)


def _register(actor: Actor) -> Any:
    """The own office's register, as far as ``TlLetter.is_overseen_by`` lets this actor read it."""
    own = tl_letters.c.office_id == actor.office_id
    return own if actor.has(TL_SECTION) else and_(own, GRADING == "normal")


def _row(actor: Actor, one: TlLetter, uow: FilesUnitOfWork, *, of_thing: bool) -> TlLetterView:
    """In a list the letter's or file's number is shown to the TL section, which entered it, and no link to it."""
    mine = one.of_desk(actor.post_id)
    overseen = one.is_overseen_by(actor)
    concerns = one.concerns if overseen or (of_thing and mine is None) else [mine] if mine is not None else []
    number = one.item_number if of_thing or one.is_kept_by(actor) else ""
    return one.view(actor, weeks_of(uow), office_day(uow.now()), concerns, (None, number))
