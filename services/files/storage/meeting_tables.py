"""The tables of meetings: agenda and decisions are only added."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

meetings = Table(
    "meetings",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("office_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("number", String(60), nullable=False),
    Column("held_on", Date, nullable=False),
    Column("chair_post_id", Uuid, nullable=False),
    Column("chair", JSONB, nullable=False),
    Column("prepared_by", JSONB, nullable=False),
    Column("prepared_at", Moment, nullable=False),
    Column("state", String(10), nullable=False),
    Column("confirmed_by", JSONB(none_as_null=True)),
    Column("confirmed_at", Moment),
    Column("decision_count", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("ledger_serial", Integer, nullable=False, comment="the newest entry of its chain"),
    Column("ledger_hash", LargeBinary, nullable=False),
    UniqueConstraint("office_id", "year", "serial"),
    CheckConstraint("state in ('open', 'confirmed')", name="state_known"),
    CheckConstraint("(state = 'confirmed') = (confirmed_at is not null)", name="confirmed_when"),
    Index("ix_meetings_chair_post_id", "chair_post_id"),
)

meeting_items = Table(
    "meeting_items",
    metadata,
    Column("meeting_id", Uuid, ForeignKey("meetings.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("tl_id", Uuid, ForeignKey("tl_letters.id")),
    Column("file_id", Uuid, ForeignKey("files.id")),
    CheckConstraint("(tl_id is null) <> (file_id is null)", name="one_matter"),
)

meeting_decisions = Table(
    "meeting_decisions",
    metadata,
    Column("meeting_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("item", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("file_id", Uuid, ForeignKey("files.id"), comment="in whose noting it stands"),
    Column("after_paragraph", Integer, nullable=False, comment="of the file's notes"),
    Column("after_note", Integer, nullable=False),
    Column("by", JSONB, nullable=False, comment="who wrote it down"),
    Column("occurred_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("source", String(10), nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the text's hash in the ledger"),
    ForeignKeyConstraint(["meeting_id", "item"], ["meeting_items.meeting_id", "meeting_items.number"]),
    Index("ix_meeting_decisions_file_id", "file_id", "recorded_at"),
)
