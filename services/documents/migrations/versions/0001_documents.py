"""Documents, their bytes, uploads, grants, pages and their text.

Revision: 0001, after None
"""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    SmallInteger,
    String,
    Text,
    Uuid,
)

from chassis.tables import append_only, create_chassis_tables, drop_chassis_tables, grant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _moment(name: str, *, optional: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=optional)


def upgrade() -> None:
    create_chassis_tables(op)
    _create_documents()
    _create_uploads()
    _create_grants()
    _create_pages()
    append_only(op, "versions")
    grant(op, "blobs", "SELECT, INSERT, UPDATE")
    grant(op, "documents", "SELECT, INSERT, UPDATE")
    grant(op, "uploads", "SELECT, INSERT, UPDATE")
    grant(op, "quarantine", "SELECT, INSERT")
    for table in ("grants", "grant_documents", "pages", "page_texts"):
        grant(op, table)


def downgrade() -> None:
    for table in (
        "quarantine",
        "page_texts",
        "pages",
        "grant_documents",
        "grants",
        "uploads",
        "versions",
        "documents",
        "blobs",
    ):
        op.drop_table(table)
    drop_chassis_tables(op)


def _create_documents() -> None:
    op.create_table(
        "blobs",
        Column("sha256", String(64), primary_key=True),
        Column("size", BigInteger, nullable=False),
        Column("media_type", String(100), nullable=False),
        Column("status", String(10), nullable=False, server_default="stored", comment="stored, ready, failed"),
        Column("failure", String(100)),
        Column("pages", Integer),
        Column("text", String(10), nullable=False, server_default="pending", comment="pending, none, layer, ocr"),
        _moment("stored_at"),
    )
    op.create_table(
        "documents",
        Column("id", Uuid, primary_key=True),
        Column("title", String(300), nullable=False),
        Column("owner", String(80), nullable=False, comment="person id, or service:<name>"),
        _moment("created_at"),
        _moment("referred_at", optional=True),
    )
    op.create_table(
        "versions",
        Column("document_id", Uuid, ForeignKey("documents.id"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("sha256", String(64), ForeignKey("blobs.sha256"), nullable=False),
        Column("file_name", String(255), nullable=False),
        Column("created_by", String(80), nullable=False),
        _moment("created_at"),
    )
    op.create_index("ix_versions_sha256", "versions", ["sha256"])


def _create_uploads() -> None:
    op.create_table(
        "uploads",
        Column("id", Uuid, primary_key=True),
        Column("owner", String(80), nullable=False),
        Column("file_name", String(255), nullable=False),
        Column("title", String(300), nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("announced_sha256", String(64)),
        Column("store_session", String(400), nullable=False),
        Column("target", Uuid),
        Column("status", String(12), nullable=False),
        Column("document_id", Uuid),
        _moment("created_at"),
        _moment("expires_at"),
    )
    op.create_table(
        "quarantine",
        Column("upload_id", Uuid, primary_key=True),
        Column("owner", String(80), nullable=False),
        Column("file_name", String(255), nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("sha256", String(64), nullable=False, server_default=""),
        Column("code", String(100), nullable=False),
        Column("fields", Text, nullable=False, comment="JSON of the refusal's fields"),
        _moment("recorded_at"),
    )


def _create_grants() -> None:
    op.create_table(
        "grants",
        Column("id", Uuid, primary_key=True),
        Column("person_id", Uuid, nullable=False),
        Column("session_id", Uuid, nullable=False),
        Column("file_id", Uuid),
        Column("reason", String(300), nullable=False),
        _moment("issued_at"),
        _moment("expires_at"),
    )
    op.create_index("ix_grants_session_id_person_id_expires_at", "grants", ["session_id", "person_id", "expires_at"])
    op.create_index("ix_grants_expires_at", "grants", ["expires_at"])
    op.create_table(
        "grant_documents",
        Column("grant_id", Uuid, ForeignKey("grants.id", ondelete="CASCADE"), primary_key=True),
        Column("document_id", Uuid, ForeignKey("documents.id"), primary_key=True),
    )


def _create_pages() -> None:
    op.create_table(
        "pages",
        Column("sha256", String(64), ForeignKey("blobs.sha256"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("width", Integer, nullable=False, comment="pixels of the full picture; 0 where there is none"),
        Column("height", Integer, nullable=False),
        Column("full_size", BigInteger, nullable=False, comment="bytes"),
        Column("thumb_size", BigInteger, nullable=False, comment="bytes"),
        Column("failure", String(100)),
    )
    op.create_table(
        "page_texts",
        Column("sha256", String(64), ForeignKey("blobs.sha256"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("kind", String(10), nullable=False, comment="none, layer, ocr"),
        Column("text", Text, nullable=False),
        Column("confidence", SmallInteger),
    )
