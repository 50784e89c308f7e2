"""Uploads in parts, which can be taken up again after a broken line: begin, put each part, complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic import Field
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from contracts import documents
from contracts.base import Command, Nothing
from gateway import answers
from gateway.errors import LengthWrong
from gateway.operations import Operation, parse
from gateway.parsing import file_length
from gateway.routes.storing import BYTES_BODY, Body

if TYPE_CHECKING:
    from gateway.door import Door

TAG = "uploads"
UPLOAD = "/uploads/{upload_id}"


class PutPart(Command, service="documents", returns=Nothing, idempotent=False):
    """Send the bytes of one part. Sending a part again replaces it, so this needs no Idempotency-Key."""

    upload_id: UUID
    number: int = Field(ge=1, le=10_000)


async def put_part(door: Door, http: HttpRequest, operation: Operation) -> Response:
    """Stream one part into the store."""
    caller = await door.admit(http)
    request = parse(documents.PresignPart, dict(http.path_params))
    size = file_length(http)
    part = documents.PartView.model_validate(await door.ask(request, http, caller))
    if size != part.size:
        raise LengthWrong(expected=part.size, got=size)
    body = Body(http, door.settings.stall_limit)
    await door.store.put(part.url, part.headers, size, body.take(size))
    door.metrics.bytes.labels("in").inc(size)
    return Response(status_code=204, headers={"cache-control": answers.NEVER_STORED})


_PART: dict[str, Any] = {"requestBody": BYTES_BODY, "responses": {"204": {"description": "The part is stored."}}}

OPERATIONS = (
    Operation(PutPart, "PUT", f"{UPLOAD}/parts/{{number}}", TAG, status=204, endpoint=put_part, openapi=_PART),
    Operation(documents.BeginUpload, "POST", "/uploads", TAG, status=201, location="/uploads/{upload_id}"),
    Operation(documents.GetUpload, "GET", UPLOAD, TAG),
    Operation(documents.CompleteUpload, "POST", f"{UPLOAD}/complete", TAG, status=201, location="/documents/{id}"),
    Operation(documents.AbortUpload, "DELETE", UPLOAD, TAG),
)
