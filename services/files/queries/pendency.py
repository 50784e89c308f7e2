"""The pendency table: desk by age in one call, and the files behind a cell."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth import Caller
from chassis.ready import Ready
from contracts.base import Page
from contracts.files import (
    DeskItemView,
    GetPendency,
    GetPendencyTrend,
    ListPending,
    PendencyTrendView,
)
from contracts.files.errors import NotYet, PostNotFound
from services.files.domain.actor import Actor
from services.files.handlers.desk import reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.directory import Directory
from services.files.storage.past_pendency import PastPendency
from services.files.storage.pendency import Pendency
from services.files.storage.trend import Trend


def get_pendency(request: GetPendency, caller: Caller, uow: FilesUnitOfWork) -> Ready:
    """A PendencyView: all desks for the DM, for others their own desk and those below it, of one office if named.

    Of a moment of the past if one is named; who answers for which desks is as now. Raises NotYet.
    """
    at = _moment(request.as_of, uow)
    started = None
    with reading(uow, caller) as (session, actor):
        among = desks_of(session, actor)
        if request.as_of is None:
            desks = Pendency(session).desks(at, among, request.office_id)
        else:
            past = PastPendency(session)
            desks = past.desks(at, among, request.office_id)
            started = past.started(at, among, request.office_id)
    sums = {each: sum(desk[each] for desk in desks) for each in ("total", "overdue")}
    return Ready({"as_of": at, **sums, "started": started, "desks": desks})


def get_trend(request: GetPendencyTrend, caller: Caller, uow: FilesUnitOfWork) -> PendencyTrendView:
    """Week by week, of one office or of all. Only the DM is shown other offices than their own."""
    with reading(uow, caller) as (session, actor):
        office_id = request.office_id if _sees_all(actor) else actor.office_id
        weeks = Trend(session).weeks(uow.now(), request.weeks, office_id)
    return PendencyTrendView.model_construct(as_of=uow.now(), weeks=weeks)


def list_pending(request: ListPending, caller: Caller, uow: FilesUnitOfWork) -> Page[DeskItemView]:
    """The files at one desk, the longest waiting first. Raises PostNotFound for a desk that is not the actor's to see.

    A confidential file is counted for everybody, and listed only for the desk that has it and those above it; where it
    lay in the past only for the desk that had it. Raises NotYet.
    """
    at = _moment(request.as_of, uow)
    after = cursors.moment_and_id(request.cursor)
    with reading(uow, caller) as (session, actor):
        above = request.post_id == actor.post_id or Directory(session).is_above(actor.post_id, request.post_id)
        if not above and not _sees_all(actor):
            raise PostNotFound(post=request.post_id)
        own = request.post_id == actor.post_id
        kept, narrow = (Pendency(session), above) if request.as_of is None else (PastPendency(session), own)
        items = kept.cell(request.post_id, request.bucket, at, after=after, limit=request.limit + 1, narrow=narrow)
    given = items[: request.limit]
    more = cursors.encode(given[-1].arrived_at, given[-1].id) if len(items) > len(given) else None
    return Page[DeskItemView].model_construct(items=given, next=more)


def _moment(as_of: datetime | None, uow: FilesUnitOfWork) -> datetime:
    """The moment of which the table is. Raises NotYet."""
    if as_of is not None and as_of > uow.now():
        raise NotYet(as_of=as_of.isoformat())
    return as_of or uow.now()


def _sees_all(actor: Actor) -> bool:
    return "dm" in actor.roles


def desks_of(session: Session, actor: Actor) -> list[UUID] | None:
    """The desks that the actor answers for; none means all."""
    if _sees_all(actor):
        return None
    return [actor.post_id, *Directory(session).subordinates(actor.post_id)]
