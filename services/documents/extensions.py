"""What documents' methods are given besides the unit of work."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import eventlet
import eventlet.tpool
from nameko.extensions import DependencyProvider

from services.documents.handlers.sweeping import sweep_disk
from services.documents.settings import DocumentsSettings
from services.documents.store.s3 import S3Store


class StoreProvider(DependencyProvider):
    """The object store of this service's settings."""

    def setup(self) -> None:
        self.store = store_of(self.container.config["settings"])

    def get_dependency(self, worker_ctx: Any) -> S3Store:
        return self.store


class OffloadProvider(DependencyProvider):
    """Runs a function in a native thread: hashing would otherwise stall every other request and the heartbeat."""

    def get_dependency(self, worker_ctx: Any) -> Callable[..., Any]:
        offload: Callable[..., Any] = eventlet.tpool.execute
        return offload


class WorkingFiles(DependencyProvider):
    """Removes what killed processes left on this machine's disk. No row orders it: only processes here can see it."""

    EVERY_SECONDS = 3600.0

    def start(self) -> None:
        self.container.spawn_managed_thread(self._sweep, identifier="working_files")

    def get_dependency(self, worker_ctx: Any) -> None:
        """Nothing to inject."""

    def _sweep(self) -> None:
        while True:
            eventlet.tpool.execute(sweep_disk, Path(tempfile.gettempdir()))
            eventlet.sleep(self.EVERY_SECONDS)


def store_of(settings: DocumentsSettings) -> S3Store:
    """The store that the settings name."""
    return S3Store(settings.store_url, settings.store_access_key, settings.store_secret_key, settings.store_bucket)
