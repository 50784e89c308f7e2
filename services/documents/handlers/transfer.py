"""Between the object store and a file on this machine's disk: read once, hash on the way, place under the hash."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from services.documents.domain.blob import Blob, Fingerprint, blob_key
from services.documents.domain.media import HEAD, TAIL, Edges
from services.documents.store.api import Store, StoreAway

Offload = Callable[..., Any]
"""``offload(function, *arguments)`` runs a function where it does not hold up other requests, and waits for it."""


def fetch(store: Store, key: str, target: Path, offload: Offload) -> Fingerprint:
    """Read an object to a file, hashing it. Memory stays flat: a piece at a time."""
    digest = hashlib.sha256()
    size, head, tail = 0, b"", b""
    with target.open("wb") as file:
        for piece in store.read(key):
            offload(digest.update, piece)
            file.write(piece)
            size += len(piece)
            head = (head + piece)[:HEAD] if len(head) < HEAD else head
            tail = (tail + piece)[-TAIL:]
    return Fingerprint(digest.hexdigest(), size, Edges(head, tail))


def fingerprint(path: Path) -> Fingerprint:
    """The same for a small file that lies here already."""
    content = path.read_bytes()
    return Fingerprint(hashlib.sha256(content).hexdigest(), len(content), Edges(content[:HEAD], content[-TAIL:]))


def place_copy(store: Store, source: str, path: Path, blob: Blob) -> None:
    """Copy an object inside the store to its place under its hash, unless the same bytes are there.

    ``path`` holds the same bytes. They are put from there where the store cannot copy: SeaweedFS 4.48 stumbles over an
    object of which a part arrived twice (404 for the part that was replaced), which a broken line brings about.
    """
    target = blob_key(blob.sha256)
    if store.size(target) == blob.size:
        return
    try:
        store.copy(source, target)
    except StoreAway:
        store.put(target, path, blob.media_type)
    if store.size(target) != blob.size:
        raise StoreAway("The store did not keep all bytes.", part="store")


def place_file(store: Store, path: Path, blob: Blob) -> None:
    """Put a file to its place under its hash, unless the same bytes are there."""
    target = blob_key(blob.sha256)
    if store.size(target) != blob.size:
        store.put(target, path, blob.media_type)
