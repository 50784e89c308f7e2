"""Proposals as people see them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select, tuple_
from sqlalchemy.orm import Session as Database

from chassis.auth import Caller
from contracts.base import Command, Page
from contracts.identity import ListProposals, ProposalView, SavePost
from contracts.identity.errors import NotAdministrator, NotInDirectory
from contracts.identity.proposals import ProposalAction
from services.identity import tables
from services.identity.domain.charges import Charge
from services.identity.domain.directory import Person, Post
from services.identity.domain.proposals import Proposal
from services.identity.domain.sessions import Session
from services.identity.handlers.access import keeping_charge, live_session
from services.identity.handlers.second import is_second, stands_in_the_way
from services.identity.queries.cursors import as_moment, as_uuid, from_cursor, to_cursor
from services.identity.storage import Charges, IdentityUnitOfWork

row = tables.proposals.c


def list_proposals(request: ListProposals, caller: Caller, uow: IdentityUnitOfWork) -> Page[ProposalView]:
    """All for those who keep the directory; for others what they may settle and what is about them."""
    with uow.reading() as database:
        session = live_session(database, caller, uow.now())
        rows = select(Proposal).order_by(row.proposed_at.desc(), row.id.desc())
        if request.pending:
            rows = rows.where(row.state == Proposal.PENDING, row.lapses_at > uow.now())
        if not _keeps(database, caller, uow):
            posts = {charge.post_id for charge in Charges(database, Charge).current_of(session.person_id, uow.now())}
            me = [session.person_id]
            mine = (row.concerned.contains(me), row.second.contains(me), row.post_id.in_(posts))
            rows = rows.where(or_(row.proposed_by == session.person_id, *mine))
        if request.cursor is not None:
            at, proposal_id = from_cursor(request.cursor, 2)
            rows = rows.where(tuple_(row.proposed_at, row.id) < tuple_(as_moment(at), as_uuid(proposal_id)))
        found = database.scalars(rows.limit(request.limit + 1)).all()
        part = found[: request.limit]
        return Page[ProposalView](
            items=[proposal_view(database, one, _allowed(database, one, session, caller, uow)) for one in part],
            next=to_cursor(part[-1].proposed_at, part[-1].id) if len(found) > len(part) else None,
        )


def proposal_fields(database: Database, proposal: Proposal) -> dict[str, Any]:
    """The fields of the view, without what the caller may do."""
    people = {name: database.get(Person, key) for name, key in _people(proposal).items() if key is not None}
    own = {name: getattr(proposal, name, None) for name in ProposalView.model_fields if name != "allowed_actions"}
    return {**own, **proposal.shown, **{name: named_person(person) for name, person in people.items()}}


def proposal_view(database: Database, proposal: Proposal, allowed: list[ProposalAction]) -> ProposalView:
    return ProposalView.model_validate({**proposal_fields(database, proposal), "allowed_actions": allowed})


def named_person(person: Person | None) -> dict[str, str] | None:
    if person is None:
        return None
    return {"person_id": str(person.id), "name_hi": person.name_hi, "name_en": person.name_en}


def named_post(post: Post | None, act: Command) -> dict[str, str] | None:
    """The post as it stands; one that shall be made as it shall be called."""
    if post is None and not isinstance(act, SavePost):
        return None
    source: Any = act if post is None else post
    post_id = act.post_id if isinstance(act, SavePost) and post is None else source.id
    return {
        "post_id": str(post_id),
        "designation_hi": source.designation_hi,
        "designation_en": source.designation_en,
    }


def _people(proposal: Proposal) -> dict[str, Any]:
    return {"proposed_by": proposal.proposed_by, "settled_by": proposal.settled_by}


def _keeps(database: Database, caller: Caller, uow: IdentityUnitOfWork) -> bool:
    try:
        keeping_charge(database, caller, uow.now())
    except NotAdministrator:
        return False
    return True


def _allowed(
    database: Database, proposal: Proposal, session: Session, caller: Caller, uow: IdentityUnitOfWork
) -> list[ProposalAction]:
    if not proposal.is_pending(uow.now()):
        return []
    if proposal.proposed_by == session.person_id:
        return ["withdraw_proposal"]
    loses = stands_in_the_way(database, proposal, session.person_id, uow.now())
    if _may_confirm(database, proposal, caller, uow):
        return ["confirm_proposal"] if loses else ["confirm_proposal", "refuse_proposal"]
    return ["refuse_proposal"] if session.person_id in proposal.concerned and not loses else []


def _may_confirm(database: Database, proposal: Proposal, caller: Caller, uow: IdentityUnitOfWork) -> bool:
    try:
        return is_second(database, proposal, caller, uow.now()) is not None
    except NotInDirectory:
        return False
