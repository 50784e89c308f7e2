"""Puts roles and databases in place: one database a service, owned by a role that only migrations use."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql


def owner_of(service: str) -> str:
    """The role that owns a service's tables."""
    return f"{service}_owner"


def database_url(admin_url: str, role: str, password: str, database: str) -> str:
    """The server of `admin_url`, for another role and database, with the driver that cooperates with eventlet."""
    parts = urlsplit(admin_url)
    address = parts.netloc.rsplit("@", 1)[-1]
    netloc = f"{quote(role, safe='')}:{quote(password, safe='')}@{address}"
    return urlunsplit(("postgresql+psycopg2", netloc, f"/{database}", parts.query, ""))


def on_database(admin_url: str, database: str) -> str:
    """The administrator's URL on another database of the same server."""
    parts = urlsplit(admin_url)
    return urlunsplit((parts.scheme, parts.netloc, f"/{database}", parts.query, ""))


def provision(admin_url: str, service: str, owner_password: str, password: str) -> None:
    """Create or correct the two roles and the database of `service`; repeatable."""
    with _connected(admin_url) as cursor:
        for role, secret in ((owner_of(service), owner_password), (service, password)):
            _ensure_role(cursor, role, secret)
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [service])
        if cursor.fetchone() is None:
            create_database(cursor, service, service)
    grant(admin_url, service, service)


def provision_index(admin_url: str, name: str, password: str) -> None:
    """A role and its own database, both called `name`, for a server of ours that keeps its index here; repeatable."""
    with _connected(admin_url) as cursor:
        _ensure_role(cursor, name, password)
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(name)))
            cursor.execute(sql.SQL("CREATE DATABASE {0} OWNER {0} TEMPLATE template0").format(sql.Identifier(name)))
        cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))


def create_database(cursor: Any, database: str, service: str, template: str = "template0") -> None:
    """A database of `service`: from `template0` an empty one in C.UTF-8, else a copy of `template`."""
    # A superuser of a managed server is often no superuser: it has to be a member of the role it gives things to.
    cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(owner_of(service))))
    locale = sql.SQL(" ENCODING 'UTF8' LOCALE 'C.UTF-8'") if template == "template0" else sql.SQL("")
    statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
        sql.Identifier(database), sql.Identifier(owner_of(service)), sql.Identifier(template)
    )
    cursor.execute(statement + locale)


def grant(admin_url: str, service: str, database: str) -> None:
    """Nobody but the two roles may connect; the service uses tables that its owner role makes, and makes none."""
    names = {
        "database": sql.Identifier(database),
        "owner": sql.Identifier(owner_of(service)),
        "service": sql.Identifier(service),
    }
    statements = [
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {service}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "ALTER SCHEMA public OWNER TO {owner}",
        "GRANT USAGE ON SCHEMA public TO {service}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public "
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {service}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE ON SEQUENCES TO {service}",
    ]
    with _connected(admin_url, database) as cursor:
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(**names))


def copy_database(admin_url: str, service: str, template: str, database: str) -> None:
    """`database` becomes a copy of `template` (nobody may be connected to that one)."""
    with _connected(admin_url) as cursor:
        create_database(cursor, database, service, template)
    grant(admin_url, service, database)


def drop_database(admin_url: str, database: str) -> None:
    """Drop `database` if it exists, ending sessions that are open on it."""
    with _connected(admin_url) as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


def rename_database(admin_url: str, database: str, new_name: str) -> None:
    with _connected(admin_url) as cursor:
        statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        cursor.execute(statement.format(sql.Identifier(database), sql.Identifier(new_name)))


def database_exists(admin_url: str, database: str) -> bool:
    with _connected(admin_url) as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        return cursor.fetchone() is not None


def revision_of(admin_url: str, database: str) -> str | None:
    """The revision at which the tables of `database` stand; none where no migration ever ran."""
    with _connected(admin_url, database) as cursor:
        cursor.execute("SELECT to_regclass('alembic_version') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return None
        cursor.execute("SELECT version_num FROM alembic_version")
        rows = cursor.fetchall()
    return rows[0][0] if len(rows) == 1 else None


def _ensure_role(cursor: Any, role: str, password: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    verb = "ALTER" if cursor.fetchone() else "CREATE"
    statement = sql.SQL(verb + " ROLE {} LOGIN NOCREATEDB NOCREATEROLE PASSWORD {}")
    cursor.execute(statement.format(sql.Identifier(role), sql.Literal(password)))


@contextmanager
def _connected(admin_url: str, database: str | None = None) -> Iterator[Any]:
    """A cursor in autocommit (CREATE DATABASE runs in no transaction)."""
    url = on_database(admin_url, database) if database else admin_url
    connection = psycopg2.connect(url.replace("postgresql+psycopg2://", "postgresql://", 1), connect_timeout=10)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()
