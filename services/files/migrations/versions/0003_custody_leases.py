"""Leases of custody: taken and given back, both only added; the file's row names the one that counts."""

from alembic import op

from chassis.tables import append_only

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LEASES = """
ALTER TABLE files ADD COLUMN lease jsonb;
CREATE TABLE custody_leases (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    person_id uuid NOT NULL,
    lease jsonb NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT pk_custody_leases PRIMARY KEY (id),
    CONSTRAINT fk_custody_leases_file_id_serial_movements FOREIGN KEY(file_id, serial)
        REFERENCES movements (file_id, serial)
);
CREATE INDEX ix_custody_leases_file ON custody_leases (file_id, serial);
CREATE TABLE custody_returns (
    lease_id uuid NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_custody_returns PRIMARY KEY (lease_id),
    CONSTRAINT fk_custody_returns_lease_id_custody_leases FOREIGN KEY(lease_id) REFERENCES custody_leases (id)
);
"""


def upgrade() -> None:
    op.execute(LEASES)
    append_only(op, "custody_leases")
    append_only(op, "custody_returns")


def downgrade() -> None:
    op.drop_table("custody_returns")
    op.drop_table("custody_leases")
    op.drop_column("files", "lease")
