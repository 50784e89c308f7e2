"""The folder of one installation (`.patravali/`): what was chosen once and has to be remembered."""

import fcntl
import json
import os
import random
import secrets
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.local.messages import CannotRun

# Below Linux's ephemeral range (32768 up), so that no outgoing connection can sit on a port we remember.
_PORT_RANGE = range(20_000, 32_000)


class Home:
    """Remembered ports and passwords in `state.json` (mode 600), and the folders beside it.

    The folder itself is mode 711: the backends' system user passes through it to its own data and can list nothing.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._state = self.root / "state.json"

    def must_be_possible(self) -> None:
        """Raises CannotRun where something else lies in its place, or nothing may be written there."""
        found = next(path for path in (self.root, *self.root.parents) if path.exists())
        if not found.is_dir():
            raise CannotRun(
                f"{found} फ़ोल्डर नहीं है। --home में (या PATRAVALI_HOME में) किसी फ़ोल्डर का नाम दें।",
                f"{found} is not a folder. Name a folder with --home (or PATRAVALI_HOME).",
            )
        if not os.access(found, os.W_OK | os.X_OK):
            raise CannotRun(
                f"{found} में लिखने की अनुमति नहीं है। --home से दूसरा फ़ोल्डर चुनें।",
                f"Nothing may be written in {found}. Choose another folder with --home.",
            )

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def run(self) -> Path:
        return self.root / "run"

    def create(self) -> None:
        """Make the folders; repeatable."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(0o711)
        # Logs name people and papers; they are opened by the supervisor, so nobody else has to get in.
        for folder, mode in ((self.logs, 0o700), (self.run, 0o711)):
            folder.mkdir(exist_ok=True)
            folder.chmod(mode)

    def secret(self, name: str) -> str:
        """The password called `name`, made at its first mention (32 URL-safe characters)."""
        return str(self._remember("secrets", name, lambda taken: secrets.token_urlsafe(24)))

    def port(self, name: str) -> int:
        """The loopback port called `name`, chosen at its first mention."""
        return int(self._remember("ports", name, _choose_port))

    def forget_taken_ports(self, names: Iterable[str]) -> None:
        """Drop remembered ports that somebody else holds by now, so that new ones get chosen."""
        with self._locked() as state:
            ports = state.setdefault("ports", {})
            for name in names:
                if name in ports and not is_free(ports[name]):
                    del ports[name]

    def write_private(self, path: Path, text: str) -> None:
        """Write `text` whole or not at all, readable by the owner alone."""
        write_private(path, text)

    def _remember(self, kind: str, name: str, choose: Callable[[set[Any]], Any]) -> Any:
        with self._locked() as state:
            known = state.setdefault(kind, {})
            if name not in known:
                known[name] = choose(set(known.values()))
            return known[name]

    @contextmanager
    def _locked(self) -> Iterator[dict[str, dict[str, Any]]]:
        self.create()
        with (self.root / "state.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = self._state.read_text() if self._state.exists() else "{}"
            state = json.loads(before)
            yield state
            after = json.dumps(state, indent=1, sort_keys=True)
            if after != before:
                write_private(self._state, after)


def write_private(path: Path, text: str) -> None:
    """Write `text` whole or not at all (mode 600 from its first byte on)."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as target:
        target.write(text)
        target.flush()
        os.fsync(target.fileno())
    draft.replace(path)


def is_free(port: int) -> bool:
    """Whether nobody listens on `port`, on loopback or on all addresses."""
    for address in ("127.0.0.1", "0.0.0.0"):  # noqa: S104  bound for a moment to ask, never listened on
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError:
                return False
    return True


def _choose_port(taken: set[Any]) -> int:
    for candidate in random.sample(_PORT_RANGE, k=len(_PORT_RANGE)):
        if candidate not in taken and is_free(candidate):
            return candidate
    raise RuntimeError("no free loopback port between 20000 and 31999")
