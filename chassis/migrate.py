"""Migrations: ``python -m chassis.migrate files identity`` brings the databases of these services up to date, and
``python -m chassis.migrate --back-to 0002 documents`` takes back what came after that revision.

They run as the owner of the tables, with a lock timeout, so that a migration gives way to the running service instead
of blocking it. Each service's ``migrations/env.py`` is one call of ``run_migrations``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from alembic import command, context
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import create_engine, pool
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from chassis.settings import owner_database_url

ROOT = Path(__file__).resolve().parent.parent
LOCK_TIMEOUT = "5s"


def alembic_config(service: str, url: str | None = None) -> Config:
    """Alembic's configuration for one service; ``url`` is the owner's database URL."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "services" / service / "migrations"))
    config.attributes["url"] = url
    config.attributes["service"] = service
    return config


def upgrade(service: str, url: str | None = None, revision: str = "head") -> None:
    command.upgrade(alembic_config(service, url), revision)


def downgrade(service: str, url: str | None = None, revision: str = "base") -> None:
    command.downgrade(alembic_config(service, url), revision)


def run_migrations() -> None:
    """What a service's ``env.py`` does: connect as the owner, with a lock timeout, one transaction for all."""
    config = context.config
    url = config.attributes.get("url") or owner_database_url(config.attributes["service"])
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg2"),
        poolclass=pool.NullPool,
        connect_args={"options": f"-c lock_timeout={LOCK_TIMEOUT} -c timezone=UTC"},
    )
    with engine.connect() as connection:
        context.configure(connection=connection, transaction_per_migration=False)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


def go_back(services: Sequence[str], revision: str) -> None:
    """Undo what came after this revision. Raises CommandError or DatabaseError, with that service unchanged.

    The revision is looked up for all services before any is touched; "base" is none, which would drop every table.
    """
    for service in services:
        if ScriptDirectory.from_config(alembic_config(service)).get_revision(revision) is None:
            raise CommandError(f"{service} has no revision {revision}")
    for service in services:
        downgrade(service, revision=revision)
        sys.stdout.write(f"{service}: back at {revision}\n")


def _not_gone_back(why: object) -> int:
    sys.stderr.write(f"not gone back: {why}\n")
    return 1


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--back-to", metavar="REVISION", help="undo what came after it; a migration may refuse")
    parser.add_argument("services", nargs="+")
    given = parser.parse_args(arguments)
    if given.back_to is not None:
        try:
            go_back(given.services, given.back_to)
        except CommandError as refused:
            return _not_gone_back(refused)
        except DatabaseError as refused:
            return _not_gone_back(refused.orig)
        return 0
    for service in given.services:
        upgrade(service)
        sys.stdout.write(f"{service}: up to date\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
