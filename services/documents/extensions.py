"""What documents' methods are given besides the unit of work."""

from collections.abc import Callable
from typing import Any

import eventlet.tpool
from nameko.extensions import DependencyProvider

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


def store_of(settings: DocumentsSettings) -> S3Store:
    """The store that the settings name."""
    return S3Store(settings.store_url, settings.store_access_key, settings.store_secret_key, settings.store_bucket)
