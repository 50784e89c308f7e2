"""Running a program that may crash, hang, or eat all memory, because its input was made to cause that.

The child gets an empty environment (no address, no secret), a folder of its own, and limits that the kernel enforces
(``prlimit`` of util-linux). It has no more rights than a reader of that folder needs.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

MEBIBYTE = 2**20
LAST_WORDS = 2000
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Limits:
    """What a child may use."""

    seconds: float
    """Of the clock. Processor time is limited to the same."""
    memory: int = 2048 * MEBIBYTE
    """Bytes of address space."""
    output: int = 256 * MEBIBYTE
    """Bytes of each file that it writes."""


@dataclass(frozen=True)
class Ended:
    """How a child ended. ``status`` is its exit status, negative for the signal that killed it."""

    status: int
    output: bytes
    errors: str
    timed_out: bool = False


def run(program: Sequence[str], limits: Limits, folder: Path, stdin: bytes = b"") -> Ended:
    """Run a program to its end or to the end of its time. Never raises for what the child does.

    Files instead of pipes: under eventlet, writing to a pipe whose reader has died waits for ever, and communicate()
    raises another TimeoutExpired than the one that can be caught here. Files also fall under the limit of output.
    """
    with TemporaryFile(dir=folder) as given, TemporaryFile(dir=folder) as output, TemporaryFile(dir=folder) as errors:
        given.write(stdin)
        given.seek(0)
        child = subprocess.Popen(
            _limited(program, limits),
            cwd=folder,
            env=_environment(folder),
            stdin=given,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
        timed_out = _wait(child, limits.seconds)
        output.seek(0)
        errors.seek(0)
        said = errors.read()[-LAST_WORDS:].decode("utf-8", "replace")
        return Ended(child.returncode, output.read(), said, timed_out)


def _limited(program: Sequence[str], limits: Limits) -> list[str]:
    return [
        "prlimit",
        f"--cpu={int(limits.seconds) + 1}",
        f"--as={limits.memory}",
        f"--fsize={limits.output}",
        "--nofile=256",
        "--core=0",
        "--",
        *program,
    ]


def _wait(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait for the end, or make it. Whether the time ran out."""
    overdue = threading.Event()

    def end() -> None:
        overdue.set()
        _kill_group(child)

    clock = threading.Timer(seconds, end)
    clock.start()
    try:
        child.wait()
    finally:
        clock.cancel()
        # Also what the child itself started, and the child, where this process is told to stop.
        _kill_group(child)
        child.wait()
    return overdue.is_set()


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def python_module(module: str, *arguments: str) -> list[str]:
    """The command that runs one of our modules as a child."""
    return [sys.executable, "-m", module, *arguments]


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        # Sets and dictionaries in one order: the same paper has the same bytes.
        "PYTHONHASHSEED": "0",
        # Tesseract's threads fight each other on small machines.
        "OMP_THREAD_LIMIT": "1",
    }
