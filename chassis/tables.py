"""The tables that every service has, and the guards that migrations put on others.

``create_chassis_tables(op)`` belongs into a service's first migration. Migrations run as the owner of the tables
(``<service>_owner``); the service itself (role ``<service>``) gets only what ``grant`` names, so it can neither
alter a guard nor rewrite history.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def metadata() -> MetaData:
    """A MetaData with our names for constraints, so that migrations can name them."""
    return MetaData(naming_convention=NAMING)


chassis_metadata = metadata()

command_log = Table(
    "command_log",
    chassis_metadata,
    Column("actor", String(80), primary_key=True, comment="person id, or service:<name>"),
    Column("command_id", Uuid, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("body_sha256", String(64), nullable=False),
    Column("result", JSONB, comment="null while the command's transaction is open"),
    Column("recorded_at", DateTime(timezone=True), nullable=False, index=True),
)

outbox = Table(
    "outbox",
    chassis_metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("event_id", Uuid, nullable=False, unique=True),
    Column("event_type", String(64), nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("sent_at", DateTime(timezone=True)),
    Index("ix_outbox_unsent", "id", postgresql_where=text("sent_at IS NULL")),
    Index("ix_outbox_sent_at", "sent_at", postgresql_where=text("sent_at IS NOT NULL")),
)

inbox = Table(
    "inbox",
    chassis_metadata,
    Column("handler", String(120), primary_key=True),
    Column("event_id", Uuid, primary_key=True),
    Column("received_at", DateTime(timezone=True), nullable=False, index=True),
)

due = Table(
    "due",
    chassis_metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String(64), nullable=False, comment="the handler that is to run"),
    Column("key", String(120), nullable=False, comment="one open row for a name and key"),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("last_error", Text),
    Column("parked", Boolean, nullable=False, server_default="false", comment="given up; an operator looks at it"),
    UniqueConstraint("name", "key"),
    Index("ix_due_at", "at", postgresql_where=text("NOT parked")),
)

jwks = Table(
    "jwks",
    chassis_metadata,
    Column("kid", String(80), primary_key=True),
    Column("jwk", JSONB, nullable=False),
    Column("fetched_at", DateTime(timezone=True), nullable=False),
)

projected = Table(
    "projected",
    chassis_metadata,
    Column("kind", String(40), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False, server_default="false"),
    Column("applied_at", DateTime(timezone=True), nullable=False),
)

_NOTIFY = """
CREATE FUNCTION outbox_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('outbox', '');
    RETURN NULL;
END $$;
CREATE TRIGGER outbox_notify AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_notify();
"""

_REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: what is recorded there never changes', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""


def app_role(op: Any) -> str:
    """The role of the running service: the owner's name without ``_owner``."""
    owner = str(op.get_bind().engine.url.username)
    if not owner.endswith("_owner"):
        raise RuntimeError(f"migrations run as <service>_owner, not as {owner}")
    return owner.removesuffix("_owner")


def grant(op: Any, table: str, privileges: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
    """Give the service's role these privileges on a table, and nothing else on it."""
    role = app_role(op)
    # A database may give more to every new table by default.
    op.execute(f'REVOKE ALL ON TABLE "{table}" FROM "{role}"')
    op.execute(f'GRANT {privileges} ON TABLE "{table}" TO "{role}"')


def create_chassis_tables(op: Any) -> None:
    """Create the tables above, the outbox's notification and the function behind ``append_only``."""
    chassis_metadata.create_all(op.get_bind())
    op.execute(_NOTIFY)
    op.execute(_REFUSE)
    for table in chassis_metadata.tables:
        grant(op, table)
    grant(op, "alembic_version", "SELECT")


def drop_chassis_tables(op: Any) -> None:
    """Undo ``create_chassis_tables``."""
    chassis_metadata.drop_all(op.get_bind())
    op.execute("DROP FUNCTION outbox_notify()")
    op.execute("DROP FUNCTION refuse_change()")


def append_only(op: Any, table: str, *, condition: str = "") -> None:
    """Refuse UPDATE, DELETE and TRUNCATE on a table, for everybody, its owner included.

    ``condition`` limits it to rows for which the SQL over OLD is true, for example ``OLD.state = 'confirmed'``;
    TRUNCATE is always refused. The service may select and insert (and, under a condition, update and delete).
    """
    when = f"WHEN ({condition})" if condition else ""
    op.execute(
        f'CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON "{table}" '
        f"FOR EACH ROW {when} EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f'CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON "{table}" '
        f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    grant(op, table, "SELECT, INSERT, UPDATE, DELETE" if condition else "SELECT, INSERT")
