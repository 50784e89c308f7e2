"""Which process is ours: pid, kernel start time and boot id, as `launch.sh` wrote them down."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_POLL_SECONDS = 0.05


@dataclass(frozen=True)
class ProcessRecord:
    """One process that `launch.sh` became."""

    pid: int
    started: int
    """Clock ticks after boot (field 22 of /proc/PID/stat)."""
    boot: str

    @classmethod
    def read(cls, path: Path) -> "ProcessRecord | None":
        """The process recorded at `path`; None where there is no readable record."""
        try:
            stat, boot = path.read_text().rsplit("\n", 2)[:2]
        except (FileNotFoundError, ValueError):
            return None
        return cls(pid=int(stat.split()[0]), started=_start_time(stat), boot=boot.strip())

    def is_alive(self) -> bool:
        """Whether that very process still runs; a zombie does not."""
        if self.boot != BOOT_ID.read_text().strip():
            return False
        stat = _stat(self.pid)
        return stat is not None and _start_time(stat) == self.started and _state(stat) not in "ZX"

    def send(self, number: signal.Signals, *, group: bool = False) -> None:
        """Signal the process, or with `group` everything in the process group that it leads."""
        if not self.is_alive():
            return
        try:
            if group and os.getpgid(self.pid) == self.pid:
                os.killpg(self.pid, number)
            else:
                os.kill(self.pid, number)
        except ProcessLookupError:
            return

    def end(self, stop_signal: signal.Signals, seconds: float) -> None:
        """Ask the process to stop, wait `seconds`, then kill it and its group."""
        self.send(stop_signal)
        if wait_until(lambda: not self.is_alive(), seconds):
            return
        self.send(signal.SIGKILL, group=True)
        wait_until(lambda: not self.is_alive(), 5)


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Poll `condition` until it holds; False when `seconds` have passed without it."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _stat(pid: int) -> str | None:
    try:
        return Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None


def _fields(stat: str) -> list[str]:
    # The command's name stands in parentheses and may itself hold spaces and parentheses.
    return stat[stat.rindex(")") + 2 :].split()


def _state(stat: str) -> str:
    return _fields(stat)[0]


def _start_time(stat: str) -> int:
    return int(_fields(stat)[19])
