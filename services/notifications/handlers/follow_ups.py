"""Follow-ups whose day has come: the desk that wanted to be reminded is told where the file is."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.base import Envelope
from contracts.files.follow_up_events import FollowUpDue
from services.notifications.domain.message import About
from services.notifications.domain.wording import day
from services.notifications.handlers.desks import OPEN_GRADING
from services.notifications.handlers.telling import Office, in_both, post_label, tell_one_desk
from services.notifications.storage import NotificationsUnitOfWork


def due(event: Envelope[FollowUpDue], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell whoever sits at that desk now; at a vacant one the superior."""
    told = event.data

    def values(language: str) -> Mapping[str, str]:
        known = {
            "due_on": day(told.due_on),
            "from_post": post_label(told.post, language),
            "to_post": post_label(told.holder, language),
        }
        # Subject and word speak of the matter.
        return known if told.grading != OPEN_GRADING else {**known, "subject": told.subject, "reason": told.word}

    about = About(kind="follow_up_due", number=told.number, values=in_both(values), file_id=told.file_id)
    tell_one_desk(event, about, told.post.post_id, uow, office, waits="follow_up_due")
