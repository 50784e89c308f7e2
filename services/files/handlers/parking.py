"""Files put aside until a day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.auth import Caller
from contracts.files import FileView, ParkFile, UnparkFile
from services.files.domain.numbering import dawn, office_day
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork

WAKE = "wake_file"


def park(request: ParkFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Put a file aside. Raises as ``file_in_hand``, BadWakeUpDay."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        parked = file.park(actor, uow.when, request.until, request.reason)
        uow.parkings.add(file.id, file.movement_serial, parked)
        desk.record(uow, file, "file_parked", actor, {"until": request.until.isoformat()})
        uow.due(dawn(request.until), WAKE, str(file.id), file_id=str(file.id))
        return uow.commit(desk.file_view(uow.session, actor, file, uow.now()))


def unpark(request: UnparkFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Take a file up again. Raises as ``file_in_hand``, FileNotParked."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        file.check_unpark(actor)
        file.parked = None
        uow.parkings.end(file.id, file.movement_serial, uow.now())
        desk.record(uow, file, "file_unparked", actor, {})
        uow.cancel_due(WAKE, str(file.id))
        return uow.commit(desk.file_view(uow.session, actor, file, uow.now()))


def wake(payload: dict[str, Any], uow: FilesUnitOfWork) -> None:
    """The day has come: it lies in the inbox again, and its desk hears of it.

    A file that was moved or parked anew in the meantime stays as it is.
    """
    with uow:
        woken = uow.files.wake(UUID(payload["file_id"]), office_day(uow.now()))
        if woken is not None:
            uow.publish(woken)
        uow.commit()
