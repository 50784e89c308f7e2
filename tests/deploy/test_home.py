"""What an installation remembers, and which processes it takes for its own."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local import environment
from deploy.local.home import Home, is_free
from deploy.local.places import Account, is_reachable, reachable_copy
from deploy.local.program import Program
from deploy.local.records import ProcessRecord, wait_until


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[Program]:
    program = Program("sleeper", ["sleep", "600"], tmp_path, environment={"PATH": os.defpath})
    program.start(tmp_path / "log")
    assert wait_until(lambda: program.record() is not None, 10)
    yield program
    program.end()


def test_ports_and_passwords_are_remembered(tmp_path: Path):
    first = Home(tmp_path)
    port, password = first.port("broker"), first.secret("broker")

    second = Home(tmp_path)

    assert (second.port("broker"), second.secret("broker")) == (port, password)


def test_two_names_never_share_a_port_or_a_password(tmp_path: Path):
    home = Home(tmp_path)

    assert len({home.port(f"port-{number}") for number in range(50)}) == 50
    assert home.secret("one") != home.secret("two")


def test_a_port_that_somebody_took_meanwhile_is_chosen_anew(tmp_path: Path):
    home = Home(tmp_path)
    taken, other = home.port("broker"), home.port("database")

    with socket.create_server(("127.0.0.1", taken)):
        home.forget_taken_ports(["broker", "database"])

        assert home.port("broker") != taken
        assert home.port("database") == other
        assert not is_free(taken)


def test_nobody_else_can_read_logs(tmp_path: Path):
    home = Home(tmp_path / "home")
    home.create()

    assert home.logs.stat().st_mode & 0o777 == 0o700
    assert home.run.stat().st_mode & 0o777 == 0o711


def test_what_is_remembered_is_readable_by_its_owner_alone(tmp_path: Path):
    Home(tmp_path).secret("broker")

    assert (tmp_path / "state.json").stat().st_mode & 0o777 == 0o600


def test_a_recorded_process_is_known_and_ended(sleeper: Program):
    record = sleeper.record()
    assert record is not None

    sleeper.end()

    assert not record.is_alive()


def test_a_stranger_with_the_same_pid_is_left_alone():
    stranger = subprocess.Popen(["sleep", "600"])
    mine = ProcessRecord(stranger.pid, started=1, boot=Path("/proc/sys/kernel/random/boot_id").read_text().strip())

    mine.end(signal.SIGKILL, 1)

    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_process_of_another_boot_is_not_ours(sleeper: Program):
    record = sleeper.record()
    assert record is not None

    assert not ProcessRecord(record.pid, record.started, boot="another").is_alive()


def test_a_process_that_ignores_the_signal_is_killed(tmp_path: Path):
    command = ["sh", "-c", "trap '' TERM; while :; do sleep 1; done"]
    stubborn = Program("stubborn", command, tmp_path, environment={"PATH": os.defpath}, stop_seconds=0.2)
    stubborn.start(tmp_path / "log")
    assert wait_until(lambda: stubborn.record() is not None, 10)

    stubborn.end()

    assert stubborn.record() is None


def test_settings_survive_a_shell(tmp_path: Path):
    values = {"PATRAVALI_FILES_DATABASE_URL": "postgresql://a:b'c$d@host/e f", "PATRAVALI_EMPTY": ""}

    environment.write(tmp_path / "env", values)
    sourced = subprocess.run(
        ["sh", "-c", f'. {tmp_path}/env; printf %s "$PATRAVALI_FILES_DATABASE_URL"'], capture_output=True, text=True
    )

    assert environment.read(tmp_path / "env") == values
    assert sourced.stdout == values["PATRAVALI_FILES_DATABASE_URL"]


def test_a_process_is_given_its_own_settings_without_the_owners():
    values = {
        "PATRAVALI_DOCUMENTS_DATABASE_URL": "mine",
        "PATRAVALI_DOCUMENTS_OWNER_DATABASE_URL": "migrations only",
        "PATRAVALI_DOCUMENTS_WORKER_HEALTH_PORT": "the worker's",
        "PATRAVALI_FILES_DATABASE_URL": "another's",
    }

    assert environment.only_for(("documents",), values) == {"PATRAVALI_DOCUMENTS_DATABASE_URL": "mine"}
    assert "PATRAVALI_DOCUMENTS_WORKER_HEALTH_PORT" in environment.only_for(("documents", "documents_worker"), values)


def test_a_closed_folder_is_not_reachable_for_the_backends_user(tmp_path: Path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    assert not is_reachable(closed / "data")
    assert is_reachable(Path("/usr/lib/python3"))


def test_programs_that_the_backends_user_cannot_reach_are_copied_with_their_libraries(tmp_path: Path):
    closed, shared = tmp_path / "closed", tmp_path / "shared"
    for folder in (closed / "package" / "bin", closed / "package.libs"):
        folder.mkdir(parents=True)
    (closed / "package" / "bin" / "program").write_text("program")
    (closed / "package.libs" / "library").write_text("library")
    closed.chmod(0o700)
    account = Account("another", os.getuid(), os.getgid(), is_other=True)

    copy = reachable_copy(closed / "package", account, closed / "package.libs", shared=shared)

    assert (copy / "bin" / "program").read_text() == "program"
    assert (copy.parent / "package.libs" / "library").read_text() == "library"
    assert reachable_copy(closed / "package", account, shared=shared) == copy


def test_programs_that_can_be_reached_stay_where_they_are():
    account = Account("another", os.getuid(), os.getgid(), is_other=True)

    assert reachable_copy(Path("/usr/bin/env"), account) == Path("/usr/bin/env")
