"""A whole file in one request: the body goes, part by part, into the store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from contracts import documents
from contracts.base import Command, Line, Sha256
from contracts.errors import TooLarge
from gateway import answers
from gateway.auth import Caller
from gateway.errors import BodyStalled, LengthWrong
from gateway.operations import Operation, parse
from gateway.parsing import command_key, file_length, query_fields

if TYPE_CHECKING:
    from gateway.door import Door

BYTES_BODY: dict[str, Any] = {
    "required": True,
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
}


class StoreDocument(Command, service="documents", returns=documents.DocumentView, timeout=60.0):
    """Store a whole file in one request; its name and title stand in the query string, its bytes are the body.

    After a broken line send it again with the same Idempotency-Key. Large files are better sent in parts.
    """

    file_name: documents.GivenFileName
    title: Line | None = None
    sha256: Sha256 | None = None
    document_id: UUID | None = None


class Body:
    """The bytes of a request, taken in pieces of exact sizes; nothing but one chunk is in memory."""

    def __init__(self, http: HttpRequest, stall_limit: float) -> None:
        self._stream = aiter(http.stream())
        self._stall_limit = stall_limit
        self._rest = b""

    async def take(self, size: int) -> AsyncIterator[bytes]:
        """The next ``size`` bytes. Raises LengthWrong where the body ends before, BodyStalled where it stops."""
        left = size
        while left:
            chunk = self._rest or await self._chunk()
            if not chunk:
                raise LengthWrong(expected=size, got=size - left)
            piece, self._rest = chunk[:left], chunk[left:]
            left -= len(piece)
            yield piece

    async def drain(self) -> None:
        """Read what is left, so that the client comes to read its answer."""
        self._rest = b""
        while await self._chunk():
            pass

    async def _chunk(self) -> bytes:
        """The next bytes; none at the end."""
        try:
            while True:
                async with asyncio.timeout(self._stall_limit):
                    chunk = await anext(self._stream)
                if chunk:
                    return chunk
        except StopAsyncIteration:
            return b""
        except TimeoutError:
            raise BodyStalled(seconds=self._stall_limit) from None


async def store(door: Door, http: HttpRequest, operation: Operation) -> Response:
    """Begin, put the parts, complete: the ids of these steps are derived from the key, so a repetition finds them."""
    caller = await door.admit(http)
    key = command_key(http)
    size = file_length(http)
    if size > door.settings.upload_limit:
        raise TooLarge(limit=door.settings.upload_limit)
    declared = http.headers.get("content-type", "").partition(";")[0].strip().lower() or None
    begin = parse(
        documents.BeginUpload,
        parse(StoreDocument, query_fields(http)).model_dump(exclude_unset=True)
        | {"file_size": size, "declared_type": declared},
    )
    upload = documents.UploadView.model_validate(await door.ask(begin, http, caller, key))
    body = Body(http, door.settings.stall_limit)
    try:
        await _put_parts(door, http, caller, upload, size, body)
    except documents.UploadClosed:
        # The same key came before and got as far as the end; completing it again gives what it gave then.
        await body.drain()
    complete = documents.CompleteUpload(upload_id=upload.upload_id)
    view = await door.ask(complete, http, caller, uuid5(key, "complete"))
    return answers.answer(http, operation, view)


async def _put_parts(
    door: Door, http: HttpRequest, caller: Caller, upload: documents.UploadView, size: int, body: Body
) -> None:
    left = size
    for number in range(1, upload.parts + 1):
        request = documents.PresignPart(upload_id=upload.upload_id, number=number)
        part = documents.PartView.model_validate(await door.ask(request, http, caller))
        if part.size > left:
            raise LengthWrong(expected=size - left + part.size, got=size)
        await door.store.put(part.url, part.headers, part.size, body.take(part.size))
        door.metrics.bytes.labels("in").inc(part.size)
        left -= part.size


STORE_DOCUMENT = Operation(
    StoreDocument,
    "POST",
    "/documents",
    "uploads",
    status=201,
    location="/documents/{id}",
    endpoint=store,
    openapi={"requestBody": BYTES_BODY, "fields_in_query": True},
)
