"""The tables of replies: a line for each addressee, the receipts named as replies, what was entered, and reminders."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
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
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

reply_rows = Table(
    "reply_rows",
    metadata,
    Column("letter_id", Uuid, ForeignKey("letters.id"), primary_key=True),
    Column("addressee", Integer, primary_key=True, comment="counted from 1"),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False, comment="in which the replies come in now"),
    Column("name", String(300), nullable=False),
    Column("state", String(20), nullable=False),
    Column("due_on", Date),
    Column("waived_because", Text, nullable=False),
    Column("alerted_for", Date, comment="the day of which the desk was told"),
    Column("entry_count", Integer, nullable=False),
    Column("by", JSONB, nullable=False),
    Column("at", Moment, nullable=False),
    CheckConstraint(
        "state in ('not_awaited', 'awaited', 'partial', 'received', 'not_needed')",
        name="state_known",
    ),
    Index(
        "ix_reply_rows_unanswered",
        "file_id",
        "due_on",
        "letter_id",
        "addressee",
        postgresql_where=text("state in ('awaited', 'partial')"),
    ),
)

replies = Table(
    "replies",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("letter_id", Uuid, nullable=False),
    Column("addressee", Integer, nullable=False),
    Column("receipt_id", Uuid, ForeignKey("receipts.id"), nullable=False),
    Column("diary_number", String(300), nullable=False),
    Column("received_on", Date, nullable=False),
    Column("is_partial", Boolean, nullable=False),
    Column("is_withdrawn", Boolean, nullable=False),
    ForeignKeyConstraint(["letter_id", "addressee"], ["reply_rows.letter_id", "reply_rows.addressee"]),
    # A receipt is the reply of one addressee alone.
    Index("uq_replies_receipt", "receipt_id", unique=True, postgresql_where=text("not is_withdrawn")),
    Index("ix_replies_letter", "letter_id", "addressee"),
)

reply_entries = Table(
    "reply_entries",
    metadata,
    Column("letter_id", Uuid, primary_key=True),
    Column("addressee", Integer, primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False, comment="whose chain of the ledger speaks of it"),
    Column("kind", String(20), nullable=False),
    Column("due_on", Date),
    Column("receipt_id", Uuid),
    Column("reason", Text, nullable=False),
    Column("by", JSONB, nullable=False),
    Column("occurred_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("source", String(10), nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of its hash in the ledger"),
    ForeignKeyConstraint(["letter_id", "addressee"], ["reply_rows.letter_id", "reply_rows.addressee"]),
    CheckConstraint("kind in ('awaited', 'partial', 'received', 'withdrawn', 'not_needed')", name="kind_known"),
    Index("ix_reply_entries_file_id", "file_id"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("draft_id", Uuid, ForeignKey("drafts.id"), primary_key=True),
    Column("letter_id", Uuid, ForeignKey("letters.id"), nullable=False, comment="of which it reminds"),
    Column("number", Integer, nullable=False, comment="1 of R-1"),
    Column("addressees", JSONB, nullable=False, comment="of the first letter, counted from 1"),
    CheckConstraint("number >= 1", name="number_positive"),
    Index("ix_reminders_letter_id", "letter_id"),
)
