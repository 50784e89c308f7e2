"""Servers, databases and vhosts that a test uses and throws away.

All tests of a run (and of other runs at the same time in the same tree) share one set of private servers; each test
takes databases and vhosts of its own from it. Tests that stop or restart a server start their own `Backends` instead.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from deploy.local import databases, rights
from deploy.local.backends import Backends
from deploy.local.broker import Management
from deploy.local.environment import setting
from deploy.local.places import data_root

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class ServiceDatabase:
    """A freshly migrated database of one service."""

    service: str
    name: str
    url: str
    """As the service's own role."""
    owner_url: str
    """As the role that owns the tables."""
    admin_url: str
    """As superuser, for looking behind the rights."""


@dataclass(frozen=True)
class Vhost:
    """A vhost with the platform's topology and rights."""

    name: str
    backends: Backends
    management: Management

    def url(self, user: str) -> str:
        """AMQP URL of a service (or the gateway)."""
        return self.backends.broker_url_for(user, self.name)


class SharedServers:
    """The servers' folder while at least one test run uses it; the last to leave stops them and wipes it.

    Use is a shared lock that a killed run loses by itself. With PATRAVALI_TEST_KEEP=1 the servers stay up between runs.
    """

    def __init__(self, home: Path) -> None:
        self.backends = Backends(home, settings={}, durable=False)
        self._lock: IO[str] | None = None

    def join(self) -> None:
        """Register as a user; whoever comes first clears what an earlier run left."""
        self._lock = self.backends.home.root.with_suffix(".users").open("a")
        if self._is_alone() and not _keeps_servers():
            self._wipe()
        fcntl.flock(self._lock, fcntl.LOCK_SH)

    def leave(self) -> None:
        """The last one out stops the servers."""
        if self._is_alone() and not _keeps_servers():
            self._wipe()
        assert self._lock is not None
        self._lock.close()

    def start(self) -> Backends:
        """The running servers, started by whoever needs them first."""
        self.backends.home.create()
        with (self.backends.home.root / "start.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.backends.start()
        return self.backends

    def _is_alone(self) -> bool:
        assert self._lock is not None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wipe(self) -> None:
        destroy(self.backends)


def destroy(backends: Backends) -> None:
    """Stop the servers and remove their data."""
    backends.stop()
    shutil.rmtree(data_root(backends.home.root, backends.account), ignore_errors=True)
    shutil.rmtree(backends.home.root, ignore_errors=True)


def _keeps_servers() -> bool:
    return os.environ.get("PATRAVALI_TEST_KEEP") == "1"


class ThrowAway:
    """Databases and vhosts on running servers."""

    def __init__(self, backends: Backends) -> None:
        self.backends = backends
        self._templates: dict[str, str] = {}

    @contextmanager
    def database(self, service: str) -> Iterator[ServiceDatabase]:
        """A copy of the once-migrated template; dropped at the end."""
        if service not in self._templates:
            self._templates[service] = self._template(service)
        template = self._templates[service]
        name = f"{service}_{secrets.token_hex(6)}"
        databases.copy_database(self.backends.database_admin_url, service, template, name)
        try:
            yield self._describe(service, name)
        finally:
            databases.drop_database(self.backends.database_admin_url, name)

    @contextmanager
    def empty_database(self, service: str) -> Iterator[ServiceDatabase]:
        """A database of the service without any table, for testing migrations; dropped at the end."""
        name = f"{service}_{secrets.token_hex(6)}"
        databases.copy_database(self.backends.database_admin_url, service, "template0", name)
        try:
            yield self._describe(service, name)
        finally:
            databases.drop_database(self.backends.database_admin_url, name)

    @contextmanager
    def vhost(self) -> Iterator[Vhost]:
        """A vhost with exchanges, policies and everybody's rights; deleted at the end."""
        name = f"test-{secrets.token_hex(6)}"
        management = Management(self.backends.broker_admin_url)
        rights.declare_topology(management, name)
        rights.grant(management, name)
        try:
            yield Vhost(name, self.backends, management)
        finally:
            management.delete(f"/api/vhosts/{name}")

    def _describe(self, service: str, name: str) -> ServiceDatabase:
        return ServiceDatabase(
            service=service,
            name=name,
            url=self.backends.database_url_for(service, name),
            owner_url=self.backends.database_url_for(databases.owner_of(service), name),
            admin_url=databases.on_database(self.backends.database_admin_url, name),
        )

    def _template(self, service: str) -> str:
        name = f"template_{service}_{_migrations_digest(service)}"
        admin_url = self.backends.database_admin_url
        with (self.backends.home.root / f"template-{service}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not databases.database_exists(admin_url, name):
                draft = f"draft_{service}"
                databases.drop_database(admin_url, draft)
                databases.copy_database(admin_url, service, "template0", draft)
                migrate(service, self._describe(service, draft).owner_url)
                databases.rename_database(admin_url, draft, name)
        return name


def migrate(service: str, owner_url: str) -> None:
    """Run the service's migrations to the newest; the error shows what Alembic said."""
    finished = subprocess.run(
        [sys.executable, "-m", "chassis.migrate", service],
        cwd=ROOT,
        env={**os.environ, setting(service, "owner_database_url"): owner_url},
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode != 0:
        raise AssertionError(f"migrations of {service} failed:\n{finished.stdout}{finished.stderr}")


def _migrations_digest(service: str) -> str:
    sources = sorted((ROOT / "services" / service / "migrations").rglob("*.py"))
    digest = hashlib.sha256()
    for source in [*sources, *sorted((ROOT / "chassis").glob("*.py"))]:
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]
