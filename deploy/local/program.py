"""A process that this package starts, the same whether a test or the supervisor starts it."""

import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.places import Account, reachable_copy
from deploy.local.records import ProcessRecord

LAUNCHER = Path(__file__).with_name("launch.sh")
# Started by this very process, and so its to bury.
_children: dict[int, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class Program:
    """What to run, as whom, and how it is stopped."""

    name: str
    command: list[str]
    folder: Path
    """Working directory."""
    records: Path | None = None
    """Where the process record is written; None: in the working directory."""
    environment: dict[str, str] = field(default_factory=dict)
    """The whole environment: nothing is inherited."""
    account: Account | None = None
    """None: the running user."""
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 10.0
    """How long a clean stop may take before SIGKILL."""

    @property
    def record_path(self) -> Path:
        return (self.records or self.folder) / f"{self.name}.process"

    @property
    def launch(self) -> list[str]:
        launcher = reachable_copy(LAUNCHER, self.account) if self.account else LAUNCHER
        return ["/bin/sh", str(launcher), str(self.record_path), *self.command]

    def record(self) -> ProcessRecord | None:
        """The running process; None when it does not run."""
        record = ProcessRecord.read(self.record_path)
        return record if record and record.is_alive() else None

    def start(self, log: Path) -> None:
        """Start in a session of its own, so that Ctrl-C at the terminal does not reach it; output goes to `log`."""
        identity = {}
        if self.account and self.account.is_other:
            identity = {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
        with log.open("ab") as output:
            child = subprocess.Popen(
                self.launch,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **identity,  # type: ignore[call-overload]
            )
        _children[child.pid] = child

    def end(self) -> None:
        """Stop the process if it runs, whoever started it."""
        record = ProcessRecord.read(self.record_path)
        if record:
            record.end(self.stop_signal, self.stop_seconds)
            _reap(record.pid)


def _reap(pid: int) -> None:
    child = _children.pop(pid, None)
    if child:
        child.wait(timeout=5)
