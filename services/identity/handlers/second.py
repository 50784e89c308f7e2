"""Who may say the second word on a proposal, in the directory as it is now."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session as Database

from chassis.auth import Caller, Person, Service
from contracts.base import Command
from contracts.identity import AssumeCharge, RelinquishCharge, SavePerson, SavePost, SetPassword, UnlockPerson
from contracts.identity.errors import NeedsSecondPerson, NotInDirectory
from services.identity.domain.charges import Charge
from services.identity.domain.directory import Person as Entered
from services.identity.domain.directory import Post
from services.identity.domain.proposals import Proposal
from services.identity.handlers.access import live_session
from services.identity.handlers.matters import matter_of, second_posts
from services.identity.storage import Charges, IdentityUnitOfWork

ACTS: dict[str, type[Command]] = {
    model.call.method: model
    for model in (AssumeCharge, RelinquishCharge, SavePost, SavePerson, SetPassword, UnlockPerson)
}


def act_of(proposal: Proposal) -> Any:
    """The command that takes effect."""
    return ACTS[proposal.act].model_validate(proposal.body)


def one_is_enough(uow: IdentityUnitOfWork, caller: Caller, request: Command) -> None:
    """Raises NeedsSecondPerson where it has to be proposed. The operator at the machine is not asked: he loads."""
    if isinstance(caller, Service):
        return
    if matter_of(uow.session, request, uow.now()).needs_second:
        raise NeedsSecondPerson(act=request.call.method)


def stands_in_the_way(database: Database, proposal: Proposal, person_id: UUID, at: datetime) -> bool:
    """Whether this person, by refusing it, would go on keeping the directory."""
    try:
        return person_id in matter_of(database, act_of(proposal), at).loses
    except NotInDirectory:
        return False


def is_second(database: Database, proposal: Proposal, caller: Caller, at: datetime) -> Charge | None:
    """The charge from which the caller confirms it; none where he may not.

    Never whoever proposed it, never who gains by it, and only from a post that has a say: an administrator's, an
    e-District manager's where an administrator proposed it, the post concerned, or the one above it.
    Raises NotInDirectory where whom or what it is about was removed meanwhile.
    """
    session = live_session(database, caller, at)
    matter = matter_of(database, act_of(proposal), at)
    if session.person_id in {proposal.proposed_by, *matter.gains} or proposal.proposed_by in matter.gains:
        return None
    proposed_from = proposers_post(database, proposal, at)
    if proposed_from is None or not isinstance(caller, Person):
        return None
    held = Charges(database, Charge).current_of(session.person_id, at)
    charge = next((one for one in held if one.id == caller.charge_id), None)
    post = database.get(Post, charge.post_id) if charge is not None else None
    if charge is None or post is None:
        return None
    himself = matter.speaks_for_himself and matter.person is not None and matter.person.id == session.person_id
    voices = {found.id for found in second_posts(database, matter, proposed_from)}
    return charge if post.id in voices or (himself and post.is_guarded) else None


def proposers_post(database: Database, proposal: Proposal, at: datetime) -> Post | None:
    """The post from which it was proposed; none where whoever did so keeps the directory from there no longer."""
    charge, person = database.get(Charge, proposal.proposed_charge_id), database.get(Entered, proposal.proposed_by)
    post = database.get(Post, charge.post_id) if charge is not None else None
    if charge is None or post is None or person is None:
        return None
    return post if charge.is_current(at) and post.is_keeper and person.may_sign_in else None
