"""``python -m gateway`` as a process: it answers without its broker, and ends when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.gateway.house import eventually
from tests.throwaway import ROOT

Start = Callable[..., "Gateway"]


class Gateway:
    def __init__(self, port: int, folder: Path, **options: bool) -> None:
        self.url = f"http://127.0.0.1:{port}"
        secret = folder / "broker-url"
        secret.write_text("amqp://gateway:secret@127.0.0.1:9/none\n")
        env = {name: value for name, value in os.environ.items() if not name.startswith("PATRAVALI_")}
        env |= {"PATRAVALI_GATEWAY_BROKER_URL_FILE": str(secret), "PATRAVALI_GATEWAY_PORT": str(port)}
        self.log = folder / "log"
        command = [sys.executable, "-m", "gateway"]
        if options:
            # As in a script's background job, where the shell has INT ignored.
            command = ["/bin/sh", "-c", """trap '' INT; exec "$@" """, "sh", *command]
        with self.log.open("wb") as output:
            self.popen = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output)

    def is_alive(self) -> bool:
        assert self.popen.poll() is None, self.log.read_text()
        try:
            return httpx.get(f"{self.url}/livez").status_code == 200
        except httpx.TransportError:
            return False


@pytest.fixture
def start(tmp_path: Path, unused_port: int) -> Iterator[Start]:
    started: list[Gateway] = []

    def begin(**options: bool) -> Gateway:
        gateway = Gateway(unused_port, tmp_path, **options)
        started.append(gateway)
        eventually(gateway.is_alive, 60)
        return gateway

    yield begin
    for gateway in started:
        gateway.popen.kill()
        gateway.popen.wait()


def test_without_its_broker_it_lives_and_is_not_ready(start: Start) -> None:
    gateway = start()

    assert httpx.get(f"{gateway.url}/readyz").status_code == 503
    assert httpx.get(f"{gateway.url}/").status_code == 200
    assert "secret" not in gateway.log.read_text()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told_even_where_int_was_ignored(start: Start, told: signal.Signals) -> None:
    gateway = start(ignoring_int=True)

    gateway.popen.send_signal(told)

    gateway.popen.wait(30)


def test_its_log_is_one_json_object_a_line(start: Start) -> None:
    gateway = start()
    httpx.get(f"{gateway.url}/livez?token=hidden", headers={"x-request-id": "request-of-this-test"})

    line = eventually(lambda: [each for each in gateway.log.read_text().splitlines() if "request-of-this-test" in each])

    assert '"process":"gateway"' in line[0]
    assert "hidden" not in line[0]
