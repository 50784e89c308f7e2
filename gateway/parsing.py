"""From HTTP to contract models: bodies, parameters, keys, versions. What a client sends wrong ends in a 4xx."""

from __future__ import annotations

import asyncio
import re
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json, to_json
from starlette.requests import Request as HttpRequest

from contracts.documents import DocumentEmpty
from contracts.errors import TooLarge
from gateway.errors import (
    BodyStalled,
    FieldProblem,
    IfMatchMalformed,
    KeyMalformed,
    KeyMissing,
    LengthNeeded,
    LengthWrong,
    MalformedJson,
    NotJson,
    ValidationFailed,
)

Model = TypeVar("Model", bound=BaseModel)

PROBLEMS_SHOWN = 50
_LENGTH = re.compile(r"[0-9]{1,15}\Z")
# The ETag of a view is its version and a digest of what was shown; the version alone will do.
_VERSION_TAG = re.compile(r'"?([1-9][0-9]{0,8})(?:-[0-9a-f]{1,16})?"?\Z')


async def read_json(http: HttpRequest, *, limit: int, stall_limit: float) -> dict[str, Any]:
    """The object in the body; an empty body is an empty object. ``limit`` in bytes, ``stall_limit`` in seconds."""
    body = await read_body(http, limit=limit, stall_limit=stall_limit)
    if not body:
        return {}
    media_type, _, parameters = http.headers.get("content-type", "").partition(";")
    if media_type.strip().lower() != "application/json":
        raise NotJson(got=media_type.strip()[:100])
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    if charset not in ("", "utf-8", "utf8"):
        raise NotJson(got=parameters.strip()[:100])
    try:
        value = from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise MalformedJson(why=str(error)[:200]) from None
    if not isinstance(value, dict):
        raise MalformedJson(why="not an object")
    if b"\\u0000" in body and _has_nul(value):
        raise MalformedJson(why="NUL")
    return value


async def read_body(http: HttpRequest, *, limit: int, stall_limit: float) -> bytes:
    """All bytes of the body, at most ``limit``."""
    announced = content_length(http)
    if announced is not None and announced > limit:
        raise TooLarge(limit=limit)
    chunks: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(stall_limit) as patience:
            async for chunk in http.stream():
                size += len(chunk)
                if size > limit:
                    raise TooLarge(limit=limit)
                chunks.append(chunk)
                if size != announced:
                    patience.reschedule(asyncio.get_running_loop().time() + stall_limit)
    except TimeoutError:
        raise BodyStalled(seconds=stall_limit) from None
    return b"".join(chunks)


def content_length(http: HttpRequest) -> int | None:
    """Bytes that the client announced, or nothing."""
    text = http.headers.get("content-length")
    if text is None:
        return None
    if not _LENGTH.match(text):
        raise LengthWrong(expected="a number", got=text[:40])
    return int(text)


def file_length(http: HttpRequest) -> int:
    """Bytes of the file that the body is. Raises LengthNeeded and DocumentEmpty."""
    size = content_length(http)
    if size is None and "transfer-encoding" in http.headers:
        raise LengthNeeded
    if not size:
        raise DocumentEmpty
    return size


def query_fields(http: HttpRequest) -> dict[str, Any]:
    """Parameters of the query string; one given twice is refused."""
    fields: dict[str, Any] = {}
    for name, value in http.query_params.multi_items():
        if name in fields:
            raise ValidationFailed([FieldProblem(name, name, "given_twice", {}, "given twice")])
        if "\x00" in value or "\x00" in name:
            raise ValidationFailed([FieldProblem(name[:64], name[:64], "nul", {}, "holds a NUL character")])
        fields[name] = value
    return fields


def parse(model: type[Model], fields: dict[str, Any], *, typed: bool = False) -> Model:
    """The model with these fields. Raises ValidationFailed naming each field that is wrong.

    ``typed`` fields come from JSON, where a number is no date and "5" no number; others from a path or a query string.
    """
    try:
        return model.model_validate_json(to_json(fields), strict=True) if typed else model.model_validate(fields)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise ValidationFailed([_field_problem(each) for each in found[:PROBLEMS_SHOWN]]) from None


def _field_problem(error: Any) -> FieldProblem:
    location = [part for part in error["loc"] if part != "__root__"]
    names = [part for part in location if isinstance(part, str)]
    return FieldProblem(
        pointer="/" + "/".join(str(part).replace("~", "~0").replace("/", "~1")[:64] for part in location),
        name=names[-1][:64] if names else "",
        rule=error["type"],
        context={name: value for name, value in error.get("ctx", {}).items() if name != "error"},
        message=error["msg"],
    )


def command_key(http: HttpRequest) -> UUID:
    """The Idempotency-Key: a UUID, plain or quoted as the IETF draft writes it."""
    text = http.headers.get("idempotency-key")
    if not text:
        raise KeyMissing
    try:
        return UUID(text.strip().strip('"'))
    except ValueError:
        raise KeyMalformed from None


def expected_version(http: HttpRequest) -> int | None:
    """The version in If-Match; nothing where the header is absent or ``*``."""
    text = http.headers.get("if-match")
    if text is None or text.strip() == "*":
        return None
    match = _VERSION_TAG.match(text.strip())
    if match is None:
        raise IfMatchMalformed
    return int(match.group(1))


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_has_nul(key) or _has_nul(item) for key, item in value.items())
    return isinstance(value, list) and any(_has_nul(item) for item in value)
