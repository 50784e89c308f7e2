"""Somebody else is given charge of a desk: those who sit there hear of it, and, but for a posting, the desk above too.

Whoever keeps the directory could otherwise read what lies at a desk through somebody whom he puts there in addition.
"""

from __future__ import annotations

from contracts.base import Envelope
from contracts.identity.events import ChargeAssumed
from contracts.identity.proposals import NamedPersonView
from services.notifications.domain.message import About
from services.notifications.domain.wording import moment
from services.notifications.handlers.telling import Office, Teller, in_both, person_name
from services.notifications.projection import DIRECTORY
from services.notifications.storage import NotificationsUnitOfWork


def charge_assumed(event: Envelope[ChargeAssumed], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Keep it, and tell of one that is new. Raises DeskUnknown."""
    charge = event.data
    with uow:
        DIRECTORY.apply(uow.session, "charge", charge, uow.now())
        if charge.version == 1 and charge.person is not None:
            Teller(event, uow, office).tell_those_beside(
                _about(charge, charge.person, office),
                charge.post_id,
                charge.person_id,
                above=charge.kind != "substantive",
            )
        uow.commit()


def _about(charge: ChargeAssumed, person: NamedPersonView, office: Office) -> About:
    return About(
        kind="desk_shared",
        number="",
        values=in_both(
            lambda language: {
                "person": person_name(person, language),
                "charge": office.catalogue.word("charge", charge.kind, language),
                "since": moment(charge.held_from),
            }
        ),
    )
