"""Refusals as ``application/problem+json`` (RFC 9457), in the reader's language."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import structlog
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from uuid_utils.compat import uuid7

from contracts.base import Language
from contracts.errors import InternalError, PatravaliError
from gateway import catalogue
from gateway.errors import FieldProblem, MethodNotAllowed, PathUnknown, ValidationFailed

log = structlog.get_logger("gateway")

MEDIA_TYPE = "application/problem+json"
CLIENT_WENT_AWAY = 499

STATUS: dict[str, int] = {
    "invalid": 400,
    "unauthenticated": 401,
    "forbidden": 403,
    "not_found": 404,
    "method": 405,
    "stalled": 408,
    "conflict": 409,
    "length": 411,
    "precondition": 412,
    "too_large": 413,
    "unsupported": 415,
    "range": 416,
    "mismatch": 422,
    "precondition_required": 428,
    "too_many": 429,
    "internal": 500,
    "unavailable": 503,
    "timeout": 504,
}
"""The one table from kinds to HTTP."""

RETRY_AFTER = {429: 1, 503: 2, 504: 1}
"""Seconds, where the error does not say."""


def status_of(error: PatravaliError) -> int:
    return STATUS.get(error.kind, 500)


def problem(error: PatravaliError, http: HttpRequest) -> Response:
    """The response that tells of an error."""
    language = language_of(http)
    status = status_of(error)
    body = document(error, language) | {"instance": quote(http.url.path)[:2000], "request_id": request_id_of(http)}
    headers = {"content-language": language, "cache-control": "no-store", "vary": "Accept-Language"}
    if status == 401:
        headers["www-authenticate"] = 'Bearer realm="patravali"'
    if status in RETRY_AFTER:
        headers["retry-after"] = str(_seconds(error.fields.get("retry_after")) or RETRY_AFTER[status])
    if status == 405:
        headers["allow"] = str(error.fields.get("allowed", ""))
    if status == 416:
        headers["content-range"] = f"bytes */{error.fields.get('size', 0)}"
    content = to_json(body, inf_nan_mode="null")
    return Response(content, status, headers, media_type=MEDIA_TYPE)


def document(error: PatravaliError, language: Language) -> dict[str, Any]:
    """The members of the problem that do not depend on the request."""
    texts = catalogue.entry(language, error.code, error.kind)
    body: dict[str, Any] = {
        "type": f"/problems#{error.code}",
        "title": texts["title"],
        "status": status_of(error),
        "detail": catalogue.fill(language, texts["detail"], error.fields),
        "code": error.code,
        "fields": error.fields,
    }
    if isinstance(error, ValidationFailed):
        body["errors"] = [_field(each, language) for each in error.problems]
        if error.problems:
            body["detail"] = f"{body['detail']} {_sentence(error.problems[0], language)}"
    return body


def _field(wrong: FieldProblem, language: Language) -> dict[str, str]:
    return {
        "pointer": wrong.pointer,
        "field": wrong.name,
        "label": catalogue.label(language, wrong.name),
        "code": wrong.rule,
        "message": _rule(wrong, language),
    }


def _sentence(wrong: FieldProblem, language: Language) -> str:
    rule = _rule(wrong, language)
    return f"{catalogue.label(language, wrong.name)}: {rule}" if wrong.name else rule


def _rule(wrong: FieldProblem, language: Language) -> str:
    known = catalogue.rule(language, wrong.rule, wrong.context)
    # "Value error, give either head or free_number": a rule of one contract, written in English.
    return known or catalogue.rule(language, "other", {"message": wrong.message.removeprefix("Value error, ")}) or ""


def _seconds(value: Any) -> int:
    return max(1, int(value)) if isinstance(value, int | float) and value == value and value < 1e6 else 0


def language_of(http: HttpRequest) -> Language:
    """What the client reads; services get it too, for what they write."""
    return catalogue.language_of(http.headers.get("accept-language", ""))


def request_id_of(http: HttpRequest) -> str:
    """The id that follows this request through bus, events and logs."""
    return str(http.scope.get("state", {}).get("request_id", ""))


async def on_refusal(http: HttpRequest, error: Exception) -> Response:
    """A refusal of ours or of a service."""
    assert isinstance(error, PatravaliError)
    if status_of(error) >= 500:
        log.warning("refused", code=error.code, kind=error.kind, error=str(error), fields=error.fields)
    return problem(error, http)


async def on_http_exception(http: HttpRequest, error: Exception) -> Response:
    """What the router refuses: unknown paths and methods."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return problem(MethodNotAllowed(allowed=(error.headers or {}).get("Allow", "")), http)
    return problem(PathUnknown(), http)


async def on_client_gone(http: HttpRequest, error: Exception) -> Response:
    """Nobody reads this answer; the status is for log and metrics (nginx's number)."""
    return Response(status_code=CLIENT_WENT_AWAY)


def fault(error: Exception, http: HttpRequest) -> Response:
    """A fault of ours: logged whole under an incident id, told without detail."""
    incident = str(uuid7())
    log.error("fault", incident=incident, path=http.url.path, exc_info=error)
    return problem(InternalError(incident=incident), http)


HANDLERS: dict[Any, Any] = {
    PatravaliError: on_refusal,
    HTTPException: on_http_exception,
    ClientDisconnect: on_client_gone,
}
