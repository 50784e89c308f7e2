"""The table of what a district states about savings: only added to."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Identity,
    Numeric,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

savings_factors = Table(
    "savings_factors",
    metadata,
    Column("serial", BigInteger, Identity(always=True), primary_key=True),
    Column("id", Uuid, nullable=False),
    Column("code", String(40), nullable=False),
    Column("value", Numeric(12, 3), comment="none: from that day on there is no factor"),
    Column("valid_from", Date, nullable=False),
    Column("basis", String(300), nullable=False),
    Column("by", JSONB, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("id"),
    CheckConstraint("value >= 0", name="not_negative"),
)
