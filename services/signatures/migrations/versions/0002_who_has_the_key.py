"""A certificate belongs to whoever signed with it, no longer to whoever showed it first."""

from alembic import op
from sqlalchemy import Column, DateTime, text

from chassis.tables import app_role

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SIGNED = """
UPDATE certificates SET proven_at = first.at
FROM (SELECT certificate_id, min(signed_at) AS at FROM signatures GROUP BY certificate_id) AS first
WHERE first.certificate_id = certificates.id
"""
# Before, a certificate had one row: that of the person who proved it, else the first.
SHOWN_ONLY = """
DELETE FROM certificates WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY sha256 ORDER BY proven_at NULLS LAST, registered_at, id) AS place
        FROM certificates
    ) AS placed WHERE place > 1
) AND id NOT IN (SELECT certificate_id FROM signing_sessions)
"""


def upgrade() -> None:
    op.add_column(
        "certificates",
        Column("proven_at", DateTime(timezone=True), comment="first signature: its person has the key"),
    )
    op.execute(SIGNED)
    op.drop_constraint("uq_certificates_sha256", "certificates")
    op.create_unique_constraint("uq_certificates_sha256_person_id", "certificates", ["sha256", "person_id"])
    op.create_index(
        "uq_certificates_sha256_proven",
        "certificates",
        ["sha256"],
        unique=True,
        postgresql_where=text("proven_at IS NOT NULL"),
    )
    op.execute(f'GRANT UPDATE (proven_at) ON TABLE certificates TO "{app_role(op)}"')


def downgrade() -> None:
    op.execute(SHOWN_ONLY)
    op.drop_index("uq_certificates_sha256_proven", "certificates")
    op.drop_constraint("uq_certificates_sha256_person_id", "certificates")
    op.create_unique_constraint("uq_certificates_sha256", "certificates", ["sha256"])
    op.drop_column("certificates", "proven_at")
