"""Alembic's environment: connect as the owner of the tables and migrate."""

from chassis.migrate import run_migrations

run_migrations()
