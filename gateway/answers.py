"""Views as HTTP responses: ETag, 304, Location, the link to the next page."""

from __future__ import annotations

import gzip
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from pydantic_core import to_json
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from contracts.base import Nothing

if TYPE_CHECKING:
    from gateway.operations import Operation

NEVER_STORED = "no-store"
ASK_AGAIN = "private, no-cache"
"""A browser may keep it, and has to ask each time whether it still holds."""
WORTH_PACKING = 500
"""Bytes. A note in Hindi of a kilobyte becomes half of it, which is a tenth of a second at 64 kbit/s."""
PACKING = 3
"""gzip's level: 500 rows of a desk (289 kB) become 24 kB. Level 6 takes three times as long for a seventh less."""


def answer(http: HttpRequest, operation: Operation, view: dict[str, Any]) -> Response:
    """The view as it came from the service, which has validated it."""
    if operation.spec.returns is Nothing:
        return Response(status_code=204, headers={"cache-control": NEVER_STORED})
    content = to_json(view)
    if operation.spec.kind == "query":
        return _shown(http, operation, view, content)
    headers = {"cache-control": NEVER_STORED}
    if "version" in view:
        headers["etag"] = _etag(view, content)
    if operation.location:
        headers["location"] = "/api/v1" + operation.location.format_map(view)
    return Response(content, operation.status, headers, media_type="application/json")


def _shown(http: HttpRequest, operation: Operation, view: dict[str, Any], content: bytes) -> Response:
    etag = _etag(view, content)
    headers = {"cache-control": ASK_AGAIN, "etag": etag, "vary": "Authorization, Accept-Language, Accept-Encoding"}
    if is_known(http, etag):
        return Response(status_code=304, headers=headers)
    following = view.get("next")
    if isinstance(following, str) and following:
        query = {name: value for name, value in http.query_params.items() if name != "cursor"} | {"cursor": following}
        headers["link"] = f'<{http.url.path}?{urlencode(query)}>; rel="next"'
    # Queries hold no secrets, so what is long may be told by its length (BREACH).
    content = packed(http, content, headers)
    return Response(content, operation.status, headers, media_type="application/json")


def packed(http: HttpRequest, content: bytes, headers: dict[str, str]) -> bytes:
    """The content as it is sent, which the headers then say; packed where that is worth while and understood."""
    if len(content) < WORTH_PACKING or not takes(http, "gzip"):
        return content
    headers["content-encoding"] = "gzip"
    return gzip.compress(content, PACKING, mtime=0)


def takes(http: HttpRequest, coding: str) -> bool:
    """Whether the client takes this content coding by name, and has not forbidden it by ``q=0``."""
    for accepted in http.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = accepted.partition(";")
        if name.strip() == coding:
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def is_known(http: HttpRequest, etag: str) -> bool:
    """Whether If-None-Match names this state (weak comparison, RFC 9110, 13.1.2)."""
    known = http.headers.get("if-none-match")
    if known is None:
        return False
    return known.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in known.split(","))


def _etag(view: dict[str, Any], content: bytes) -> str:
    """The version, for If-Match, and a digest of what is shown: the same version shows other actions to others."""
    digest = blake2b(content, digest_size=8).hexdigest()
    version = view.get("version")
    return f'"{version}-{digest}"' if isinstance(version, int) else f'"{digest}"'
