"""The platform that is measured: started in a folder of its own, with limits that do not stand in the way."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local import environment
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
GENEROUS = {
    "PATRAVALI_GATEWAY_SESSION_RATE": "100000",
    "PATRAVALI_GATEWAY_SESSION_BURST": "100000",
    "PATRAVALI_GATEWAY_SEARCH_RATE": "100000",
    "PATRAVALI_GATEWAY_SEARCH_BURST": "100000",
    "PATRAVALI_GATEWAY_SIGN_IN_RATE": "100",
    "PATRAVALI_GATEWAY_SIGN_IN_BURST": "1000",
}


@dataclass(frozen=True)
class Platform:
    """A running platform."""

    home: Path
    address: str
    values: Mapping[str, str]
    """Its settings, by the names in its ``env`` file."""
    admin: Mapping[str, str]
    """Addresses with administrators' rights, by the names in ``admin.env``."""
    second_start_seconds: float
    """From the command to ready, the second time (P11)."""

    def logins(self) -> dict[str, tuple[str, str]]:
        """User name and password by the English abbreviation of the post."""
        lines = (self.home / "demo-logins.txt").read_text().splitlines()
        fields = [line.split("\t") for line in lines if line and not line.startswith("#")]
        return {post: (user, password) for user, password, post, *_ in fields}


@contextmanager
def a_platform() -> Iterator[Platform]:
    """Start one, stop it, start it again (that time is P11's), and end it when done."""
    # The database's own system user has to reach its data, so the folder may not be private.
    with tempfile.TemporaryDirectory(prefix="patravali-load-") as folder:
        os.chmod(folder, 0o711)
        home = Path(folder) / "home"
        port = free_port()
        env = {**os.environ, **GENEROUS, "PATRAVALI_GATEWAY_PORT": str(port)}
        try:
            _command(home, env, "up")
            _command(home, env, "down")
            started = time.monotonic()
            _command(home, env, "up")
            seconds = time.monotonic() - started
            yield Platform(
                home=home,
                address=f"http://127.0.0.1:{port}",
                values=environment.read(home / "env"),
                admin=environment.read(home / "admin.env"),
                second_start_seconds=seconds,
            )
        finally:
            _command(home, env, "down")


def _command(home: Path, env: Mapping[str, str], act: str) -> None:
    command = [sys.executable, "-m", "deploy.local", act, "--home", str(home)]
    subprocess.run(command, cwd=ROOT, env=dict(env), check=True, stdout=subprocess.DEVNULL)
