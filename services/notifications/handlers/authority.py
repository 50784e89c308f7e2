"""Who decides is to change, or somebody is to be let into the account of one who does: those concerned hear of it.

These messages go out also where somebody has switched email or SMS off: nobody is kept from hearing of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.base import Envelope
from contracts.identity.events import ProposalMade, ProposalSettled
from contracts.identity.proposals import NamedPostView, ProposalView
from services.notifications.domain.message import About
from services.notifications.domain.wording import Catalogue, moment
from services.notifications.handlers.telling import Office, Teller, in_both, person_name
from services.notifications.storage import NotificationsUnitOfWork


def proposal_made(event: Envelope[ProposalMade], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Those who may confirm it, and those whom it is about. Who is both is asked to confirm it."""
    made = event.data
    about = _about("authority_to_confirm", made, office.catalogue)
    with uow:
        teller = Teller(event, uow, office)
        teller.tell(about, uow.directory.people(made.second))
        warned = set(made.concerned) - set(made.second)
        teller.tell(about.of_kind("authority_proposed"), uow.directory.people(warned))
        uow.commit()


def proposal_settled(event: Envelope[ProposalSettled], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Those whom it is about, and who proposed it."""
    settled = event.data
    with uow:
        about = _about("authority_settled", settled, office.catalogue)
        Teller(event, uow, office).tell(about, uow.directory.people(settled.concerned))
        uow.commit()


def _about(kind: str, proposal: ProposalView, catalogue: Catalogue) -> About:
    return About(
        kind=kind, number=proposal.number, values=in_both(lambda language: _values(proposal, language, catalogue))
    )


def _values(proposal: ProposalView, language: str, catalogue: Catalogue) -> Mapping[str, str]:
    return {
        "act": catalogue.word("act", proposal.act, language),
        "post": _post(proposal.post, language),
        "person": person_name(proposal.person, language),
        "proposer": person_name(proposal.proposed_by, language),
        "reason": proposal.reason,
        "until": moment(proposal.lapses_at),
        "outcome": catalogue.word("outcome", proposal.state, language),
        "decider": person_name(proposal.settled_by, language),
        "remarks": proposal.remarks,
    }


def _post(post: NamedPostView | None, language: str) -> str:
    if post is None:
        return ""
    return post.designation_hi if language == "hi" else post.designation_en
