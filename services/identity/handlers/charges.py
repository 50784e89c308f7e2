"""Giving and ending charge of a post."""

from __future__ import annotations

from chassis import ids
from chassis.auth import Caller
from contracts.base import ActorView
from contracts.identity import AssumeCharge, ChargeAssumed, ChargeRelinquished, ChargeView, RelinquishCharge
from contracts.identity.errors import (
    ChargeOverlaps,
    GuardedPost,
    NotInDirectory,
    OneTimePasswordPending,
    PersonInactive,
)
from contracts.identity.proposals import NamedPersonView
from services.identity.domain.charges import Charge
from services.identity.handlers.access import keeper, must_not_be
from services.identity.handlers.second import one_is_enough
from services.identity.storage import IdentityUnitOfWork


def assume(request: AssumeCharge, caller: Caller, uow: IdentityUnitOfWork) -> ChargeView:
    """Give charge, or correct the dates of the one with this id.

    Raises ToOneself, NeedsSecondPerson, PostAlreadyHeld where the post has a substantive holder then,
    ChargeOverlaps where the person holds it then.
    """
    with uow:
        actor = keeper(uow, caller)
        must_not_be(caller, request.person_id)
        one_is_enough(uow, caller, request)
        return uow.commit(take(request, uow, actor))


def take(request: AssumeCharge, uow: IdentityUnitOfWork, actor: ActorView) -> ChargeView:
    """The same inside a transaction, whoever has the authority for it."""
    person, post = uow.people.get(request.person_id), uow.posts.get(request.post_id)
    if not person.active:
        raise PersonInactive
    if person.kind == "service" and post.is_guarded:
        raise GuardedPost
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
        named = NamedPersonView(person_id=person.id, name_hi=person.name_hi, name_en=person.name_en)
        uow.publish(ChargeAssumed.model_validate(charge).model_copy(update={"person": named}), actor)
    return charge.view()


def take_guarded(request: AssumeCharge, uow: IdentityUnitOfWork, actor: ActorView) -> ChargeView:
    """Nobody comes to a guarded post with a password that a keeper knows. Raises OneTimePasswordPending."""
    credential = uow.credential(request.person_id)
    if credential is not None and credential.must_change:
        raise OneTimePasswordPending
    return take(request, uow, actor)


def relinquish(request: RelinquishCharge, caller: Caller, uow: IdentityUnitOfWork) -> ChargeView:
    """End a charge; ending it once more changes nothing."""
    with uow:
        actor = keeper(uow, caller)
        one_is_enough(uow, caller, request)
        return uow.commit(give_up(request, uow, actor))


def give_up(request: RelinquishCharge, uow: IdentityUnitOfWork, actor: ActorView) -> ChargeView:
    charge = uow.charges.find(request.charge_id)
    if charge is None:
        raise NotInDirectory(entry="charge", id=request.charge_id)
    if charge.relinquish(request.at or uow.now()):
        uow.publish(ChargeRelinquished.model_validate(charge), actor)
    return charge.view()
