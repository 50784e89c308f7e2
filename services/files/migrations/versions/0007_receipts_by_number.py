"""Receipts are found by their number alone, for the sender who asks."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_receipts_number", "receipts", ["diary_number"])


def downgrade() -> None:
    op.drop_index("ix_receipts_number", "receipts")
