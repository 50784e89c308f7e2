"""Bytes between client and object store, by presigned URLs of the documents service. Nothing is held in memory.

The gateway has no keys of the store. It goes to the configured host only, follows no redirect, and uses no proxy.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Protocol
from urllib.parse import urlsplit

import httpx
import structlog

from gateway.errors import StoreUnavailable

log = structlog.get_logger("gateway.store")

CHUNK = 256 * 1024


class Download(Protocol):
    """A response of the store whose body has not been read."""

    status: int
    headers: Mapping[str, str]

    def chunks(self) -> AsyncIterator[bytes]: ...

    async def close(self) -> None: ...


class Store(Protocol):
    """Where presigned URLs lead."""

    async def put(self, url: str, headers: Mapping[str, str], size: int, body: AsyncIterator[bytes]) -> None:
        """Stream exactly ``size`` bytes there. Raises StoreUnavailable, and whatever ``body`` raises."""

    async def get(self, url: str, headers: Mapping[str, str]) -> Download:
        """Start reading. Raises StoreUnavailable for anything but 200, 206 and 416."""

    async def close(self) -> None: ...


class HttpStore:
    """An S3 store over HTTP."""

    def __init__(self, base_url: str) -> None:
        self._origin = _origin(base_url)
        self._http = httpx.AsyncClient(
            timeout=httpx.Timeout(60, connect=5, pool=10),
            limits=httpx.Limits(max_connections=200, max_keepalive_connections=20),
            follow_redirects=False,
            trust_env=False,
        )

    async def put(self, url: str, headers: Mapping[str, str], size: int, body: AsyncIterator[bytes]) -> None:
        self._check(url)
        try:
            answer = await self._http.put(url, headers={**headers, "content-length": str(size)}, content=body)
        except httpx.HTTPError as error:
            raise self._away("put", repr(error)) from None
        if answer.status_code not in (200, 201, 204):
            raise self._away("put", f"status {answer.status_code}")

    async def get(self, url: str, headers: Mapping[str, str]) -> HttpDownload:
        self._check(url)
        request = self._http.build_request("GET", url, headers={"accept-encoding": "identity", **headers})
        try:
            answer = await self._http.send(request, stream=True)
        except httpx.HTTPError as error:
            raise self._away("get", repr(error)) from None
        if answer.status_code not in (200, 206, 416):
            await answer.aclose()
            raise self._away("get", f"status {answer.status_code}")
        return HttpDownload(answer)

    async def close(self) -> None:
        await self._http.aclose()

    def _check(self, url: str) -> None:
        if _origin(url) != self._origin:
            raise self._away("check", f"{_origin(url)} is not the store")

    @staticmethod
    def _away(step: str, why: str) -> StoreUnavailable:
        log.error("store.failed", step=step, why=why)
        return StoreUnavailable(part="store")


class HttpDownload:
    """A streamed response of httpx."""

    def __init__(self, answer: httpx.Response) -> None:
        self._answer = answer
        self.status = answer.status_code
        self.headers: Mapping[str, str] = answer.headers

    async def chunks(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_raw(CHUNK):
            yield chunk

    async def close(self) -> None:
        await self._answer.aclose()


def _origin(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port; nothing for what is no URL."""
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return None
