"""Proposals: what takes effect only by a second person's word.

The database keeps the rule by itself where it can: nobody confirms what he proposed, what was proposed never
changes, what was settled stays so, and nothing is removed.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis.tables import grant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
FIXED = (
    "id", "act", "body", "subject", "shown", "concerned", "second", "reason", "proposed_by", "proposed_charge_id",
    "proposed_at", "lapses_at", "post_id",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("body", postgresql.JSONB, nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("shown", postgresql.JSONB, nullable=False),
        sa.Column("concerned", postgresql.ARRAY(sa.Uuid), nullable=False),
        sa.Column("second", postgresql.ARRAY(sa.Uuid), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("proposed_by", sa.Uuid, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("proposed_charge_id", sa.Uuid, sa.ForeignKey("charges.id"), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False, index=True),
        sa.Column("lapses_at", MOMENT, nullable=False),
        sa.Column("post_id", sa.Uuid),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("settled_by", sa.Uuid, sa.ForeignKey("people.id")),
        sa.Column("settled_at", MOMENT),
        sa.Column("remarks", sa.String(300), nullable=False),
        sa.Column("password_at", MOMENT),
        sa.CheckConstraint("state IN ('pending', 'confirmed', 'refused', 'withdrawn', 'lapsed')", name="state"),
        sa.CheckConstraint("(state = 'pending') = (settled_at IS NULL)", name="settled_has_a_time"),
        sa.CheckConstraint("state <> 'confirmed' OR settled_by IS DISTINCT FROM proposed_by", name="two_people"),
    )
    op.create_index(
        "uq_proposals_pending", "proposals", ["subject"], unique=True, postgresql_where=sa.text("state = 'pending'")
    )
    grant(op, "proposals", "SELECT, INSERT, UPDATE")
    _keep_the_record()


def _keep_the_record() -> None:
    same = " AND ".join(f"OLD.{name} IS NOT DISTINCT FROM NEW.{name}" for name in FIXED)
    settled = "OLD.state = 'pending' OR (OLD.state, OLD.settled_by, OLD.settled_at, OLD.remarks) IS NOT DISTINCT FROM "
    settled += "(NEW.state, NEW.settled_by, NEW.settled_at, NEW.remarks)"
    op.execute(
        "CREATE TRIGGER proposals_kept BEFORE UPDATE ON proposals FOR EACH ROW "
        f"WHEN (NOT (({same}) AND ({settled}))) EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER proposals_not_removed BEFORE DELETE ON proposals FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.drop_table("proposals")
