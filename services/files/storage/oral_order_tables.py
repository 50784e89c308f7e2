"""The tables of oral orders: what notes record of them and what the officers say is only added."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, String, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

oral_orders = Table(
    "oral_orders",
    metadata,
    Column("note_id", Uuid, ForeignKey("notes.id"), primary_key=True, comment="the green note that records it"),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("ordered_by", JSONB, nullable=False, comment="the OfficerView"),
    Column("person_id", Uuid, nullable=False, comment="the officer, whose word is awaited"),
    Column("ordered_at", Moment, nullable=False),
    Column("means", String(20), nullable=False),
    Column("recorded_post_id", Uuid, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of its hash in the ledger"),
    Index("ix_oral_orders_officer", "person_id", "recorded_at", "note_id"),
    Index("ix_oral_orders_recorded", "recorded_post_id", "recorded_at", "note_id"),
    Index("ix_oral_orders_file", "file_id"),
)

oral_order_answers = Table(
    "oral_order_answers",
    metadata,
    # One word for each order: a second one is refused by the key.
    Column("note_id", Uuid, ForeignKey("oral_orders.note_id"), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("by", JSONB, nullable=False, comment="the SignatureBlock of the officer"),
    Column("at", Moment, nullable=False),
    Column("remarks", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of its hash in the ledger"),
    CheckConstraint("kind in ('confirmed', 'denied')", name="kind_known"),
)
