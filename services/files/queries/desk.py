"""The lists of the actor's desk."""

from __future__ import annotations

from typing import get_args

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import BoxCountView, ConsultationCountsView, DeskCountsView, GetDeskCounts, ListDesk
from contracts.files.views import Box, DeskItemView
from services.files.domain.numbering import office_day
from services.files.handlers.desk import reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork, consultations
from services.files.storage.desk import MOST, MOST_COUNTED, SHELVES, Desk, Wanted
from services.files.storage.follow_ups import FollowUps
from services.files.storage.oral_orders import OralOrders


def list_desk(request: ListDesk, caller: Caller, uow: FilesUnitOfWork) -> Page[DeskItemView]:
    """Files and receipts of a box together, the newest first."""
    after = cursors.moment_and_id(request.cursor)
    wanted = Wanted(
        request.unopened, request.due, office_day(uow.now()), request.urgency, request.label, request.search
    )
    kinds = [request.kind] if request.kind else list(SHELVES)
    with reading(uow, caller) as (session, actor):
        items = [
            item
            for kind in kinds
            for item in Desk(session).box(request.box, kind, actor.post_id, after, request.limit + 1, wanted)
        ]
    items.sort(key=lambda item: (item.arrived_at, item.id), reverse=True)
    given = items[: request.limit]
    more = cursors.encode(given[-1].arrived_at, given[-1].id) if len(items) > len(given) else None
    return Page[DeskItemView].model_construct(items=given, next=more)


def count(request: GetDeskCounts, caller: Caller, uow: FilesUnitOfWork) -> DeskCountsView:
    """How much each box holds."""
    boxes, due, overdue = [], 0, 0
    today = office_day(uow.now())
    with reading(uow, caller) as (session, actor):
        for box in get_args(Box):
            files, receipts = (Desk(session).size(box, kind, actor.post_id, today) for kind in SHELVES)
            most = MOST_COUNTED.get(box, MOST)
            boxes.append(
                BoxCountView.model_construct(
                    box=box,
                    files=min(files.all, most),
                    receipts=min(receipts.all, most),
                    unread=files.unread + receipts.unread if box == "inbox" else 0,
                    capped=max(files.all, receipts.all) > most,
                )
            )
            if box == "inbox":
                due, overdue = files.due, files.overdue
        asked = consultations.counts(session, actor.post_id, today)
        orders = OralOrders(session).awaited_of(actor.person.person_id)
        followed = FollowUps(session).due_at(actor.post_id, today)
    return DeskCountsView.model_construct(
        boxes=boxes,
        due_today=due,
        overdue=overdue,
        consultations=ConsultationCountsView.model_construct(**asked._mapping),
        oral_orders=orders,
        follow_ups=followed,
    )
