"""Making the deadline of a file later."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.files import ExtendDeadline, FileView
from services.files.domain.deadline import extended
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.deadlines import Deadlines, of_deadline


def extend(request: ExtendDeadline, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Give it a later one, or its first. Raises as ``file_in_hand``, RoleMissing, DeadlineNotLater."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        change = extended(file, actor, uow.when, request.deadline, request.reason)
        change = Deadlines(uow.session).add(change)
        facts = {"change": change.serial, "before": change.before and change.before.isoformat()}
        facts |= {"deadline": change.deadline.isoformat()}
        desk.record(uow, file, "deadline_extended", actor, facts, of_deadline(change))
        return uow.commit(desk.file_view(uow.session, actor, file, uow.now()))
