"""Oral orders: recorded by the desk that acts on them, confirmed or denied by the officer himself."""

from __future__ import annotations

from datetime import UTC
from typing import Literal
from uuid import UUID

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files.events import OralOrderConfirmed, OralOrderDenied, OralOrderRecorded
from contracts.files.notes import NoteView, OfficerView, RecordOralOrder
from contracts.files.oral_order_errors import OralOrderNotFound, OrderByNobody, OrderNotFromAbove
from contracts.files.oral_orders import ConfirmOralOrder, DenyOralOrder, OralOrderView
from services.files.domain import oral_order as domain
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.domain.note import green
from services.files.domain.oral_order import OralOrder
from services.files.handlers import desk
from services.files.handlers.notes import keep
from services.files.queries.oral_orders import view_of
from services.files.storage import FilesUnitOfWork
from services.files.storage.access import reach
from services.files.storage.oral_order_contents import of_answer


def record(request: RecordOralOrder, caller: Caller, uow: FilesUnitOfWork) -> NoteView:
    """A green note that says what was ordered, and by whom.

    Raises as ``file_in_hand``, YellowNoteOpen, PostNotFound, OrderNotFromAbove, OrderByNobody, OrderTimeWrong.
    """
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        desk.business_of(uow.session, file).must_have_no_yellow_note()
        domain.must_be_plausible(request.ordered_at, uow.when)
        officer = _officer(uow, actor, request)
        at = uow.when.not_before(file.held_since)
        note = green(file, new_id(), request.paragraphs, "green", actor, at, at)
        order = OralOrder(
            note_id=note.id,
            file_id=file.id,
            ordered_by=officer,
            # As the database gives it back, whatever zone was claimed.
            ordered_at=request.ordered_at.astimezone(UTC),
            means=request.means,
            recorded_post_id=actor.post_id,
        )
        view = keep(uow, actor, file, note, "oral_order_recorded", order)
        told = OralOrderRecorded(
            file_id=file.id,
            number=file.number,
            note_id=note.id,
            ordered_by=officer.post,
            ordered_by_person=order.person_id,
            recorded_by=actor.post,
            ordered_at=order.ordered_at,
        )
        uow.publish(told, actor.view)
        return uow.commit(view)


def confirm(request: ConfirmOralOrder, caller: Caller, uow: FilesUnitOfWork) -> OralOrderView:
    """The officer gave it. Raises as ``_answered``."""
    return _answered(request.note_id, "confirmed", request.remarks, caller, uow)


def deny(request: DenyOralOrder, caller: Caller, uow: FilesUnitOfWork) -> OralOrderView:
    """The officer did not give it so. Raises as ``_answered``."""
    return _answered(request.note_id, "denied", request.reason, caller, uow)


def _officer(uow: FilesUnitOfWork, actor: Actor, request: RecordOralOrder) -> OfficerView:
    """Who held a post above the desk when the order was given."""
    to = desk.desk(uow.session, request.ordered_by, uow.now())
    named = {"post_hi": to.ref.designation_hi, "post_en": to.ref.designation_en}
    if not uow.directory.is_above(to.ref.post_id, actor.post_id):
        raise OrderNotFromAbove(**named)
    person = uow.directory.holder(to.ref.post_id, request.ordered_at)
    if person is None:
        raise OrderByNobody(**named)
    return domain.officer(to, person)


def _answered(
    note_id: UUID, kind: Literal["confirmed", "denied"], remarks: str, caller: Caller, uow: FilesUnitOfWork
) -> OralOrderView:
    """The officer's word on the record; the file's version stays, so that it makes nothing stale at the desk.

    Raises OralOrderNotFound, NotTheOfficer, OralOrderAnswered.
    """
    with desk.acting(uow, caller) as actor:
        file, order = _locked(uow, actor, note_id)
        answer = order.answered(kind, actor, uow.when, remarks)
        act = "oral_order_confirmed" if kind == "confirmed" else "oral_order_denied"
        facts = {"note": order.note_id, "recorded_by": order.recorded_post_id}
        desk.record(uow, file, act, actor, facts, of_answer(answer), bump=False)
        uow.oral_orders.answer(answer)
        about = {"file_id": file.id, "number": file.number, "note_id": order.note_id}
        about |= {"recorded_by_post": order.recorded_post_id}
        if kind == "confirmed":
            uow.publish(OralOrderConfirmed(**about, confirmed_by=actor.post), actor.view)
        else:
            said = OralOrderDenied(**about, grading=file.grading, denied_by=actor.post, reason=remarks)
            uow.publish(said, actor.view)
        answered = uow.oral_orders.get(note_id)
        assert answered is not None
        return uow.commit(view_of(uow.session, actor, file, answered))


def _locked(uow: FilesUnitOfWork, actor: Actor, note_id: UUID) -> tuple[File, OralOrder]:
    """The file, locked, and the order, for its officer and for those who see the file. Raises OralOrderNotFound."""
    found = uow.oral_orders.get(note_id)
    file = uow.files.get(found.file_id, for_update=True) if found is not None else None
    # Again: it may have been answered while the file's lock was waited for.
    order = uow.oral_orders.get(note_id)
    if file is None or order is None:
        raise OralOrderNotFound
    if order.person_id != actor.person.person_id and not reach(uow.session, actor, file).may_see(file.grading):
        raise OralOrderNotFound
    return file, order
