"""The supervisor (supervisord): its configuration, and talking to it.

supervisord restarts what dies, but forgets its children when it is itself killed with -9; the records that `launch.sh`
writes for each child let the next start find and end them.
"""

import http.client
import os
import socket
import sys
import xmlrpc.client
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from deploy.local.home import Home, write_private
from deploy.local.places import Account
from deploy.local.processes import python_environment
from deploy.local.program import Program

BACKENDS = "backends"
STORE = "object-store"
SERVICES = "services"
EDGE = "edge"
# Stopped from the highest to the lowest: nobody loses its servers while it still works.
_PRIORITIES = {BACKENDS: 10, STORE: 15, SERVICES: 20, EDGE: 30}
_HEADER = """; Written at each start.
[supervisord]
nodaemon = true
logfile = {logs}/supervisord.log
logfile_maxbytes = 5MB
logfile_backups = 2
pidfile = {run}/supervisord.pid
childlogdir = {logs}
identifier = patravali
{user}
[unix_http_server]
file = {socket}
chmod = 0600

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
"""
_PROGRAM = """
[program:{name}]
command = {command}
directory = {folder}
environment = {environment}
autostart = false
autorestart = true
startsecs = 1
startretries = 1000
stopsignal = {signal}
stopwaitsecs = {seconds}
stopasgroup = {as_group}
killasgroup = true
stdout_logfile = {log}
stdout_logfile_maxbytes = 20MB
stdout_logfile_backups = 3
redirect_stderr = true
umask = 027
{user}
"""


class Supervisor:
    """One supervisord, listening on a socket that only its user may open."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._config = home.run / "supervisord.conf"
        self.program = Program(
            name="supervisord",
            command=[sys.executable, "-m", "supervisor.supervisord", "-c", str(self._config)],
            folder=home.run,
            environment=python_environment({}),
            stop_seconds=90,
        )

    @property
    def socket_path(self) -> Path:
        return self._home.run / "supervisor.sock"

    def configure(self, groups: dict[str, list[Program]]) -> None:
        """Write the configuration: nothing starts by itself, everything is restarted once started."""
        user = "user = root\n" if os.geteuid() == 0 else ""
        paths = {"logs": self._home.logs, "run": self._home.run, "socket": self.socket_path}
        parts = [_HEADER.format(user=user, **{name: _escape(str(path)) for name, path in paths.items()})]
        for group, programs in groups.items():
            parts += [self._section(program, stops_alone=group in (BACKENDS, STORE)) for program in programs]
            names = ",".join(program.name for program in programs)
            parts.append(f"\n[group:{group}]\nprograms = {names}\npriority = {_PRIORITIES[group]}\n")
        write_private(self._config, "".join(parts))

    def start(self) -> None:
        """Start supervisord itself; returns when it can be talked to."""
        self.socket_path.unlink(missing_ok=True)
        self.program.start(self._home.logs / "supervisord.out")

    def is_reachable(self) -> bool:
        try:
            return bool(self.ask("getState")["statename"] == "RUNNING")
        except (OSError, http.client.HTTPException):
            return False

    def start_group(self, group: str) -> None:
        """Start every program of `group` that does not run."""
        self.ask("startProcessGroup", group, False)

    def states(self) -> Iterable[dict[str, Any]]:
        """Name, state and description of each program."""
        return list(self.ask("getAllProcessInfo"))

    def ask(self, method: str, *arguments: Any) -> Any:
        """One call of supervisord's XML-RPC interface. Raises OSError when it is away."""
        with xmlrpc.client.ServerProxy("http://localhost", transport=_SocketTransport(self.socket_path)) as server:
            return getattr(server.supervisor, method)(*arguments)

    def _section(self, program: Program, *, stops_alone: bool) -> str:
        pairs = [f'{name}="{_escape(value)}"' for name, value in program.environment.items()]
        return _PROGRAM.format(
            name=program.name,
            command=" ".join(f'"{_escape(part)}"' for part in program.launch),
            folder=_escape(str(program.folder)),
            environment=",".join(pairs),
            signal=program.stop_signal.name.removeprefix("SIG"),
            seconds=int(program.stop_seconds),
            # A server stops its own children in good order; a signal to all of them at once is a crash to it.
            as_group="false" if stops_alone else "true",
            log=_escape(str(self._home.logs / f"{program.name}.log")),
            user=_user_line(program.account),
        )


class _SocketTransport(xmlrpc.client.Transport):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def make_connection(self, host: Any) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("localhost", timeout=30)
        connection.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.sock.settimeout(30)
        connection.sock.connect(str(self._path))
        # Remembered, so that close() closes it.
        self._connection = host, connection
        return connection


def _user_line(account: Account | None) -> str:
    return f"user = {account.name}" if account and account.is_other else ""


def _escape(text: str) -> str:
    if '"' in text or "\n" in text:
        raise ValueError("a double quote or a line break cannot be handed to supervisord")
    return text.replace("\\", "\\\\").replace("%", "%%")
