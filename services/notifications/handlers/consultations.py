"""A desk is asked for its opinion on a file that lies elsewhere; the desk with the file hears what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.base import Envelope
from contracts.files.events import (
    ConsultationAnswered,
    ConsultationAsked,
    ConsultationPassedOn,
    ConsultationReminded,
    ConsultationReturned,
    ConsultationWithdrawn,
    OfConsultation,
)
from services.notifications.domain.message import About
from services.notifications.domain.wording import day
from services.notifications.handlers.desks import OPEN_GRADING
from services.notifications.handlers.telling import Office, Teller, in_both, post_label, tell_one_desk
from services.notifications.storage import NotificationsUnitOfWork


def asked(
    event: Envelope[ConsultationAsked] | Envelope[ConsultationPassedOn], uow: NotificationsUnitOfWork, office: Office
) -> None:
    """Tell the desk that has to answer now, whether it was asked or the question was passed on to it."""
    about = _about("opinion_asked", event.data, office, urgency=event.data.urgency, question=event.data.question)
    tell_one_desk(event, about, event.data.holder.post_id, uow, office, waits="opinion_waits")


def reminded(event: Envelope[ConsultationReminded], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that has to answer once more."""
    about = _about("opinion_reminded", event.data, office, remarks=event.data.remarks)
    tell_one_desk(event, about, event.data.holder.post_id, uow, office, waits="opinion_waits")


def answered(event: Envelope[ConsultationAnswered], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that has the file, wherever it was asked from."""
    about = _about("opinion_given", event.data, office)
    tell_one_desk(event, about, event.data.file_holder.post_id, uow, office, waits="opinion_given")


def returned(event: Envelope[ConsultationReturned], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that has the file that no opinion comes, and why."""
    about = _about("opinion_returned", event.data, office, reason=event.data.reason)
    tell_one_desk(event, about, event.data.file_holder.post_id, uow, office, waits="opinion_returned")


def withdrawn(event: Envelope[ConsultationWithdrawn], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell those who would have had to answer, and nobody in their stead."""
    about = _about("opinion_withdrawn", event.data, office, reason=event.data.reason)
    with uow:
        Teller(event, uow, office).tell_holders(about, event.data.holder.post_id)
        uow.commit()


def _about(kind: str, told: OfConsultation, office: Office, *, urgency: str = "", **matter: str) -> About:
    """``matter`` speaks of the file as freely as its subject does: both are withheld where it is confidential."""

    def values(language: str) -> Mapping[str, Any]:
        known = {
            "to_post": post_label(told.holder, language),
            "from_post": post_label(told.asked_by, language),
            "urgency": office.catalogue.word("urgency", urgency, language) if urgency else "",
            "due_on": day(told.due_on),
        }
        return known if told.grading != OPEN_GRADING else {**known, "subject": told.subject, **matter}

    return About(kind=kind, number=told.file_number, values=in_both(values), file_id=told.file_id)
