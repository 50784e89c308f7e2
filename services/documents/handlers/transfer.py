"""Between the object store and a file on this machine's disk: read once, hashed and looked at on the way."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from services.documents.domain.blob import Blob, Fingerprint
from services.documents.domain.media import ENCRYPTION, HEAD, TAIL, Edges
from services.documents.store.api import Store

Offload = Callable[..., Any]
"""``offload(function, *arguments)`` runs a function where it does not hold up other requests, and waits for it."""


PIECE = 2**20


class OnePass:
    """What is to be known of bytes that go by once, a piece at a time."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._size, self._head, self._tail = 0, b"", b""
        self._names_encryption = False

    def take(self, piece: bytes) -> None:
        """The next bytes."""
        self._digest.update(piece)
        self._size += len(piece)
        if len(self._head) < HEAD:
            self._head = (self._head + piece)[:HEAD]
        # The name may lie across two pieces; the tail holds more of the last one than it is long.
        across = self._tail[-len(ENCRYPTION) :] + piece[: len(ENCRYPTION)]
        self._names_encryption = self._names_encryption or ENCRYPTION in piece or ENCRYPTION in across
        self._tail = piece[-TAIL:] if len(piece) >= TAIL else (self._tail + piece)[-TAIL:]

    def fingerprint(self) -> Fingerprint:
        """Of all bytes so far."""
        edges = Edges(self._head, self._tail)
        return Fingerprint(self._digest.hexdigest(), self._size, edges, self._names_encryption)


def fetch(store: Store, key: str, target: Path, offload: Offload) -> Fingerprint:
    """Read an object to a file, looking at it. Memory stays flat: a piece at a time."""
    seen = OnePass()
    with target.open("wb") as file:

        def take(piece: bytes) -> None:
            seen.take(piece)
            file.write(piece)

        for piece in store.read(key):
            offload(take, piece)
    return seen.fingerprint()


def fingerprint(path: Path) -> Fingerprint:
    """The same for a small file that lies here already."""
    seen = OnePass()
    seen.take(path.read_bytes())
    return seen.fingerprint()


def measure(path: Path, offload: Offload) -> Fingerprint:
    """The same for a large one: a piece at a time."""
    seen = OnePass()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            offload(seen.take, piece)
    return seen.fingerprint()


def place_file(store: Store, path: Path, blob: Blob, key: str) -> None:
    """Put a file under this key, unless its bytes are there."""
    if store.size(key) != blob.size:
        store.put(key, path, blob.media_type)
