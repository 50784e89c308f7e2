"""Certificates, signing sessions with their prepared documents, and signatures."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, ForeignKey, Integer, LargeBinary, String, Text, Uuid

from chassis.tables import app_role, append_only, create_chassis_tables, drop_chassis_tables, grant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_chassis_tables(op)
    _create_certificates()
    _create_sessions()
    _create_signatures()
    grant(op, "certificates", "SELECT, INSERT")
    _grant_update("certificates", "deactivated_at, deactivation_reason")
    grant(op, "signing_sessions", "SELECT, INSERT")
    _grant_update("signing_sessions", "state, signature_value, accepted_at")
    grant(op, "prepared_documents", "SELECT, INSERT, DELETE")
    append_only(op, "signatures")


def downgrade() -> None:
    for table in ("signatures", "prepared_documents", "signing_sessions", "certificates"):
        op.drop_table(table)
    drop_chassis_tables(op)


def _grant_update(table: str, columns: str) -> None:
    """Only these columns ever change; the rest is written once."""
    op.execute(f'GRANT UPDATE ({columns}) ON TABLE "{table}" TO "{app_role(op)}"')


def _moment(name: str, *, nullable: bool = False) -> Column:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def _create_certificates() -> None:
    op.create_table(
        "certificates",
        Column("id", Uuid, primary_key=True),
        Column("person_id", Uuid, nullable=False),
        Column("pem", Text, nullable=False),
        Column("chain_pem", Text, nullable=False, comment="authorities between it and the trust anchor"),
        Column("subject", String(1000), nullable=False),
        Column("common_name", String(300), nullable=False),
        Column("issuer", String(1000), nullable=False),
        Column("serial", String(64), nullable=False),
        _moment("not_before"),
        _moment("not_after"),
        Column("sha256", String(64), nullable=False),
        Column("mechanism", String(20), nullable=False),
        _moment("registered_at"),
        _moment("deactivated_at", nullable=True),
        Column("deactivation_reason", String(20)),
    )
    op.create_unique_constraint("uq_certificates_sha256", "certificates", ["sha256"])
    op.create_index("ix_certificates_person_id", "certificates", ["person_id"])


def _create_sessions() -> None:
    op.create_table(
        "signing_sessions",
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
        _moment("created_at"),
        _moment("expires_at"),
        Column("state", String(20), nullable=False),
        Column("signature_value", LargeBinary),
        _moment("accepted_at", nullable=True),
    )
    op.create_table(
        "prepared_documents",
        Column("session_id", Uuid, ForeignKey("signing_sessions.id"), primary_key=True),
        Column("pdf", LargeBinary, nullable=False, comment="with an empty signature; gone when the session ends"),
    )
    # A PDF is compressed already; trying again costs time and saves nothing.
    op.execute("ALTER TABLE prepared_documents ALTER COLUMN pdf SET STORAGE EXTERNAL")


def _create_signatures() -> None:
    op.create_table(
        "signatures",
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
        _moment("signed_at"),
        Column("level", String(10), nullable=False),
    )
    op.create_unique_constraint("uq_signatures_session_id", "signatures", ["session_id"])
    op.create_index("uq_signatures_document_id_version", "signatures", ["document_id", "version"], unique=True)
