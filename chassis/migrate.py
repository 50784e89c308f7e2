"""Migrations: ``python -m chassis.migrate files identity`` brings the databases of these services up to date.

They run as the owner of the tables, with a lock timeout, so that a migration gives way to the running service instead
of blocking it. Each service's ``migrations/env.py`` is one call of ``run_migrations``.
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path

from alembic import command, context
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, pool
from sqlalchemy.engine import make_url

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


@functools.cache
def newest_revision(service: str) -> str | None:
    """The revision that the code of this service needs."""
    return ScriptDirectory.from_config(alembic_config(service)).get_current_head()


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


def main() -> None:
    for service in sys.argv[1:]:
        upgrade(service)
        sys.stdout.write(f"{service}: up to date\n")


if __name__ == "__main__":
    main()
