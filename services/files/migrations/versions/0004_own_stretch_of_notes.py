"""How long a yellow note has been its author's alone: acts from a queue are held to that, not to the version."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE yellow_notes ADD COLUMN alone_since integer")


def downgrade() -> None:
    op.drop_column("yellow_notes", "alone_since")
