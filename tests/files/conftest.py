"""The files service's handlers on a real database of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.files.neighbours import Neighbours
from tests.files.office import Office, an_office
from tests.throwaway import ServiceDatabase


@pytest.fixture
def office(service_database: Callable[[str], ServiceDatabase]) -> Iterator[Office]:
    """The district of ``office.SEATS`` on a fresh database."""
    own = an_office(service_database("files"))
    yield own
    own.engine.dispose()
    own.owner.dispose()


@pytest.fixture
def neighbours(office: Office) -> Neighbours:
    """documents and signatures, in memory, on the bus of this office."""
    office.bus = Neighbours(now=lambda: office.clock())
    return office.bus
