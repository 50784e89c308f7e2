"""The tables of notifications, and how messages lie in them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import registry, relationship

from chassis.tables import metadata
from services.notifications.domain.message import Delivery, Message

notifications_metadata = metadata()
Moment = DateTime(timezone=True)

messages = Table(
    "messages",
    notifications_metadata,
    Column("id", Uuid, primary_key=True),
    Column("serial", BigInteger, Identity(), nullable=False, unique=True),
    Column("event_id", Uuid, nullable=False),
    Column("recipient", String(40), nullable=False, comment="person id, or outsider"),
    Column("kind", String(40), nullable=False),
    Column("language", String(2), nullable=False),
    Column("title", String(300), nullable=False),
    Column("text", Text, nullable=False),
    Column("number", String(300), nullable=False),
    Column("person_id", Uuid),
    Column("post_id", Uuid),
    Column("file_id", Uuid),
    Column("receipt_id", Uuid),
    Column("letter_id", Uuid),
    Column("request_id", String(100)),
    Column("created_at", Moment, nullable=False),
    Column("read_at", Moment),
    # One message for an event and a recipient, however often the event comes.
    UniqueConstraint("event_id", "recipient"),
    Index("ix_messages_person_id_serial", "person_id", "serial"),
    Index("ix_messages_created_at", "created_at"),
    Index("ix_messages_unread", "person_id", "serial", postgresql_where=text("read_at IS NULL")),
)

deliveries = Table(
    "deliveries",
    notifications_metadata,
    Column("id", Uuid, primary_key=True),
    Column("message_id", Uuid, ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
    Column("channel", String(10), nullable=False),
    Column("state", String(10), nullable=False),
    Column("address", String(300), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("body", Text, nullable=False),
    Column("template_id", String(30), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", Moment),
    Column("delivered_at", Moment),
    Column("reason", String(300), nullable=False),
    Column("reference", String(300), nullable=False),
    Column("created_at", Moment, nullable=False),
    # One delivery for a message and a channel.
    UniqueConstraint("message_id", "channel"),
    CheckConstraint("state IN ('pending', 'delivered', 'failed', 'skipped')", name="state"),
    CheckConstraint("(state = 'pending') = (next_attempt_at IS NOT NULL)", name="pending_has_a_time"),
    Index("ix_deliveries_due", "channel", "next_attempt_at", postgresql_where=text("state = 'pending'")),
    Index("ix_deliveries_state_created_at", "state", "created_at"),
)

preferences = Table(
    "preferences",
    notifications_metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("email", Boolean, nullable=False),
    Column("sms", Boolean, nullable=False),
    Column("language", String(2), comment="null: as the directory says"),
)

file_desks = Table(
    "file_desks",
    notifications_metadata,
    Column("file_id", Uuid, primary_key=True),
    Column("post_id", Uuid, nullable=False),
    Column("restricted", Boolean, nullable=False, comment="confidential or higher: nothing but numbers is told"),
    Column("serial", Integer, nullable=False, comment="of the file's movement that this follows"),
)

posts = Table(
    "posts",
    notifications_metadata,
    Column("id", Uuid, primary_key=True),
    Column("office_id", Uuid, nullable=False),
    Column("unit_id", Uuid),
    Column("designation_hi", String(300), nullable=False),
    Column("designation_en", String(300), nullable=False),
    Column("roles", ARRAY(String(40)), nullable=False),
    Column("superior_post_id", Uuid),
    Index("ix_posts_office_id", "office_id"),
)


def _named(name: str) -> Table:
    return Table(
        name,
        notifications_metadata,
        Column("id", Uuid, primary_key=True),
        Column("name_hi", String(300), nullable=False),
        Column("name_en", String(300), nullable=False),
    )


offices = _named("offices")
units = _named("units")

people = Table(
    "people",
    notifications_metadata,
    Column("id", Uuid, primary_key=True),
    Column("email", String(254), nullable=False),
    Column("mobile", String(20), nullable=False),
    Column("language", String(2), nullable=False),
    Column("active", Boolean, nullable=False),
)

charges = Table(
    "charges",
    notifications_metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("post_id", Uuid, nullable=False),
    Column("held_from", Moment, nullable=False),
    Column("held_until", Moment),
    Index("ix_charges_post_id", "post_id"),
)

mapper = registry(metadata=notifications_metadata)
mapper.map_imperatively(Delivery, deliveries)
mapper.map_imperatively(
    Message,
    messages,
    properties={"deliveries": relationship(Delivery, lazy="selectin", order_by=deliveries.c.channel)},
)
