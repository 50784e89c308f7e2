"""The three private servers of one installation, or the ones that an operator names instead."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from chassis.revisions import newest_revision
from chassis.topology import SERVICES
from deploy.local import buckets, databases, environment, rights
from deploy.local.backend import Backend, Site
from deploy.local.broker import Broker, Management
from deploy.local.buckets import StoreAccess
from deploy.local.environment import setting
from deploy.local.home import Home
from deploy.local.postgres import Postgres
from deploy.local.program import Program
from deploy.local.records import wait_until
from deploy.local.store import BUCKET, INDEX, Store

_START_SECONDS = 90
# Access with administrators' rights: for set-up and operators, in `admin.env`, never among the processes' settings.
ADMINISTRATORS = ("PATRAVALI_BROKER_URL", "PATRAVALI_BROKER_ADMIN_URL", "PATRAVALI_DATABASE_URL", "PATRAVALI_STORE_URL")


class NotReady(Exception):
    """A server did not answer in time; its log says why."""


class Backends:
    """Broker, database and store under one home. `settings` may name existing servers:

    PATRAVALI_BROKER_URL (amqp://host:port/vhost) with PATRAVALI_BROKER_ADMIN_URL (http://user:password@host:port),
    PATRAVALI_DATABASE_URL (a superuser's) and PATRAVALI_STORE_URL (http://key:secret@host:port/bucket).
    """

    def __init__(self, root: Path, settings: Mapping[str, str] = os.environ, *, durable: bool = True) -> None:
        """`durable=False` skips fsync everywhere: for data that a test throws away."""
        self.home = Home(root)
        self.home.create()
        self._settings = settings
        site = Site(self.home)
        self.account = site.account
        self.broker = Broker(site)
        self.postgres = Postgres(site, durable=durable)
        self.store = Store(site, self.database_admin_url, durable=durable)

    @property
    def own(self) -> list[Backend]:
        """The servers that run here because no other was named."""
        named: list[tuple[str, Backend]] = [
            ("PATRAVALI_DATABASE_URL", self.postgres),
            ("PATRAVALI_STORE_URL", self.store),
            ("PATRAVALI_BROKER_URL", self.broker),
        ]
        return [backend for name, backend in named if not self._settings.get(name)]

    @property
    def database_admin_url(self) -> str:
        return self._settings.get("PATRAVALI_DATABASE_URL") or self.postgres.admin_url

    @property
    def broker_url(self) -> str:
        return self._settings.get("PATRAVALI_BROKER_URL") or self.broker.url

    @property
    def broker_admin_url(self) -> str:
        if not self._settings.get("PATRAVALI_BROKER_URL"):
            return self.broker.admin_url
        try:
            return self._settings["PATRAVALI_BROKER_ADMIN_URL"]
        except KeyError:
            raise LookupError("PATRAVALI_BROKER_URL needs PATRAVALI_BROKER_ADMIN_URL beside it") from None

    @property
    def store_access(self) -> StoreAccess:
        """What the documents service gets."""
        url = self._settings.get("PATRAVALI_STORE_URL")
        if url:
            return StoreAccess.parse(url)
        return StoreAccess(self.store.url, BUCKET, *self.store.document_keys)

    def programs(self) -> list[Program]:
        return [program for backend in self.own for program in backend.programs()]

    def prepare(self) -> None:
        """Choose ports and write configuration for what does not run yet."""
        for backend in self.own:
            if not any(program.record() for program in backend.programs()):
                self.home.forget_taken_ports(backend.port_names())
                backend.prepare()

    def start(self) -> None:
        """Start what does not run, wait until it answers, and provision. Raises NotReady."""
        self.prepare()
        self._start_programs([backend for backend in self.own if backend is not self.store])
        self.prepare_index()
        self._start_programs([backend for backend in self.own if backend is self.store])
        self.wait_ready()
        self.provision()

    def _start_programs(self, backends: list[Backend]) -> None:
        for program in (program for backend in backends for program in backend.programs()):
            if program.record() is None:
                program.start(self.home.logs / f"{program.name}.log")

    def prepare_index(self) -> None:
        """What the store needs of the database before it starts."""
        if self.is_own(self.store) and self.store.keeps_index_in_database:
            self.wait_for(self.postgres)
            databases.provision_index(self.database_admin_url, INDEX, self.store.index_password)

    def is_own(self, backend: Backend) -> bool:
        """Whether `backend` runs here."""
        return any(backend is own for own in self.own)

    def wait_ready(self) -> None:
        """Return when every server of ours answers; raises NotReady naming the one that does not."""
        for backend in self.own:
            self.wait_for(backend)

    def wait_for(self, backend: Backend) -> None:
        """Return when `backend` answers, or at once when an existing server is used instead. Raises NotReady."""
        if self.is_own(backend) and not wait_until(backend.is_ready, _START_SECONDS):
            raise NotReady(f"{backend.name} does not answer; see {self.home.logs}")

    def provision(self) -> None:
        """Users, databases, bucket and their rights; then `env` and `admin.env`. Repeatable."""
        self.provision_broker()
        self.provision_databases()
        self.provision_store()
        environment.write(self.home.root / "env", self.values())
        environment.write(self.home.root / "admin.env", self.admin_values())

    def provision_broker(self) -> None:
        passwords = {user: self.home.secret(f"broker-{user}") for user in rights.USERS}
        rights.provision(Management(self.broker_admin_url), self.vhost, passwords)

    def provision_databases(self) -> None:
        for service in SERVICES:
            owner = self.home.secret(f"postgres-{databases.owner_of(service)}")
            own = self.home.secret(f"postgres-{service}")
            databases.provision(self.database_admin_url, service, owner, own)

    def services_behind(self) -> list[str]:
        """Those whose tables do not stand where their newest migration leaves them."""
        admin = self.database_admin_url
        return [name for name in SERVICES if databases.revision_of(admin, name) != newest_revision(name)]

    def provision_store(self) -> None:
        access = self.store_access
        if self.is_own(self.store):
            buckets.provision(self.store.url, *self.store.admin_keys, BUCKET)
            self.store.switch_on_fsync()
        else:
            buckets.provision(access.url, access.access_key, access.secret_key, access.bucket)

    def stop(self) -> None:
        """End our servers, all at once; data stays."""
        with ThreadPoolExecutor() as pool:
            list(pool.map(Program.end, self.programs()))

    @property
    def vhost(self) -> str:
        return urlsplit(self.broker_url).path.lstrip("/")

    def broker_url_for(self, user: str, vhost: str | None = None) -> str:
        """The AMQP URL of a service (or the gateway) in `vhost`, with its password."""
        parts = urlsplit(self.broker_url)
        address = parts.netloc.rsplit("@", 1)[-1]
        netloc = f"{user}:{quote(self.home.secret(f'broker-{user}'), safe='')}@{address}"
        return urlunsplit((parts.scheme, netloc, f"/{vhost or self.vhost}", parts.query, ""))

    def database_url_for(self, role: str, database: str) -> str:
        """The URL of `role` (a service's name, or `owner_of` it) on `database`."""
        return databases.database_url(self.database_admin_url, role, self.home.secret(f"postgres-{role}"), database)

    def values(self) -> dict[str, str]:
        """What services, migrations, gateway and tools read."""
        port = environment.gateway_port(self._settings)
        values = {
            setting(process, "health_port"): str(self.home.port(f"health-{process}"))
                  for process in environment.PROCESSES}  # fmt: skip
        for user in rights.USERS:
            values[setting(user, "broker_url")] = self.broker_url_for(user)
        for service in SERVICES:
            values[setting(service, "database_url")] = self.database_url_for(service, service)
            owner_url = self.database_url_for(databases.owner_of(service), service)
            values[setting(service, "owner_database_url")] = owner_url
        access = self.store_access
        values |= {
            "PATRAVALI_DOCUMENTS_STORE_URL": access.url,
            "PATRAVALI_DOCUMENTS_STORE_BUCKET": access.bucket,
            "PATRAVALI_DOCUMENTS_STORE_ACCESS_KEY": access.access_key,
            "PATRAVALI_DOCUMENTS_STORE_SECRET_KEY": access.secret_key,
            "PATRAVALI_GATEWAY_STORE_URL": access.url,
            "PATRAVALI_GATEWAY_PORT": str(port),
            "PATRAVALI_GATEWAY_PUBLIC_URL": f"http://localhost:{port}",
            "PATRAVALI_FILES_PUBLIC_URL": f"http://localhost:{port}",
            "PATRAVALI_IDENTITY_KEY_ENCRYPTION_KEY": self.home.secret("identity-key-encryption"),
            "PATRAVALI_HOME": str(self.home.root),
        }
        return values

    def admin_values(self) -> dict[str, str]:
        """Administrators' access, for operators and tests; no process of the platform gets it."""
        return {
            "PATRAVALI_BROKER_URL": self.broker_url,
            "PATRAVALI_BROKER_ADMIN_URL": self.broker_admin_url,
            "PATRAVALI_DATABASE_URL": self.database_admin_url,
        }
