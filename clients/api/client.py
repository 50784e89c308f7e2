"""The client: the generated operations, and by hand what is more than a question and an answer."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar
from uuid import UUID, uuid5

import httpx
from uuid_utils.compat import uuid7

from clients.api.operations import Operations
from contracts import documents
from contracts.base import Page, Paged
from contracts.base import View as AnyView
from contracts.identity import ChooseCharge, SignedIn, SignOut, SignOutEverywhere

Item = TypeVar("Item", bound=AnyView)
Asked = TypeVar("Asked", bound=Paged)

IN_ONE_REQUEST = 8 * 2**20
"""Bytes up to which a file goes in one request; larger ones go in parts that can be taken up again."""
BEFORE_RESUMING = 0.2
"""Seconds between the end of an event stream and the next."""


class Patravali(Operations):
    """A session of one person, or of one service account."""

    def __enter__(self) -> Patravali:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ session

    def sign_in(self, user_name: str, password: str) -> SignedIn:
        """Open a session; it renews itself. Raises Problem ``sign_in.refused``."""
        return self._open("/session", {"user_name": user_name, "password": password})

    def sign_in_service(self, client_id: str, client_secret: str) -> SignedIn:
        """Open a session for a service account."""
        return self._open("/session/service", {"client_id": client_id, "client_secret": client_secret})

    def choose_charge(self, request: ChooseCharge) -> SignedIn:
        """Act under another charge from now on."""
        body = request.model_dump(mode="json", exclude_unset=True)
        chosen = SignedIn.model_validate_json(self.send("PUT", "/session/charge", json=body).content)
        before = self.signed_in
        if chosen.refresh_token is None and before is not None:
            kept = {"refresh_token": before.refresh_token, "refresh_expires_at": before.refresh_expires_at}
            chosen = chosen.model_copy(update=kept)
        self.signed_in = chosen
        return chosen

    def sign_out(self, request: SignOut | None = None) -> None:
        """End this session."""
        self.send("DELETE", "/session")
        self.signed_in = None

    def sign_out_everywhere(self, request: SignOutEverywhere | None = None) -> None:
        """End all sessions of this person."""
        self.send("DELETE", "/sessions")
        self.signed_in = None

    def _open(self, path: str, body: dict[str, str]) -> SignedIn:
        answer = self.send_anonymous("POST", path, params={"refresh": "body"}, json=body)
        self.signed_in = SignedIn.model_validate_json(answer.content)
        return self.signed_in

    # ------------------------------------------------------------ lists

    def pages(self, ask: Callable[[Asked], Page[Item]], request: Asked) -> Iterator[Item]:
        """All items of a list: ``api.pages(api.list_desk, ListDesk())``."""
        while True:
            page = ask(request)
            yield from page.items
            if page.next is None:
                return
            request = request.model_copy(update={"cursor": page.next})

    # ------------------------------------------------------------ documents

    def upload(
        self,
        source: Path,
        *,
        title: str | None = None,
        document_id: UUID | None = None,
        key: UUID | None = None,
        media_type: str = "application/octet-stream",
    ) -> documents.DocumentView:
        """Store a file, or the next version of ``document_id``. The same ``key`` again stores it once."""
        key = key or uuid7()
        size = source.stat().st_size
        if size <= IN_ONE_REQUEST:
            wishes = {"file_name": source.name, "title": title, "document_id": document_id}
            answer = self.send(
                "POST",
                "/documents",
                params={name: str(value) for name, value in wishes.items() if value is not None},
                headers={"idempotency-key": str(key), "content-type": media_type},
                content=source.read_bytes(),
            )
            return documents.DocumentView.model_validate_json(answer.content)
        given = {"title": title, "document_id": document_id}
        begin = documents.BeginUpload(
            file_name=source.name,
            file_size=size,
            declared_type=media_type,
            **{name: value for name, value in given.items() if value is not None},
        )
        upload = self.begin_upload(begin, key=key)
        self._put_parts(source, upload)
        complete = documents.CompleteUpload(upload_id=upload.upload_id)
        return self.complete_upload(complete, key=uuid5(key, "complete"))

    def _put_parts(self, source: Path, upload: documents.UploadView) -> None:
        """Those that have not arrived."""
        arrived = set(self.get_upload(documents.GetUpload(upload_id=upload.upload_id)).received)
        with source.open("rb") as file:
            for number in range(1, upload.parts + 1):
                if number not in arrived:
                    file.seek((number - 1) * upload.part_size)
                    part = file.read(upload.part_size)
                    self.send("PUT", f"/uploads/{upload.upload_id}/parts/{number}", content=part)

    def download(self, document_id: UUID, version: int) -> Iterator[bytes]:
        """The bytes of a version, piece by piece; a broken line is taken up where it broke."""
        yield from self._pieces(f"/documents/{document_id}/versions/{version}/content")

    def download_compilation(self, file_id: UUID, compilation_id: UUID) -> Iterator[bytes]:
        """The whole file as one PDF or package, likewise. Raises Problem ``compilation.not_ready`` until it is made."""
        yield from self._pieces(f"/files/{file_id}/compilations/{compilation_id}/content")

    def _pieces(self, url: str) -> Iterator[bytes]:
        had = 0
        etag = ""
        while True:
            wanted = {"range": f"bytes={had}-", "if-range": etag} if had else {}
            answer = self.open_stream(url, wanted)
            etag = answer.headers.get("etag", "")
            try:
                for piece in answer.iter_raw():
                    had += len(piece)
                    yield piece
                return
            except httpx.TransportError:
                continue
            finally:
                answer.close()

    def page_image(self, document_id: UUID, version: int, page: int, size: documents.PageSize = "full") -> bytes:
        """The picture of a page. Raises Problem ``document.not_ready`` while it is being made."""
        return self.send("GET", f"/documents/{document_id}/versions/{version}/pages/{page}/{size}").content

    # ------------------------------------------------------------ inbox

    def events(self, *, after: UUID | None = None, seconds: float | None = None) -> Iterator[dict[str, Any]]:
        """Messages as they happen, for so many seconds or without end. Nothing is lost when the stream breaks, from
        the first message on (or from ``after`` on)."""
        deadline = None if seconds is None else time.monotonic() + seconds
        last = str(after) if after else None
        while deadline is None or time.monotonic() < deadline:
            answer = self.open_stream("/inbox/events", {"last-event-id": last} if last else {})
            try:
                for message in _messages(answer.iter_lines(), deadline):
                    last = str(message["id"])
                    yield message
            except httpx.TransportError:
                pass
            finally:
                answer.close()
            time.sleep(BEFORE_RESUMING)


def _messages(lines: Iterator[str], deadline: float | None) -> Iterator[dict[str, Any]]:
    """The messages of an event stream; other events and comments are passed over."""
    name = ""
    for line in lines:
        if deadline is not None and time.monotonic() > deadline:
            return
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: ") and name == "message":
            yield json.loads(line.removeprefix("data: "))
