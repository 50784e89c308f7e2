"""Bytes are kept once, under their SHA-256; a change would be another key."""

from dataclasses import dataclass
from uuid import UUID

from services.documents.domain.media import Edges, MediaType

RECIPE = "v1"
"""Changes when page pictures are made differently, so that cached ones are never mixed with new ones."""
STAGING = "uploads/"
"""Where bytes lie that were not checked yet."""


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


def blob_key(sha256: str) -> str:
    """``blobs/ab/cd/abcd…``: two levels keep listings short at ten million."""
    return f"blobs/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def picture_key(sha256: str, page: int, size: str) -> str:
    """Where the picture of a page lies."""
    return f"pages/{sha256[:2]}/{sha256[2:4]}/{sha256}/{RECIPE}/{page:06d}-{size}.webp"


def staging_key(upload_id: object) -> str:
    """Where an upload's bytes lie until they are checked, and where quarantined ones stay."""
    return f"{STAGING}{upload_id}"


def staged_upload(key: str) -> UUID | None:
    """Whose staged bytes lie under a key, or nothing where the key is not one of ours."""
    try:
        return UUID(key.removeprefix(STAGING))
    except ValueError:
        return None


def etag(sha256: str) -> str:
    """Strong: these bytes and no others."""
    return f'"{sha256}"'


def picture_etag(sha256: str, page: int, size: str) -> str:
    """Strong as long as the recipe is the same."""
    return f'"{sha256[:40]}-{RECIPE}-{page}-{size}"'
