"""Bytes stay where they arrived: the rows say where. Those from before lie under their hash, and say nothing.

Revision: 0003, after 0002
"""

from alembic import op
from sqlalchemy import Column, String

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("blobs", Column("object_key", String(100), comment="where the bytes lie; none: blobs/ab/cd/<sha256>"))
    op.create_unique_constraint("uq_blobs_object_key", "blobs", ["object_key"])
    op.add_column("uploads", Column("object_key", String(100), comment="where the bytes arrive; none: uploads/<id>"))


def downgrade() -> None:
    # Without the column nobody would find them again.
    op.execute(
        """
        DO $$ BEGIN
          IF EXISTS (SELECT FROM blobs WHERE object_key LIKE 'objects/%') THEN
            RAISE EXCEPTION 'documents lie under objects/: copy them to blobs/ab/cd/<sha256> and clear object_key';
          END IF;
        END $$
        """
    )
    op.drop_column("uploads", "object_key")
    op.drop_constraint("uq_blobs_object_key", "blobs")
    op.drop_column("blobs", "object_key")
