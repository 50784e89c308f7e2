"""The directory, credentials, sessions and signing keys.

A post has one substantive holder at a time, and nobody holds a post twice at once: two exclusion constraints see to
it (btree_gist compares ids inside them; PostgreSQL lets a database's owner install it).
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis.tables import create_chassis_tables, drop_chassis_tables, grant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "offices",
    "units",
    "posts",
    "people",
    "charges",
    "credentials",
    "attempts",
    "sessions",
    "refresh_tokens",
    "signing_keys",
    "loaded",
)


def upgrade() -> None:
    create_chassis_tables(op)
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    _offices_and_units()
    _posts_and_people()
    _charges()
    _sign_in()
    _sessions()
    op.execute(
        "INSERT INTO due (id, name, key, at, payload, headers) "
        "VALUES (gen_random_uuid(), 'sweep_sessions', 'sweep_sessions', now(), '{}', '{}')"
    )
    for table in TABLES:
        grant(op, table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DROP EXTENSION btree_gist")
    drop_chassis_tables(op)


def _entry() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
    ]


def _names(first: str = "name") -> list[sa.Column]:
    return [
        sa.Column(f"{first}_hi", sa.String(300), nullable=False),
        sa.Column(f"{first}_en", sa.String(300), nullable=False),
        sa.Column("abbreviation_hi", sa.String(60), nullable=False),
        sa.Column("abbreviation_en", sa.String(60), nullable=False),
    ]


def _one_alive(name: str, table: str, columns: list[str], condition: str = "NOT deleted") -> None:
    op.create_index(name, table, columns, unique=True, postgresql_where=sa.text(condition))


def _offices_and_units() -> None:
    op.create_table(
        "offices",
        *_entry(),
        sa.Column("kind", sa.String(20), nullable=False),
        *_names(),
        sa.Column("lgd_level", sa.String(20)),
        sa.Column("lgd_code", sa.Integer),
        sa.Column("revenue_parent_id", sa.Uuid, sa.ForeignKey("offices.id")),
        sa.Column("development_parent_id", sa.Uuid, sa.ForeignKey("offices.id")),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_until", sa.Date),
        sa.Column("numbering", postgresql.JSONB, nullable=False),
    )
    _one_alive("uq_offices_abbreviation_en", "offices", ["abbreviation_en"])
    _one_alive("uq_offices_lgd_code", "offices", ["kind", "lgd_level", "lgd_code"])
    op.create_table(
        "units",
        *_entry(),
        sa.Column("office_id", sa.Uuid, sa.ForeignKey("offices.id"), nullable=False),
        *_names(),
        sa.Column("heads", postgresql.JSONB, nullable=False),
    )
    _one_alive("uq_units_abbreviation_en", "units", ["office_id", "abbreviation_en"])


def _posts_and_people() -> None:
    op.create_table(
        "posts",
        *_entry(),
        sa.Column("office_id", sa.Uuid, sa.ForeignKey("offices.id"), nullable=False),
        sa.Column("unit_id", sa.Uuid, sa.ForeignKey("units.id")),
        *_names("designation"),
        sa.Column("roles", postgresql.ARRAY(sa.String(20)), nullable=False),
        sa.Column("superior_post_id", sa.Uuid, sa.ForeignKey("posts.id")),
        sa.Column("heads", postgresql.ARRAY(sa.String(20)), nullable=False),
    )
    _one_alive("uq_posts_abbreviation_en", "posts", ["office_id", "abbreviation_en"])
    _one_alive("uq_posts_abbreviation_hi", "posts", ["office_id", "abbreviation_hi"])
    op.create_index("ix_posts_superior_post_id", "posts", ["superior_post_id"])
    op.create_table(
        "people",
        *_entry(),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("user_name", sa.String(64), nullable=False),
        sa.Column("name_hi", sa.String(300), nullable=False),
        sa.Column("name_en", sa.String(300), nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("mobile", sa.String(20)),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
    )
    _one_alive("uq_people_user_name", "people", ["user_name"])


def _charges() -> None:
    op.create_table(
        "charges",
        *_entry(),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("post_id", sa.Uuid, sa.ForeignKey("posts.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("held_from", MOMENT, nullable=False),
        sa.Column("held_until", MOMENT),
        sa.CheckConstraint("held_until > held_from", name="ck_charges_period"),
    )
    op.create_index("ix_charges_person_id", "charges", ["person_id"])
    op.create_index("ix_charges_post_id", "charges", ["post_id"])
    op.execute(
        "ALTER TABLE charges ADD CONSTRAINT ex_charges_one_substantive_holder EXCLUDE USING gist "
        "(post_id WITH =, tstzrange(held_from, held_until) WITH &&) WHERE (kind = 'substantive' AND NOT deleted)"
    )
    op.execute(
        "ALTER TABLE charges ADD CONSTRAINT ex_charges_person_and_post EXCLUDE USING gist "
        "(person_id WITH =, post_id WITH =, tstzrange(held_from, held_until) WITH &&) WHERE (NOT deleted)"
    )


def _sign_in() -> None:
    op.create_table(
        "credentials",
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("encoded", sa.Text, nullable=False),
        sa.Column("must_change", sa.Boolean, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("subject", sa.LargeBinary, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("locked_until", MOMENT),
    )
    op.create_index("ix_attempts_last_at", "attempts", ["last_at"])
    op.create_table(
        "signing_keys",
        sa.Column("kid", sa.String(64), primary_key=True),
        sa.Column("public_x", sa.String(64), nullable=False),
        sa.Column("sealed_private", sa.LargeBinary, nullable=False),
        sa.Column("signs_from", MOMENT, nullable=False),
        sa.Column("signs_until", MOMENT, nullable=False),
        sa.Column("verifies_until", MOMENT, nullable=False),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("charge_id", sa.Uuid, sa.ForeignKey("charges.id")),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("client_address", sa.String(64)),
        sa.Column("ended_at", MOMENT),
        sa.Column("end_reason", sa.String(40)),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])
    op.create_index("ix_sessions_ends_at", "sessions", ["ends_at"])
    op.create_table(
        "refresh_tokens",
        sa.Column("token_hash", sa.LargeBinary, primary_key=True),
        sa.Column("session_id", sa.Uuid, sa.ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.Column("successor_hash", sa.LargeBinary),
        sa.Column("successor_sealed", sa.LargeBinary),
    )
    op.create_index("ix_refresh_tokens_session_id", "refresh_tokens", ["session_id"])
    op.create_table(
        "loaded",
        sa.Column("id", sa.Uuid, primary_key=True, comment="id of the entry that a district file made"),
        sa.Column("sha256", sa.String(64), nullable=False, comment="of what the file said the last time"),
        sa.Column("loaded_at", MOMENT, nullable=False),
    )
