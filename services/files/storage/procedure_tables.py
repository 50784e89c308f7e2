"""The tables of procedure: every pack that was ever loaded, its rules, and under what files were closed. Only added."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Integer,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

procedure_packs = Table(
    "procedure_packs",
    metadata,
    Column("serial", Integer, Identity(), primary_key=True, comment="the greatest is in use"),
    Column("pack", String(5), nullable=False),
    Column("version", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, comment="of the content as canonical JSON"),
    Column("name", JSONB, nullable=False),
    Column("citations", JSONB, nullable=False),
    Column("loaded_at", Moment, nullable=False),
    UniqueConstraint("pack", "version"),
)

procedure_rules = Table(
    "procedure_rules",
    metadata,
    Column("serial", Integer, ForeignKey("procedure_packs.serial"), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("code", String(64), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date, comment="the last day"),
    Column("place", Integer, nullable=False, comment="in the pack's list of that kind"),
    Column("rule", JSONB, nullable=False, comment="as the pack's file has it"),
    CheckConstraint("valid_to >= valid_from", name="ends_after_it_begins"),
)

disposals = Table(
    "disposals",
    metadata,
    Column("file_id", Uuid, primary_key=True),
    Column("serial", Integer, primary_key=True, comment="the movement that closed it"),
    Column("disposal", JSONB, nullable=False, comment="the DisposalView"),
    ForeignKeyConstraint(["file_id", "serial"], ["movements.file_id", "movements.serial"]),
)
