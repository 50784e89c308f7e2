"""The tables of drafts, letters, signing sessions, the dispatch register and printed notesheets.

What the database itself guards (frozen versions, issued letters) is in migration 0002.
"""

from __future__ import annotations

from sqlalchemy import (
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
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

drafts = Table(
    "drafts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("form", String(20), nullable=False),
    Column("language", String(2), nullable=False),
    Column("state", String(10), nullable=False),
    Column("number", Integer, nullable=False, comment="of the newest version"),
    Column("letter_id", Uuid),
    Column("created_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("state in ('draft', 'approved', 'discarded')", name="state_known"),
    CheckConstraint("(state = 'approved') = (letter_id is not null)", name="approved_into_letter"),
    Index("ix_drafts_file", "file_id", "created_at", "id"),
)

draft_versions = Table(
    "draft_versions",
    metadata,
    Column("draft_id", Uuid, ForeignKey("drafts.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("subject", String(300), nullable=False),
    Column("reference", String(300), nullable=False),
    Column("addressees", JSONB, nullable=False, comment="[{name, address, email}]"),
    Column("body", JSONB, nullable=False, comment="paragraphs"),
    Column("copy_to", JSONB, nullable=False),
    Column("revised_by", JSONB, nullable=False, comment="SignatureBlock"),
    Column("revised_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("source", String(10), nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the text's hash in the ledger"),
    CheckConstraint("number >= 1", name="number_positive"),
)

letters = Table(
    "letters",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("draft_id", Uuid, nullable=False, unique=True),
    Column("draft_number", Integer, nullable=False, comment="the version of the text that was approved"),
    Column("office_id", Uuid, nullable=False),
    Column("number", String(300), nullable=False),
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False, comment="in the office's series of letters"),
    Column("issue_date", Date, nullable=False),
    Column("day_ordinal", Integer, nullable=False, comment="which letter of this file on this day"),
    Column("form", String(20), nullable=False),
    Column("language", String(2), nullable=False),
    Column("state", String(10), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("addressees", JSONB, nullable=False),
    Column("signer_post_id", Uuid, nullable=False),
    Column("signer", JSONB, nullable=False, comment="PostRef"),
    Column("approver_post_id", Uuid, nullable=False),
    Column("approved_by", JSONB, nullable=False),
    Column("approved_at", Moment, nullable=False),
    Column("document_id", Uuid),
    Column("document_version", Integer, comment="the unsigned print"),
    Column("pages", Integer),
    Column("printed_signer", JSONB, comment="PersonRef whose name stands under the place of the signature"),
    Column("place", JSONB, comment="the signature's place: page, left, bottom, right, top in points"),
    Column("signed_session", Uuid),
    Column("signed_version", Integer),
    Column("signed_sha256", String(64)),
    Column("signed_by", JSONB),
    Column("signed_at", Moment),
    Column("issued_by", JSONB),
    Column("issued_at", Moment),
    Column("cancelled_by", JSONB),
    Column("cancelled_at", Moment),
    Column("cancel_reason", String(300)),
    Column("version", Integer, nullable=False),
    ForeignKeyConstraint(["draft_id", "draft_number"], ["draft_versions.draft_id", "draft_versions.number"]),
    UniqueConstraint("office_id", "number"),
    UniqueConstraint("file_id", "issue_date", "day_ordinal"),
    UniqueConstraint("document_id"),
    CheckConstraint(
        "state in ('approved', 'rendered', 'signed', 'issued', 'dispatched', 'cancelled')", name="state_known"
    ),
    CheckConstraint(
        "state not in ('signed', 'issued', 'dispatched') or (signed_sha256 is not null and signed_by is not null)",
        name="issued_only_signed",
    ),
    CheckConstraint("state not in ('issued', 'dispatched') or issued_at is not null", name="issued_when"),
    CheckConstraint("(state = 'cancelled') = (cancel_reason is not null)", name="cancelled_why"),
    Index("ix_letters_file", "file_id", "approved_at", "id"),
    Index("ix_letters_office", "office_id", "state", "approved_at", "id"),
    Index("ix_letters_signer", "signer_post_id", "approved_at", "id"),
    Index("ix_letters_approver", "approver_post_id", "approved_at", "id"),
)

signing_sessions = Table(
    "signing_sessions",
    metadata,
    Column("id", Uuid, primary_key=True, comment="the session's id in signatures"),
    Column("letter_id", Uuid, ForeignKey("letters.id"), nullable=False, index=True),
    Column("document_version", Integer, nullable=False),
    Column("certificate_id", Uuid, nullable=False),
    Column("signer", JSONB, nullable=False, comment="SignatureBlock of the officer for whom it was prepared"),
    Column("charge_id", Uuid, nullable=False),
    Column("prepared_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

dispatches = Table(
    "dispatches",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("office_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("letter_id", Uuid, ForeignKey("letters.id"), nullable=False),
    Column("letter_number", String(300), nullable=False),
    Column("addressee_index", Integer, nullable=False, comment="counted from 1"),
    Column("addressee", String(300), nullable=False),
    Column("mode", String(20), nullable=False),
    Column("tracking_number", String(300), nullable=False),
    Column("remarks", Text, nullable=False),
    Column("dispatched_by", JSONB, nullable=False),
    Column("dispatched_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("source", String(10), nullable=False),
    UniqueConstraint("office_id", "year", "serial"),
    UniqueConstraint("letter_id", "addressee_index"),
)

notesheets = Table(
    "notesheets",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("document_id", Uuid, nullable=False),
    Column("document_version", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("notes", Integer, nullable=False, comment="how many notes it shows"),
    Column("rendered_by", JSONB, nullable=False),
    Column("rendered_at", Moment, nullable=False),
    Index("ix_notesheets_file", "file_id", text("rendered_at DESC")),
)
