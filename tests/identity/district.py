"""A small district whose posts are guarded, and what is done there by two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chassis.auth import Person
from contracts.identity import (
    AssumeCharge,
    ConfirmedProposalView,
    ConfirmProposal,
    ListProposals,
    PersonView,
    PostView,
    ProposalView,
    ProposeChange,
    RefuseProposal,
)
from services.identity import tables
from services.identity.handlers import proposals
from services.identity.queries.proposals import list_proposals
from tests.identity.builders import Office

NEW = "naya rasta pul ke paar"


@dataclass
class Seat:
    """Somebody at a post of his own, signed in there."""

    person: PersonView
    post: PostView
    caller: Person


def a_seat(office: Office, *roles: str, superior: PostView | None = None) -> Seat:
    person, post = office.a_person(), office.a_post(roles=list(roles), superior_post_id=superior and superior.id)
    office.a_charge(person, post)
    return Seat(person, post, office.as_caller(office.sign_in(person)))


@dataclass
class District:
    """Who is there in a small district."""

    dm: Seat
    adm: Seat
    manager: Seat
    administrator: Seat
    clerk: Seat


def a_district(office: Office) -> District:
    dm = a_seat(office, "dm")
    adm = a_seat(office, "adm", superior=dm.post)
    return District(
        dm=dm,
        adm=adm,
        manager=a_seat(office, "emd_manager", superior=adm.post),
        administrator=a_seat(office, "administrator", superior=adm.post),
        clerk=a_seat(office, "dealing_hand"),
    )


def propose(office: Office, by: Seat, **act: Any) -> ProposalView:
    return proposals.propose(ProposeChange(reason="स्थानान्तरण आदेश", **act), by.caller, office.work())


def confirm(office: Office, proposal: ProposalView, by: Seat) -> ConfirmedProposalView:
    return proposals.confirm(ConfirmProposal(proposal_id=proposal.id), by.caller, office.work(), office.passwords)


def refuse(office: Office, proposal: ProposalView, by: Seat) -> ProposalView:
    request = RefuseProposal(proposal_id=proposal.id, remarks="आदेश प्राप्त नहीं")
    return proposals.refuse(request, by.caller, office.work())


def listed(office: Office, by: Seat, **wanted: Any) -> list[ProposalView]:
    return list_proposals(ListProposals(**wanted), by.caller, office.work()).items


def charges_on(office: Office, post: PostView) -> int:
    return office.count(tables.charges, post_id=post.id, deleted=False)


def a_newcomer(office: Office, post: PostView, kind: str = "additional") -> dict[str, Any]:
    return {"assume_charge": AssumeCharge(person_id=office.a_person().id, post_id=post.id, kind=kind)}
