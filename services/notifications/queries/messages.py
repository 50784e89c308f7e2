"""A person's messages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.auth import Person
from contracts.base import Page
from contracts.notifications import DeliveryView, ListMessages, MessageNotFound, MessageView
from services.notifications import tables
from services.notifications.domain.message import Delivery, Message, masked
from services.notifications.queries.cursors import from_cursor, to_cursor
from services.notifications.storage import NotificationsUnitOfWork

row = tables.messages.c


def list_messages(query: ListMessages, caller: Person, uow: NotificationsUnitOfWork) -> Page[MessageView]:
    """Newest first, or what came after one message, oldest first. Raises MessageNotFound for a strange ``after``."""
    with uow.reading() as session:
        conditions = [row.person_id == caller.person_id]
        if query.unread:
            conditions.append(row.read_at.is_(None))
        if query.after is not None:
            conditions.append(row.serial > _serial_of(session, query.after, caller.person_id))
        if query.cursor is not None:
            last = from_cursor(query.cursor)
            conditions.append(row.serial > last if query.after is not None else row.serial < last)
        order = row.serial.asc() if query.after is not None else row.serial.desc()
        wanted = select(Message).where(*conditions).order_by(order).limit(query.limit + 1)
        found = list(session.scalars(wanted))
        items = [message_view(message) for message in found[: query.limit]]
    following = to_cursor(items[-1].serial) if len(found) > query.limit else None
    return Page[MessageView](items=items, next=following)


def count_unread(session: Session, person_id: UUID) -> int:
    wanted = select(func.count()).select_from(tables.messages)
    return session.execute(wanted.where(row.person_id == person_id, row.read_at.is_(None))).scalar_one()


def message_view(message: Message) -> MessageView:
    deliveries = [delivery_view(delivery) for delivery in message.deliveries]
    own = {name: getattr(message, name) for name in MessageView.model_fields if name != "deliveries"}
    return MessageView.model_validate({**own, "deliveries": deliveries})


def delivery_view(delivery: Delivery) -> DeliveryView:
    return DeliveryView.model_validate(delivery_fields(delivery))


def delivery_fields(delivery: Delivery) -> dict[str, Any]:
    """The fields of a view, with the address masked."""
    shown = {name: getattr(delivery, name) for name in DeliveryView.model_fields}
    return {**shown, "address": masked(delivery.address)}


def _serial_of(session: Session, message_id: UUID, person_id: UUID) -> int:
    found = session.execute(select(row.serial).where(row.id == message_id, row.person_id == person_id)).scalar()
    if found is None:
        raise MessageNotFound
    return found
