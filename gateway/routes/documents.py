"""Documents: what there is, their bytes and the pictures of their pages.

The bytes of a version never change, so browsers keep them for a year, privately. Whether this caller may read is asked
each time that a browser asks.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from starlette.requests import Request as HttpRequest
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from contracts import documents
from gateway import answers
from gateway.errors import RangeNotSatisfiable
from gateway.operations import Operation, fields_of, parse
from gateway.routes.storing import STORE_DOCUMENT

if TYPE_CHECKING:
    from gateway.door import Door
    from gateway.store import Download

TAG = "documents"
DOCUMENT = "/documents/{document_id}"
VERSION = f"{DOCUMENT}/versions/{{version}}"
PAGE = f"{VERSION}/pages/{{page}}"

IMMUTABLE = "private, max-age=31536000, immutable"
CONTENT_SECURITY_POLICY = "sandbox; default-src 'none'"
SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp", "image/tiff"})
_ONE_RANGE = re.compile(r"bytes=(?:[0-9]{1,15}-[0-9]{0,15}|-[0-9]{1,15})\Z")


async def read(door: Door, http: HttpRequest, operation: Operation) -> Response:
    """Stream the bytes that the documents service lets this caller read."""
    caller = await door.admit(http)
    request = parse(operation.request, await fields_of(door, http, operation))
    view = documents.ReadView.model_validate(await door.ask(request, http, caller))
    headers = _headers(view)
    if answers.is_known(http, view.etag):
        return Response(status_code=304, headers=headers)
    if http.method == "HEAD":
        return Response(headers=headers | {"content-length": str(view.size)}, media_type=view.media_type)
    download = await door.store.get(view.url, _range(http, view.etag))
    if download.status == 416:
        await download.close()
        raise RangeNotSatisfiable(size=view.size)
    for name in ("content-length", "content-range"):
        if name in download.headers:
            headers[name] = download.headers[name]
    return Bytes(door, download, headers, view.media_type)


async def read_passing(door: Door, http: HttpRequest, operation: Operation) -> Response:
    """As ``read``, of what was made for one person and is thrown away: no copy stays in the browser of a shared PC."""
    response = await read(door, http, operation)
    response.headers["cache-control"] = answers.NEVER_STORED
    return response


class Bytes(StreamingResponse):
    """Passes on what the store sends, and lets go of the store's connection however it ends."""

    def __init__(self, door: Door, download: Download, headers: dict[str, str], media_type: str) -> None:
        super().__init__(_counted(door, download), download.status, headers, media_type)
        # text/* would get a charset that we do not know.
        self.headers["content-type"] = media_type
        self._download = download

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._download.close()


async def _counted(door: Door, download: Download) -> AsyncIterator[bytes]:
    counter = door.metrics.bytes.labels("out")
    async for chunk in download.chunks():
        counter.inc(len(chunk))
        yield chunk


def _headers(view: documents.ReadView) -> dict[str, str]:
    disposition = view.disposition
    if view.media_type not in SHOWN_INLINE and not disposition.lower().startswith("attachment"):
        disposition = "attachment"
    return {
        "etag": view.etag,
        "cache-control": IMMUTABLE,
        "vary": "Authorization",
        "accept-ranges": "bytes",
        "content-disposition": disposition,
        "content-security-policy": CONTENT_SECURITY_POLICY,
    }


def _range(http: HttpRequest, etag: str) -> dict[str, str]:
    """One range, as the store understands it. Several, or one of another state, mean the whole (RFC 9110, 14.2)."""
    wanted = http.headers.get("range", "").strip()
    if not _ONE_RANGE.match(wanted) or http.headers.get("if-range", etag).strip() != etag:
        return {}
    return {"range": wanted}


def of_bytes(description: str, *, ranges: bool) -> dict[str, Any]:
    content = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
    answered: dict[str, Any] = {
        "200": {"description": description, "content": content},
        "304": {"description": "The client has it already."},
    }
    parameters = []
    if ranges:
        answered["206"] = {"description": "The range asked for.", "content": content}
        parameters = [
            {
                "name": "Range",
                "in": "header",
                "required": False,
                "description": "One range of bytes, to go on after a broken line.",
                "schema": {"type": "string"},
                "example": "bytes=1048576-",
            }
        ]
    return {"responses": answered, "parameters": parameters}


OPERATIONS = (
    # Before the pictures, whose last part would take "text" for a size.
    Operation(documents.GetPageText, "GET", f"{PAGE}/text", TAG),
    Operation(
        documents.OpenPage,
        "GET",
        f"{PAGE}/{{size}}",
        TAG,
        endpoint=read,
        openapi=of_bytes("The picture of the page.", ranges=False),
    ),
    Operation(
        documents.OpenDocument,
        "GET",
        f"{VERSION}/content",
        TAG,
        endpoint=read,
        openapi=of_bytes("The bytes of the version.", ranges=True),
    ),
    Operation(documents.GetDocument, "GET", DOCUMENT, TAG),
    STORE_DOCUMENT,
)
