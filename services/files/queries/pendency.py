"""The pendency table: desk by age in one call, and the files behind a cell."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import (
    DeskItemView,
    GetPendency,
    GetPendencyTrend,
    ListPending,
    PendencyTrendView,
    PendencyView,
)
from contracts.files.errors import PostNotFound
from services.files.domain.actor import Actor
from services.files.handlers.desk import reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.directory import Directory
from services.files.storage.pendency import Pendency
from services.files.storage.trend import Trend


def get_pendency(request: GetPendency, caller: Caller, uow: FilesUnitOfWork) -> PendencyView:
    """All desks for the DM, for others their own desk and those below it, of one office where one is named."""
    with reading(uow, caller) as (session, actor):
        desks = Pendency(session).desks(uow.now(), _among(session, actor), request.office_id)
    return PendencyView.model_construct(as_of=uow.now(), total=sum(desk.total for desk in desks), desks=desks)


def get_trend(request: GetPendencyTrend, caller: Caller, uow: FilesUnitOfWork) -> PendencyTrendView:
    """Week by week, of one office or of all. Only the DM is shown other offices than their own."""
    with reading(uow, caller) as (session, actor):
        office_id = request.office_id if _sees_all(actor) else actor.office_id
        weeks = Trend(session).weeks(uow.now(), request.weeks, office_id)
    return PendencyTrendView.model_construct(as_of=uow.now(), weeks=weeks)


def list_pending(request: ListPending, caller: Caller, uow: FilesUnitOfWork) -> Page[DeskItemView]:
    """The files at one desk, the longest waiting first. Raises PostNotFound for a desk that is not the actor's to see.

    A confidential file is counted for everybody, and listed only for the desk that has it and those above it.
    """
    after = cursors.moment_and_id(request.cursor)
    with reading(uow, caller) as (session, actor):
        above = request.post_id == actor.post_id or Directory(session).is_above(actor.post_id, request.post_id)
        if not above and not _sees_all(actor):
            raise PostNotFound(post=request.post_id)
        items = Pendency(session).cell(
            request.post_id, request.bucket, uow.now(), after=after, limit=request.limit + 1, narrow=above
        )
    given = items[: request.limit]
    more = cursors.encode(given[-1].arrived_at, given[-1].id) if len(items) > len(given) else None
    return Page[DeskItemView].model_construct(items=given, next=more)


def _sees_all(actor: Actor) -> bool:
    return "dm" in actor.roles


def _among(session: Session, actor: Actor) -> list[UUID] | None:
    """The desks that the actor answers for; none means all."""
    if _sees_all(actor):
        return None
    return [actor.post_id, *Directory(session).subordinates(actor.post_id)]
