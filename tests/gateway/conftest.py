"""Fixtures of the gateway's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog

from tests.gateway.house import House, a_house
from tests.ports import free_port


@pytest.fixture(scope="session", autouse=True)
def quiet_logs() -> None:
    """Lines of the gateway as text, so that a failure shows them."""
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])


@pytest.fixture
def house() -> Iterator[House]:
    """A gateway whose services answer everything with a valid view."""
    with a_house() as running:
        yield running


@pytest.fixture
def unused_port() -> int:
    """A port of loopback that nobody listened on a moment ago."""
    return free_port()
