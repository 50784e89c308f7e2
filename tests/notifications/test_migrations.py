"""The migrations go up and down, and end where the code's tables are."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from chassis.migrate import downgrade, upgrade
from chassis.tables import chassis_metadata
from services.notifications.handlers import desks
from services.notifications.tables import notifications_metadata
from tests.notifications.builders import a_file_moved, an_event


def test_migrations_go_up_down_and_up_again(throw_away):
    with throw_away.empty_database("notifications") as database:
        upgrade("notifications", database.owner_url)
        downgrade("notifications", database.owner_url)
        engine = create_engine(database.owner_url)
        left = inspect(engine).get_table_names()
        engine.dispose()
        upgrade("notifications", database.owner_url)

    assert left == ["alembic_version"]


def test_the_migrated_tables_are_those_of_the_code(database):
    engine = create_engine(database.owner_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, [notifications_metadata, chassis_metadata])
    engine.dispose()

    assert [one for one in differences if "alembic_version" not in str(one)] == []


def test_the_service_may_not_change_its_tables(engine):
    with engine.connect() as connection, pytest.raises(ProgrammingError, match="must be owner"):
        connection.execute(text("ALTER TABLE messages ADD COLUMN x integer"))


@pytest.mark.parametrize(
    "broken", ["state = 'lost'", "next_attempt_at = NULL"], ids=["unknown state", "pending without a time"]
)
def test_the_database_refuses_a_delivery_in_an_impossible_state(world, office, broken):
    event = an_event(a_file_moved())
    desks.file_moved(event, world.uow(event), office)

    with world.engine.begin() as connection, pytest.raises(IntegrityError):
        connection.execute(text(f"UPDATE deliveries SET {broken} WHERE state = 'pending'"))
