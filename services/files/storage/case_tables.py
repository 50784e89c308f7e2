"""The tables of cases: what was laid out, which limit decides, and the marks of the checklist. Only added."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, String, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

cases = Table(
    "cases",
    metadata,
    Column("file_id", Uuid, ForeignKey("files.id"), primary_key=True),
    Column("case_type", JSONB, nullable=False, comment="the CaseTypeView"),
    Column("began_at", Moment, nullable=False, comment="when the matter came in"),
    Column("given_deadline", Moment, comment="set besides; the earlier one counts"),
    Column("limits", JSONB, nullable=False, comment="CaseLimitViews, as they were counted"),
    Column("checklist", JSONB, nullable=False, comment="ChecklistItemViews, as they were laid out"),
    Column("set_by", JSONB, nullable=False, comment="the SignatureBlock"),
    Column("set_at", Moment, nullable=False),
)

case_choices = Table(
    "case_choices",
    metadata,
    Column("file_id", Uuid, ForeignKey("cases.file_id"), primary_key=True),
    Column("serial", Integer, primary_key=True, comment="the last one holds"),
    Column("limit", String(64), comment="code of the limit that decides"),
    Column("before", Moment, comment="the file's deadline until then"),
    Column("deadline", Moment, comment="of the file from then on"),
    Column("reason", Text, nullable=False),
    Column("by", JSONB, nullable=False, comment="the SignatureBlock"),
    Column("at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the choice's hash in the ledger"),
    CheckConstraint("serial >= 1", name="serial_positive"),
)

case_marks = Table(
    "case_marks",
    metadata,
    Column("file_id", Uuid, ForeignKey("cases.file_id"), primary_key=True),
    Column("serial", Integer, primary_key=True, comment="the last one of an item counts"),
    Column("item", String(64), nullable=False, comment="code in the checklist"),
    Column("state", String(20), nullable=False),
    Column("remarks", Text, nullable=False),
    Column("by", JSONB, nullable=False, comment="the SignatureBlock"),
    Column("at", Moment, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the mark's hash in the ledger"),
    CheckConstraint("state in ('open', 'done', 'not_applicable')", name="state_known"),
    CheckConstraint("state = 'done' or remarks <> ''", name="says_why"),
)
