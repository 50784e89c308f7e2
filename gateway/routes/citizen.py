"""What is told without signing in: the status of a letter to whoever has its slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from contracts import files
from gateway import answers
from gateway.operations import Operation, fields_of, parse

if TYPE_CHECKING:
    from gateway.door import Door

TAG = "citizen"


async def tell_status(door: Door, http: HttpRequest, operation: Operation) -> Response:
    """Nobody is signed in, so the requests of each address are counted, and the wrong codes for each letter."""
    door.admit_citizen(http)
    request = parse(files.GetReceiptStatus, await fields_of(door, http, operation))
    with door.guarding(request.number, http):
        view = await door.ask(request, http, None)
    response = answers.answer(http, operation, view)
    response.headers["cache-control"] = answers.NEVER_STORED
    return response


OPERATIONS = (Operation(files.GetReceiptStatus, "GET", "/public/receipts/status", TAG, endpoint=tell_status),)
