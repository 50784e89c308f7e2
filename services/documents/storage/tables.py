"""The tables of documents. Bytes lie in the object store under keys that follow from these rows."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from chassis.tables import metadata

tables = metadata()


def _moment(name: str, *, optional: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=optional)


blobs = Table(
    "blobs",
    tables,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("status", String(10), nullable=False, server_default="stored", comment="stored, ready, failed"),
    Column("failure", String(100)),
    Column("pages", Integer),
    Column("text", String(10), nullable=False, server_default="pending", comment="pending, none, layer, ocr"),
    _moment("stored_at"),
    Column("object_key", String(100), unique=True, comment="where the bytes lie; none: blobs/ab/cd/<sha256>"),
)

documents = Table(
    "documents",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("title", String(300), nullable=False),
    Column("owner", String(80), nullable=False, comment="person id, or service:<name>"),
    _moment("created_at"),
    _moment("referred_at", optional=True),
)

versions = Table(
    "versions",
    tables,
    Column("document_id", Uuid, ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sha256", String(64), ForeignKey("blobs.sha256"), nullable=False, index=True),
    Column("file_name", String(255), nullable=False),
    Column("created_by", String(80), nullable=False),
    _moment("created_at"),
)

uploads = Table(
    "uploads",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("owner", String(80), nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("title", String(300), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("announced_sha256", String(64)),
    Column("store_session", String(400), nullable=False),
    Column("object_key", String(100), comment="where the bytes arrive; none: uploads/<id>"),
    Column("target", Uuid),
    Column("status", String(12), nullable=False),
    Column("document_id", Uuid),
    _moment("created_at"),
    _moment("expires_at"),
)

grants = Table(
    "grants",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("session_id", Uuid, nullable=False),
    Column("file_id", Uuid),
    Column("reason", String(300), nullable=False),
    _moment("issued_at"),
    _moment("expires_at"),
    Index("ix_grants_session_id_person_id_expires_at", "session_id", "person_id", "expires_at"),
    Index("ix_grants_expires_at", "expires_at"),
)

grant_documents = Table(
    "grant_documents",
    tables,
    Column("grant_id", Uuid, ForeignKey("grants.id", ondelete="CASCADE"), primary_key=True),
    Column("document_id", Uuid, ForeignKey("documents.id"), primary_key=True),
)

pages = Table(
    "pages",
    tables,
    Column("sha256", String(64), ForeignKey("blobs.sha256"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("width", Integer, nullable=False, comment="pixels of the full picture; 0 where there is none"),
    Column("height", Integer, nullable=False),
    Column("full_size", BigInteger, nullable=False, comment="bytes"),
    Column("thumb_size", BigInteger, nullable=False, comment="bytes"),
    Column("failure", String(100)),
    Column("light_size", BigInteger, comment="bytes; 0 where it cannot be made, none where it is still to be made"),
    Index(
        "ix_pages_without_light", "sha256", "number", postgresql_where=text("light_size IS NULL AND failure IS NULL")
    ),
)

page_texts = Table(
    "page_texts",
    tables,
    Column("sha256", String(64), ForeignKey("blobs.sha256"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(10), nullable=False, comment="none, layer, ocr"),
    Column("text", Text, nullable=False),
    Column("confidence", SmallInteger),
)

quarantine = Table(
    "quarantine",
    tables,
    Column("upload_id", Uuid, primary_key=True),
    Column("owner", String(80), nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False, server_default=""),
    Column("code", String(100), nullable=False),
    Column("fields", Text, nullable=False, comment="JSON of the refusal's fields"),
    _moment("recorded_at"),
)

compilations = Table(
    "compilations",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("order", JSONB, nullable=False, comment="the BeginCompilation"),
    Column("state", String(10), nullable=False),
    Column("items", Integer, nullable=False, comment="as many as were announced"),
    Column("pages", Integer, nullable=False, server_default="0"),
    Column("size", BigInteger, nullable=False, server_default="0"),
    Column("sha256", String(64)),
    Column("failure", String(100)),
    _moment("created_at"),
    _moment("expires_at"),
)

compilation_items = Table(
    "compilation_items",
    tables,
    Column("compilation_id", Uuid, ForeignKey("compilations.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("item", JSONB, nullable=False, comment="the CompilationItem"),
    Column("made", JSONB(none_as_null=True), comment="what the worker made of it, once it is in the store"),
)
