"""The tables of consultations: questions to other desks, the chain of each, how it ended, reminders."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
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
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, chain_of, custody_of, metadata

consultations = Table(
    "consultations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("number", Integer, nullable=False, comment="of the consultations of its file"),
    Column("question", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the question's hash in the ledger"),
    Column("asked_by", JSONB, nullable=False),
    Column("asked_post_id", Uuid, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("due_on", Date, nullable=False),
    *custody_of("consultations", "consultation_id", prefix="consultation_"),
    Column("state", String(10), nullable=False),
    Column("ended_as", String(10), Computed("nullif(state, 'open')", persisted=True)),
    Column("version", Integer, nullable=False),
    UniqueConstraint("file_id", "number"),
    CheckConstraint("state in ('open', 'answered', 'returned', 'withdrawn')", name="state_known"),
    ForeignKeyConstraint(
        ["id", "ended_as"],
        ["consultation_ends.consultation_id", "consultation_ends.kind"],
        name="fk_consultations_end_consultation_ends",
        deferrable=True,
        initially="DEFERRED",
        use_alter=True,
    ),
    Index("ix_consultations_desk", "holder_post_id", "held_since", "id", postgresql_where=text("state = 'open'")),
    Index("ix_consultations_asked", "asked_post_id", "asked_at", "id"),
    Index("ix_consultations_waited", "asked_post_id", postgresql_where=text("state = 'open'")),
    Index(
        "uq_consultations_open_at_desk",
        "file_id",
        "holder_post_id",
        unique=True,
        postgresql_where=text("state = 'open'"),
    ),
)

consultation_movements, consultation_openings = chain_of("consultations", "consultation_id", prefix="consultation_")

consultation_ends = Table(
    "consultation_ends",
    metadata,
    Column("consultation_id", Uuid, ForeignKey("consultations.id"), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("paragraphs", JSONB, nullable=False, comment="of the opinion; empty where none was given"),
    Column("reason", Text, nullable=False, comment="why it was returned or withdrawn"),
    Column("by", JSONB, nullable=False),
    Column("post_id", Uuid, nullable=False, comment="of who ended it"),
    Column("side", String(5), nullable=False),
    Column("after_paragraph", Integer, nullable=False, comment="of the file's notes"),
    Column("after_note", Integer, nullable=False),
    Column("occurred_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("source", String(10), nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the hash of what was written, in the ledger"),
    UniqueConstraint("consultation_id", "kind"),
    CheckConstraint("kind in ('answered', 'returned', 'withdrawn')", name="kind_known"),
    CheckConstraint("(kind = 'answered') = (paragraphs <> '[]')", name="an_answer_says_something"),
    Index("ix_consultation_ends_answered", "post_id", "recorded_at", "consultation_id"),
)

consultation_reminders = Table(
    "consultation_reminders",
    metadata,
    Column("consultation_id", Uuid, ForeignKey("consultations.id"), primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("by", JSONB, nullable=False),
    Column("remarks", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the remarks' hash in the ledger"),
)
