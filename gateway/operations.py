"""An operation of the public API, derived from a contract request: which fields stand in the path, which in If-Match,
which the gateway fills itself, and which are left for the body (commands) or the query string (queries).

A route is a row: ``Operation(ForwardFile, "POST", "/files/{file_id}/forward")``. Its steps are the same for all:
authenticate, parse with the contract model, one call, answer.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from contracts.base import CallSpec, Request
from gateway import answers
from gateway.errors import FieldProblem, IfMatchNeeded, ValidationFailed
from gateway.parsing import command_key, expected_version, parse, query_fields, read_json

if TYPE_CHECKING:
    from gateway.door import Door

PREFIX = "/api/v1"
VERSION_FIELD = "expected_version"
CUSTODY_FIELD = "custody_number"
CLIENT_ADDRESS = "client_address"
_WHOLE = re.compile(r"[0-9]{1,18}")
_BRACED = re.compile(r"\{([a-z_]+)\}")

Endpoint = Callable[["Door", HttpRequest, "Operation"], Awaitable[Response]]


@dataclass(frozen=True)
class Operation:
    """One method on one path."""

    request: type[Request]
    verb: str
    path: str
    """Below /api/v1; its braces are fields of the request."""
    tag: str = ""
    status: int = 200
    location: str = ""
    """Path of what was made, with fields of the view in braces."""
    endpoint: Endpoint | None = None
    """Where the steps differ (cookies, bytes, streams)."""
    openapi: Mapping[str, Any] = field(default_factory=dict)
    """What the description says otherwise than derived."""

    @property
    def spec(self) -> CallSpec:
        return self.request.call

    @property
    def name(self) -> str:
        """The contract's method name; the operationId."""
        return self.spec.method

    @cached_property
    def in_path(self) -> tuple[str, ...]:
        return tuple(_BRACED.findall(self.path))

    @cached_property
    def not_from_client(self) -> frozenset[str]:
        """Fields that neither body nor query string may hold."""
        return frozenset((*self.in_path, VERSION_FIELD, CLIENT_ADDRESS)) & frozenset(self.request.model_fields)

    @cached_property
    def free_fields(self) -> tuple[str, ...]:
        """Fields of the body or the query string."""
        return tuple(name for name in self.request.model_fields if name not in self.not_from_client)

    @cached_property
    def needs_version(self) -> bool:
        version = self.request.model_fields.get(VERSION_FIELD)
        return version is not None and (version.is_required() or self.or_custody)

    @cached_property
    def or_custody(self) -> bool:
        """Instead of the version in If-Match the body may name the custody number (an act that waited in a queue)."""
        return bool(getattr(self.request, "needs_version", False))

    @cached_property
    def takes_version(self) -> bool:
        return VERSION_FIELD in self.request.model_fields

    @cached_property
    def has_body(self) -> bool:
        return self.spec.kind == "command" and self.verb != "DELETE"


async def fields_of(door: Door, http: HttpRequest, operation: Operation) -> dict[str, Any]:
    """All fields of the request, from where each stands."""
    if operation.has_body:
        settings = door.settings
        fields = await read_json(http, limit=settings.body_limit, stall_limit=settings.stall_limit)
    else:
        fields = query_fields(http)
    foreign = operation.not_from_client & fields.keys()
    if foreign:
        raise ValidationFailed([FieldProblem(f"/{name}", name, "extra_forbidden", {}, "") for name in sorted(foreign)])
    fields.update({name: _in_path(operation, name, text) for name, text in http.path_params.items()})
    if operation.takes_version:
        version = expected_version(http)
        if version is not None:
            fields[VERSION_FIELD] = version
        elif operation.needs_version and not (operation.or_custody and fields.get(CUSTODY_FIELD) is not None):
            raise IfMatchNeeded
    return fields


def _in_path(operation: Operation, name: str, text: str) -> str | int:
    """A path is text; beside a body, whose numbers are numbers, a whole number has to become one."""
    field = operation.request.model_fields.get(name)
    return int(text) if field is not None and field.annotation is int and _WHOLE.fullmatch(text) else text


async def relay(door: Door, http: HttpRequest, operation: Operation) -> Response:
    """The steps that nearly all operations share."""
    caller = await door.admit(http)
    key: UUID | None = command_key(http) if operation.spec.idempotent else None
    fields = await fields_of(door, http, operation)
    request = parse(operation.request, fields, typed=operation.has_body)
    view = await door.ask(request, http, caller, key)
    return answers.answer(http, operation, view)
