"""Alembic's environment of notifications; run by ``python -m chassis.migrate notifications``."""

from chassis.migrate import run_migrations

run_migrations()
