"""The days on which people were signed in, one row for each person and day, for the review of how offices use it.

What is known of the days before is when sessions began.
"""

import sqlalchemy as sa
from alembic import op

from chassis.tables import grant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "days_of_use",
        sa.Column("day", sa.Date, primary_key=True, comment="in India"),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("people.id"), primary_key=True, comment="was signed in on it"),
    )
    op.execute(
        "INSERT INTO days_of_use (day, person_id) "
        "SELECT DISTINCT CAST(started_at AT TIME ZONE 'Asia/Kolkata' AS date), person_id FROM sessions"
    )
    grant(op, "days_of_use", "SELECT, INSERT, DELETE")


def downgrade() -> None:
    op.drop_table("days_of_use")
