"""The tables of links and references between files, and of receipts that were taken out of a file. Only added."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, String, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

file_links = Table(
    "file_links",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False, comment="from which it was made"),
    Column("other_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("remarks", Text, nullable=False),
    Column("by", JSONB, nullable=False, comment="the SignatureBlock"),
    Column("at", Moment, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the link's hash in the ledger"),
    CheckConstraint("kind in ('link', 'reference')", name="kind_known"),
    CheckConstraint("file_id <> other_id", name="to_another"),
    Index("ix_file_links_file", "file_id"),
    Index("ix_file_links_other", "other_id"),
)

file_link_ends = Table(
    "file_link_ends",
    metadata,
    Column("link_id", Uuid, ForeignKey("file_links.id"), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("by", JSONB, nullable=False, comment="the SignatureBlock"),
    Column("at", Moment, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the end's hash in the ledger"),
)

detachments = Table(
    "detachments",
    metadata,
    Column("paper_id", Uuid, ForeignKey("correspondence.id"), primary_key=True),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", JSONB, nullable=False, comment="the SignatureBlock"),
    Column("at", Moment, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the detachment's hash in the ledger"),
    Index("ix_detachments_file", "file_id"),
)
