"""Messages, deliveries, preferences, and the copy of the directory."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.tables import create_chassis_tables, drop_chassis_tables, grant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = ("messages", "deliveries", "preferences", "file_desks", "posts", "offices", "units", "people", "charges")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_chassis_tables(op)
    _create_messages()
    _create_deliveries()
    _create_preferences_and_desks()
    _create_directory()
    for table in TABLES:
        grant(op, table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    drop_chassis_tables(op)


def _create_messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("serial", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("event_id", sa.Uuid, nullable=False),
        sa.Column("recipient", sa.String(40), nullable=False, comment="person id, or outsider"),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("number", sa.String(300), nullable=False),
        sa.Column("person_id", sa.Uuid),
        sa.Column("post_id", sa.Uuid),
        sa.Column("file_id", sa.Uuid),
        sa.Column("receipt_id", sa.Uuid),
        sa.Column("letter_id", sa.Uuid),
        sa.Column("request_id", sa.String(100)),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("serial", name="uq_messages_serial"),
        sa.UniqueConstraint("event_id", "recipient", name="uq_messages_event_id_recipient"),
    )
    op.create_index("ix_messages_person_id_serial", "messages", ["person_id", "serial"])
    op.create_index(
        "ix_messages_unread", "messages", ["person_id", "serial"], postgresql_where=sa.text("read_at IS NULL")
    )


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("message_id", sa.Uuid, nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("address", sa.String(300), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("template_id", sa.String(30), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", MOMENT),
        sa.Column("delivered_at", MOMENT),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("reference", sa.String(300), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_deliveries_message_id_messages", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("message_id", "channel", name="uq_deliveries_message_id_channel"),
        sa.CheckConstraint("state IN ('pending', 'delivered', 'failed', 'skipped')", name="ck_deliveries_state"),
        sa.CheckConstraint(
            "(state = 'pending') = (next_attempt_at IS NOT NULL)", name="ck_deliveries_pending_has_a_time"
        ),
    )
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["channel", "next_attempt_at"],
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index("ix_deliveries_state_created_at", "deliveries", ["state", "created_at"])


def _create_preferences_and_desks() -> None:
    op.create_table(
        "preferences",
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("email", sa.Boolean, nullable=False),
        sa.Column("sms", sa.Boolean, nullable=False),
        sa.Column("language", sa.String(2), comment="null: as the directory says"),
        sa.PrimaryKeyConstraint("person_id", name="pk_preferences"),
    )
    op.create_table(
        "file_desks",
        sa.Column("file_id", sa.Uuid, nullable=False),
        sa.Column("post_id", sa.Uuid, nullable=False),
        sa.Column(
            "restricted", sa.Boolean, nullable=False, comment="confidential or higher: nothing but numbers is told"
        ),
        sa.Column("serial", sa.Integer, nullable=False, comment="of the file's movement that this follows"),
        sa.PrimaryKeyConstraint("file_id", name="pk_file_desks"),
    )


def _create_directory() -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("designation_hi", sa.String(300), nullable=False),
        sa.Column("designation_en", sa.String(300), nullable=False),
        sa.Column("roles", ARRAY(sa.String(40)), nullable=False),
        sa.Column("superior_post_id", sa.Uuid),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
    )
    op.create_index("ix_posts_office_id", "posts", ["office_id"])
    for table in ("offices", "units"):
        op.create_table(
            table,
            sa.Column("id", sa.Uuid, nullable=False),
            sa.Column("name_hi", sa.String(300), nullable=False),
            sa.Column("name_en", sa.String(300), nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        )
    op.create_table(
        "people",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("mobile", sa.String(20), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "charges",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("post_id", sa.Uuid, nullable=False),
        sa.Column("held_from", MOMENT, nullable=False),
        sa.Column("held_until", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_charges"),
    )
    op.create_index("ix_charges_post_id", "charges", ["post_id"])
