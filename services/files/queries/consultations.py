"""Consultations of a file, and of the actor's desk."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import GetConsultation, ListConsultations, ListDeskConsultations
from contracts.files.consultations import ConsultationItemView, ConsultationView
from contracts.files.errors import ConsultationNotFound
from contracts.files.views import PostRef
from services.files.handlers.desk import file_to_read, reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.access import reach
from services.files.storage.consultations import Consultations, listed
from services.files.storage.files import Files
from services.files.storage.values import load


def get(request: GetConsultation, caller: Caller, uow: FilesUnitOfWork) -> ConsultationView:
    """For all who may see the file, and for the desks that had the question: one's own opinion can always be read.

    Raises ConsultationNotFound.
    """
    with reading(uow, caller) as (session, actor):
        stored = Consultations(session)
        one = stored.get(request.consultation_id)
        file = Files(session).get(one.file_id) if one is not None else None
        if one is None or file is None:
            raise ConsultationNotFound
        near = reach(session, actor, file).may_see(file.grading)
        if not near and not (one.state != "withdrawn" and stored.had(one.id, actor.post_id)):
            raise ConsultationNotFound
        stays, reminders = stored.stays([one.id]), stored.reminders([one.id])
        return one.view(stays.get(one.id, []), reminders.get(one.id, []), one.allowed_actions(actor, file))


def list_of_file(request: ListConsultations, caller: Caller, uow: FilesUnitOfWork) -> Page[ConsultationView]:
    """In the order of their numbers. Raises FileNotFound."""
    after = cursors.serial(request.cursor)
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        stored = Consultations(session)
        found = stored.of_file(file.id, after, request.limit + 1)
        given = found[: request.limit]
        ids = [one.id for one in given]
        stays, reminders = stored.stays(ids), stored.reminders(ids)
        views = [
            one.view(stays.get(one.id, []), reminders.get(one.id, []), one.allowed_actions(actor, file))
            for one in given
        ]
    more = cursors.encode(given[-1].number) if len(found) > len(given) else None
    return Page[ConsultationView].model_construct(items=views, next=more)


def list_of_desk(request: ListDeskConsultations, caller: Caller, uow: FilesUnitOfWork) -> Page[ConsultationItemView]:
    """A box of the actor's desk, the newest first."""
    after = cursors.moment_and_id(request.cursor)
    with reading(uow, caller) as (session, actor):
        rows = listed(session, request.box, actor.post_id, after, request.limit + 1)
    given = rows[: request.limit]
    more = cursors.encode(given[-1].at, given[-1].id) if len(rows) > len(given) else None
    return Page[ConsultationItemView].model_construct(items=[_item(row) for row in given], next=more)


def _item(row: Row[Any]) -> ConsultationItemView:
    return ConsultationItemView.model_construct(
        id=row.id,
        file_id=row.file_id,
        file_number=row.file_number,
        subject=row.subject,
        grading=row.grading,
        urgency=row.urgency,
        number=row.number,
        state=row.state,
        question=row.question,
        asked_by=load(PostRef, row.asked_by["post"]),
        asked_at=row.asked_at,
        holder=load(PostRef, row.holder),
        due_on=row.due_on,
        arrived_at=row.held_since,
        unread=row.opened_at is None and row.state == "open",
        ended_at=row.ended_at,
        custody_number=row.movement_serial,
        version=row.version,
    )
