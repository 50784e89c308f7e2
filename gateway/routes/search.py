"""The search, which costs more than other questions and is asked while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from contracts import files
from gateway import answers
from gateway.operations import Operation, fields_of, parse

if TYPE_CHECKING:
    from gateway.door import Door

TAG = "search"


async def search(door: Door, http: HttpRequest, operation: Operation) -> Response:
    """As every question, but counted apart for each person."""
    caller = await door.admit(http)
    request = parse(files.Search, await fields_of(door, http, operation))
    door.admit_search(caller)
    return answers.answer(http, operation, await door.ask(request, http, caller))


OPERATIONS = (
    Operation(files.Search, "GET", "/search", TAG, endpoint=search),
    Operation(files.CountBySubject, "GET", "/subject-counts", TAG),
)
