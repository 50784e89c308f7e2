"""Orders by word of mouth: the officer hears what was written down in his name, the desk what he says to it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from contracts.base import Envelope
from contracts.files.events import OralOrderConfirmed, OralOrderDenied, OralOrderRecorded
from contracts.files.views import PostRef
from services.notifications.domain.message import About
from services.notifications.domain.wording import INDIA, day
from services.notifications.handlers.desks import OPEN_GRADING
from services.notifications.handlers.telling import Office, Teller, in_both, post_label
from services.notifications.storage import NotificationsUnitOfWork


def recorded(event: Envelope[OralOrderRecorded], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the person who is said to have given it, wherever he sits by now, and whatever he has switched off."""
    told = event.data
    ordered_on = day(told.ordered_at.astimezone(INDIA).date())

    def values(language: str) -> Mapping[str, str]:
        return {"from_post": post_label(told.recorded_by, language), "received_on": ordered_on}

    with uow:
        about = About("oral_order_recorded", told.number, in_both(values))
        Teller(event, uow, office).tell(about, uow.directory.people([told.ordered_by_person]))
        uow.commit()


def confirmed(event: Envelope[OralOrderConfirmed], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that wrote it down."""
    told = event.data
    _tell(event, "oral_order_confirmed", told.confirmed_by, "", uow, office)


def denied(event: Envelope[OralOrderDenied], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that wrote it down what the officer says instead."""
    told = event.data
    reason = told.reason if told.grading == OPEN_GRADING else ""
    _tell(event, "oral_order_denied", told.denied_by, reason, uow, office)


def _tell(
    event: Envelope[OralOrderConfirmed] | Envelope[OralOrderDenied],
    kind: str,
    by: PostRef,
    reason: str,
    uow: NotificationsUnitOfWork,
    office: Office,
) -> None:
    desk: UUID | None = event.data.recorded_by_post
    if desk is None:  # published by a release that did not say whom it concerns
        return

    def values(language: str) -> Mapping[str, str]:
        return {"from_post": post_label(by, language), "reason": reason}

    with uow:
        about = About(kind, event.data.number, in_both(values), file_id=event.data.file_id)
        Teller(event, uow, office).tell_holders(about, desk)
        uow.commit()
