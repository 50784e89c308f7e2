"""What a person does with their messages."""

from __future__ import annotations

from chassis.auth import Person
from contracts.notifications import MarkRead, MessageNotFound, ReadView
from services.notifications.queries.messages import count_unread
from services.notifications.storage import NotificationsUnitOfWork


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
