"""Proposing what needs a second person, and that person's word on it."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis import ids
from chassis.auth import Caller, Person, Service
from contracts.base import ActorView, Command
from contracts.identity import (
    AssumeCharge,
    ConfirmedProposalView,
    ConfirmProposal,
    ProposalMade,
    ProposalSettled,
    ProposalView,
    ProposeChange,
    RefuseProposal,
    SavePerson,
    SavePost,
    WithdrawProposal,
)
from contracts.identity.errors import (
    NoSecondPersonNeeded,
    NotSecondPerson,
    ProposalNotFound,
    ProposalOver,
    ProposalPending,
    StaleEntry,
    TooManyProposals,
    ToOneself,
)
from services.identity import tables
from services.identity.domain.directory import Entry
from services.identity.domain.passwords import Passwords, generated
from services.identity.domain.proposals import Proposal
from services.identity.handlers import charges, directory, passwords
from services.identity.handlers.access import keeper, live_session
from services.identity.handlers.matters import Matter, concerned_by, holders, matter_of, second_posts
from services.identity.handlers.second import act_of, is_second, proposers_post, stands_in_the_way
from services.identity.queries.proposals import named_person, named_post, proposal_fields, proposal_view
from services.identity.storage import IdentityUnitOfWork

LAPSE = "lapse_proposal"
DAY = timedelta(days=1)


# How each act takes effect inside the confirmation's transaction; a password is made for the answer besides.
TAKE_EFFECT: dict[str, Callable[[Any, IdentityUnitOfWork, ActorView], Any]] = {
    "assume_charge": charges.take_guarded,
    "relinquish_charge": charges.give_up,
    "save_post": directory.keep_post,
    "save_person": directory.keep_person,
    "set_password": passwords.check_may_have_one,
    "unlock_person": passwords.forget_attempts,
}


def propose(request: ProposeChange, caller: Caller, uow: IdentityUnitOfWork) -> ProposalView:
    """Write it down, tell those whom it concerns and those who may confirm it, and order its lapsing.

    Raises NoSecondPersonNeeded, ToOneself, ProposalPending, TooManyProposals.
    """
    with uow:
        actor = keeper(uow, caller)
        if actor.person_id is None or actor.charge_id is None:
            raise NoSecondPersonNeeded  # the operator at the machine
        act = _pinned(getattr(request, request.act), uow)
        matter = matter_of(uow.session, act, uow.now())
        if not matter.needs_second:
            raise NoSecondPersonNeeded
        if actor.person_id in matter.gains:
            raise ToOneself
        _refuse_flood(uow, actor.person_id)
        _refuse_twice(uow, matter, actor, request.reason)
        proposal = _written_down(request, act, matter, actor, uow)
        told = {"concerned": proposal.concerned, "second": proposal.second}
        uow.publish(ProposalMade.model_validate({**proposal_fields(uow.session, proposal), **told}), actor)
        uow.due(proposal.lapses_at, LAPSE, key=str(proposal.id), proposal_id=str(proposal.id))
        return uow.commit(proposal_view(uow.session, proposal, ["withdraw_proposal"]))


def confirm(
    request: ConfirmProposal, caller: Caller, uow: IdentityUnitOfWork, slow_hash: Passwords
) -> ConfirmedProposalView:
    """Let it take effect. Everything is looked at anew: the rule holds for the directory as it is now.

    Raises NotSecondPerson, ProposalOver where it was settled otherwise or whoever proposed it keeps the directory no
    longer, StaleEntry where others would gain by it now, and what the act itself is refused with.
    """
    password = generated()
    encoded = slow_hash.hashed(password)
    with uow:
        uow.lock_directory()
        proposal = _found(uow, request.proposal_id)
        if _was_confirmed_by(proposal, caller):
            live_session(uow.session, caller, uow.now())
            makes_password = proposal.act == "set_password" and _is_unused(proposal, caller, uow)
        else:
            actor = _second(proposal, caller, uow)
            _must_serve_those_shown(proposal, uow)
            proposal.settle("confirmed", uow.now(), actor.person_id)
            TAKE_EFFECT[proposal.act](act_of(proposal), uow, actor)
            _settled(proposal, uow, actor)
            makes_password = proposal.act == "set_password"
        if makes_password:
            passwords.give_one_time(act_of(proposal).person_id, encoded, uow)
            proposal.password_at = uow.now()
        shown = proposal_view(uow.session, proposal, [])
        return uow.commit(ConfirmedProposalView(proposal=shown, one_time_password=password if makes_password else None))


def refuse(request: RefuseProposal, caller: Caller, uow: IdentityUnitOfWork) -> ProposalView:
    """Whoever might confirm it, and those whom it concerns, also where they gain by it.

    Not who loses the directory by it: he could put that off for ever. Raises NotSecondPerson.
    """
    with uow:
        uow.lock_directory()
        proposal = _found(uow, request.proposal_id)
        actor = _concerned(proposal, caller, uow) or _second(proposal, caller, uow)
        if actor.person_id and stands_in_the_way(uow.session, proposal, actor.person_id, uow.now()):
            raise NotSecondPerson
        proposal.settle("refused", uow.now(), actor.person_id, request.remarks)
        _settled(proposal, uow, actor)
        return uow.commit(proposal_view(uow.session, proposal, []))


def withdraw(request: WithdrawProposal, caller: Caller, uow: IdentityUnitOfWork) -> ProposalView:
    """Only whoever proposed it."""
    with uow:
        uow.lock_directory()
        session = live_session(uow.session, caller, uow.now())
        proposal = _found(uow, request.proposal_id)
        if proposal.proposed_by != session.person_id:
            raise ProposalNotFound
        proposal.check_pending(uow.now())
        proposal.settle("withdrawn", uow.now(), session.person_id)
        _settled(proposal, uow, ActorView(person_id=session.person_id))
        return uow.commit(proposal_view(uow.session, proposal, []))


def lapse(payload: dict[str, Any], uow: IdentityUnitOfWork) -> None:
    """Nobody confirmed it in time."""
    with uow:
        uow.lock_directory()
        proposal = _found(uow, UUID(payload["proposal_id"]))
        if proposal.state == Proposal.PENDING:
            proposal.settle("lapsed", uow.now(), None)
            _settled(proposal, uow, ActorView(service="identity"))
        uow.commit()


def _found(uow: IdentityUnitOfWork, proposal_id: UUID) -> Proposal:
    found = uow.session.get(Proposal, proposal_id, with_for_update=True)
    if found is None:
        raise ProposalNotFound
    return found


def _pinned(act: Any, uow: IdentityUnitOfWork) -> Any:
    """The act with everything that the second person's word is to cover: which entry, in which version."""
    if isinstance(act, AssumeCharge) and act.charge_id is None:
        return act.model_copy(update={"charge_id": ids.new_id()})
    stored: Entry | None
    if isinstance(act, SavePost):
        field, stored = "post_id", uow.posts.find(act.post_id)
    elif isinstance(act, SavePerson):
        field, stored = "person_id", uow.people.find(act.person_id)
    else:
        return act
    if stored is None:
        return act if getattr(act, field) else act.model_copy(update={field: ids.new_id()})
    stored.expect(act.expected_version)
    return act.model_copy(update={"expected_version": stored.version})


