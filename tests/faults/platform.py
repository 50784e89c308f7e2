"""A whole platform whose parts can be killed, stopped and started. Only processes that it recorded are touched."""

from __future__ import annotations

import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psycopg2
import psycopg2.extras
from sqlalchemy.engine import make_url

from chassis.topology import SERVICES
from clients.demo.platform import Running
from deploy.local import environment, processes
from deploy.local.backends import Backends
from deploy.local.databases import on_database
from deploy.local.program import Program
from deploy.local.records import ProcessRecord
from deploy.local.run import gateway_address
from deploy.local.supervise import Supervisor

PROCESSES = (*SERVICES, "documents_worker", "relay", "gateway")
SERVERS = ("postgres", "broker", "store")
BACK_SECONDS = 120.0
"""In which every part has to be back by itself; idle, the slowest (the broker) takes a sixth of it."""
POLL_SECONDS = 0.1

Found = TypeVar("Found")


def eventually(look: Callable[[], Found], wanted: str, seconds: float = BACK_SECONDS) -> Found:
    """What ``look`` answers as soon as it is true. AssertionError after so many seconds."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {wanted}"
        time.sleep(POLL_SECONDS)
    return found


class Platform:
    """One running installation."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.running = Running(gateway_address(home), home)
        self.admin = environment.read(home / "admin.env")
        self._backends = Backends(home, settings={})
        self._supervisor = Supervisor(self._backends.home)
        values = environment.read(home / "env")
        self._ready = processes.readiness_addresses(values, small_office=False)
        self._servers: dict[str, Program] = {program.name: program for program in self._backends.programs()}

    # ------------------------------------------------------------ faults

    def kill(self, part: str) -> None:
        """kill -9; returns when the supervisor has started it again."""
        before = self.kill_and_leave(part)
        eventually(lambda: self._is_new(part, before), f"{part} is started again")

    def kill_and_leave(self, part: str) -> ProcessRecord:
        """kill -9; returns when it is dead, and says who it was."""
        before = eventually(lambda: self._record(part), f"{part} runs")
        before.send(signal.SIGKILL)
        eventually(lambda: not before.is_alive(), f"{part} is dead")
        return before

    def stop(self, part: str) -> None:
        """A clean stop, which lasts until ``start``."""
        self._supervisor.ask("stopProcess", self._program(part), False)
        eventually(lambda: self._state(part) == "STOPPED", f"{part} has stopped")

    def start(self, part: str) -> None:
        """Start what ``stop`` stopped."""
        self._supervisor.ask("startProcess", self._program(part), False)

    def restart(self, part: str) -> None:
        """A clean stop and a start."""
        self.stop(part)
        self.start(part)

    # ------------------------------------------------------------ looking

    def wait_ready(self) -> float:
        """Until every process and server says that it is ready. Returns the seconds that it took."""
        started = time.monotonic()
        for server in (self._backends.postgres, self._backends.store, self._backends.broker):
            eventually(server.is_ready, f"{server.name} is ready")
        eventually(lambda: not self.not_ready(), f"all ready: {', '.join(self._ready)}")
        return time.monotonic() - started

    def not_ready(self) -> dict[str, str]:
        """What each process that is not ready says."""
        said = {name: _answer(address) for name, address in self._ready.items()}
        return {name: problem for name, problem in said.items() if problem}

    def rows(self, service: str, statement: str, *values: Any) -> list[Any]:
        """Rows of a service's database, as superuser."""
        with self.database(service) as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())

    @contextmanager
    def database(self, service: str) -> Iterator[Any]:
        """A cursor of a superuser; every statement is its own transaction. Rows have names, UUIDs are UUIDs."""
        url = make_url(on_database(self.admin["PATRAVALI_DATABASE_URL"], service)).set(drivername="postgresql")
        connection = psycopg2.connect(url.render_as_string(hide_password=False), connect_timeout=5)
        try:
            connection.autocommit = True
            psycopg2.extras.register_uuid(conn_or_curs=connection)
            with connection.cursor(cursor_factory=psycopg2.extras.NamedTupleCursor) as cursor:
                yield cursor
        finally:
            connection.close()

    @property
    def broker_url(self) -> str:
        """AMQP, as administrator."""
        user, password = self.admin["PATRAVALI_BROKER_ADMIN_URL"].split("://")[1].split("@")[0].split(":")
        return self.admin["PATRAVALI_BROKER_URL"].replace("amqp://", f"amqp://{user}:{password}@")

    def pids(self) -> dict[str, int]:
        """Of each process of the platform that runs now; servers are not among them."""
        records = {process: self._record(process) for process in PROCESSES}
        return {process: record.pid for process, record in records.items() if record}

    # ------------------------------------------------------------ parts

    def _record(self, part: str) -> ProcessRecord | None:
        if part in self._servers:
            return self._servers[part].record()
        record = ProcessRecord.read(self._backends.home.run / f"{part}.process")
        return record if record and record.is_alive() else None

    def _is_new(self, part: str, before: ProcessRecord) -> bool:
        now = self._record(part)
        return now is not None and now != before

    def _program(self, part: str) -> str:
        """The supervisor's name for it."""
        state = self._info(part)
        return f"{state['group']}:{state['name']}"

    def _state(self, part: str) -> str:
        return str(self._info(part)["statename"])

    def _info(self, part: str) -> dict[str, Any]:
        return next(state for state in self._supervisor.states() if state["name"] == part)


def _answer(address: str) -> str:
    """Empty where it is ready."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return "" if answer.status == 200 else str(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.read().decode(errors="replace") or str(refused.code)
    except OSError as error:
        return repr(error)
