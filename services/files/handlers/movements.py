"""Files on their way: forward, pull back, pull up, open, close, reopen."""

from __future__ import annotations

from typing import Any

from chassis.auth import Caller
from contracts.files import CloseFile, ForwardFile, OpenFile, PullBackFile, PullUpFile, ReopenFile
from contracts.files.events import FileClosed, FileReopened
from contracts.files.views import FileView
from services.files.domain.actor import Actor
from services.files.domain.custody import Movement
from services.files.domain.file import File
from services.files.domain.file_shown import moved, sent_straight
from services.files.domain.numbering import office_day
from services.files.handlers import desk, follow_ups
from services.files.handlers.procedure import disposal_for
from services.files.handlers.way import Start, way
from services.files.storage import FilesUnitOfWork
from services.files.storage.access import reach
from services.files.storage.ledger import of_movement


def forward(request: ForwardFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Mark a file to a post. Raises as ``file_in_hand``, ``File.forward``, PostNotFound, FollowUpInThePast."""
    with desk.sending(uow, caller, request.to_post) as (actor, to):
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        when = uow.when
        by_channel = None
        if when.source != "migrated":
            day = office_day(when.occurred_at)
            by_channel = way(
                uow.session, Start.of(actor), to, file.submission, day, when.recorded_at, file.usual_channel
            )
        movement = file.forward(to, actor, when, request, by_channel)
        followed = follow_ups.put(uow, actor, file, request.follow_up) if request.follow_up is not None else None
        facts = {"urgency": file.urgency, "due_on": file.due_on.isoformat() if file.due_on else None}
        _keep(uow, "file_forwarded", actor, file, movement, {**facts, **follow_ups.facts_of(followed)})
        uow.publish(moved(file, movement), actor.view)
        if movement.passed.informed:
            uow.publish(sent_straight(file, movement), actor.view)
        return uow.commit(desk.file_view(uow.session, actor, file, uow.now()))


def pull_back(request: PullBackFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Take a file back. Raises FileNotFound, Stale, FileClosed, NothingToPullBack, AlreadyOpened."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_locked(uow, actor, request.file_id, request.expected_version)
        movement = file.pull_back(actor, uow.when)
        _keep(uow, "file_pulled_back", actor, file, movement)
        uow.publish(moved(file, movement), actor.view)
        return uow.commit(desk.file_view(uow.session, actor, file, uow.now()))


def pull_up(request: PullUpFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Take a file out of the hands of a desk below. Raises FileNotFound, Stale, and as ``File.pull_up``."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_locked(uow, actor, request.file_id, request.expected_version)
        above = reach(uow.session, actor, file).above_holder
        file.check_pull_up(actor, above)
        when = uow.when
        below, own = (desk.desk(uow.session, post, when.recorded_at) for post in (file.holder.post_id, actor.post_id))
        day = office_day(when.occurred_at)
        by_channel = way(uow.session, Start.of(below), own, file.submission, day, when.recorded_at, file.usual_channel)
        lease, yellow = file.lease_at(when.recorded_at), uow.notes.open_yellow(file.id)
        movement = file.pull_up(actor, when, request, above, by_channel)
        left = {"lease": lease and lease.id, "yellow_note": yellow and yellow.id}
        _keep(uow, "file_pulled_up", actor, file, movement, {name: one for name, one in left.items() if one})
        uow.publish(moved(file, movement, yellow_note=yellow is not None), actor.view)
        return uow.commit(desk.file_view(uow.session, actor, file, uow.now()))


def open_(request: OpenFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Open a file at its desk; opening it again only shows it. Raises as ``file_in_hand``."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, custody_number=request.custody_number)
        if file.open(actor, uow.when) and file.opened_at is not None:
            desk.record(uow, file, "file_opened", actor, {"movement": file.movement_serial}, bump=False)
            uow.movements.opened(file.id, file.movement_serial, actor.person, file.opened_at)
        return uow.commit(desk.file_view(uow.session, actor, file, uow.now()))


def close(request: CloseFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Close a file. Raises as ``file_in_hand``, RoleMissing, UnfinishedBusiness, and as ``disposal_for``."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        movement = file.close(actor, uow.when, request.reason, desk.business_of(uow.session, file))
        disposal = disposal_for(request.disposal, uow.when, uow.procedure)
        facts = {"disposal": disposal.code, "procedure": f"{disposal.pack}/{disposal.pack_version}"} if disposal else {}
        _keep(uow, "file_closed", actor, file, movement, facts)
        if disposal is not None:
            uow.procedure.dispose(file.id, movement.serial, disposal)
        uow.publish(FileClosed(file_id=file.id, number=file.number, closed_by_post=actor.post_id), actor.view)
        return uow.commit(desk.file_view(uow.session, actor, file, uow.now()))


def reopen(request: ReopenFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Open a closed file again. Raises FileNotFound, Stale, FileNotClosed, HeldByAnother, RoleMissing."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_locked(uow, actor, request.file_id, request.expected_version)
        closed_at_desk = file.holder.post_id
        above = reach(uow.session, actor, file).above_holder
        movement = file.reopen(actor, uow.when, request.reason, above)
        _keep(uow, "file_reopened", actor, file, movement)
        uow.publish(FileReopened(file_id=file.id, number=file.number, holder=file.holder), actor.view)
        if closed_at_desk != actor.post_id:
            uow.publish(moved(file, movement), actor.view)
        return uow.commit(desk.file_view(uow.session, actor, file, uow.now()))


def _keep(
    uow: FilesUnitOfWork, act: str, actor: Actor, file: File, movement: Movement, facts: dict[str, Any] | None = None
) -> None:
    """Ledger entry, file and link of the chain, in one go."""
    ends = {"movement": movement.serial, "from": file.from_post and file.from_post.post_id, "to": file.holder.post_id}
    facts = {**ends, **movement.passed.facts, **(facts or {})}
    desk.record(uow, file, act, actor, facts, of_movement(movement), bump=False, link=movement)
