"""Versions of drafts say whether their body may hold emphasis, lists and tables: those of before do not.

So a letter that was approved before is printed as it was typed then. The code of the release before works on: what it
writes is not marked.
"""

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE draft_versions ADD COLUMN marked boolean NOT NULL DEFAULT false")
    op.execute("COMMENT ON COLUMN draft_versions.marked IS 'the body may hold emphasis and so on'")


def downgrade() -> None:
    op.drop_column("draft_versions", "marked")
