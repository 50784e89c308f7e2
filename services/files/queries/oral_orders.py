"""Oral orders: for the officer whose word is awaited, and for the desk that recorded them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.base import Page
from contracts.files.oral_order_errors import OralOrderNotFound
from contracts.files.oral_orders import GetOralOrder, ListOralOrders, OralOrderView
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.domain.note import Note
from services.files.domain.oral_order import OralOrder
from services.files.handlers.desk import reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.access import reach
from services.files.storage.files import Files
from services.files.storage.notes import Notes
from services.files.storage.oral_orders import OralOrders


def get(request: GetOralOrder, caller: Caller, uow: FilesUnitOfWork) -> OralOrderView:
    """For all who may see the file, and for the officer: what is said in one's name can always be read.

    Raises OralOrderNotFound.
    """
    with reading(uow, caller) as (session, actor):
        order = OralOrders(session).get(request.note_id)
        file = Files(session).get(order.file_id) if order is not None else None
        if order is None or file is None:
            raise OralOrderNotFound
        if order.person_id != actor.person.person_id and not reach(session, actor, file).may_see(file.grading):
            raise OralOrderNotFound
        return view_of(session, actor, file, order)


def list_unanswered(request: ListOralOrders, caller: Caller, uow: FilesUnitOfWork) -> Page[OralOrderView]:
    """Those that wait for the actor's own word, or that the actor's desk recorded; the newest first.

    A file that the desk may not see any more is left out of what it waits for.
    """
    after = cursors.moment_and_id(request.cursor)
    with reading(uow, caller) as (session, actor):
        person, post = actor.person.person_id, actor.post_id
        found = OralOrders(session).listed(request.box, person, post, after, request.limit + 1)
        given = found[: request.limit]
        views = []
        for order, _ in given:
            file = Files(session).get(order.file_id)
            if file is not None:
                view = view_of(session, actor, file, order)
                if view.may_open_file or order.person_id == person:
                    views.append(view)
    more = cursors.encode(given[-1][1], given[-1][0].note_id) if len(found) > len(given) else None
    return Page[OralOrderView].model_construct(items=views, next=more)


def view_of(session: Session, actor: Actor, file: File, order: OralOrder) -> OralOrderView:
    """One order as this actor sees it."""
    visible = reach(session, actor, file).may_see(file.grading)
    note = _note(session, order)
    return OralOrderView.model_construct(
        note_id=order.note_id,
        file_id=file.id,
        file_number=file.number,
        subject=file.subject if visible else "",
        paragraphs=note.view().paragraphs,
        ordered_by=order.ordered_by,
        ordered_at=order.ordered_at,
        means=order.means,
        recorded_by=note.author,
        recorded_at=note.confirmed_at,
        state=order.state,
        answered_by=order.answer.by if order.answer else None,
        answered_at=order.answer.at if order.answer else None,
        remarks=order.answer.remarks if order.answer else "",
        may_open_file=visible,
        allowed_actions=order.allowed_actions(actor),
    )


def _note(session: Session, order: OralOrder) -> Note:
    note = Notes(session).green(order.note_id)
    assert note is not None, "an order is recorded with its note, in one transaction"
    return note
