"""Children with limits, as the service runs them (under eventlet) and as everything else does."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from services.documents.press.limits import Limits, run
from tests.on_the_bus import eventually
from tests.throwaway import ROOT

SCRIPT = """
import sys
if sys.argv[1] == "eventlet":
    import eventlet
    eventlet.monkey_patch()
import json, pathlib, threading, time
from services.documents.press.limits import Limits, run

beats = [time.monotonic()]
def beat():
    while True:
        time.sleep(0.05)
        beats.append(time.monotonic())
threading.Thread(target=beat, daemon=True).start()
program, limits, folder = json.loads(sys.argv[2]), Limits(seconds=float(sys.argv[3])), pathlib.Path(sys.argv[4])
ended = run(program, limits, folder, stdin=b"x" * 300_000)
stall = max([after - before for before, after in zip(beats, beats[1:])], default=99.0)
json.dump([ended.status, len(ended.output), ended.timed_out, stall < 1.0], sys.stdout)
"""


@pytest.fixture(params=["plain", "eventlet"])
def run_there(request: pytest.FixtureRequest, tmp_path: Path):
    def run_it(program: list[str], seconds: float = 20.0) -> list[object]:
        command = [sys.executable, "-W", "ignore", "-c", SCRIPT, request.param, json.dumps(program), str(seconds)]
        done = subprocess.run([*command, str(tmp_path)], cwd=ROOT, capture_output=True, check=True, timeout=60)
        return json.loads(done.stdout)

    return run_it


def test_a_child_is_given_its_input_and_its_output_is_had(run_there):
    assert run_there(["sh", "-c", "sleep 0.3; wc -c"])[:3] == [0, len("300000\n"), False]


def test_a_child_that_does_not_read_its_input_holds_nobody_up(run_there):
    assert run_there(["sh", "-c", "sleep 0.3; head -c 3000000 /dev/zero"]) == [0, 3_000_000, False, True]


def test_a_child_that_takes_too_long_is_ended_and_others_go_on_meanwhile(run_there):
    assert run_there(["sleep", "50"], seconds=1.5) == [-9, 0, True, True]


def test_a_program_that_is_not_there_fails(run_there):
    assert run_there(["no-such-program"])[0] == 127


def test_what_a_child_started_ends_with_it(tmp_path: Path):
    started = run(["sh", "-c", "sleep 50 & echo $!"], Limits(seconds=20), tmp_path)

    eventually(lambda: has_ended(int(started.output)))


def has_ended(process: int) -> bool:
    """Gone, or waiting to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_memory_is_limited(tmp_path: Path):
    greedy = [sys.executable, "-c", "bytearray(800 * 2**20)"]

    assert run(greedy, Limits(seconds=20, memory=400 * 2**20), tmp_path).status != 0
    assert run(greedy, Limits(seconds=20, memory=1600 * 2**20), tmp_path).status == 0


def test_output_is_limited(tmp_path: Path):
    endless = run(["cat", "/dev/zero"], Limits(seconds=20, output=2**20), tmp_path)

    assert len(endless.output) == 2**20
    assert endless.status != 0
    assert not endless.timed_out


def test_a_child_sees_no_setting_and_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATRAVALI_DOCUMENTS_STORE_SECRET_KEY", "secret")

    seen = run(["env"], Limits(seconds=20), tmp_path).output.decode()

    assert "PATRAVALI" not in seen
    assert "LANG=C.UTF-8" in seen
