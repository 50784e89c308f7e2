"""Folders and saved filters of a person at a desk."""

from alembic import op

from chassis.tables import grant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ARRANGEMENTS = """
CREATE TABLE desk_arrangements (
    person_id uuid NOT NULL,
    post_id uuid NOT NULL,
    folders jsonb NOT NULL,
    filters jsonb NOT NULL,
    placed jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_desk_arrangements PRIMARY KEY (person_id, post_id)
);
"""


def upgrade() -> None:
    op.execute(ARRANGEMENTS)
    grant(op, "desk_arrangements")


def downgrade() -> None:
    op.drop_table("desk_arrangements")
