"""What the gateway itself refuses. Services' refusals are in ``contracts``; both are turned into problems alike."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.errors import (
    Forbidden,
    Invalid,
    NotFound,
    PatravaliError,
    TooMany,
    Unauthenticated,
    Unavailable,
    Unsupported,
)


class MalformedJson(Invalid):
    """The body is not JSON (RFC 8259), or nested too deep, or holds a number or character that cannot be kept."""

    code = "request.malformed_json"


class NotJson(Unsupported):
    """The body's Content-Type is not application/json."""

    code = "request.not_json"


class KeyMissing(Invalid):
    """A command needs the header Idempotency-Key."""

    code = "request.key_missing"


class KeyMalformed(Invalid):
    """The Idempotency-Key is not a UUID."""

    code = "request.key_malformed"


class IfMatchMalformed(Invalid):
    """If-Match is not the ETag of a view that has a version."""

    code = "request.if_match_malformed"


class IfMatchNeeded(PatravaliError):
    """This command changes something seen, and has to say which version was seen (RFC 6585, 3)."""

    kind = "precondition_required"
    code = "request.if_match_needed"


class PathUnknown(NotFound):
    """There is nothing at this path."""

    code = "request.path_unknown"


class MethodNotAllowed(PatravaliError):
    """The path is known, but not with this method. Field ``allowed``."""

    kind = "method"
    code = "request.method_not_allowed"


class LengthNeeded(PatravaliError):
    """A file's bytes need a Content-Length."""

    kind = "length"
    code = "request.length_needed"


class LengthWrong(Invalid):
    """Other than announced. Fields ``expected`` and ``got``, in bytes."""

    code = "request.length_wrong"


class RangeNotSatisfiable(PatravaliError):
    """The range lies beyond the end. Field ``size`` in bytes."""

    kind = "range"
    code = "request.range_not_satisfiable"


class BodyStalled(PatravaliError):
    """The client stopped sending. Field ``seconds``."""

    kind = "stalled"
    code = "request.stalled"


class TokenMissing(Unauthenticated):
    """No access token came with the request."""

    code = "auth.token_missing"


class TokenExpired(Unauthenticated):
    """The access token has expired; refresh the session."""

    code = "auth.token_expired"


class RefreshTokenMissing(Unauthenticated):
    """Neither the cookie nor the body holds a refresh token."""

    code = "session.refresh_token_missing"


class CrossSite(Forbidden):
    """The session cookie is used from a page of another site."""

    code = "session.cross_site"


class TooManyStreams(TooMany):
    """This person has too many event streams open. Field ``limit``."""

    code = "inbox.too_many_streams"


class TooManyWrongCodes(TooMany):
    """Wrong codes were given for the number of this letter. Fields ``retry_after`` in seconds, ``minutes`` the same."""

    code = "receipt.too_many_wrong_codes"


class StoreUnavailable(Unavailable):
    """The object store did not do its part."""

    code = "platform.store_unavailable"


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field of the request."""

    pointer: str
    """JSON pointer into the body, or the parameter's name."""
    name: str
    """The innermost named field, for its label."""
    rule: str
    """pydantic's type of the error, as string_too_long."""
    context: dict[str, object]
    message: str
    """pydantic's English sentence, where the catalogue has none for the rule."""


class ValidationFailed(Invalid):
    """Fields break their bounds."""

    def __init__(self, problems: list[FieldProblem]) -> None:
        super().__init__("Fields break their bounds.", count=len(problems))
        self.problems = problems


class NotAnOperator(Forbidden):
    """What is shown to operators only."""

    code = "health.administrator_only"
