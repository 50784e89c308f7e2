"""Whole platforms for tests, started as an office starts them, on ports of their own.

A folder that needs one is a package: pytest ends what is of `scope="package"` after the folder's last test, so that the
platform does not run beside all that comes later.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port
from tests.throwaway import ROOT

START_SECONDS = 600
"""In which a platform has to be up, or down again; idle it takes a tenth of it."""


@contextmanager
def an_installation(name: str, settings: Mapping[str, str] | None = None) -> Iterator[Path]:
    """The home of a running platform. Of the environment it gets no setting of ours but ``settings``."""
    with tempfile.TemporaryDirectory(prefix=f"patravali-{name}-") as folder:
        # The database's own system user has to pass through.
        os.chmod(folder, 0o711)
        home = Path(folder) / "home"
        given = {**(settings or {}), "PATRAVALI_GATEWAY_PORT": str(free_port())}
        try:
            _deploy("up", home, given)
            yield home
        finally:
            with _uninterrupted():
                _deploy("down", home, given, start_new_session=True)


def address_of(home: Path) -> str:
    """Where the gateway of this installation answers."""
    lines = (home / "env").read_text(encoding="utf-8").splitlines()
    port = next(line.partition("=")[2] for line in lines if "PATRAVALI_GATEWAY_PORT=" in line)
    return f"http://127.0.0.1:{port.strip(chr(39) + chr(34))}"


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits meanwhile: a worker of xdist gets a second one after five seconds, with all the servers still up."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _deploy(act: str, home: Path, settings: Mapping[str, str], *, start_new_session: bool = False) -> None:
    """``start_new_session``: it works on even when this process is killed."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("PATRAVALI_")}
    log = home.with_name(f"{act}.log")
    with log.open("wb") as output:
        finished = subprocess.run(
            [sys.executable, "-m", "deploy.local", act, "--home", str(home)],
            cwd=ROOT,
            env={**others, **settings},
            stdout=output,
            stderr=output,
            timeout=START_SECONDS,
            check=False,
            start_new_session=start_new_session,
        )
    assert finished.returncode == 0, log.read_text(encoding="utf-8", errors="replace")
