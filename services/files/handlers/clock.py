"""Stopping and resuming the clock of a file."""

from __future__ import annotations

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files import FileView, ResumeClock, StopClock
from contracts.files.events import ClockResumed, ClockStopped
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork


def stop(request: StopClock, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Charge who is waited for. Raises as ``file_in_hand``, ClockStopped."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        stopped = file.stop_clock(new_id(), actor, uow.when, request.reason, request.remarks)
        uow.clock.stop(file.id, file.movement_serial, stopped)
        since = stopped.since.isoformat()
        facts = {"stop": stopped.id, "movement": file.movement_serial, "reason": stopped.reason, "since": since}
        desk.record(uow, file, "clock_stopped", actor, facts)
        told = ClockStopped(
            file_id=file.id, number=file.number, post=file.holder, reason=stopped.reason, since=stopped.since
        )
        uow.publish(told, actor.view)
        return uow.commit(desk.file_view(uow.session, actor, file, uow.now()))


def resume(request: ResumeClock, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Charge the desk again. Raises as ``file_in_hand``, ClockRunning, ClaimedTimeWrong."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        stopped, at = file.resume_clock(actor, uow.when)
        uow.clock.resume(stopped.id, actor.signature, at)
        desk.record(uow, file, "clock_resumed", actor, {"stop": stopped.id, "at": at.isoformat()})
        uow.publish(ClockResumed(file_id=file.id, number=file.number, post=file.holder, at=at), actor.view)
        return uow.commit(desk.file_view(uow.session, actor, file, uow.now()))
