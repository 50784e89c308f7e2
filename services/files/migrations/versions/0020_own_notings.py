"""Standard notings that a person at a desk keeps for himself."""

from alembic import op

from chassis.tables import grant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NOTINGS = """
CREATE TABLE own_notings (
    person_id uuid NOT NULL,
    post_id uuid NOT NULL,
    notings jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_own_notings PRIMARY KEY (person_id, post_id)
);
COMMENT ON COLUMN own_notings.notings IS 'OwnNotingViews in the person''s order';
"""


def upgrade() -> None:
    op.execute(NOTINGS)
    grant(op, "own_notings")


def downgrade() -> None:
    op.drop_table("own_notings")
