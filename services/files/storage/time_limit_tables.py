"""The tables of the TL register: its lines, the offices concerned, and what was done about each."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
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

from services.files.storage.tables import Moment, metadata

tl_letters = Table(
    "tl_letters",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("office_id", Uuid, nullable=False, comment="whose TL section keeps it"),
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("number", String(60), nullable=False),
    Column("matter", Text, nullable=False),
    Column("receipt_id", Uuid, ForeignKey("receipts.id"), comment="none where it is about a file"),
    Column("file_id", Uuid, ForeignKey("files.id"), comment="that it is about, or in which the receipt lies"),
    Column("entered_by", JSONB, nullable=False),
    Column("entered_at", Moment, nullable=False),
    Column("entered_on", Date, nullable=False, comment="the day in India"),
    Column("due_on", Date, nullable=False),
    Column("extensions", Integer, nullable=False),
    Column("entry_count", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("struck_off_at", Moment),
    Column("struck_off_by", JSONB(none_as_null=True)),
    Column("version", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the matter's hash in the ledger"),
    UniqueConstraint("office_id", "year", "serial"),
    CheckConstraint("state in ('open', 'struck_off')", name="state_known"),
    CheckConstraint("(state = 'struck_off') = (struck_off_at is not null)", name="struck_off_when"),
    CheckConstraint("receipt_id is not null or file_id is not null", name="about_something"),
    Index("ix_tl_letters_register", "office_id", "entered_at", "id"),
    Index("ix_tl_letters_open", "office_id", "entered_at", "id", postgresql_where=text("state = 'open'")),
    Index("ix_tl_letters_receipt_id", "receipt_id"),
    Index("ix_tl_letters_file_id", "file_id"),
)

tl_concerns = Table(
    "tl_concerns",
    metadata,
    Column("tl_id", Uuid, ForeignKey("tl_letters.id"), primary_key=True),
    Column("post_id", Uuid, primary_key=True, comment="the reporting desk"),
    Column("place", Integer, nullable=False, comment="in the list as it was entered"),
    Column("post", JSONB, nullable=False),
    Column("office_id", Uuid, nullable=False),
    Column("is_complete", Boolean, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("last_report_on", Date),
    Column("covered_until", Date, comment="the last day of the last week that is reported on"),
    Column("weeks_covered", Integer, nullable=False),
    Index("ix_tl_concerns_post_id", "post_id"),
)

tl_entries = Table(
    "tl_entries",
    metadata,
    Column("tl_id", Uuid, ForeignKey("tl_letters.id"), primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("post", JSONB(none_as_null=True), comment="the reporting desk that it concerns; none where it concerns all"),
    Column("text", Text, nullable=False),
    Column("reference", String(300), nullable=False),
    Column("due_on", Date),
    Column("week_ends_on", Date),
    Column("by", JSONB, nullable=False),
    Column("occurred_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("source", String(10), nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the text's hash in the ledger"),
    CheckConstraint(
        "kind in ('report', 'full_report', 'sent_back', 'extended', 'struck_off', 'decided')",
        name="kind_known",
    ),
    Index("uq_tl_entries_struck_off", "tl_id", unique=True, postgresql_where=text("kind = 'struck_off'")),
)
