"""Messages to the person signed in, and the live stream of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic import Field
from starlette.requests import Request as HttpRequest
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from contracts import notifications
from contracts.base import Nothing, Query
from gateway.operations import Operation, parse
from gateway.parsing import query_fields

if TYPE_CHECKING:
    from gateway.auth import Caller
    from gateway.door import Door
    from gateway.inbox import Inbox, Message, Stream

TAG = "inbox"
PAGE = 200
MOST_MISSED = 2000
_SHOWN = ("id", "kind", "serial", "title", "number", "file_id", "receipt_id", "letter_id", "post_id")


class FollowInbox(Query, service="notifications", returns=Nothing):
    """Server-sent events: each message to the person signed in, as it happens, until the access token expires.

    `Last-Event-ID` (or `after`) takes the stream up behind a message that was seen.
    """

    after: UUID | None = Field(default=None, description="Id of the last message seen.")


class EventStream(StreamingResponse):
    """Gives its place up however it ends."""

    media_type = "text/event-stream"

    def __init__(self, inbox: Inbox, stream: Stream, missed: list[Message]) -> None:
        super().__init__(inbox.events(stream, missed), headers={"cache-control": "no-store", "x-accel-buffering": "no"})
        self._inbox = inbox
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._inbox.leave(self._stream)


async def follow(door: Door, http: HttpRequest, operation: Operation) -> Response:
    """Take a place first, then ask what was missed: so nothing falls between the two."""
    caller = await door.admit(http)
    last = http.headers.get("last-event-id")
    request = parse(FollowInbox, query_fields(http) | ({"after": last} if last else {}))
    if http.method == "HEAD":
        return Response(media_type=EventStream.media_type)
    stream = door.inbox.open(caller.person_id, caller.expires_at)
    try:
        missed = await _missed(door, http, caller, request.after) if request.after else []
    except BaseException:
        door.inbox.leave(stream)
        raise
    return EventStream(door.inbox, stream, missed)


async def _missed(door: Door, http: HttpRequest, caller: Caller, after: UUID) -> list[Message]:
    """Messages after that one, oldest first."""
    messages: list[Message] = []
    cursor: str | None = None
    while len(messages) < MOST_MISSED:
        page = await door.ask(notifications.ListMessages(after=after, cursor=cursor, limit=PAGE), http, caller)
        messages += [_shown(item) for item in page["items"]]
        cursor = page.get("next")
        if cursor is None:
            break
    return messages


def _shown(item: dict[str, Any]) -> Message:
    """A message of the list in the form that events have."""
    return {name: item.get(name) for name in _SHOWN} | {"occurred_at": item.get("created_at")}


_STREAM: dict[str, Any] = {
    "parameters": [
        {
            "name": "Last-Event-ID",
            "in": "header",
            "required": False,
            "description": "Id of the last message seen; browsers send it by themselves when they reconnect.",
            "schema": {"type": "string", "format": "uuid"},
        }
    ],
    "responses": {
        "200": {
            "description": "An event stream (HTML Living Standard, 9.2). `event: message` has a message as JSON; "
            "`event: expired` says that the access token has ended.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    },
}

OPERATIONS = (
    Operation(FollowInbox, "GET", "/inbox/events", TAG, endpoint=follow, openapi=_STREAM),
    Operation(notifications.ListMessages, "GET", "/messages", TAG),
    Operation(notifications.MarkRead, "POST", "/messages/read", TAG),
    Operation(notifications.GetPreferences, "GET", "/me/preferences", TAG),
    Operation(notifications.SetPreferences, "PUT", "/me/preferences", TAG),
)
