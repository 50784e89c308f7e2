"""The library behind the bus: commands and presigned URLs from documents, bytes to and from the object store."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

import requests

from chassis.ids import derived_id
from contracts.base import Request
from contracts.documents import (
    BeginUpload,
    CompleteUpload,
    DocumentNotFound,
    DocumentView,
    GetDocument,
    OpenDocument,
    PresignPart,
    UploadClosed,
    UploadView,
    VersionView,
)
from contracts.errors import InternalError, NotFound, Unavailable
from contracts.signatures import SignatureDocumentUnknown
from services.signatures.library.api import Edition, sha256_of

CONNECT_TIMEOUT = 3.0


class Calls(Protocol):
    """The bus, as far as it is needed here."""

    def call(self, request: Request, *, command_id: UUID | None = None, timeout: float | None = None) -> Any: ...


class _Gone(Unavailable):
    """The presigned address leads nowhere: the upload was completed meanwhile."""


class BusLibrary:
    def __init__(self, bus: Calls, http: requests.Session, timeout: float) -> None:
        self._bus = bus
        self._http = http
        self._timeout = (CONNECT_TIMEOUT, timeout)

    def find(self, document_id: UUID, version: int) -> Edition:
        try:
            document: DocumentView = self._bus.call(GetDocument(document_id=document_id))
        except DocumentNotFound:
            raise SignatureDocumentUnknown from None
        for one in document.versions:
            if one.number == version:
                return _edition(document_id, one)
        raise SignatureDocumentUnknown

    def read(self, edition: Edition) -> bytes:
        try:
            place = self._bus.call(OpenDocument(document_id=edition.document_id, version=edition.version))
        except NotFound:
            raise SignatureDocumentUnknown from None
        return self._exchange("GET", place.url).content

    def add_version(self, document_id: UUID, file_name: str, content: bytes, origin: UUID) -> Edition:
        sha256 = sha256_of(content)
        upload: UploadView = self._bus.call(
            BeginUpload(
                file_name=file_name,
                file_size=len(content),
                declared_type="application/pdf",
                sha256=sha256,
                document_id=document_id,
            ),
            command_id=derived_id(origin, "begin-upload"),
        )
        self._put_parts(upload, content)
        document: DocumentView = self._bus.call(
            CompleteUpload(upload_id=upload.upload_id), command_id=derived_id(origin, "complete-upload")
        )
        for one in reversed(document.versions):
            if one.sha256 == sha256:
                return _edition(document_id, one)
        raise InternalError("The library stored other bytes than it was given.")

    def _put_parts(self, upload: UploadView, content: bytes) -> None:
        """Stops early where the upload is complete already, by an earlier try or one beside; completing tells."""
        for number in range(1, upload.parts + 1):
            try:
                part = self._bus.call(PresignPart(upload_id=upload.upload_id, number=number))
            except UploadClosed:
                return
            start = (number - 1) * upload.part_size
            try:
                self._exchange("PUT", part.url, data=content[start : start + part.size], headers=part.headers)
            except _Gone:
                return

    def _exchange(self, method: str, url: str, **options: Any) -> requests.Response:
        try:
            answer = self._http.request(method, url, timeout=self._timeout, allow_redirects=False, **options)
        except requests.RequestException:
            raise Unavailable("The object store is away.", part="store") from None
        if answer.status_code == requests.codes.not_found:
            raise _Gone("The object store does not know this address any more.", part="store")
        if answer.status_code != requests.codes.ok:
            raise Unavailable(f"The object store answered {answer.status_code}.", part="store")
        return answer


def _edition(document_id: UUID, version: VersionView) -> Edition:
    return Edition(
        document_id=document_id,
        version=version.number,
        sha256=version.sha256,
        size=version.size,
        media_type=version.media_type,
        file_name=version.file_name,
    )
