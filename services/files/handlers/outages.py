"""Recording outages and taking them back; measuring when the platform itself was down."""

from __future__ import annotations

from datetime import timedelta

from chassis import log
from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files import DeclareOutage, OutageView, WithdrawOutage
from contracts.files.errors import OfficeUnknown
from contracts.files.events import OutageRecorded, OutageWithdrawn
from contracts.files.fairness_errors import OutageNotFound
from contracts.files.fairness_errors import OutageWithdrawn as WithdrawnAlready
from services.files.domain.outage import check_withdraw, declared, measured, seen_by
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork

logger = log.get_logger(__name__)

BEAT = "beat"
EVERY = timedelta(seconds=60)


def declare(request: DeclareOutage, caller: Caller, uow: FilesUnitOfWork) -> OutageView:
    """Raises RoleMissing, OfficeUnknown, OutageUnclear."""
    with desk.acting(uow, caller) as actor:
        outage = declared(new_id(), request, actor, uow.now())
        if request.office_id is not None and uow.directory.office(request.office_id) is None:
            raise OfficeUnknown(office=request.office_id)
        uow.outages.add(outage)
        uow.publish(_told(outage), actor.view)
        return uow.commit(seen_by(_kept(uow, outage), actor))


def withdraw(request: WithdrawOutage, caller: Caller, uow: FilesUnitOfWork) -> OutageView:
    """Raises OutageNotFound, RoleMissing, OutageWithdrawn."""
    with desk.acting(uow, caller) as actor:
        outage = uow.outages.get(request.outage_id)
        if outage is None:
            raise OutageNotFound
        check_withdraw(outage, actor)
        if not uow.outages.withdraw(outage.id, actor.signature, request.reason, uow.now()):
            raise WithdrawnAlready
        uow.publish(OutageWithdrawn(outage_id=outage.id), actor.view)
        return uow.commit(seen_by(_kept(uow, outage), actor))


def beat(uow: FilesUnitOfWork) -> None:
    """Say that the platform works. Where it has not said so for longer than an office notices, record an outage.

    What is measured is that database and files worked together: one beat is one transaction of theirs.
    """
    with uow:
        now = uow.now()
        before = uow.outages.beat(now)
        silence = timedelta(seconds=uow.settings.outage_after_seconds)
        if before is not None and now - before > silence:
            outage = measured(new_id(), before, now)
            uow.outages.add(outage)
            uow.publish(_told(outage))
            logger.warning("outage_measured", since=before.isoformat(), until=now.isoformat())
        uow.due(now + EVERY, BEAT, key=BEAT)
        uow.commit()


def _kept(uow: FilesUnitOfWork, outage: OutageView) -> OutageView:
    """With the office's name, and who withdrew it."""
    return uow.outages.get(outage.id) or outage


def _told(outage: OutageView) -> OutageRecorded:
    return OutageRecorded(
        outage_id=outage.id, kind=outage.kind, office_id=outage.office_id, since=outage.since, until=outage.until
    )
