"""Alembic's entry point; see chassis.migrate."""

from chassis.migrate import run_migrations

run_migrations()
