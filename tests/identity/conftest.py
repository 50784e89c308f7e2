"""A migrated, empty database of identity, a clock that stands still, and people with their desks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from chassis.database import make_engine
from services.identity.settings import IdentitySettings
from tests.identity.builders import Office, settings_for
from tests.identity.district import District, a_district
from tests.throwaway import ServiceDatabase, ThrowAway


@pytest.fixture(scope="module")
def shared(throw_away: ThrowAway) -> Iterator[ServiceDatabase]:
    with throw_away.database("identity") as own:
        yield own


@pytest.fixture
def database(shared: ServiceDatabase) -> ServiceDatabase:
    """An empty one: emptying is ten times as fast as making."""
    engine = create_engine(shared.owner_url)
    names = ", ".join(name for name in inspect(engine).get_table_names() if name != "alembic_version")
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names}"))
    engine.dispose()
    return shared


@pytest.fixture
def settings(database: ServiceDatabase) -> IdentitySettings:
    return settings_for(database.url)


@pytest.fixture
def engine(settings: IdentitySettings) -> Iterator[Engine]:
    made = make_engine(settings)
    yield made
    made.dispose()


@pytest.fixture
def office(engine: Engine, settings: IdentitySettings) -> Office:
    """An empty instance in which tests enter offices, posts and people as the operator."""
    return Office(engine, settings)


@pytest.fixture
def district(office: Office) -> District:
    return a_district(office)
