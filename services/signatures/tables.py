"""The tables of signatures. Migrations create them; the chassis' own are beside them."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
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

from chassis.tables import metadata

signatures_metadata = metadata()

certificates = Table(
    "certificates",
    signatures_metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False, index=True),
    Column("pem", Text, nullable=False),
    Column("chain_pem", Text, nullable=False, comment="authorities between it and the trust anchor"),
    Column("subject", String(1000), nullable=False),
    Column("common_name", String(300), nullable=False),
    Column("issuer", String(1000), nullable=False),
    Column("serial", String(64), nullable=False),
    Column("not_before", DateTime(timezone=True), nullable=False),
    Column("not_after", DateTime(timezone=True), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("mechanism", String(20), nullable=False),
    Column("registered_at", DateTime(timezone=True), nullable=False),
    Column("deactivated_at", DateTime(timezone=True)),
    Column("deactivation_reason", String(20)),
    Column("proven_at", DateTime(timezone=True), comment="first signature: its person has the key"),
    UniqueConstraint("sha256", "person_id"),
    # Anybody may hold a certificate in hand; whose it is, the key says. Also after it was deactivated.
    Index("uq_certificates_sha256_proven", "sha256", unique=True, postgresql_where=text("proven_at IS NOT NULL")),
)

signing_sessions = Table(
    "signing_sessions",
    signatures_metadata,
    Column("id", Uuid, primary_key=True),
    Column("document_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("certificate_id", Uuid, ForeignKey("certificates.id"), nullable=False),
    Column("certificate_sha256", String(64), nullable=False),
    Column("mechanism", String(20), nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("signer_name", String(300), nullable=False),
    Column("capacity", String(20), nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("to_sign", LargeBinary, nullable=False, comment="DER of the CMS signed attributes"),
    Column("document_digest", LargeBinary, nullable=False),
    Column("region_start", Integer, nullable=False),
    Column("region_end", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("state", String(20), nullable=False),
    Column("signature_value", LargeBinary),
    Column("accepted_at", DateTime(timezone=True)),
)

prepared_documents = Table(
    "prepared_documents",
    signatures_metadata,
    Column("session_id", Uuid, ForeignKey("signing_sessions.id"), primary_key=True),
    Column("pdf", LargeBinary, nullable=False, comment="with an empty signature; gone when the session ends"),
)

signatures = Table(
    "signatures",
    signatures_metadata,
    Column("id", Uuid, primary_key=True),
    Column("session_id", Uuid, ForeignKey("signing_sessions.id"), nullable=False),
    Column("document_id", Uuid, nullable=False),
    Column("signed_version", Integer, nullable=False, comment="what was put before the signer"),
    Column("version", Integer, nullable=False, comment="what carries the signature"),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("signer_name", String(300), nullable=False),
    Column("capacity", String(20), nullable=False),
    Column("certificate_id", Uuid, ForeignKey("certificates.id"), nullable=False),
    Column("certificate_sha256", String(64), nullable=False),
    Column("signed_at", DateTime(timezone=True), nullable=False),
    Column("level", String(10), nullable=False),
    # A session makes one signature, and a version carries one new signature.
    UniqueConstraint("session_id"),
    Index("uq_signatures_document_id_version", "document_id", "version", unique=True),
)
