"""The first sweep of the store; each orders the next.

Revision: 0002, after 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "INSERT INTO due (id, name, key, at, payload, headers) "
        "VALUES (gen_random_uuid(), 'sweep_store', 'sweep_store', now() + interval '6 hours', '{}', '{}')"
    )


def downgrade() -> None:
    op.execute("DELETE FROM due WHERE name = 'sweep_store'")
