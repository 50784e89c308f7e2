"""Deliveries as the administrator sees them."""

from __future__ import annotations

from sqlalchemy import select

from chassis.auth import Person
from contracts.base import Page
from contracts.notifications import DeliveryRecordView, ListDeliveries, NotificationsAdministratorOnly
from services.notifications import tables
from services.notifications.domain.message import Delivery, Message
from services.notifications.queries.cursors import from_cursor, to_cursor
from services.notifications.queries.messages import delivery_fields
from services.notifications.storage import Directory, NotificationsUnitOfWork

ADMINISTRATOR = "administrator"


def list_deliveries(query: ListDeliveries, caller: Person, uow: NotificationsUnitOfWork) -> Page[DeliveryRecordView]:
    """Newest message first; a page is cut between messages. Raises NotificationsAdministratorOnly."""
    with uow.reading() as session:
        if not Directory(session).holds_role(caller.person_id, caller.charge_id, ADMINISTRATOR, uow.now()):
            raise NotificationsAdministratorOnly
        message, delivery = tables.messages.c, tables.deliveries.c
        conditions = [
            delivery.message_id == message.id,
            *([message.event_id == query.event_id] if query.event_id is not None else []),
            *([delivery.state == query.state] if query.state is not None else []),
            *([delivery.channel == query.channel] if query.channel is not None else []),
            *([message.serial < from_cursor(query.cursor)] if query.cursor is not None else []),
        ]
        chosen = select(message.serial).where(*conditions).distinct().order_by(message.serial.desc())
        serials = list(session.scalars(chosen.limit(query.limit + 1)))
        shown = serials[: query.limit]
        wanted = select(Message, Delivery).where(*conditions, message.serial.in_(shown))
        found = list(session.execute(wanted.order_by(message.serial.desc(), delivery.channel)))
        items = [_record(one, other) for one, other in found]
    following = to_cursor(shown[-1]) if len(serials) > query.limit else None
    return Page[DeliveryRecordView](items=items, next=following)


def _record(message: Message, delivery: Delivery) -> DeliveryRecordView:
    return DeliveryRecordView.model_validate(
        {
            **delivery_fields(delivery),
            "message_id": message.id,
            "event_id": message.event_id,
            "kind": message.kind,
            "person_id": message.person_id,
            "post_id": message.post_id,
            "created_at": message.created_at,
        }
    )
