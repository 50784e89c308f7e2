"""What a file has to return through, and which levels each movement passed over."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE files ADD COLUMN submission jsonb")
    op.execute("COMMENT ON COLUMN files.submission IS 'levels that dealt with it, and what it returns through'")
    op.execute("ALTER TABLE movements ADD COLUMN passed jsonb")
    op.execute("COMMENT ON COLUMN movements.passed IS 'levels jumped, informed, or vacant on the way back'")


def downgrade() -> None:
    op.drop_column("movements", "passed")
    op.drop_column("files", "submission")
