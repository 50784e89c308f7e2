"""Alembic's environment of signatures; run by ``python -m chassis.migrate signatures``."""

from chassis.migrate import run_migrations

run_migrations()
