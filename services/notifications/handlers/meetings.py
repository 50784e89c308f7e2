"""Meetings: the desks that act on a decision are told, and who prepared a meeting that its minutes are confirmed."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.base import Envelope
from contracts.files.meeting_events import MeetingDecisionRecorded, MeetingMinutesConfirmed
from services.notifications.domain.message import About
from services.notifications.domain.wording import day
from services.notifications.handlers.desks import OPEN_GRADING
from services.notifications.handlers.telling import Office, Teller, in_both, post_label
from services.notifications.storage import NotificationsUnitOfWork

MOST_OF_A_TEXT = 500
"""Characters; the whole of it stands in the file."""


def decided(event: Envelope[MeetingDecisionRecorded], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that has the file, at a vacant one the superior, and those that report on the TL letter."""
    told = event.data
    with uow:
        teller = Teller(event, uow, office)
        if told.holder is not None and told.file_number is not None:
            about = About("meeting_decision", told.file_number, _values(told), file_id=told.file_id)
            teller.tell_desk(about, told.holder.post_id, waits="meeting_decision")
        for post in told.reporting:
            teller.tell_holders(About("meeting_decision", told.reference, _values(told)), post.post_id)
        uow.commit()


def confirmed(event: Envelope[MeetingMinutesConfirmed], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell who prepared it."""
    values: dict[str, Mapping[str, str]] = in_both(lambda language: {})
    with uow:
        about = About("meeting_confirmed", event.data.meeting_number, values)
        Teller(event, uow, office).tell_holders(about, event.data.prepared_by.post_id)
        uow.commit()


def _values(told: MeetingDecisionRecorded) -> dict[str, Mapping[str, str]]:
    def values(language: str) -> Mapping[str, str]:
        known = {"from_post": post_label(told.chair, language), "received_on": day(told.held_on)}
        return {**known, "remarks": told.text[:MOST_OF_A_TEXT]} if told.grading == OPEN_GRADING else known

    return in_both(values)
