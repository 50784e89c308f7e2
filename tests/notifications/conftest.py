"""A directory, the office's wording, and a database that one test uses alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, create_engine

from services.notifications.domain.message import Means
from services.notifications.handlers.telling import Office
from services.notifications.templates import load_catalogue, load_registry
from tests.notifications.builders import DEMO_REGISTRY, World
from tests.throwaway import ServiceDatabase


@pytest.fixture
def database(service_database: Callable[[str], ServiceDatabase]) -> ServiceDatabase:
    return service_database("notifications")


@pytest.fixture
def engine(database: ServiceDatabase) -> Iterator[Engine]:
    """As the service's own role, as at run time."""
    own = create_engine(database.url, connect_args={"options": "-c timezone=UTC"})
    yield own
    own.dispose()


@pytest.fixture
def office() -> Office:
    """An office with email and SMS."""
    return Office(load_catalogue(), Means(email=True, sms=load_registry(DEMO_REGISTRY)), "hi")


@pytest.fixture
def world(engine: Engine) -> World:
    """A collectorate: a clerk, a section officer above, an ADM above that, and the dispatch desk."""
    return World(engine).with_collectorate()
