"""Old messages go: an index by age, and the first sweep.

The index is built under the lock of a small table's size: a district's year of messages takes seconds.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_messages_created_at", "messages", ["created_at"])
    op.execute(
        "INSERT INTO due (id, name, key, at, payload, headers) "
        "VALUES (gen_random_uuid(), 'sweep_messages', 'sweep_messages', now(), '{}', '{}')"
    )


def downgrade() -> None:
    op.execute("DELETE FROM due WHERE name = 'sweep_messages'")
    op.drop_index("ix_messages_created_at", "messages")
