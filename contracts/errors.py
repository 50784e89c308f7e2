"""Errors that cross the bus: a kind (decides the HTTP status), a stable code, a message and flat fields.

A service defines its own errors beside its commands by subclassing one of the kinds below and giving ``code``.
Fields are strings, numbers or booleans only, because they travel as JSON and are put into sentences.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

Field = str | int | float | bool | None


class PatravaliError(Exception):
    """Base of every refusal. ``str(error)`` is an English sentence for logs; people read the gateway's catalogue."""

    kind: ClassVar[str] = "internal"
    code: ClassVar[str] = "internal"
    known: ClassVar[dict[str, type[PatravaliError]]] = {}

    def __init_subclass__(cls) -> None:
        if "code" in cls.__dict__:
            taken = PatravaliError.known.get(cls.code)
            if taken is not None and taken.__qualname__ != cls.__qualname__:
                raise TypeError(f"error code {cls.code} is used by {taken} and {cls}")
            PatravaliError.known[cls.code] = cls

    def __init__(self, message: str = "", **fields: Field | UUID) -> None:
        self.message = message or (self.__doc__ or self.code).strip().splitlines()[0]
        self.fields: dict[str, Field] = {
            name: str(value) if isinstance(value, UUID) else value for name, value in fields.items()
        }
        super().__init__(self.message)


class Invalid(PatravaliError):
    """The request is malformed or breaks a bound."""

    kind = "invalid"
    code = "request.invalid"


class Unauthenticated(PatravaliError):
    """Nobody is signed in, or the token does not verify."""

    kind = "unauthenticated"
    code = "auth.unauthenticated"


class Forbidden(PatravaliError):
    """The actor may not do this."""

    kind = "forbidden"
    code = "auth.forbidden"


class NotFound(PatravaliError):
    """It does not exist, or the actor may not know that it does."""

    kind = "not_found"
    code = "request.not_found"


class Conflict(PatravaliError):
    """The state of the thing does not allow this."""

    kind = "conflict"
    code = "request.conflict"


class PreconditionFailed(PatravaliError):
    """The thing was changed since the caller saw it."""

    kind = "precondition"
    code = "request.stale"


class CommandMismatch(PatravaliError):
    """This command id was used before with another body."""

    kind = "mismatch"
    code = "command.body_mismatch"


class ClaimedTimeWrong(Invalid):
    """The time at which the act is said to have happened lies in the future or too far back."""

    code = "act.bad_time"


class TooLarge(PatravaliError):
    """More than the limit. Field ``limit``."""

    kind = "too_large"
    code = "request.too_large"


class Unsupported(PatravaliError):
    """A type or form that is not accepted."""

    kind = "unsupported"
    code = "request.unsupported"


class TooMany(PatravaliError):
    """Too many requests in a short time. Field ``retry_after`` gives seconds."""

    kind = "too_many"
    code = "request.too_many"


class Unavailable(PatravaliError):
    """A part of the platform is away; try again. Field ``part`` names it."""

    kind = "unavailable"
    code = "platform.unavailable"


class CallTimeout(PatravaliError):
    """No answer in time; the command may have happened. Repeat it with the same id."""

    kind = "timeout"
    code = "platform.timeout"


class InternalError(PatravaliError):
    """A fault of ours. Field ``incident`` is the id under which it is logged."""

    kind = "internal"
    code = "platform.internal"


def to_wire(error: PatravaliError) -> dict[str, object]:
    """The error as the bus carries it, in the place where nameko puts a serialised exception."""
    return {
        "exc_type": "PatravaliError",
        "exc_path": "contracts.errors.PatravaliError",
        "exc_args": [],
        "value": error.message,
        "kind": error.kind,
        "code": error.code,
        "fields": error.fields,
    }


def from_wire(body: dict[str, object]) -> PatravaliError:
    """The error that ``to_wire`` wrote. An unknown code keeps its kind and code on a plain PatravaliError."""
    message = str(body.get("value") or "")
    code = str(body.get("code") or "platform.internal")
    raw = body.get("fields")
    fields: dict[str, Field] = dict(raw) if isinstance(raw, dict) else {}
    cls = PatravaliError.known.get(code)
    error: PatravaliError
    if cls is not None:
        error = cls.__new__(cls)
        PatravaliError.__init__(error, message, **fields)
    else:
        error = PatravaliError(message, **fields)
        error.kind = str(body.get("kind") or "internal")  # type: ignore[misc]
        error.code = code  # type: ignore[misc]
    return error
