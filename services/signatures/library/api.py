"""What signatures needs of the place where documents are kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class Edition:
    """One version of a document, as the library describes it. Its bytes never change."""

    document_id: UUID
    version: int
    sha256: str
    size: int
    media_type: str
    file_name: str


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Library(Protocol):
    """Each method raises Unavailable or CallTimeout where the library is away."""

    def find(self, document_id: UUID, version: int) -> Edition:
        """Raises SignatureDocumentUnknown."""

    def read(self, edition: Edition) -> bytes:
        """All bytes of a version. The caller looked at its size before."""

    def add_version(self, document_id: UUID, file_name: str, content: bytes, origin: UUID) -> Edition:
        """Store the next version. The same ``origin`` again finds what it stored and stores nothing."""