def _refuse_twice(uow: IdentityUnitOfWork, matter: Matter, actor: ActorView, reason: str) -> None:
    wanted = select(Proposal).filter_by(subject=matter.subject, state=Proposal.PENDING)
    for pending in uow.session.scalars(wanted):
        lapsed = not pending.is_pending(uow.now()) or proposers_post(uow.session, pending, uow.now()) is None
        if lapsed:  # its due row is late, or nobody stands behind it
            pending.settle("lapsed", uow.now(), None)
        elif pending.proposed_by in matter.loses - {actor.person_id}:
            pending.settle("refused", uow.now(), actor.person_id, reason)
        else:
            raise ProposalPending(number=pending.number)
        _settled(pending, uow, ActorView(service="identity") if lapsed else actor)
        uow.session.flush()


def _refuse_flood(uow: IdentityUnitOfWork, person_id: UUID) -> None:
    """Settled ones count too: each was told. Raises TooManyProposals."""
    limit, row = uow.settings.proposals_a_day, tables.proposals.c
    latest = select(row.proposed_at).where(row.proposed_by == person_id, row.proposed_at > uow.now() - DAY)
    made = uow.session.scalars(latest.order_by(row.proposed_at.desc()).limit(limit)).all()
    if len(made) == limit:
        raise TooManyProposals(limit=limit, retry_after=math.ceil((made[-1] + DAY - uow.now()).total_seconds()))


