"""The library on the bus and the one in memory keep the same promises."""

from __future__ import annotations

import hashlib
import http.server
import threading
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import requests

from contracts.base import Request
from contracts.documents import (
    BeginUpload,
    CompleteUpload,
    DocumentNotFound,
    DocumentView,
    GetDocument,
    OpenDocument,
    PartView,
    PresignPart,
    ReadView,
    UploadClosed,
    UploadView,
    VersionView,
)
from contracts.errors import Unavailable
from contracts.signatures import SignatureDocumentUnknown
from services.signatures.library.api import Library
from services.signatures.library.bus import BusLibrary
from services.signatures.library.memory import MemoryLibrary

PART = 4096
CONTENT = bytes(range(256)) * 40


class ObjectStore(http.server.ThreadingHTTPServer):
    """Keeps what is put and gives it back, over real HTTP."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), StoreHandler)
        self.objects: dict[str, bytes] = {}
        self.is_broken = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class StoreHandler(http.server.BaseHTTPRequestHandler):
    server: ObjectStore

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.objects[self.path] = content
        self._answer(503 if self.server.is_broken else 200, b"")

    def do_GET(self) -> None:
        found = self.server.objects.get(self.path)
        self._answer(404 if found is None else 200, found or b"")

    def log_message(self, *arguments: Any) -> None:
        """Tests need no access log."""

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class DocumentsOnTheBus:
    """What the documents service answers, in small: commands by their id, presigned addresses."""

    def __init__(self, store: ObjectStore) -> None:
        self.store = store
        self.done: dict[UUID, Any] = {}
        self.uploads: dict[UUID, BeginUpload] = {}
        self.closed: set[UUID] = set()
        self.versions: dict[UUID, list[VersionView]] = {}

    def add(self, content: bytes) -> UUID:
        document_id = uuid.uuid4()
        self._version(document_id, content, "letter.pdf")
        return document_id

    def call(self, request: Request, *, command_id: UUID | None = None, timeout: float | None = None) -> Any:
        if command_id in self.done:
            return self.done[command_id]
        answer = getattr(self, type(request).__name__)(request)
        if command_id is not None:
            self.done[command_id] = answer
        return answer

    def GetDocument(self, request: GetDocument) -> DocumentView:
        if request.document_id not in self.versions:
            raise DocumentNotFound
        return DocumentView(id=request.document_id, title="letter", versions=self.versions[request.document_id])

    def OpenDocument(self, request: OpenDocument) -> ReadView:
        return ReadView(
            url=f"{self.store.url}/{request.document_id}/{request.version}",
            media_type="application/pdf",
            size=1,
            etag='"1"',
            disposition="attachment",
            expires_at=soon(),
        )

    def BeginUpload(self, request: BeginUpload) -> UploadView:
        upload_id = uuid.uuid4()
        self.uploads[upload_id] = request
        parts = -(-request.file_size // PART)
        return UploadView(upload_id=upload_id, part_size=PART, parts=parts, expires_at=soon())

    def PresignPart(self, request: PresignPart) -> PartView:
        if request.upload_id in self.closed:
            raise UploadClosed(status="completed")
        size = min(PART, self.uploads[request.upload_id].file_size - (request.number - 1) * PART)
        address = f"{self.store.url}/part/{request.upload_id}/{request.number}"
        return PartView(url=address, headers={}, size=size, expires_at=soon())

    def CompleteUpload(self, request: CompleteUpload) -> DocumentView:
        begun = self.uploads[request.upload_id]
        count = -(-begun.file_size // PART)
        parts = [self.store.objects[f"/part/{request.upload_id}/{number}"] for number in range(1, count + 1)]
        self.closed.add(request.upload_id)
        assert begun.document_id is not None
        self._version(begun.document_id, b"".join(parts), begun.file_name)
        return self.GetDocument(GetDocument(document_id=begun.document_id))

    def _version(self, document_id: UUID, content: bytes, file_name: str) -> None:
        known = self.versions.setdefault(document_id, [])
        number = len(known) + 1
        self.store.objects[f"/{document_id}/{number}"] = content
        known.append(
            VersionView(
                number=number,
                sha256=hashlib.sha256(content).hexdigest(),
                size=len(content),
                media_type="application/pdf",
                file_name=file_name,
                status="stored",
                text="pending",
                created_at=datetime.now(UTC),
            )
        )


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(minutes=5)


@pytest.fixture
def store() -> Iterator[ObjectStore]:
    server = ObjectStore()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def documents(store: ObjectStore) -> DocumentsOnTheBus:
    return DocumentsOnTheBus(store)


@pytest.fixture
def on_the_bus(documents: DocumentsOnTheBus) -> Iterator[BusLibrary]:
    with requests.Session() as http:
        yield BusLibrary(documents, http, timeout=5)


@pytest.fixture(params=["bus", "memory"])
def shelf(request: pytest.FixtureRequest, documents: DocumentsOnTheBus) -> tuple[Library, UUID]:
    """A library with one document of one version."""
    if request.param == "bus":
        return request.getfixturevalue("on_the_bus"), documents.add(CONTENT)
    library = MemoryLibrary()
    return library, library.put(CONTENT).document_id


def test_a_version_is_found_and_read(shelf: tuple[Library, UUID]) -> None:
    library, document_id = shelf

    edition = library.find(document_id, 1)

    assert (edition.version, edition.size, edition.media_type) == (1, len(CONTENT), "application/pdf")
    assert edition.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert library.read(edition) == CONTENT


def test_what_does_not_exist_is_unknown(shelf: tuple[Library, UUID]) -> None:
    library, document_id = shelf

    with pytest.raises(SignatureDocumentUnknown):
        library.find(document_id, 2)
    with pytest.raises(SignatureDocumentUnknown):
        library.find(uuid.uuid4(), 1)


def test_a_new_version_is_stored_once_however_often_it_is_asked_for(shelf: tuple[Library, UUID]) -> None:
    library, document_id = shelf
    origin = uuid.uuid4()

    first = library.add_version(document_id, "signed.pdf", CONTENT[::-1], origin)
    again = library.add_version(document_id, "signed.pdf", CONTENT[::-1], origin)

    assert again == first
    assert (first.version, first.file_name) == (2, "signed.pdf")
    assert library.read(first) == CONTENT[::-1]
    assert library.read(library.find(document_id, 1)) == CONTENT


def test_a_crash_after_the_upload_was_completed_finds_its_result(
    on_the_bus: BusLibrary, documents: DocumentsOnTheBus
) -> None:
    document_id, origin = documents.add(CONTENT), uuid.uuid4()
    first = on_the_bus.add_version(document_id, "signed.pdf", CONTENT[::-1], origin)

    # The upload is closed now, so no part can be presigned any more.
    again = on_the_bus.add_version(document_id, "signed.pdf", CONTENT[::-1], origin)

    assert again == first
    assert len(documents.versions[document_id]) == 2


def test_a_store_that_fails_is_away_and_nothing_is_completed(
    on_the_bus: BusLibrary, documents: DocumentsOnTheBus, store: ObjectStore
) -> None:
    document_id = documents.add(CONTENT)
    store.is_broken = True

    with pytest.raises(Unavailable):
        on_the_bus.add_version(document_id, "signed.pdf", CONTENT, uuid.uuid4())

    assert len(documents.versions[document_id]) == 1


def test_a_store_that_does_not_listen_is_away(documents: DocumentsOnTheBus, store: ObjectStore) -> None:
    document_id = documents.add(CONTENT)
    store.server_close()
    with requests.Session() as http:
        library = BusLibrary(documents, http, timeout=1)
        edition = library.find(document_id, 1)

        with pytest.raises(Unavailable):
            library.read(edition)
