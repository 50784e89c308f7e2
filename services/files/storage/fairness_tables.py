"""The tables of outages and of contested time: all only added, but for the heartbeat, which is one row."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
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

outages = Table(
    "outages",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("office_id", Uuid, comment="none: all offices"),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", JSONB(none_as_null=True), comment="the SignatureBlock of who declared it"),
    Column("recorded_at", Moment, nullable=False),
    CheckConstraint("since < until", name="ends_after_it_begins"),
    CheckConstraint("(kind = 'declared') = (by is not null)", name="declared_by_somebody"),
    Index("ix_outages_since", "since", "id"),
)

outage_withdrawals = Table(
    "outage_withdrawals",
    metadata,
    Column("outage_id", Uuid, ForeignKey("outages.id"), primary_key=True),
    Column("by", JSONB, nullable=False, comment="SignatureBlock"),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("only_row", Boolean, primary_key=True, server_default=text("true")),
    Column("at", Moment, nullable=False),
    CheckConstraint("only_row", name="only_row"),
)

contests = Table(
    "contests",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, nullable=False),
    Column("serial", Integer, nullable=False, comment="the movement that began the stay"),
    Column("post_id", Uuid, nullable=False),
    Column("post", JSONB, nullable=False, comment="PostRef of the desk that is charged"),
    Column("charge_to", String(20), nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", JSONB, nullable=False, comment="SignatureBlock"),
    Column("at", Moment, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the contest's hash in the ledger"),
    ForeignKeyConstraint(["file_id", "serial"], ["movements.file_id", "movements.serial"]),
    CheckConstraint("since < until", name="ends_after_it_begins"),
    Index("ix_contests_file", "file_id", "serial"),
    Index("ix_contests_desk", "post_id", "at", "id"),
)

contest_rulings = Table(
    "contest_rulings",
    metadata,
    Column("contest_id", Uuid, ForeignKey("contests.id"), primary_key=True),
    Column("accepted", Boolean, nullable=False),
    Column("charge_to", String(20)),
    Column("reason", Text, nullable=False),
    Column("by", JSONB, nullable=False, comment="SignatureBlock"),
    Column("at", Moment, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the ruling's hash in the ledger"),
    CheckConstraint("accepted = (charge_to is not null)", name="accepted_to_somebody"),
)
