"""The table of follow-ups."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, String, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("post_id", Uuid, nullable=False, comment="whose desk is reminded, whoever sits there"),
    Column("post", JSONB, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("word", Text, nullable=False),
    Column("set_by", JSONB, nullable=False),
    Column("set_at", Moment, nullable=False),
    Column("alerted_at", Moment, comment="told once"),
    Column("outcome", String(10)),
    Column("ended_by", JSONB(none_as_null=True)),
    Column("ended_at", Moment),
    CheckConstraint("outcome in ('done', 'cancelled', 'replaced')", name="outcome_known"),
    CheckConstraint("(outcome is null) = (ended_at is null)", name="ended_when"),
    Index("uq_follow_ups_open", "post_id", "file_id", unique=True, postgresql_where=text("outcome is null")),
    Index("ix_follow_ups_open", "post_id", "due_on", "id", postgresql_where=text("outcome is null")),
    Index("ix_follow_ups_file_id", "file_id"),
)
