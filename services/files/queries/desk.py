"""The lists of the actor's desk."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import ListDesk
from contracts.files.views import DeskItemView
from services.files.handlers.desk import reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.desk import SHELVES, Desk


def list_desk(request: ListDesk, caller: Caller, uow: FilesUnitOfWork) -> Page[DeskItemView]:
    """Files and receipts of a box together, the newest first."""
    after = cursors.moment_and_id(request.cursor)
    kinds = [request.kind] if request.kind else list(SHELVES)
    with reading(uow, caller) as (session, actor):
        items = [
            item
            for kind in kinds
            for item in Desk(session).box(request.box, kind, actor.post_id, after, request.limit + 1, request.unopened)
        ]
    items.sort(key=lambda item: (item.arrived_at, item.id), reverse=True)
    given = items[: request.limit]
    more = cursors.encode(given[-1].arrived_at, given[-1].id) if len(items) > len(given) else None
    return Page[DeskItemView].model_construct(items=given, next=more)
