"""The tables of stopped clocks and of deadlines made later: both only added."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

clock_stops = Table(
    "clock_stops",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, nullable=False),
    Column("serial", Integer, nullable=False, comment="the movement that brought it to the desk"),
    Column("stopped", JSONB, nullable=False, comment="the StoppedView"),
    Column("since", Moment, nullable=False),
    ForeignKeyConstraint(["file_id", "serial"], ["movements.file_id", "movements.serial"]),
    Index("ix_clock_stops_file", "file_id", "serial"),
)

clock_resumes = Table(
    "clock_resumes",
    metadata,
    Column("stop_id", Uuid, ForeignKey("clock_stops.id"), primary_key=True),
    Column("by", JSONB, nullable=False, comment="the SignatureBlock of who resumed it"),
    Column("at", Moment, nullable=False),
)

deadline_changes = Table(
    "deadline_changes",
    metadata,
    Column("file_id", Uuid, ForeignKey("files.id"), primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("before", Moment, comment="the deadline that it had; none where this is its first"),
    Column("deadline", Moment, nullable=False),
    Column("reason", String(300), nullable=False),
    Column("by", JSONB, nullable=False, comment="the SignatureBlock of who gave it"),
    Column("occurred_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("source", String(10), nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the reason's hash in the ledger"),
    CheckConstraint("before IS NULL OR deadline > before", name="only_later"),
)
