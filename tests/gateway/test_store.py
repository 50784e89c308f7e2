"""The store over HTTP: only the configured host, no redirects, nothing held in memory."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from gateway.errors import StoreUnavailable
from gateway.store import HttpStore

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Bucket(BaseHTTPRequestHandler):
    """Keeps what is put, redirects from /away, refuses /forbidden."""

    kept: dict[str, bytes]
    seen: list[dict[str, str]]
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        self.seen.append({name.lower(): value for name, value in self.headers.items()})
        self.kept[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200, b"")

    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(307)
            self.send_header("Location", "/kept")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path in self.kept:
            self._answer(200, self.kept[self.path])
        else:
            self._answer(403, b"denied")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def bucket() -> Iterator[tuple[str, type[Bucket]]]:
    handler = type("Bucket", (Bucket,), {"kept": {"/kept": b"content"}, "seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", handler
    server.shutdown()
    thread.join()
    server.server_close()


async def some(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def test_bytes_are_put_with_their_length_and_the_headers_that_were_signed(bucket: Any) -> None:
    url, handler = bucket
    store = HttpStore(url)

    await store.put(f"{url}/part", {"x-signed": "yes"}, 6, some(b"abc", b"def"))

    assert handler.kept["/part"] == b"abcdef"
    assert handler.seen[0]["content-length"] == "6"
    assert handler.seen[0]["x-signed"] == "yes"
    await store.close()


async def test_bytes_are_got_in_pieces(bucket: Any) -> None:
    url, _handler = bucket
    store = HttpStore(url)

    download = await store.get(f"{url}/kept", {})
    content = b"".join([chunk async for chunk in download.chunks()])
    await download.close()

    assert (download.status, content) == (200, b"content")
    await store.close()


@pytest.mark.parametrize("path", ["/away", "/denied"])
async def test_a_redirect_or_a_refusal_of_the_store_goes_no_further(bucket: Any, path: str) -> None:
    url, _handler = bucket
    store = HttpStore(url)

    with pytest.raises(StoreUnavailable):
        await store.get(url + path, {})

    await store.close()


@pytest.mark.parametrize("elsewhere", ["http://169.254.169.254/kept", "https://{host}/kept", "http://{host}1/kept"])
async def test_a_url_to_another_host_is_never_followed(bucket: Any, elsewhere: str) -> None:
    url, handler = bucket
    store = HttpStore(url)

    with pytest.raises(StoreUnavailable):
        await store.put(elsewhere.format(host=url.removeprefix("http://")), {}, 1, some(b"x"))

    assert not handler.seen
    await store.close()


async def test_a_store_that_does_not_answer_is_unavailable() -> None:
    store = HttpStore("http://127.0.0.1:9")

    with pytest.raises(StoreUnavailable):
        await store.get("http://127.0.0.1:9/kept", {})

    await store.close()


async def test_what_breaks_in_the_body_is_told_as_it_is(bucket: Any) -> None:
    url, _handler = bucket
    store = HttpStore(url)

    async def broken() -> AsyncIterator[bytes]:
        yield b"a"
        raise KeyError("the client went away")

    with pytest.raises(KeyError):
        await store.put(f"{url}/part", {}, 10, broken())

    await store.close()
