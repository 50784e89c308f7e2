"""What documents asks of an object store."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from contracts.errors import InternalError, Unavailable


class StoreAway(Unavailable):
    """The object store does not answer, or not as it should."""

    code = "documents.store_away"


class BytesMissing(InternalError):
    """The store has no object where a row says that there is one. An operator has to look."""

    code = "documents.bytes_missing"


@dataclass(frozen=True)
class Part:
    """A part that has arrived."""

    number: int
    size: int
    etag: str


@dataclass(frozen=True)
class Leftover:
    """Parts of a session that was not ended."""

    key: str
    session: str


class Store(Protocol):
    """Objects by key. Every method raises StoreAway when the store fails; each call has a timeout.

    Writing a key again with the same bytes changes nothing that a reader can see, so each step may be repeated.
    """

    def begin(self, key: str) -> str:
        """Begin an object that arrives in parts. Answers the store's session, another one each time."""

    def presign_part(self, key: str, session: str, number: int, lasting: timedelta) -> str:
        """A URL that takes one part by PUT, from who has it and nobody else."""

    def parts(self, key: str, session: str) -> list[Part]:
        """The parts that have arrived, by number."""

    def complete(self, key: str, session: str, parts: list[Part]) -> None:
        """Make the object of its parts."""

    def abort(self, key: str, session: str) -> None:
        """Throw the parts away. Nothing happens if the session has ended."""

    def left_behind(self, prefix: str, before: datetime) -> Iterator[Leftover]:
        """Sessions under a prefix that are open since before this."""

    def size(self, key: str) -> int | None:
        """Bytes of an object, or none if there is no such object."""

    def read(self, key: str) -> Iterator[bytes]:
        """The bytes in pieces of a mebibyte. Raises BytesMissing."""

    def put(self, key: str, path: Path, media_type: str) -> None:
        """Store a file."""

    def remove(self, key: str) -> None:
        """Remove an object. Nothing happens if there is none."""

    def presign_read(self, key: str, lasting: timedelta, media_type: str, disposition: str) -> str:
        """A URL that gives the object by GET, Range included."""

    def is_reachable(self) -> bool:
        """Whether the bucket answers."""
