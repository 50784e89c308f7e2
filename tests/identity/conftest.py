"""A freshly migrated database of identity, a clock that stands still, and people with their desks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from chassis.database import make_engine
from services.identity.settings import IdentitySettings
from tests.identity.builders import Office, settings_for
from tests.throwaway import ServiceDatabase, ThrowAway


@pytest.fixture
def database(throw_away: ThrowAway) -> Iterator[ServiceDatabase]:
    with throw_away.database("identity") as own:
        yield own


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
