"""What the service injects into its methods: native threads, the trust store and the library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import requests
from eventlet import tpool
from eventlet.semaphore import Semaphore
from nameko.extensions import DependencyProvider

from chassis import log
from chassis.invocation import Invocation
from chassis.rpc import BoundBus, BusClient
from services.signatures.library.bus import BusLibrary
from services.signatures.pades.reading import silence
from services.signatures.pades.trust import TrustStore

Result = TypeVar("Result")
logger = log.get_logger(__name__)


class NativeThreads:
    """Runs CPU work in eventlet's pool of native threads; the hub goes on hearing heartbeats."""

    def __init__(self) -> None:
        self._one_at_a_time = Semaphore(1)

    def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        result: Result = tpool.execute(work, *arguments)
        return result

    def alone(self, work: Callable[..., Result], *arguments: Any) -> Result:
        with self._one_at_a_time:
            return self.run(work, *arguments)


class ExecutorProvider(DependencyProvider):
    def setup(self) -> None:
        silence()
        self._threads = NativeThreads()

    def get_dependency(self, worker_ctx: Any) -> NativeThreads:
        return self._threads


class TrustProvider(DependencyProvider):
    """The trust store as its directory is now; read again when a file came, went or changed."""

    def setup(self) -> None:
        self._seen: object = None
        self._store = TrustStore(())

    def get_dependency(self, worker_ctx: Any) -> TrustStore:
        directory: Path | None = self.container.config["settings"].trust_dir
        seen = _fingerprint(directory)
        if seen != self._seen:
            self._store, self._seen = _read(directory), seen
        return self._store


class LibraryProvider(DependencyProvider):
    client = BusClient()

    def setup(self) -> None:
        self._http = requests.Session()
        # The store is named by the URL alone; a proxy of the machine must not come between.
        self._http.trust_env = False

    def get_dependency(self, worker_ctx: Any) -> BusLibrary:
        calls = BoundBus(self.client, worker_ctx.data.get("invocation") or Invocation())
        return BusLibrary(calls, self._http, self.container.config["settings"].store_timeout)


def _fingerprint(directory: Path | None) -> object:
    if directory is None or not directory.is_dir():
        return None
    return sorted((entry.name, entry.stat().st_mtime_ns, entry.stat().st_size) for entry in directory.iterdir())


def _read(directory: Path | None) -> TrustStore:
    """The anchors of the directory; a file that cannot be read makes none of them trusted, and says so."""
    if directory is None or not directory.is_dir():
        return TrustStore(())
    try:
        store = TrustStore.read(directory)
    except (OSError, ValueError) as unreadable:
        logger.error("trust_unreadable", directory=str(directory), error=str(unreadable))
        return TrustStore(())
    logger.info("trust_read", directory=str(directory), anchors=len(store.anchors))
    return store
