"""Runs services: ``python -m services.files``, or several in one process: ``python -m chassis.run files identity``.

Importing this module patches the standard library for eventlet, so it comes first. Each service keeps its own
broker user, database role and settings, also where several share a process.
"""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

import functools  # noqa: E402 - the patch has to come first
import importlib  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
from typing import Any  # noqa: E402

from kombu import Connection  # noqa: E402
from nameko.containers import ServiceContainer  # noqa: E402
from nameko.extensions import DependencyProvider  # noqa: E402
from nameko.utils.concurrency import SpawningProxy  # noqa: E402
from sqlalchemy import text  # noqa: E402

from chassis import health, loading, log  # noqa: E402
from chassis.auth import KeyRing, TokenVerifier  # noqa: E402
from chassis.consumer import QueueConsumer, WrongQueueType  # noqa: E402
from chassis.database import make_engine  # noqa: E402
from chassis.extensions import UnitOfWorkProvider  # noqa: E402
from chassis.invocation import Invocation  # noqa: E402
from chassis.revisions import newest_revision  # noqa: E402
from chassis.rpc import BusClient  # noqa: E402
from contracts.identity import GetJwks  # noqa: E402

logger = log.get_logger(__name__)

BROKER_WAIT_FIRST = 0.2
BROKER_WAIT_LONGEST = 0.5


class Keys(DependencyProvider):
    """Gives a container its token verifier. A service with ``local_keys(engine, settings)`` reads its own keys."""

    bus = BusClient()

    def setup(self) -> None:
        config = self.container.config
        own = getattr(self.container.service_cls, "local_keys", None)
        if own is not None:
            ring = KeyRing(lambda: own(config["engine"], config["settings"]))
        else:
            ring = KeyRing(self._ask_identity, config["engine"])
        config["keys"] = ring
        config["verifier"] = TokenVerifier(ring)

    def _ask_identity(self) -> list[dict[str, Any]]:
        answer = self.bus.call(GetJwks(), Invocation(), timeout=2.0)
        return [key.model_dump(mode="json") for key in answer.keys]

    def get_dependency(self, worker_ctx: Any) -> None:
        """Nothing to inject: the verifier works before a method runs."""


def service_class(name: str) -> type:
    """The class of that name in ``services.<name>.service``."""
    module = importlib.import_module(f"services.{name}.service")
    for value in vars(module).values():
        if isinstance(value, type) and getattr(value, "name", None) == name:
            return value
    raise LookupError(f"no service class named {name} in services/{name}/service.py")


def container_of(service: type) -> ServiceContainer:
    """A nameko container with this service's own settings, engine and broker user."""
    provider = next(value for value in vars(service).values() if isinstance(value, UnitOfWorkProvider))
    settings = provider.settings()
    config = {
        "AMQP_URI": settings.broker_url,
        "max_workers": settings.max_workers,
        "heartbeat": settings.heartbeat,
        "settings": settings,
        "engine": make_engine(settings),
    }
    if not hasattr(service, "keys"):
        service.keys = Keys()  # type: ignore[attr-defined]
    return ServiceContainer(service, config)


def run(services: list[type]) -> int:
    """Run these services until INT or TERM. Returns the exit status."""
    name = "+".join(service.name for service in services)  # type: ignore[attr-defined]
    log.configure(name)
    containers = [container_of(service) for service in services]
    loading.end()
    settings = containers[0].config["settings"]
    checks = health.Health()
    checks.add("start", lambda: "starting")
    server = health.serve(checks, settings.health_port, settings.health_host)
    stop = eventlet.event.Event()
    _on_signals(stop, settings.stop_deadline)
    try:
        for container in containers:
            _wait_for_broker(container.config["settings"].broker_url)
        SpawningProxy(containers).start()
        for container in containers:
            _add_checks(checks, container)
        checks.add("start", lambda: None)
        logger.info("started", health_port=server.server_port)
        return _until(stop, containers)
    except WrongQueueType as error:
        logger.critical("wrong_queue_type", error=str(error))
        return 78
    finally:
        server.shutdown()


def _until(stop: Any, containers: list[ServiceContainer]) -> int:
    """Wait for a signal, or for a container to die, which is a reason to be started again."""
    for container in containers:
        eventlet.spawn(container.wait).link(lambda died: None if stop.ready() else stop.send("died"))
    reason = stop.wait()
    logger.info("stopping", reason=reason)
    if reason == "died":
        return 1
    SpawningProxy(containers).stop()
    return 0


def _on_signals(stop: Any, deadline: float) -> None:
    """Installed explicitly: a process that a script starts in the background inherits SIGINT ignored."""

    def ask(number: int, _frame: Any) -> None:
        eventlet.spawn_after(deadline, os._exit, 1)
        if not stop.ready():
            eventlet.spawn(stop.send, signal.Signals(number).name)

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)


def _wait_for_broker(url: str) -> None:
    wait = BROKER_WAIT_FIRST
    while True:
        try:
            with Connection(url, connect_timeout=3) as connection:
                connection.connect()
                return
        except OSError as error:
            logger.warning("waiting_for_broker", error=str(error))
            eventlet.sleep(wait)
            wait = min(wait * 2, BROKER_WAIT_LONGEST)


def _add_checks(checks: health.Health, container: ServiceContainer) -> None:
    name = container.service_name
    consumers = [part for part in container.subextensions if isinstance(part, QueueConsumer)]
    engine = container.config["engine"]
    # A second class of the same service (a worker) shares its database; None means no migrations of its own.
    migrations = getattr(container.service_cls, "migrations", name)

    def connected() -> str | None:
        return None if all(consumer.connected for consumer in consumers) else "not consuming"

    def migrated() -> str | None:
        with engine.connect() as connection:
            at = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        wanted = newest_revision(migrations)
        return None if at == wanted else f"database is at {at}, code needs {wanted}"

    def reachable() -> str | None:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        return None

    checks.add(f"{name}.broker", connected)
    checks.add(f"{name}.database", migrated if migrations else reachable)
    for extra, check in getattr(container.service_cls, "readiness", {}).items():
        checks.add(f"{name}.{extra}", functools.partial(check, engine))


def main(*names: str) -> None:
    """Entry point of ``services/<name>/__main__.py``; further names on the command line join the process."""
    wanted = list(dict.fromkeys([*names, *sys.argv[1:]]))
    status = run([service_class(name) for name in wanted])
    logger.info("stopped", status=status)
    sys.stderr.flush()
    # Threads of pools and of the health server must not keep a stopped process alive.
    os._exit(status)


if __name__ == "__main__":
    main()
