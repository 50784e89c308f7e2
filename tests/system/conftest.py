"""One whole platform for all tests of the run, started as an office starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from clients.demo import office
from clients.demo.office import Desk
from clients.demo.platform import Running
from tests.installations import address_of, an_installation
from tests.throwaway import ROOT


@dataclass(frozen=True)
class Platform(Running):
    """A running platform with its demo logins, its postbox and its logs."""

    def log(self, process: str) -> str:
        path = self.home / "logs" / f"{process}.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def play(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """``make demo`` against this platform, warnings being errors."""
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "clients.demo", "--home", str(self.home), *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="package")
def platform() -> Iterator[Platform]:
    """Started once, on ports of its own; stopped at the end. PATRAVALI_SYSTEM_HOME names one that runs already."""
    running = os.environ.get("PATRAVALI_SYSTEM_HOME")
    if running:
        yield Platform(address_of(Path(running)), Path(running))
        return
    with an_installation("system") as home:
        yield Platform(address_of(home), home)


@pytest.fixture
def sign_in(platform: Platform) -> Iterator[Callable[[str], Desk]]:
    """``sign_in("DM")``: a session at that desk, closed after the test."""
    with ExitStack() as stack:

        def at(post: str) -> Desk:
            desk = office.sign_in(platform, platform.logins()[post])
            stack.callback(desk.api.close)
            return desk

        yield at


def eventually(check: Callable[[], Any], seconds: float = 120.0) -> Any:
    """Wait until ``check`` answers something true, and answer it."""
    deadline = time.monotonic() + seconds
    while not (found := check()):
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.1)
    return found
