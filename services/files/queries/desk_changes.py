"""The difference between the desk as a browser knows it and as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from chassis.auth import Caller
from contracts.files import DeskChangesView, GetDeskChanges
from services.files.handlers.desk import reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.desk_changes import DeskChanges, Key

BEGINNING: Key = (datetime(1970, 1, 1, tzinfo=UTC), UUID(int=0))
REMEMBERED = timedelta(days=30)
"""After so long a desk is told anew."""


@dataclass(frozen=True)
class Place:
    """Where a desk's browser stands: what it was told last and, in the middle of a telling, since when that runs."""

    post_id: UUID
    key: Key
    horizon: datetime | None = None

    def cursor(self) -> str:
        return cursors.encode(self.post_id, *self.key, self.horizon or "")


def get_changes(request: GetDeskChanges, caller: Caller, uow: FilesUnitOfWork) -> DeskChangesView:
    """Rows that changed and what is gone; everything where nothing, or another desk, or too long ago is named.

    Raises Invalid for a cursor that was not given out.
    """
    with reading(uow, caller) as (session, actor):
        desk = DeskChanges(session, actor.post_id)
        now = desk.horizon()
        place = _place(request.since, actor.post_id, now)
        gone: list[UUID] | None = []
        if place is not None and place.horizon is None:
            gone = desk.gone(place.key[0])
        if place is None or gone is None:
            place, gone, reset = Place(actor.post_id, BEGINNING), [], True
        else:
            reset = False
        found = desk.rows(place.key, request.limit + 1)
    given = found[: request.limit]
    horizon = place.horizon or now
    more = len(found) > len(given)
    following = Place(actor.post_id, given[-1][0], horizon) if more else Place(actor.post_id, (horizon, UUID(int=0)))
    return DeskChangesView.model_construct(
        items=[row for _, row in given], gone=gone, reset=reset, more=more, cursor=following.cursor()
    )


def _place(cursor: str | None, post_id: UUID, now: datetime) -> Place | None:
    if cursor is None:
        return None
    post, at, item, horizon = cursors.place(cursor)
    if post != post_id or (at < now - REMEMBERED and horizon is None):
        return None
    return Place(post, (at, item), horizon)
