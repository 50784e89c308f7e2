"""TL letters: reporting desks are told what they have to report on, and the TL section of full reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from contracts.base import Envelope
from contracts.files.tl_events import (
    OfTlLetter,
    TlLetterEntered,
    TlLetterExtended,
    TlLetterStruckOff,
    TlReportFiled,
    TlReportsDue,
    TlReportSentBack,
)
from contracts.files.views import PostRef
from services.notifications.domain.message import About
from services.notifications.domain.wording import day
from services.notifications.handlers.desks import OPEN_GRADING
from services.notifications.handlers.telling import Office, Teller, in_both, post_label, tell_one_desk
from services.notifications.storage import NotificationsUnitOfWork


def entered(event: Envelope[TlLetterEntered], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell each reporting desk; at a vacant one the superior."""
    about = _about("tl_entered", event.data)
    with uow:
        _tell_all(Teller(event, uow, office), about, event.data.reporting)
        uow.commit()


def reports_due(event: Envelope[TlReportsDue], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell those who have not reported for the week."""
    about = _about("tl_report_due", event.data, until=day(event.data.week_ends_on))
    with uow:
        _tell_all(Teller(event, uow, office), about, event.data.reporting)
        uow.commit()


def sent_back(event: Envelope[TlReportSentBack], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk whose report was not taken for a full one."""
    about = _about("tl_report_sent_back", event.data, told=event.data.reason)
    tell_one_desk(event, about, event.data.post.post_id, uow, office, waits="tl_waits")


def extended(event: Envelope[TlLetterExtended], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell those who still report, and nobody in their stead."""
    _tell_holders(event, _about("tl_extended", event.data, told=event.data.reason), event.data.reporting, uow, office)


def struck_off(event: Envelope[TlLetterStruckOff], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell all who reported, and nobody in their stead."""
    _tell_holders(event, _about("tl_struck_off", event.data), event.data.reporting, uow, office)


def report_filed(event: Envelope[TlReportFiled], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the TL section's desk of a full report; the weekly ones it finds in its register."""
    if event.data.full:
        about = _about("tl_full_report", event.data, of=event.data.post)
        _tell_holders(event, about, [event.data.kept_by], uow, office)


def _tell_all(teller: Teller, about: About, posts: Iterable[PostRef]) -> None:
    for post in posts:
        teller.tell_desk(about, post.post_id, waits="tl_waits")


def _tell_holders(
    event: Envelope[OfTlLetter] | Envelope[TlLetterExtended] | Envelope[TlLetterStruckOff] | Envelope[TlReportFiled],
    about: About,
    posts: Iterable[PostRef],
    uow: NotificationsUnitOfWork,
    office: Office,
) -> None:
    with uow:
        teller = Teller(event, uow, office)
        for post in posts:
            teller.tell_holders(about, post.post_id)
        uow.commit()


def _about(kind: str, told_of: OfTlLetter, *, told: str = "", until: str = "", of: PostRef | None = None) -> About:
    """The matter, and the reason, which speaks of it, are withheld where it is confidential."""

    def values(language: str) -> Mapping[str, str]:
        known = {
            "from_post": post_label(told_of.kept_by, language),
            "due_on": day(told_of.due_on),
            "until": until,
            "post": post_label(of, language) if of is not None else "",
        }
        return known if told_of.grading != OPEN_GRADING else {**known, "subject": told_of.matter, "reason": told}

    return About(kind=kind, number=told_of.number, values=in_both(values))