def _written_down(
    request: ProposeChange, act: Command, matter: Matter, actor: ActorView, uow: IdentityUnitOfWork
) -> Proposal:
    assert actor.person_id is not None
    assert actor.charge_id is not None
    assert actor.post_id is not None
    voices = second_posts(uow.session, matter, uow.posts.get(actor.post_id))
    may = holders(uow.session, [post.id for post in voices], uow.now()) - matter.gains
    if matter.speaks_for_himself and matter.person is not None:
        may.add(matter.person.id)
    proposal = Proposal(
        id=ids.new_id(),
        act=request.act,
        body=act.model_dump(mode="json"),
        subject=matter.subject,
        shown={
            "person": named_person(matter.person),
            "post": named_post(matter.post, act),
            "changes": matter.changes,
        },
        concerned=sorted(concerned_by(uow.session, matter, uow.now()), key=str)[:100],
        second=sorted(may - {actor.person_id}, key=str)[:100],
        reason=request.reason,
        proposed_by=actor.person_id,
        proposed_charge_id=actor.charge_id,
        proposed_at=uow.now(),
        lapses_at=uow.now() + uow.settings.proposal_life,
        post_id=matter.post.id if matter.post is not None else None,
    )
    uow.session.add(proposal)
    return proposal


def _must_serve_those_shown(proposal: Proposal, uow: IdentityUnitOfWork) -> None:
    """Raises StaleEntry where somebody gains by it who did not when it was proposed: the post has another holder."""
    matter = matter_of(uow.session, act_of(proposal), uow.now())
    if not matter.gains <= set(proposal.concerned):
        raise StaleEntry(version=matter.post.version if matter.post is not None else 0)


def _second(proposal: Proposal, caller: Caller, uow: IdentityUnitOfWork) -> ActorView:
    """The caller as second person. Raises NotSecondPerson; ProposalOver where nobody stands behind it any more."""
    proposal.check_pending(uow.now())
    if proposers_post(uow.session, proposal, uow.now()) is None:
        raise ProposalOver(state="lapsed")
    if isinstance(caller, Service):
        return ActorView(service=caller.name)
    charge = is_second(uow.session, proposal, caller, uow.now())
    if charge is None:
        raise NotSecondPerson
    return ActorView(person_id=charge.person_id, charge_id=charge.id, post_id=charge.post_id, capacity=charge.capacity)


def _concerned(proposal: Proposal, caller: Caller, uow: IdentityUnitOfWork) -> ActorView | None:
    """The caller as somebody whom it concerns; whoever proposed it withdraws it instead."""
    if not isinstance(caller, Person):
        return None
    session = live_session(uow.session, caller, uow.now())
    if session.person_id == proposal.proposed_by or session.person_id not in proposal.concerned:
        return None
    proposal.check_pending(uow.now())
    return ActorView(person_id=session.person_id)


def _was_confirmed_by(proposal: Proposal, caller: Caller) -> bool:
    return isinstance(caller, Person) and proposal.state == "confirmed" and proposal.settled_by == caller.person_id


def _is_unused(proposal: Proposal, caller: Caller, uow: IdentityUnitOfWork) -> bool:
    """Whether the one-time password of this proposal still waits for its first use, and the caller is still the one
    to hand it out."""
    credential = uow.credential(act_of(proposal).person_id)
    if credential is None or not credential.must_change or credential.changed_at != proposal.password_at:
        return False
    return uow.now() < proposal.lapses_at and is_second(uow.session, proposal, caller, uow.now()) is not None


def _settled(proposal: Proposal, uow: IdentityUnitOfWork, actor: ActorView) -> None:
    told = sorted({*proposal.concerned, proposal.proposed_by}, key=str)[:100]
    uow.publish(ProposalSettled.model_validate({**proposal_fields(uow.session, proposal), "concerned": told}), actor)
    uow.cancel_due(LAPSE, str(proposal.id))
