"""`make test` runs each test once, and no crash is passed over."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.throwaway import ROOT
from tests.workers import longest_first, together

DIES = """
import os, pathlib, signal

def test_of_a_worker_that_dies():
    with pathlib.Path({record!r}).open("a") as record:
        record.write("ran\\n")
    os.kill(os.getpid(), signal.SIGKILL)
"""
HOLDS = "def test_of_a_worker_that_lives(): pass\n"


@dataclass
class Named:
    """What `longest_first` looks at."""

    nodeid: str


def make_test(folder: Path) -> subprocess.CompletedProcess[str]:
    """What `make test` would run for this folder, which is none of the project's."""
    wanted = ["make", "--dry-run", "--no-print-directory", "test", f"TESTS={folder}"]
    said = subprocess.run(wanted, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    command = shlex.split(said.strip().splitlines()[-1].lstrip("@"))
    return subprocess.run(
        [*command, "--rootdir", str(folder), "-p", "no:cacheprovider", "-p", "xdist.plugin"],
        cwd=ROOT,
        # The other plugins take longer to load than all else here.
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_folder_with_one_platform_stays_together() -> None:
    assert together("tests/faults/test_relay.py::test_an_event") == "tests/faults"
    assert together("tests/faults/test_servers.py::test_a_server[a::b/c]") == "tests/faults"


def test_of_other_folders_each_module_stays_together() -> None:
    assert together("tests/files/test_desk.py::test_it") == "tests/files/test_desk.py"


def test_folders_that_stay_together_go_first_and_the_rest_keeps_its_order() -> None:
    items: list[Any] = [
        Named("tests/chassis/test_rpc.py::b"),
        Named("tests/chassis/test_rpc.py::a"),
        Named("tests/faults/test_relay.py::c"),
        Named("tests/files/test_desk.py::d"),
        Named("tests/system/test_demo.py::e"),
    ]

    longest_first(items)

    assert [item.nodeid[-1] for item in items] == ["c", "e", "b", "a", "d"]


def test_a_worker_that_dies_fails_the_run_and_its_test_is_not_tried_again(tmp_path: Path) -> None:
    record = tmp_path / "record"
    (tmp_path / "test_dies.py").write_text(DIES.format(record=str(record)))
    (tmp_path / "test_other.py").write_text(HOLDS)

    finished = make_test(tmp_path)

    assert finished.returncode == 1
    assert "test_of_a_worker_that_dies" in finished.stdout
    assert "1 failed" in finished.stdout.splitlines()[-1]
    assert record.read_text() == "ran\n"
