"""Follow-ups: set, end, and tell the desk on the day.

They lock the file and leave its version alone: what a desk wants to be reminded of must not make stale what the desk
that has the file has seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files.follow_up_errors import FollowUpNotFound
from contracts.files.follow_up_events import FollowUpEnded, FollowUpSet
from contracts.files.follow_ups import EndFollowUp, FollowUpView, FollowUpWish, SetFollowUp
from services.files.domain import follow_up as domain
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.domain.follow_up import FollowUp, Outcome
from services.files.domain.numbering import dawn, office_day
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.access import reach

DUE = "follow_up_due"
MORNING = timedelta(hours=10)
"""In India, on the day itself."""


def set_(request: SetFollowUp, caller: Caller, uow: FilesUnitOfWork) -> FollowUpView:
    """Raises FileNotFound, FileClosed, NeverAtDesk, FollowUpInThePast."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_locked(uow, actor, request.file_id)
        file.must_be_open()
        domain.must_have_had(reach(uow.session, actor, file))
        one = put(uow, actor, file, FollowUpWish(due_on=request.due_on, word=request.word))
        desk.record(uow, file, "follow_up_set", actor, facts_of(one), bump=False)
        return uow.commit(one.view(file, office_day(uow.now())))


def put(uow: FilesUnitOfWork, actor: Actor, file: File, wish: FollowUpWish) -> FollowUp:
    """Set one for the actor's desk in place of the one that it may have. The file is locked.

    Raises FollowUpInThePast.
    """
    one = domain.begin(new_id(), file, wish, actor, uow.when)
    before = uow.follow_ups.open_of(actor.post_id, file.id)
    if before is not None:
        _end(uow, actor, before, "replaced")
    uow.follow_ups.add(one)
    uow.due(dawn(one.due_on) + MORNING, DUE, str(one.id), follow_up_id=str(one.id))
    told = FollowUpSet(follow_up_id=one.id, file_id=file.id, post=one.post, due_on=one.due_on)
    uow.publish(told, actor.view)
    return one


def facts_of(one: FollowUp | None) -> dict[str, Any]:
    """For the ledger; the word is the desk's own."""
    return {"follow_up": one.id, "follow_up_on": one.due_on.isoformat()} if one is not None else {}


def end(request: EndFollowUp, caller: Caller, uow: FilesUnitOfWork) -> FollowUpView:
    """Raises FollowUpNotFound, FollowUpOver."""
    with desk.acting(uow, caller) as actor:
        found = uow.follow_ups.get(request.follow_up_id)
        file = uow.files.get(found.file_id, for_update=True) if found is not None else None
        # Again: it may have ended while the lock was waited for.
        one = uow.follow_ups.get(request.follow_up_id)
        if one is None or file is None:
            raise FollowUpNotFound
        one.must_be_of(actor)
        _end(uow, actor, one, request.outcome)
        facts = {"follow_up": one.id, "outcome": request.outcome}
        desk.record(uow, file, "follow_up_ended", actor, facts, bump=False)
        return uow.commit(one.view(file, office_day(uow.now())))


def due(payload: Mapping[str, Any], uow: FilesUnitOfWork) -> None:
    """The day has come: the desk is told, once, where the file is. What has ended is not told of."""
    follow_up_id = UUID(payload["follow_up_id"])
    with uow:
        found = uow.follow_ups.get(follow_up_id)
        file = uow.files.get(found.file_id, for_update=True) if found is not None else None
        one = uow.follow_ups.get(follow_up_id)
        told = one.alert(uow.now(), file) if one is not None and file is not None else None
        if one is not None and told is not None:
            uow.follow_ups.save(one)
            uow.publish(told)
        uow.commit()


def _end(uow: FilesUnitOfWork, actor: Actor, one: FollowUp, outcome: Outcome) -> None:
    one.end(outcome, actor, uow.when)
    uow.follow_ups.save(one)
    uow.cancel_due(DUE, str(one.id))
    told = FollowUpEnded(follow_up_id=one.id, file_id=one.file_id, post=one.post, outcome=outcome)
    uow.publish(told, actor.view)
