"""The whole platform under its supervisor: started, hurt, started again, stopped."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from alembic.script import ScriptDirectory

import chassis.migrate
from chassis.revisions import newest_revision
from chassis.topology import SERVICES
from deploy.local import environment
from deploy.local.databases import on_database
from deploy.local.home import Home, is_free
from deploy.local.places import data_root
from deploy.local.processes import ROOT, readiness_addresses
from deploy.local.records import ProcessRecord, wait_until
from deploy.local.run import Platform
from deploy.local.store import BUCKET, INDEX
from tests.throwaway import destroy

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]
PATIENCE = 240
EDGE = ("relay", "gateway")


class Running:
    """`make run` of a demonstration-less platform in a folder of its own."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.output = home / "output"
        settings = {"PATRAVALI_DEMO": "0", "PATRAVALI_GATEWAY_PORT": str(port), "PATRAVALI_HOME": str(home)}
        others = {name: value for name, value in os.environ.items() if not name.startswith("PATRAVALI_")}
        self.environment = {**others, **settings}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "deploy.local", "run"],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
            )
        assert wait_until(lambda: "Ctrl-C" in self.said or self.has_ended(), PATIENCE), self.said
        assert not self.has_ended(), self.said

    def has_ended(self) -> bool:
        assert self.process is not None
        return self.process.poll() is not None

    def end(self, number: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def say(self, command: str) -> subprocess.CompletedProcess[str]:
        """Another command on the same home."""
        arguments = [sys.executable, "-m", "deploy.local", command]
        return subprocess.run(arguments, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)

    @property
    def said(self) -> str:
        return self.output.read_text()

    @property
    def values(self) -> dict[str, str]:
        return environment.read(self.home / "env")

    def record(self, name: str) -> ProcessRecord:
        found = ProcessRecord.read(self.home / "run" / f"{name}.process")
        assert found is not None
        return found

    def records(self) -> list[ProcessRecord]:
        """Everything that was ever started and is still written down."""
        folders = [self.home / "run", *data_root(self.home, Platform(self.home).backends.account).iterdir()]
        paths = [path for folder in folders for path in folder.glob("*.process") if path.stem != "owner"]
        return [record for path in paths if (record := ProcessRecord.read(path))]

    def supervisors_words(self) -> str:
        return (self.home / "logs" / "supervisord.log").read_text()

    def is_ready(self, name: str) -> bool:
        try:
            address = readiness_addresses(self.values, small_office=False)[name]
            with urllib.request.urlopen(address, timeout=2) as answer:
                return answer.status == 200
        except (OSError, urllib.error.URLError):
            return False


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    folder = Path(tempfile.mkdtemp(prefix="patravali-run-"))
    folder.chmod(0o711)
    platform = Running(folder, Home(folder).port("gateway"))
    platform.start()
    yield platform
    if not platform.has_ended():
        platform.end(signal.SIGTERM)
    destroy(Platform(folder).backends)


def test_every_process_is_up_and_ready(running: Running):
    status = running.say("status")

    assert status.returncode == 0, status.stdout
    assert status.stdout.count("RUNNING") == 12


def test_a_second_run_leaves_the_first_alone(running: Running):
    before = running.record("files")

    second = running.say("run")

    assert second.returncode == 0
    assert "runs already" in second.stdout
    assert running.record("files") == before


def test_a_killed_process_comes_back(running: Running):
    before = running.record("notifications")

    before.send(signal.SIGKILL)

    assert wait_until(lambda: running.record("notifications") != before, PATIENCE)
    assert wait_until(lambda: running.is_ready("notifications"), PATIENCE)


def test_a_process_sees_its_own_settings_and_no_others(running: Running):
    seen = Path(f"/proc/{running.record('files').pid}/environ").read_text()

    assert "PATRAVALI_FILES_DATABASE_URL" in seen
    assert "PATRAVALI_FILES_OWNER_DATABASE_URL" not in seen
    assert "PATRAVALI_IDENTITY_" not in seen
    assert "PATRAVALI_DOCUMENTS_" not in seen


def test_the_gateway_has_no_key_of_the_store(running: Running):
    seen = Path(f"/proc/{running.record('gateway').pid}/environ").read_text()

    assert "PATRAVALI_GATEWAY_STORE_URL" in seen
    assert "SECRET_KEY" not in seen


def test_the_stores_index_of_names_lies_in_the_database(running: Running):
    admin_url = environment.read(running.home / "admin.env")["PATRAVALI_DATABASE_URL"]
    index_url = on_database(admin_url, INDEX).replace("postgresql+psycopg2://", "postgresql://")

    with closing(psycopg2.connect(index_url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT name FROM filemeta WHERE directory = '/buckets'")
        names = [name for (name,) in cursor.fetchall()]

    assert BUCKET in names


def test_passwords_are_readable_by_their_owner_alone(running: Running):
    secrets = [running.home / name for name in ("env", "admin.env", "state.json", "run/supervisord.conf")]

    assert [oct(path.stat().st_mode & 0o777) for path in secrets] == ["0o600"] * 4


def test_nothing_listens_beyond_loopback(running: Running):
    inodes = {inode for record in running.records() for inode in sockets_of(record.pid)}
    ports = set(json.loads((running.home / "state.json").read_text())["ports"].values())

    addresses = [address for address, port, inode in listeners() if inode in inodes or port in ports]

    assert len(addresses) > 15
    assert set(addresses) <= {"127.0.0.1", "::1", "::ffff:127.0.0.1"}


def test_the_store_remembers_to_sync_each_object(running: Running):
    store = Platform(running.home).backends.store

    assert store.is_synced()


def test_a_start_finds_by_itself_whose_tables_are_behind(running: Running):
    backends = Platform(running.home).backends
    admin_url = environment.read(running.home / "admin.env")["PATRAVALI_DATABASE_URL"]
    files_url = on_database(admin_url, "files").replace("postgresql+psycopg2://", "postgresql://")
    before = backends.services_behind()

    with closing(psycopg2.connect(files_url)) as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
        behind = backends.services_behind()
        cursor.execute("UPDATE alembic_version SET version_num = %s", [newest_revision("files")])
        connection.commit()

    assert before == []
    assert behind == ["files"]


@pytest.mark.parametrize("service", SERVICES)
def test_the_newest_migration_by_its_name_is_alembics(service: str):
    scripts = ScriptDirectory.from_config(chassis.migrate.alembic_config(service))

    assert newest_revision(service) == scripts.get_current_head()


def test_what_a_killed_supervisor_and_runner_left_is_ended_by_the_next_start(running: Running):
    left = running.records()
    running.record("supervisord").send(signal.SIGKILL)
    running.end(signal.SIGKILL)

    running.start()

    assert [record.pid for record in left if record.is_alive()] == []
    assert running.say("status").returncode == 0
    assert "Bringing the tables up to date" not in running.said


def test_a_later_start_loads_everything_once_while_the_broker_boots(running: Running):
    running.end(signal.SIGTERM)
    before = running.supervisors_words()

    running.start()

    provisioned = (running.home / "env").stat().st_mtime
    assert all(started_at(running.record(name)) < provisioned for name in ("files", "documents_worker", *EDGE))
    assert "exited:" not in running.supervisors_words().removeprefix(before)


def test_ctrl_c_stops_everything_that_was_started(running: Running):
    started = running.records()

    status = running.end(signal.SIGINT)

    assert status == 0, running.said
    assert [record.pid for record in started if record.is_alive()] == []


def test_a_taken_port_is_named_with_what_to_do(running: Running):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert not is_free(port)

        refused = Running(running.home, port).say("run")

    assert refused.returncode == 1
    assert f"{port}" in refused.stderr
    assert "PATRAVALI_GATEWAY_PORT" in refused.stderr
    assert "पोर्ट" in refused.stderr


def started_at(record: ProcessRecord) -> float:
    """Seconds since the epoch."""
    up = float(Path("/proc/uptime").read_text().split()[0])
    return time.time() - up + record.started / os.sysconf("SC_CLK_TCK")


def sockets_of(pid: int) -> Iterator[str]:
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = os.readlink(descriptor)
        except (FileNotFoundError, PermissionError):  # closed meanwhile; another user's, seen from inside a container
            continue
        if target.startswith("socket:["):
            yield target.removeprefix("socket:[").removesuffix("]")


def listeners() -> Iterator[tuple[str, int, str]]:
    """Address, port and inode of each listening TCP socket of the machine."""
    for table, family, size in (("/proc/net/tcp", socket.AF_INET, 4), ("/proc/net/tcp6", socket.AF_INET6, 16)):
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] != "0A":
                continue
            packed, port = (bytes.fromhex(part) for part in fields[1].split(":"))
            # The kernel prints 32-bit words in the machine's order.
            words = b"".join(packed[at : at + 4][::-1] for at in range(0, size, 4))
            yield socket.inet_ntop(family, words), int.from_bytes(port, "big"), fields[9]
