"""What a person does with their messages, and how long they are kept."""

from __future__ import annotations

from datetime import timedelta

from chassis import log
from chassis.auth import Person
from contracts.notifications import MarkRead, MessageNotFound, ReadView
from services.notifications.queries.messages import count_unread
from services.notifications.storage import NotificationsUnitOfWork

logger = log.get_logger(__name__)

SWEEP = "sweep_messages"
SWEEP_AT_ONCE = 1000
SWEEP_EVERY = timedelta(days=1)
SWEEP_ON = timedelta(seconds=5)
"""Between two parts: the senders of today's messages come first."""


def mark_read(command: MarkRead, caller: Person, uow: NotificationsUnitOfWork) -> ReadView:
    """Mark the person's own messages. Raises MessageNotFound where one of them is not."""
    wanted = set(command.message_ids)
    with uow:
        messages = uow.messages.of_person(caller.person_id, wanted)
        if len(messages) != len(wanted):
            raise MessageNotFound
        marked = sum(message.read(uow.now()) for message in messages)
        uow.session.flush()
        return uow.commit(ReadView(marked=marked, unread=count_unread(uow.session, caller.person_id)))


def sweep(uow: NotificationsUnitOfWork) -> None:
    """Remove some of what is past its time, and order the next part: soon while there is more, else tomorrow."""
    with uow:
        cutoff = uow.now() - timedelta(days=uow.settings.keep_days)
        removed = uow.messages.remove_older(cutoff, SWEEP_AT_ONCE)
        uow.due(uow.now() + (SWEEP_ON if removed == SWEEP_AT_ONCE else SWEEP_EVERY), SWEEP, key=SWEEP)
        uow.commit()
    if removed:
        logger.info("messages_removed", count=removed, before=cutoff.isoformat())
