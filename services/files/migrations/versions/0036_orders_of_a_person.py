"""Find what a person ordered to be put together lately. The code of the release before works on."""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_compilations_person", "compilations", ["person_id", "ordered_at"])


def downgrade() -> None:
    op.drop_index("ix_compilations_person", "compilations")
