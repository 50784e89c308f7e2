"""The platform that the demonstration plays on: one that runs, or one that it starts for itself."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PORT = "PATRAVALI_GATEWAY_PORT"
USUAL_PORT = 8000


class NotADemonstration(Exception):
    """The platform has no demo logins; ``str(error)`` says what to do, in Hindi and English."""


class NotStarted(Exception):
    """No platform could be started; what stood in the way was said above."""


@dataclass(frozen=True)
class Login:
    """A line of demo-logins.txt."""

    user_name: str
    password: str
    post: str
    """English abbreviation, unique in the district."""
    name: str
    designation: str


@dataclass(frozen=True)
class Running:
    """A running platform and the folder of its installation."""

    address: str
    home: Path

    @property
    def postbox(self) -> Path:
        """Where mail and SMS of a demonstration are written; absent elsewhere."""
        return self.home / "postbox"

    @property
    def authority(self) -> Path:
        return self.home / "demo-ca"

    def logins(self) -> dict[str, Login]:
        """Demo logins by post. Raises NotADemonstration."""
        path = self.home / "demo-logins.txt"
        if not path.exists():
            raise NotADemonstration(
                f"{path} नहीं मिली: यह प्रदर्शन के लिए चालू नहीं की गई है। / {path} is missing: "
                "this platform was not started for demonstrations (PATRAVALI_DEMO=0)."
            )
        lines = path.read_text(encoding="utf-8").splitlines()
        entries = [Login(*line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]
        return {entry.post: entry for entry in entries}

    def posted(self) -> list[dict[str, Any]]:
        """Everything in the postbox, oldest first."""
        return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(self.postbox.glob("*.json"))]


def chosen_home() -> Path:
    return Path(os.environ.get("PATRAVALI_HOME") or ROOT / ".patravali")


@contextmanager
def platform(home: Path, address: str | None = None) -> Iterator[Running]:
    """The platform at ``address``, or the one that runs under ``home``, or a new one that is stopped at the end."""
    found = address or _running_address(home)
    if found:
        yield Running(found, home)
        return
    print("पत्रावली नहीं चल रही है; प्रदर्शन के लिए चालू की जा रही है … / starting the platform …", flush=True)
    environment = {**os.environ, PORT: os.environ.get(PORT) or str(_free_port())}
    _deploy("up", home, environment)
    try:
        yield Running(f"http://127.0.0.1:{environment[PORT]}", home)
    finally:
        _deploy("down", home, environment)


def _deploy(act: str, home: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "deploy.local", act, "--home", str(home)]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0:
        raise NotStarted(f"deploy.local {act}: विफल / failed")


def _running_address(home: Path) -> str | None:
    settings = home / "env"
    if not settings.exists():
        return None
    values = dict(line.split("=", 1) for line in settings.read_text(encoding="utf-8").splitlines() if "=" in line)
    port = values.get(PORT, values.get(f"export {PORT}", str(USUAL_PORT))).strip("'\"")
    address = f"http://127.0.0.1:{port}"
    try:
        with urllib.request.urlopen(f"{address}/livez", timeout=3) as answer:  # noqa: S310 - loopback
            return address if answer.status == 200 else None
    except (OSError, urllib.error.URLError):
        return None


def _free_port() -> int:
    """The usual port, or another where something else sits on it."""
    for wanted in (USUAL_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", wanted))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port")
