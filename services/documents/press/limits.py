"""Running a program that may crash, hang, or eat all memory, because its input was made to cause that.

The child gets an empty environment (no address, no secret), a folder of its own, and limits that the kernel enforces
(``prlimit`` of util-linux). It has no more rights than a reader of that folder needs.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MEBIBYTE = 2**20
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
    """Run a program to its end or to the end of its time. Never raises for what the child does."""
    command = [
        "prlimit",
        f"--cpu={int(limits.seconds) + 1}",
        f"--as={limits.memory}",
        f"--fsize={limits.output}",
        "--nofile=256",
        "--core=0",
        "--",
        *program,
    ]
    child = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        output, errors = child.communicate(stdin, timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        output, errors = child.communicate()
        return Ended(child.returncode, output, _readable(errors), timed_out=True)
    except BaseException:
        child.kill()
        child.wait()
        raise
    return Ended(child.returncode, output, _readable(errors))


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


def _readable(errors: bytes) -> str:
    return errors[-2000:].decode("utf-8", "replace")
