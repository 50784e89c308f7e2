"""Meetings, overdue files for an agenda, and the decisions that stand in a file."""

from __future__ import annotations

from sqlalchemy import or_, select

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import GetMeeting, ListFileDecisions, ListMeetingFiles, ListMeetings
from contracts.files.meeting_errors import MeetingNotFound
from contracts.files.meetings import MeetingDecisionView, MeetingFileView, MeetingRowView, MeetingView
from contracts.files.views import PostRef
from services.files.domain.meeting import PREPARERS
from services.files.domain.numbering import office_day
from services.files.handlers.desk import file_to_read, reading
from services.files.handlers.meeting_view import due_day, view
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.directory import Directory
from services.files.storage.meetings import Meetings
from services.files.storage.tables import files
from services.files.storage.values import load


def get(request: GetMeeting, caller: Caller, uow: FilesUnitOfWork) -> MeetingView:
    """Raises MeetingNotFound."""
    with reading(uow, caller) as (session, actor):
        one = Meetings(session).get(request.meeting_id)
        if one is None or not one.is_seen_by(actor):
            raise MeetingNotFound
        return view(session, actor, one, uow)


def list_meetings(request: ListMeetings, caller: Caller, uow: FilesUnitOfWork) -> Page[MeetingRowView]:
    """Those that the actor may see, the last first."""
    before = cursors.year_and_serial(request.cursor)
    with reading(uow, caller) as (session, actor):
        office_id = actor.office_id if actor.has(PREPARERS) else None
        rows = Meetings(session).listed(office_id, actor.post_id, before, request.limit + 1)
    given = rows[: request.limit]
    more = cursors.encode(given[-1].year, given[-1].serial) if len(rows) > len(given) else None
    items = [
        MeetingRowView.model_construct(
            id=row.id,
            number=row.number,
            held_on=row.held_on,
            chair=load(PostRef, row.chair),
            state=row.state,
            items=row.items,
            decisions=row.decision_count,
        )
        for row in given
    ]
    return Page[MeetingRowView].model_construct(items=items, next=more)


def list_files(request: ListMeetingFiles, caller: Caller, uow: FilesUnitOfWork) -> Page[MeetingFileView]:
    """Overdue ones at the actor's desk and below, in the order of their numbers. Raises RoleMissing."""
    after = cursors.word(request.cursor)
    today, now = office_day(uow.now()), uow.now()
    row = files.c
    with reading(uow, caller) as (session, actor):
        actor.require(PREPARERS, "tl_section")
        desks = [actor.post_id, *Directory(session).subordinates(actor.post_id)]
        wanted = select(files).where(
            row.holder_post_id.in_(desks),
            row.state == "open",
            row.grading == "normal",
            or_(row.due_on < today, row.deadline < now),
            row.number > after,
        )
        rows = list(session.execute(wanted.order_by(row.number).limit(request.limit + 1)))
    given = rows[: request.limit]
    more = cursors.encode(given[-1].number) if len(rows) > len(given) else None
    items = [
        MeetingFileView.model_construct(
            id=each.id,
            number=each.number,
            subject=each.subject,
            holder=load(PostRef, each.holder),
            due_on=due_day(each) or today,
        )
        for each in given
    ]
    return Page[MeetingFileView].model_construct(items=items, next=more)


def decisions_of_file(request: ListFileDecisions, caller: Caller, uow: FilesUnitOfWork) -> Page[MeetingDecisionView]:
    """In the order in which they came. Raises FileNotFound."""
    after = cursors.serial(request.cursor)
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        found = Meetings(session).of_file(file.id)
    given = found[after : after + request.limit]
    more = cursors.encode(after + len(given)) if len(found) > after + len(given) else None
    return Page[MeetingDecisionView].model_construct(
        items=[meeting.decision_view(one) for meeting, one in given], next=more
    )
