"""Puts the documents bucket in place, on the private store or on one that an operator names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from deploy.local.store import BUCKET

if TYPE_CHECKING:
    from minio import Minio


@dataclass(frozen=True)
class StoreAccess:
    """An S3 endpoint, its bucket, and the keys that the documents service gets."""

    url: str
    bucket: str
    access_key: str
    secret_key: str

    @classmethod
    def parse(cls, url: str) -> StoreAccess:
        """From http(s)://key:secret@host:port/bucket; the bucket may be left out."""
        parts = urlsplit(url)
        if not (parts.hostname and parts.username and parts.password):
            raise ValueError("a store is given as http(s)://ACCESS_KEY:SECRET_KEY@host:port/bucket")
        address = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
        bucket = parts.path.strip("/") or BUCKET
        return cls(f"{parts.scheme}://{address}", bucket, unquote(parts.username), unquote(parts.password))


def client(url: str, access_key: str, secret_key: str) -> Minio:
    """An S3 client for `url` (no path)."""
    # Takes longer to load than all else that set-up needs, and is not needed before the servers start.
    from minio import Minio

    parts = urlsplit(url)
    return Minio(parts.netloc, access_key=access_key, secret_key=secret_key, secure=parts.scheme == "https")


def provision(url: str, access_key: str, secret_key: str, bucket: str) -> None:
    """Create `bucket` unless it exists; repeatable."""
    store = client(url, access_key, secret_key)
    if not store.bucket_exists(bucket):
        store.make_bucket(bucket)
