"""One platform for the whole folder, started as an office starts it, and the twenty desks that work on it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.faults.truth", "tests.faults.people", "tests.faults.platform")

from clients.demo.office import Desk  # noqa: E402 - asked for before the import
from tests.faults.people import Work, the_desks  # noqa: E402
from tests.faults.platform import Platform  # noqa: E402
from tests.notifications.servers import free_port  # noqa: E402
from tests.throwaway import ROOT  # noqa: E402

START_SECONDS = 600
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


@pytest.fixture(scope="session")
def platform() -> Iterator[Platform]:
    """On ports of its own, stopped at the end. PATRAVALI_FAULTS_HOME names one that runs already with ``SETTINGS``."""
    running = os.environ.get("PATRAVALI_FAULTS_HOME")
    if running:
        yield Platform(Path(running))
        return
    with tempfile.TemporaryDirectory(prefix="patravali-faults-") as folder:
        # The database's own system user has to pass through.
        os.chmod(folder, 0o711)
        home = Path(folder) / "home"
        settings = {**SETTINGS, "PATRAVALI_GATEWAY_PORT": str(free_port())}
        try:
            _deploy("up", home, settings)
            yield Platform(home)
        finally:
            _deploy("down", home, settings)


@pytest.fixture(scope="session")
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


def _deploy(act: str, home: Path, settings: dict[str, str]) -> None:
    given = {name: value for name, value in os.environ.items() if not name.startswith("PATRAVALI_")}
    finished = subprocess.run(
        [sys.executable, "-m", "deploy.local", act, "--home", str(home)],
        cwd=ROOT,
        env={**given, **settings},
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
