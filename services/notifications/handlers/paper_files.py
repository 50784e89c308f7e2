"""Paper files: who has to receive, issue, bring back or search for one is told."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.base import Envelope
from contracts.files.paper_file_events import (
    OfPaperFile,
    PaperFileHandedOver,
    PaperFileMissing,
    PaperFileOverdue,
    PaperFileRequested,
)
from contracts.files.views import PostRef
from services.notifications.domain.message import About
from services.notifications.domain.wording import day
from services.notifications.handlers.desks import OPEN_GRADING
from services.notifications.handlers.telling import Office, in_both, post_label, tell_one_desk
from services.notifications.storage import NotificationsUnitOfWork

WAITS = "paper_waits"


def handed_over(event: Envelope[PaperFileHandedOver], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that has to receive it; at a vacant one the superior."""
    data = event.data
    due_on = day(data.return_on) if data.return_on is not None else ""
    about = _about("paper_coming", data, data.account, due_on=due_on)
    tell_one_desk(event, about, data.to_post.post_id, uow, office, waits=WAITS)


def requested(event: Envelope[PaperFileRequested], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the record room what it is asked for."""
    data = event.data
    about = _about("paper_asked", data, data.asked_by, told=data.reason)
    tell_one_desk(event, about, data.account.post_id, uow, office, waits=WAITS)


def overdue(event: Envelope[PaperFileOverdue], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that answers for it by now."""
    data = event.data
    about = _about("paper_overdue", data, data.lender, due_on=day(data.return_on))
    tell_one_desk(event, about, data.account.post_id, uow, office, waits=WAITS)


def missing(event: Envelope[PaperFileMissing], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the officer who has to order the search, once it is reported lost."""
    data = event.data
    if data.loss == "reported" and data.to_order is not None:
        about = _about("paper_lost", data, data.account, told=data.last_seen)
        tell_one_desk(event, about, data.to_order.post_id, uow, office, waits=WAITS)


def _about(kind: str, told_of: OfPaperFile, of: PostRef, *, told: str = "", due_on: str = "") -> About:
    """The subject, and what was said, are withheld where it is confidential."""

    def values(language: str) -> Mapping[str, str]:
        known = {"from_post": post_label(of, language), "due_on": due_on, "code": told_of.barcode}
        return known if told_of.grading != OPEN_GRADING else {**known, "subject": told_of.subject, "reason": told}

    return About(kind=kind, number=told_of.number, values=in_both(values))
