"""A meeting as it is shown: in the room, from the wall, and as minutes."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from contracts.files.meetings import MeetingDecisionView, MeetingItemView, MeetingView
from contracts.files.views import PostRef
from services.files.domain.access import NARROW
from services.files.domain.actor import Actor
from services.files.domain.meeting import Item, Meeting
from services.files.domain.numbering import office_day
from services.files.domain.time_limit import TlLetter
from services.files.storage import FilesUnitOfWork
from services.files.storage.meetings import Meetings
from services.files.storage.tables import files
from services.files.storage.time_limits import TlLetters
from services.files.storage.values import load


def view(session: Session, actor: Actor, one: Meeting, uow: FilesUnitOfWork) -> MeetingView:
    """The meeting, for who may see it."""
    today = office_day(uow.now())
    letters = TlLetters(session).of_ids([item.tl_id for item in one.items if item.tl_id is not None])
    wanted = [item.file_id for item in one.items if item.file_id is not None]
    found = {row.id: row for row in session.execute(select(files).where(files.c.id.in_(wanted)))}
    decided: dict[int, list[MeetingDecisionView]] = {}
    for decision in Meetings(session).decisions(one.id):
        decided.setdefault(decision.item, []).append(one.decision_view(decision))
    items = [
        _of_letter(item, letters[item.tl_id], today, decided.get(item.number, []))
        if item.tl_id is not None
        else _of_file(item, found[item.file_id], today, decided.get(item.number, []))
        for item in one.items
    ]
    return MeetingView.model_construct(
        id=one.id,
        number=one.number,
        office_id=one.office_id,
        held_on=one.held_on,
        chair=one.chair,
        state=one.state,
        prepared_by=one.prepared_by,
        prepared_at=one.prepared_at,
        confirmed_by=one.confirmed_by,
        confirmed_at=one.confirmed_at,
        items=items,
        version=one.version,
        allowed_actions=one.allowed_actions(actor),
    )


def _of_letter(item: Item, letter: TlLetter, today: date, decisions: list[MeetingDecisionView]) -> MeetingItemView:
    withheld = letter.grading in NARROW
    return MeetingItemView.model_construct(
        number=item.number,
        kind="tl",
        tl_id=item.tl_id,
        file_id=None,
        reference=letter.number,
        title="" if withheld else letter.matter,
        holder=None,
        awaited=[] if withheld else [each.post for each in letter.awaited],
        due_on=letter.due_on,
        age_days=max(0, (today - letter.entered_on).days),
        is_overdue=letter.state == "open" and letter.due_on < today,
        is_over=letter.state != "open",
        is_withheld=withheld,
        decisions=[] if withheld else decisions,
    )


def _of_file(item: Item, row: Row[Any], today: date, decisions: list[MeetingDecisionView]) -> MeetingItemView:
    withheld = row.grading in NARROW
    due_on = due_day(row)
    return MeetingItemView.model_construct(
        number=item.number,
        kind="file",
        tl_id=None,
        file_id=item.file_id,
        reference=row.number,
        title="" if withheld else row.subject,
        holder=None if withheld else load(PostRef, row.holder),
        awaited=[],
        due_on=due_on,
        age_days=max(0, (today - office_day(row.created_at)).days),
        is_overdue=row.state == "open" and due_on is not None and due_on < today,
        is_over=row.state != "open",
        is_withheld=withheld,
        decisions=[] if withheld else decisions,
    )


def due_day(row: Row[Any]) -> date | None:
    """The earlier of the desk's due date and the day of the file's deadline."""
    days = [row.due_on, office_day(row.deadline) if row.deadline is not None else None]
    return min((day for day in days if day is not None), default=None)
