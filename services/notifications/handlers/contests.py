"""Contested time: who can rule on it hears of it, and the desk what was ruled."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.base import Envelope
from contracts.files.events import ContestRuled, TimeContested
from services.notifications.domain.message import About
from services.notifications.handlers.telling import Office, Teller, in_both, post_label
from services.notifications.storage import NotificationsUnitOfWork


def contested(event: Envelope[TimeContested], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the nearest post above the desk at which somebody sits."""
    told = event.data

    def values(language: str) -> Mapping[str, str]:
        return {"from_post": post_label(told.post, language)}

    with uow:
        about = About("contest_to_rule", told.number, in_both(values), file_id=told.file_id)
        Teller(event, uow, office).tell_above(about, told.post.post_id)
        uow.commit()


def ruled(event: Envelope[ContestRuled], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that contested."""
    told = event.data
    outcome = "contest_accepted" if told.accepted else "contest_refused"

    def values(language: str) -> Mapping[str, str]:
        return {"outcome": office.catalogue.word("outcome", outcome, language)}

    with uow:
        about = About("contest_ruled", told.number, in_both(values), file_id=told.file_id)
        Teller(event, uow, office).tell_holders(about, told.post.post_id)
        uow.commit()
