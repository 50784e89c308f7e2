"""The migrations go up and down, and end where the code's tables are."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from chassis.migrate import downgrade, upgrade
from chassis.tables import chassis_metadata
from services.documents.storage.tables import tables
from tests.throwaway import ThrowAway


def test_migrations_go_up_down_and_up_again(throw_away: ThrowAway):
    with throw_away.empty_database("documents") as database:
        upgrade("documents", database.owner_url)
        downgrade("documents", database.owner_url)
        engine = create_engine(database.owner_url)
        left = inspect(engine).get_table_names()
        engine.dispose()
        upgrade("documents", database.owner_url)

    assert left == ["alembic_version"]


def test_the_migrated_tables_are_those_of_the_code(throw_away: ThrowAway):
    with throw_away.database("documents") as database:
        engine = create_engine(database.owner_url)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            differences = compare_metadata(context, [tables, chassis_metadata])
        engine.dispose()

    assert [one for one in differences if "alembic_version" not in str(one)] == []


def test_going_back_is_refused_while_bytes_lie_where_nobody_would_find_them(throw_away: ThrowAway):
    with throw_away.empty_database("documents") as database:
        upgrade("documents", database.owner_url)
        engine = create_engine(database.owner_url)
        with engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO blobs (sha256, size, media_type, stored_at, object_key) "
                    "VALUES ('ab', 1, 'application/pdf', now(), 'objects/ab/cd/upload')"
                )
            )

        with pytest.raises(DBAPIError, match="lie under objects/"):
            downgrade("documents", database.owner_url)
        columns = {column["name"] for column in inspect(engine).get_columns("blobs")}
        engine.dispose()

    assert "object_key" in columns
