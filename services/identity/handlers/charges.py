"""Giving and ending charge of a post."""

from __future__ import annotations

from chassis import ids
from chassis.auth import Caller
from contracts.identity import AssumeCharge, ChargeAssumed, ChargeRelinquished, ChargeView, RelinquishCharge
from contracts.identity.errors import ChargeOverlaps, NotInDirectory, PersonInactive
from services.identity.domain.charges import Charge
from services.identity.handlers.access import keeper, must_not_be
from services.identity.storage import IdentityUnitOfWork


def assume(request: AssumeCharge, caller: Caller, uow: IdentityUnitOfWork) -> ChargeView:
    """Give charge, or correct the dates of the one with this id.

    Raises ToOneself, PostAlreadyHeld where the post has a substantive holder then, ChargeOverlaps where the person
    holds it then.
    """
    with uow:
        actor = keeper(uow, caller)
        must_not_be(caller, request.person_id)
        person, post = uow.people.get(request.person_id), uow.posts.get(request.post_id)
        if not person.active:
            raise PersonInactive
        charge = uow.charges.find(request.charge_id)
        if charge is None:
            charge = Charge(
                id=request.charge_id or ids.new_id(),
                person_id=person.id,
                post_id=post.id,
                kind=request.kind,
                held_from=uow.now(),
            )
            uow.charges.add(charge)
        if (charge.person_id, charge.post_id, charge.kind) != (person.id, post.id, request.kind):
            raise ChargeOverlaps("Another charge has this id.")
        dates = {"held_from": request.held_from or charge.held_from, "held_until": request.held_until}
        if charge.revise({**dates, "deleted": False}):
            uow.publish(ChargeAssumed.model_validate(charge), actor)
        return uow.commit(charge.view())


def relinquish(request: RelinquishCharge, caller: Caller, uow: IdentityUnitOfWork) -> ChargeView:
    """End a charge; ending it once more changes nothing."""
    with uow:
        actor = keeper(uow, caller)
        charge = uow.charges.find(request.charge_id)
        if charge is None:
            raise NotInDirectory(entry="charge", id=request.charge_id)
        if charge.relinquish(request.at or uow.now()):
            uow.publish(ChargeRelinquished.model_validate(charge), actor)
        return uow.commit(charge.view())
