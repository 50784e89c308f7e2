"""Replies that did not come by their day: the desk with the file is told."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.base import Envelope
from contracts.files.reply_events import RepliesDue
from services.notifications.domain.message import About
from services.notifications.domain.wording import day
from services.notifications.handlers.desks import OPEN_GRADING
from services.notifications.handlers.telling import Office, in_both, post_label, tell_one_desk
from services.notifications.storage import NotificationsUnitOfWork

MOST_NAMED = 5
"""Addressees in a message; of more the matrix tells."""


def due(event: Envelope[RepliesDue], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell who holds the file; at a vacant desk the superior."""
    told = event.data

    def values(language: str) -> Mapping[str, str]:
        more = len(told.names) - MOST_NAMED
        names = ", ".join(told.names[:MOST_NAMED]) + (f" +{more}" if more > 0 else "")
        known = {
            "count": str(len(told.names)),
            "due_on": day(told.due_on),
            "letter": told.letter_number,
            "to_post": post_label(told.holder, language),
        }
        # Subject and addressees speak of the matter.
        return known if told.grading != OPEN_GRADING else {**known, "subject": told.subject, "names": names}

    about = About(kind="replies_due", number=told.number, values=in_both(values), file_id=told.file_id)
    tell_one_desk(event, about, told.holder.post_id, uow, office, waits="replies_due")
