"""A gateway on a port of its own, with a bus and a store inside the process."""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gateway.app import create_app
from gateway.bus.memory import MemoryBus, Method, Received
from gateway.routes import OPERATIONS
from gateway.serving import Server
from gateway.settings import GatewaySettings
from tests.gateway.samples import a_view

PERSON = UUID(int=1)
KEY = Ed25519PrivateKey.generate()
STORE = "http://store.invalid:8333"


def the_key_set(key: Ed25519PrivateKey = KEY, kid: str = "first") -> dict[str, Any]:
    jwk = json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key()))
    return {"keys": [{**jwk, "kid": kid, "use": "sig", "alg": "EdDSA"}]}


def a_token(
    person: UUID = PERSON, *, lifetime: float = 600, key: Ed25519PrivateKey = KEY, kid: str = "first", **claims: Any
) -> str:
    now = time.time()
    given = {"iss": "patravali", "sub": str(person), "sid": str(uuid4()), "iat": int(now), "exp": int(now + lifetime)}
    return jwt.encode(given | claims, key, algorithm="EdDSA", headers={"kid": kid})


def answering(view: Mapping[str, Any]) -> Method:
    async def method(_received: Received) -> dict[str, Any]:
        return dict(view)

    return method


def refusing(error: Exception) -> Method:
    async def method(_received: Received) -> dict[str, Any]:
        raise error

    return method


def all_methods() -> dict[str, Method]:
    """Every method of the API, answering a view that its contract accepts."""
    methods = {f"{each.spec.service}.{each.name}": answering(a_view(each.spec.returns)) for each in OPERATIONS}
    return methods | {"identity.get_jwks": answering(the_key_set())}


@dataclass
class MemoryDownload:
    status: int
    headers: dict[str, str]
    content: bytes
    closed: bool = False

    async def chunks(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self.content), 65536):
            yield self.content[start : start + 65536]

    async def close(self) -> None:
        self.closed = True


@dataclass
class MemoryStore:
    """Keeps objects by URL."""

    objects: dict[str, bytes] = field(default_factory=dict)
    largest_chunk: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)
    downloads: list[MemoryDownload] = field(default_factory=list)
    failure: Exception | None = None

    async def put(self, url: str, headers: Mapping[str, str], size: int, body: AsyncIterator[bytes]) -> None:
        content = bytearray()
        async for chunk in body:
            self.largest_chunk = max(self.largest_chunk, len(chunk))
            content += chunk
        assert len(content) == size
        self.objects[url] = bytes(content)

    async def get(self, url: str, headers: Mapping[str, str]) -> MemoryDownload:
        if self.failure:
            raise self.failure
        self.asked.append(dict(headers))
        content = self.objects[url]
        status, sent = 200, content
        shown = {"content-length": str(len(content)), "x-amz-secret": "not for readers"}
        if "range" in headers:
            first, _, last = headers["range"].removeprefix("bytes=").partition("-")
            # RFC 9110, 14.1.2: "-500" are the last 500 bytes, or all where there are fewer.
            start = int(first) if first else max(0, len(content) - int(last))
            end = min(int(last), len(content) - 1) if first and last else len(content) - 1
            if start >= len(content):
                status, sent = 416, b""
            else:
                status, sent = 206, content[start : end + 1]
                shown |= {"content-length": str(len(sent)), "content-range": f"bytes {start}-{end}/{len(content)}"}
        download = MemoryDownload(status, shown, sent)
        self.downloads.append(download)
        return download

    async def close(self) -> None:
        self.objects.clear()


class House:
    """A running gateway."""

    def __init__(self, bus: MemoryBus, store: MemoryStore, **settings: Any) -> None:
        self.bus = bus
        self.store = store
        wishes: dict[str, Any] = {
            "broker_url": "amqp://gateway:secret@broker.invalid/",
            "store_url": STORE,
            "port": 0,
            "stop_deadline": 1,
        }
        given = GatewaySettings(**(wishes | settings))
        self.app = create_app(given, bus=bus, store=store)
        self.server = Server(self.app, given)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.loop: asyncio.AbstractEventLoop | None = None
        self._clients: list[httpx.Client] = []

    @property
    def url(self) -> str:
        port = self.server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def _run(self) -> None:
        async def serve() -> None:
            self.loop = asyncio.get_running_loop()
            self.app.state.inbox.follow(self.bus)
            await self.server.serve()

        with asyncio.Runner(loop_factory=self.server.config.get_loop_factory()) as runner:
            runner.run(serve())

    def start(self) -> None:
        self._thread.start()
        eventually(lambda: self.server.started)

    def stop(self) -> None:
        assert self.loop is not None
        for client in self._clients:
            client.close()
        self.loop.call_soon_threadsafe(self.app.state.inbox.stop)
        self.server.should_exit = True
        self._thread.join(15)
        assert not self._thread.is_alive()

    def client(self, token: str | None = None, **headers: str) -> httpx.Client:
        """A client of this gateway; with a token unless told ''."""
        shown = {"accept-language": "en", **headers}
        if token != "":
            shown["authorization"] = f"Bearer {token or a_token()}"
        # No certificates are loaded for plain HTTP: that takes longer than most tests.
        client = httpx.Client(base_url=self.url, headers=shown, timeout=10, verify=False)
        self._clients.append(client)
        return client

    def run(self, act: Callable[[], Any]) -> None:
        """Do something in the gateway's loop."""
        assert self.loop is not None
        self.loop.call_soon_threadsafe(act)

    def on(self, key: str, method: Method | Callable[[Received], Awaitable[dict[str, Any]]]) -> None:
        """From now on this is how the service answers."""
        self.bus.methods[key] = method

    def last(self, key: str) -> Received:
        """The last call of this method."""
        return [each for each in self.bus.received if each.key == key][-1]


@contextmanager
def a_house(**settings: Any) -> Any:
    house = House(MemoryBus(all_methods()), MemoryStore(), **settings)
    house.start()
    try:
        yield house
    finally:
        house.stop()


def eventually(check: Callable[[], Any], seconds: float = 10.0) -> Any:
    """Wait until ``check`` answers something true, and answer it."""
    deadline = time.monotonic() + seconds
    while True:
        found = check()
        if found or time.monotonic() > deadline:
            assert found, f"not within {seconds} s"
            return found
        time.sleep(0.02)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def a_key() -> dict[str, str]:
    """The header of a new command."""
    return {"idempotency-key": str(uuid4())}
