"""The files service's handlers on a real database of their own."""

from __future__ import annotations

import dataclasses
import secrets
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy.engine import make_url

from deploy.local import databases
from services.files.replay.log import Log
from tests.files.log_office import DIRTY, loaded
from tests.files.neighbours import Neighbours
from tests.files.office import Office, an_office, open_office
from tests.throwaway import ServiceDatabase, ThrowAway

District = tuple[ServiceDatabase, dict[uuid.UUID, int]]


@pytest.fixture(scope="session")
def district(throw_away: ThrowAway) -> Iterator[District]:
    """A migrated database with the district of ``office.SEATS`` in it, for copying."""
    with throw_away.database("files") as database:
        office = an_office(database)
        office.leave()
        yield database, office.versions


@pytest.fixture
def office_database(throw_away: ThrowAway, district: District) -> Iterator[ServiceDatabase]:
    """A copy of the district's database that this test alone uses."""
    source, _ = district
    admin_url = throw_away.backends.database_admin_url
    name = f"{source.name}_{secrets.token_hex(4)}"
    databases.copy_database(admin_url, "files", source.name, name)
    try:
        yield dataclasses.replace(
            source,
            name=name,
            url=_on(source.url, name),
            owner_url=_on(source.owner_url, name),
            admin_url=_on(source.admin_url, name),
        )
    finally:
        databases.drop_database(admin_url, name)


@pytest.fixture
def office(office_database: ServiceDatabase, district: District) -> Iterator[Office]:
    """The files service of the district of ``office.SEATS``."""
    own = open_office(office_database, district[1])
    yield own
    own.leave()


@pytest.fixture
def neighbours(office: Office) -> Neighbours:
    """documents and signatures, in memory, on the bus of this office."""
    office.bus = Neighbours(now=lambda: office.clock())
    return office.bus


def _on(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


@pytest.fixture
def replayed(office: Office) -> Log:
    """The dirty log in this office; answers the log."""
    log, replay = loaded(office, DIRTY)
    assert replay.run() == []
    return log
