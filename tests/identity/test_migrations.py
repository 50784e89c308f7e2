"""The migrations go up and down, end where the code's tables are, and leave the service few rights."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import ProgrammingError

from chassis.migrate import downgrade, upgrade
from chassis.tables import chassis_metadata
from services.identity.tables import identity_metadata


def test_migrations_go_up_down_and_up_again(throw_away):
    with throw_away.empty_database("identity") as database:
        upgrade("identity", database.owner_url)
        downgrade("identity", database.owner_url)
        engine = create_engine(database.owner_url)
        left = inspect(engine).get_table_names()
        engine.dispose()
        upgrade("identity", database.owner_url)

    assert left == ["alembic_version"]


def test_the_migrated_tables_are_those_of_the_code(database):
    engine = create_engine(database.owner_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, [identity_metadata, chassis_metadata])
    engine.dispose()

    assert [one for one in differences if "alembic_version" not in str(one)] == []


@pytest.mark.parametrize(
    "change", ["ALTER TABLE charges DROP CONSTRAINT ex_charges_one_substantive_holder", "DROP TABLE sessions"]
)
def test_the_service_cannot_remove_its_own_guards(engine, change):
    with engine.connect() as connection, pytest.raises(ProgrammingError, match="must be owner"):
        connection.execute(text(change))


def test_the_first_sweep_is_ordered_by_the_migration(service_database):
    engine = create_engine(service_database("identity").url)
    with engine.connect() as connection:
        ordered = connection.execute(text("SELECT name FROM due")).scalars().all()
    engine.dispose()

    assert ordered == ["sweep_sessions"]
