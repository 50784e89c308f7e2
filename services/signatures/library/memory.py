"""A library in memory, for tests and trials. It keeps the same promises as the real one."""

from __future__ import annotations

import uuid
from uuid import UUID

from contracts.errors import Unavailable
from contracts.signatures import SignatureDocumentUnknown
from services.signatures.library.api import Edition, sha256_of


class MemoryLibrary:
    def __init__(self) -> None:
        self.is_away = False
        self._contents: dict[tuple[UUID, int], bytes] = {}
        self._editions: dict[tuple[UUID, int], Edition] = {}
        self._stored: dict[UUID, Edition] = {}

    def put(self, content: bytes, *, file_name: str = "letter.pdf", media_type: str = "application/pdf") -> Edition:
        """A new document of one version."""
        return self._keep(uuid.uuid4(), 1, content, file_name, media_type)

    def replace_bytes(self, edition: Edition, content: bytes) -> None:
        """What nobody can do to the real one: change the bytes of a version."""
        self._contents[edition.document_id, edition.version] = content

    def versions(self, document_id: UUID) -> int:
        return sum(1 for one, _ in self._editions if one == document_id)

    def find(self, document_id: UUID, version: int) -> Edition:
        self._check_present()
        try:
            return self._editions[document_id, version]
        except KeyError:
            raise SignatureDocumentUnknown from None

    def read(self, edition: Edition) -> bytes:
        self._check_present()
        return self._contents[edition.document_id, edition.version]

    def add_version(self, document_id: UUID, file_name: str, content: bytes, origin: UUID) -> Edition:
        self._check_present()
        if origin not in self._stored:
            number = self.versions(document_id) + 1
            self._stored[origin] = self._keep(document_id, number, content, file_name, "application/pdf")
        return self._stored[origin]

    def _keep(self, document_id: UUID, number: int, content: bytes, file_name: str, media_type: str) -> Edition:
        edition = Edition(document_id, number, sha256_of(content), len(content), media_type, file_name)
        self._contents[document_id, number] = content
        self._editions[document_id, number] = edition
        return edition

    def _check_present(self) -> None:
        if self.is_away:
            raise Unavailable(part="documents")
