"""An event log that was loaded: how far, and which case became which file."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, String, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

replays = Table(
    "replays",
    metadata,
    Column("only_row", Boolean, primary_key=True, server_default="true"),
    Column("log_sha256", String(64), nullable=False),
    Column("acts", Integer, nullable=False, comment="that the log consists of"),
    Column("done", Integer, nullable=False, comment="how many of them took effect or were refused"),
    Column("refused", JSONB, nullable=False, comment="Findings"),
    Column("began_at", Moment, nullable=False),
    Column("ended_at", Moment),
    CheckConstraint("only_row", name="only_row"),
    CheckConstraint("done between 0 and acts", name="done_of_acts"),
)

replayed_cases = Table(
    "replayed_cases",
    metadata,
    Column("name", Text, primary_key=True, comment="as the log names it"),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False, unique=True),
)
