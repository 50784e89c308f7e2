"""What is known about the piece of work that runs now: request, caller, ids. Travels in AMQP headers."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection

from chassis.auth import Caller
from chassis.database import Guard
from contracts.base import Command, Language, Request
from contracts.errors import Invalid

TOKEN = "patravali-token"  # noqa: S105 - the name of a header
COMMAND_ID = "patravali-command-id"
REQUEST_ID = "patravali-request-id"
LANGUAGE = "patravali-language"
DEADLINE = "patravali-deadline-ms"
ATTEMPT = "patravali-attempt"


@dataclass(frozen=True)
class Invocation:
    """Everything a unit of work needs to know about why it runs."""

    guard: Guard | None = None
    command: Command | None = None
    command_id: UUID | None = None
    request_id: str | None = None
    language: Language = "hi"
    deadline: float | None = None
    """time.time() after which nobody waits any more."""
    caller: Caller | None = None
    within: Connection | None = None
    """The open transaction that this piece of work is a part of, if it shares one."""


def deadline_of(headers: dict[str, Any]) -> float | None:
    raw = headers.get(DEADLINE)
    return float(raw) / 1000 if isinstance(raw, int | float) else None


def has_passed(deadline: float | None) -> bool:
    return deadline is not None and time.time() > deadline


def language_of(headers: dict[str, Any]) -> Language:
    return "en" if headers.get(LANGUAGE) == "en" else "hi"


def command_id_of(headers: dict[str, Any]) -> UUID:
    """Raises Invalid where a command comes without its id."""
    try:
        return UUID(str(headers[COMMAND_ID]))
    except (KeyError, ValueError):
        raise Invalid("A command needs a command id (a UUID).", field="command_id") from None


def parse(model: type[Request], body: Any) -> Request:
    """The request model in a message body. Raises Invalid naming the first wrong field."""
    try:
        return model.model_validate(body["kwargs"]["request"])
    except (KeyError, TypeError):
        raise Invalid("The message carries no request.") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise Invalid(f"{field}: {first['msg']}", field=field, problem=first["type"]) from None
