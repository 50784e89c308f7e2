"""The wire of nameko 2.14 and our headers on it. Pure: no broker is needed to test it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic_core import from_json

from contracts.base import Language, Request
from contracts.errors import InternalError, PatravaliError, Unavailable, from_wire
from gateway.bus.errors import BadReply

EXCHANGE = "nameko-rpc"
CONTENT_TYPE = "application/json"
CONTENT_ENCODING = "utf-8"
PERSISTENT = 2

TOKEN = "patravali-token"  # noqa: S105 - the name of a header
COMMAND_ID = "patravali-command-id"
REQUEST_ID = "patravali-request-id"
LANGUAGE = "patravali-language"
DEADLINE = "patravali-deadline-ms"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request, ready to be published."""

    routing_key: str
    body: bytes
    headers: dict[str, Any]
    expiration: str
    """Milliseconds after which the broker drops it from the queue."""


def encode(
    request: Request,
    *,
    timeout: float,
    now: float,
    token: str | None,
    command_id: UUID | None,
    request_id: str | None,
    language: Language,
) -> Outgoing:
    """The message for a request. ``timeout`` in seconds, ``now`` in seconds since 1970."""
    spec = request.call
    # Only what the client said travels, so that a service one release behind is not sent fields it does not know.
    payload = request.__pydantic_serializer__.to_json(request, exclude_unset=True)
    headers = {
        TOKEN: token,
        COMMAND_ID: str(command_id) if command_id else None,
        REQUEST_ID: request_id,
        LANGUAGE: language,
        DEADLINE: int((now + timeout) * 1000),
    }
    return Outgoing(
        routing_key=f"{spec.service}.{spec.method}",
        body=b'{"args":[],"kwargs":{"request":' + payload + b"}}",
        headers={name: value for name, value in headers.items() if value is not None},
        expiration=str(max(1, int(timeout * 1000))),
    )


def decode(body: bytes, service: str) -> dict[str, Any]:
    """The result in a reply of ``service``. Raises the PatravaliError that it carries, or BadReply."""
    try:
        reply = from_json(body)
    except ValueError as error:
        raise BadReply(str(error)) from None
    if not isinstance(reply, dict) or not {"result", "error"} <= reply.keys():
        raise BadReply("neither result nor error")
    if reply["error"] is not None:
        raise _refusal(reply["error"], service)
    result = reply["result"]
    if result is not None and not isinstance(result, dict):
        raise BadReply("the result is not an object")
    return result or {}


def _refusal(error: Any, service: str) -> PatravaliError:
    if not isinstance(error, dict):
        raise BadReply("the error is not an object")
    if "kind" in error:
        return from_wire(error)
    if error.get("exc_type") == "MethodNotFound":
        # A service one release behind; it will be upgraded.
        return Unavailable("The service does not know this method yet.", part=service)
    return InternalError(f"{service} answered {error.get('exc_type')}: {error.get('value')}", part=service)
