"""Bytes are kept once for each SHA-256, in the object that brought them first."""

from dataclasses import dataclass
from uuid import UUID

from services.documents.domain.media import Edges, MediaType

RECIPE = "v1"
"""Changes when page pictures are made differently, so that cached ones are never mixed with new ones."""
OBJECTS = "objects/"
"""Where uploads lie, from their first part on and for good."""
STAGING = "uploads/"
"""Where uploads arrived when bytes were still copied to their hash."""


@dataclass(frozen=True)
class Blob:
    """Bytes that were seen whole: their hash, how many, and what they are."""

    sha256: str
    size: int
    media_type: MediaType


@dataclass(frozen=True)
class Fingerprint:
    """What one pass over the bytes tells."""

    sha256: str
    size: int
    edges: Edges
    names_encryption: bool
    """Somewhere stands ``/Encrypt``, as it does in the clear in the trailer of each encrypted PDF."""


def blob_key(sha256: str) -> str:
    """``blobs/ab/cd/abcd…``: where bytes lie that we made ourselves, and those whose row names no other place.

    Two levels keep listings short at ten million.
    """
    return f"blobs/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def picture_key(sha256: str, page: int, size: str) -> str:
    """Where the picture of a page lies."""
    return f"pages/{sha256[:2]}/{sha256[2:4]}/{sha256}/{RECIPE}/{page:06d}-{size}.webp"


def object_key(upload_id: UUID) -> str:
    """``objects/ab/cd/<upload>``: where an upload's bytes arrive and, once they are taken in, stay."""
    return f"{OBJECTS}{upload_id.hex[:2]}/{upload_id.hex[2:4]}/{upload_id}"


def staging_key(upload_id: UUID) -> str:
    """Where the bytes of an upload arrive whose row names no place."""
    return f"{STAGING}{upload_id}"


def upload_of(key: str) -> UUID | None:
    """Whose upload lies under a key, or nothing where the key is not one of ours."""
    try:
        return UUID(key.rpartition("/")[2])
    except ValueError:
        return None


def etag(sha256: str) -> str:
    """Strong: these bytes and no others."""
    return f'"{sha256}"'


def picture_etag(sha256: str, page: int, size: str) -> str:
    """Strong as long as the recipe is the same."""
    return f'"{sha256[:40]}-{RECIPE}-{page}-{size}"'
