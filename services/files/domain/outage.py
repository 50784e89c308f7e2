"""An outage: a time in which nobody could work, measured by the platform or declared by a keeper of the directory."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from contracts.files import DeclareOutage, OutageView
from contracts.files.fairness_errors import OutageUnclear, OutageWithdrawn
from services.files.domain.actor import Actor
from services.files.domain.custody import permitted

KEEPERS = frozenset({"emd_manager", "administrator"})
LONGEST = timedelta(days=62)


def declared(outage_id: UUID, said: DeclareOutage, by: Actor, now: datetime) -> OutageView:
    """In whole seconds, as clocks count. Raises RoleMissing, OutageUnclear."""
    by.require(KEEPERS, "emd_manager")
    since, until = said.since.replace(microsecond=0), said.until.replace(microsecond=0)
    if not since < until <= now or until - since > LONGEST:
        raise OutageUnclear(most=LONGEST.days)
    return OutageView(
        id=outage_id,
        kind="declared",
        office_id=said.office_id,
        since=since,
        until=until,
        reason=said.reason,
        by=by.signature,
        recorded_at=now,
    )


def measured(outage_id: UUID, since: datetime, until: datetime) -> OutageView:
    """Between two heartbeats."""
    return OutageView(
        id=outage_id, kind="measured", office_id=None, since=since, until=until, reason="", by=None, recorded_at=until
    )


def check_withdraw(outage: OutageView, by: Actor) -> None:
    """Raises RoleMissing, OutageWithdrawn."""
    by.require(KEEPERS, "emd_manager")
    if outage.withdrawn_at is not None:
        raise OutageWithdrawn


def seen_by(outage: OutageView, actor: Actor) -> OutageView:
    """With what this actor may do about it."""
    allowed = permitted({"withdraw_outage": lambda: check_withdraw(outage, actor)})
    return outage.model_copy(update={"allowed_actions": allowed})
