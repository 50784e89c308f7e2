"""The tables of receipts, their copies and their movements."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, chain_of, custody_of, metadata

receipts = Table(
    "receipts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("office_id", Uuid, nullable=False),
    Column("diary_number", String(300), nullable=False),
    Column("diary_year", Integer, nullable=False),
    Column("form", String(20), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("sender", JSONB, nullable=False),
    Column("letter_number", String(300), nullable=False),
    Column("letter_date", Date),
    Column("received_on", Date, nullable=False),
    Column("mode", String(20), nullable=False),
    Column("language", String(2), nullable=False),
    Column("grading", String(20), nullable=False),
    Column("labels", ARRAY(String(20)), nullable=False),
    Column("document_id", Uuid),
    *custody_of("receipts", "receipt_id", prefix="receipt_"),
    Column("state", String(10), nullable=False),
    Column("file_id", Uuid, ForeignKey("files.id"), index=True),
    Column("file_number", String(300)),
    Column("diarised_by", JSONB, nullable=False),
    Column("diarised_post_id", Uuid, nullable=False),
    Column("diarised_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("closed_post_id", Uuid),
    Column("cancelled", JSONB(none_as_null=True), comment="the CancelledView"),
    Column("open_tl_letters", Integer, nullable=False, server_default="0", comment="not struck off the TL register"),
    Column("subject_head", JSONB(none_as_null=True), comment="the SubjectHeadView"),
    Column("changed_at", Moment, nullable=False, server_default=func.now(), comment="when its row on a desk changed"),
    Column("letter_key", String(600), comment="the letter's number as compared: NFKC, case folded, no blanks"),
    Column("sender_key", String(600), comment="the sender's name as compared"),
    Column("version", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the subject's hash in the ledger"),
    Column("ledger_serial", Integer, nullable=False, comment="the newest entry of its chain"),
    Column("ledger_hash", LargeBinary, nullable=False),
    UniqueConstraint("office_id", "diary_year", "diary_number"),
    CheckConstraint("state in ('open', 'in_file', 'closed')", name="state_known"),
    CheckConstraint("(state = 'in_file') = (file_id is not null)", name="in_file"),
    CheckConstraint("(state = 'closed') = (closed_at is not null)", name="closed_when"),
    CheckConstraint("state <> 'closed' or open_tl_letters = 0", name="closed_when_struck_off"),
    CheckConstraint("cancelled is null or state = 'closed'", name="closed_when_cancelled"),
    Index("ix_receipts_desk", "holder_post_id", "held_since", "id", postgresql_where=text("state = 'open'")),
    Index("ix_receipts_closed", "closed_post_id", "closed_at", "id", postgresql_where=text("state = 'closed'")),
    Index("ix_receipts_created", "diarised_post_id", "diarised_at", "id"),
    Index("ix_receipts_number", "diary_number"),
    Index("ix_receipts_letter_key", "office_id", "letter_key"),
    Index("ix_receipts_sender_key", "office_id", "sender_key"),
    # What has moved since a moment of the past.
    Index("ix_receipts_held_since", "held_since"),
    Index("ix_receipts_diarised_at", "diarised_at", postgresql_using="brin", postgresql_with={"autosummarize": "on"}),
    Index(
        "ix_receipts_vip",
        "diarised_at",
        postgresql_where=text(
            "sender->>'category' IN ('mp', 'mla', 'vip') OR labels && CAST('{lok_sabha,rajya_sabha,vip}' AS varchar[])"
        ),
    ),
    Index("ix_receipts_changed", "holder_post_id", "changed_at", "id", postgresql_where=text("state = 'open'")),
)

receipt_copies = Table(
    "receipt_copies",
    metadata,
    Column("receipt_id", Uuid, ForeignKey("receipts.id"), primary_key=True),
    Column("post_id", Uuid, primary_key=True, comment="a desk that got a copy for information"),
    Column("at", Moment, nullable=False),
    Index("ix_receipt_copies_post", "post_id", "receipt_id"),
)

receipt_movements, receipt_openings = chain_of("receipts", "receipt_id", prefix="receipt_")
