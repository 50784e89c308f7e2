"""The table of how files were classified. Only added."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, String, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

classifications = Table(
    "classifications",
    metadata,
    Column("file_id", Uuid, ForeignKey("files.id"), primary_key=True),
    Column("serial", Integer, primary_key=True, comment="the last one holds"),
    Column("subject_head", JSONB(none_as_null=True), comment="the SubjectHeadView"),
    Column("retention", JSONB(none_as_null=True), comment="the RetentionView"),
    Column("reason", String(300), nullable=False),
    Column("by", JSONB, nullable=False, comment="the SignatureBlock"),
    Column("occurred_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of its hash in the ledger"),
    CheckConstraint("serial >= 1", name="serial_positive"),
    CheckConstraint("subject_head IS NOT NULL OR retention IS NOT NULL", name="says_something"),
)
