"""One platform for the whole folder, started as an office starts it, and the twenty desks that work on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.faults.truth", "tests.faults.people", "tests.faults.platform")

from clients.demo.office import Desk  # noqa: E402 - asked for before the import
from tests.faults.people import Work, the_desks  # noqa: E402
from tests.faults.platform import Platform  # noqa: E402
from tests.installations import START_SECONDS, an_installation  # noqa: E402

# Twenty clients on one machine are no attack; and mail and SMS of each movement would cost more than the movement.
SETTINGS = {
    "PATRAVALI_GATEWAY_SESSION_RATE": "1000",
    "PATRAVALI_GATEWAY_SESSION_BURST": "1000",
    "PATRAVALI_GATEWAY_SIGN_IN_RATE": "100",
    "PATRAVALI_GATEWAY_SIGN_IN_BURST": "1000",
    "PATRAVALI_NOTIFICATIONS_SMTP_URL": "",
    "PATRAVALI_NOTIFICATIONS_SMS_URL": "",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.faults)
            # The first test waits for the platform to start, on a busy machine for long.
            item.add_marker(pytest.mark.timeout(START_SECONDS + 600))


@pytest.fixture(scope="package")
def platform() -> Iterator[Platform]:
    """On ports of its own, stopped at the end. PATRAVALI_FAULTS_HOME names one that runs already with ``SETTINGS``."""
    running = os.environ.get("PATRAVALI_FAULTS_HOME")
    if running:
        yield Platform(Path(running))
        return
    with an_installation("faults", SETTINGS) as home:
        yield Platform(home)


@pytest.fixture(scope="package")
def desks(platform: Platform) -> Iterator[list[Desk]]:
    """Twenty clerks and section officers, signed in."""
    signed_in = the_desks(platform)
    yield signed_in
    for desk in signed_in:
        desk.api.close()


@pytest.fixture
def work(platform: Platform, desks: list[Desk]) -> Callable[[], Work]:
    """``with work() as going:`` twenty clients move files of their own meanwhile."""
    return lambda: Work(platform, desks)
