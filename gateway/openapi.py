"""The description of the API (OpenAPI 3.1), made from the operations and the contracts' own schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from contracts.base import Nothing, Request
from gateway import catalogue, problems
from gateway.errors import KeyMissing
from gateway.examples import example_of
from gateway.operations import PREFIX, VERSION_FIELD, Operation

Json = dict[str, Any]

INFO: Json = {
    "title": "Patravali (पत्रावली)",
    "version": "1",
    "summary": "The e-Office platform of a district administration.",
    "description": (
        "Sign in with `POST /session` and send the access token as `Authorization: Bearer …`; it lives ten minutes and "
        "is renewed by `POST /session/refresh`.\n\n"
        "Every command needs an `Idempotency-Key` (a UUID made by the client, best a UUIDv7). After a broken line, a "
        "503 or a 504 send the same command with the same key again: it takes effect once, and the first answer comes "
        "again. The same key with another body is refused (422).\n\n"
        "A view that can change has an `ETag`. Send it as `If-Match` with a command, and the command is refused (412) "
        "if somebody changed the thing since; send it as `If-None-Match` with a query, and an unchanged view costs "
        "only a 304.\n\n"
        "Lists come in parts: `next` is the `cursor` of the part after, also as `Link: rel=next`.\n\n"
        "Refusals are `application/problem+json` (RFC 9457) in Hindi or English, as `Accept-Language` asks; programs "
        "go by `code`. All codes: [/problems](/problems)."
    ),
}
TAGS = {
    "session": "Sign in and out, choose the charge to act under.",
    "desk": "What lies on one's desk, and what waits at the desks below.",
    "search": "What one may see, by any word of it.",
    "receipts": "Letters that came in.",
    "files": "Files and their movements.",
    "notes": "The note side of a file.",
    "consultations": "Other desks' opinions on a file that stays where it is.",
    "correspondence": "The correspondence side of a file.",
    "drafts": "Letters being written.",
    "letters": "Approved letters: PDF, signature, issue, dispatch.",
    "paper files": "Paper files: their custody by barcode, the record room, and how many are physically pending.",
    "time limits": "The register of time-limit (TL) letters, with the weekly reports of the offices concerned.",
    "meetings": "Review meetings: agenda, decisions recorded in the room, minutes.",
    "documents": "Bytes, pages and text, under a view of the file they lie in.",
    "uploads": "Sending documents.",
    "certificates": "One's own signing certificates.",
    "inbox": "Messages and the live stream of them.",
    "directory": "Offices, posts and who holds them.",
    "administration": "Keeping the directory.",
    "reviews": "Statements of what is pending and how long, of desks that one answers for.",
    "citizen": "What the sender of a letter is told without signing in.",
}
_REFUSED_ALWAYS = (400, 408, 429, 500, 503, 504)


def describe(operations: Iterable[Operation], server: str) -> Json:
    """The whole document."""
    known = tuple(operations)
    schemas = _Schemas(known)
    paths: Json = {}
    for operation in known:
        path = paths.setdefault(operation.path, {})
        path[operation.verb.lower()] = _operation(operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": INFO,
        "servers": [{"url": server.rstrip("/") + PREFIX}],
        "tags": [{"name": name, "description": text} for name, text in TAGS.items()],
        "security": [{"bearer": []}],
        "paths": paths,
        "components": {
            "schemas": schemas.components | {"Problem": _PROBLEM},
            "responses": _problem_responses(),
            "headers": _HEADERS,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


class _Schemas:
    """The contracts' schemas, with the fields taken out that stand elsewhere than in the body."""

    def __init__(self, operations: tuple[Operation, ...]) -> None:
        wanted: dict[tuple[type[Any], JsonSchemaMode], None] = {}
        for operation in operations:
            wanted[operation.request, "validation"] = None
            wanted[operation.spec.returns, "serialization"] = None
        self._refs, definitions = models_json_schema(list(wanted), ref_template="#/components/schemas/{model}")
        requests = {self._name(operation.request, "validation") for operation in operations}
        self._all: Json = _with_inner_ones_in_full(definitions["$defs"], requests)
        self.components = {name: schema for name, schema in self._all.items() if name not in requests}

    def _name(self, model: type[Any], mode: JsonSchemaMode) -> str:
        return str(self._refs[model, mode]["$ref"]).rpartition("/")[2]

    def view(self, model: type[Any]) -> Json:
        return dict(self._refs[model, "serialization"])

    def property(self, request: type[Request], name: str) -> tuple[Json, str]:
        """A field's schema as a parameter, without null, and its description."""
        schema = deepcopy(self._all[self._name(request, "validation")]["properties"][name])
        description = schema.pop("description", "")
        schema.pop("title", None)
        options = [each for each in schema.pop("anyOf", []) if each != {"type": "null"}]
        if len(options) == 1:
            schema |= options[0]
        elif options:
            schema["anyOf"] = options
        if schema.get("default", "") is None:
            del schema["default"]
        return schema, description

    def body(self, operation: Operation) -> Json:
        """The request's component without what is not in the body."""
        name = self._name(operation.request, "validation")
        if name not in self.components:
            schema = deepcopy(self._all[name])
            optional = set(operation.openapi.get("optional_fields", ()))
            schema["properties"] = {
                field: value for field, value in schema["properties"].items() if field in operation.free_fields
            }
            required = [each for each in schema.pop("required", []) if each in operation.free_fields]
            required = [each for each in required if each not in optional]
            if required:
                schema["required"] = required
            schema.pop("description", None)
            schema.pop("examples", None)
            self.components[name] = schema
        return {"$ref": f"#/components/schemas/{name}"}

    def requires_body(self, operation: Operation) -> bool:
        component: Json = self.components[self._name(operation.request, "validation")]
        return "required" in component


def _with_inner_ones_in_full(schemas: Json, requests: set[str]) -> Json:
    """Where a request is part of another, it is said in full there: no path names its fields."""
    path = "#/components/schemas/"
    inner = sorted(requests & {each.removeprefix(path) for each in _references(schemas)})
    full = {path + each: f"{path}{each}InFull" for each in inner}
    referring: Json = _referring(schemas, full)
    return referring | {f"{each}InFull": referring[each] for each in inner}


def _references(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return {found for each in schema for found in _references(each)}
    if not isinstance(schema, dict):
        return set()
    own = {schema["$ref"]} if isinstance(schema.get("$ref"), str) else set()
    return own.union(*(_references(each) for each in schema.values()))


def _referring(schema: Any, renamed: Mapping[str, str]) -> Any:
    if isinstance(schema, list):
        return [_referring(each, renamed) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _referring(value, renamed) for name, value in schema.items()}
    if isinstance(found.get("$ref"), str):
        found["$ref"] = renamed.get(found["$ref"], found["$ref"])
    return found


def _operation(operation: Operation, schemas: _Schemas) -> Json:
    spec = operation.spec
    summary, _, rest = (operation.request.__doc__ or operation.name.replace("_", " ")).strip().partition("\n")
    described: Json = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": summary.rstrip("."),
        "parameters": _parameters(operation, schemas),
        "responses": _responses(operation, schemas),
    }
    text = " ".join(rest.split())
    if text:
        described["description"] = text
    if spec.anonymous:
        described["security"] = []
    if "requestBody" in operation.openapi:
        described["requestBody"] = operation.openapi["requestBody"]
    elif operation.has_body:
        content: Json = {"schema": schemas.body(operation)}
        example = example_of(operation)
        if example is not None:
            content["example"] = example
        required = schemas.requires_body(operation)
        described["requestBody"] = {"required": required, "content": {"application/json": content}}
    return described


def _parameters(operation: Operation, schemas: _Schemas) -> list[Json]:
    found = [_parameter(operation, schemas, name, "path") for name in operation.in_path]
    if operation.spec.kind == "query" or operation.openapi.get("fields_in_query"):
        found += [_parameter(operation, schemas, name, "query") for name in operation.free_fields]
    found += operation.openapi.get("parameters", [])
    if operation.spec.idempotent:
        found.append(_KEY)
    if operation.takes_version:
        found.append(_IF_MATCH | {"required": operation.needs_version and not operation.or_custody})
    if operation.spec.kind == "query" and operation.endpoint is None:
        found.append(_IF_NONE_MATCH)
    return [*found, _ACCEPT_LANGUAGE]


def _parameter(operation: Operation, schemas: _Schemas, name: str, place: str) -> Json:
    schema, description = schemas.property(operation.request, name)
    required = place == "path" or operation.request.model_fields[name].is_required()
    described: Json = {"name": name, "in": place, "required": required, "schema": schema}
    return described | ({"description": description} if description else {})


def _responses(operation: Operation, schemas: _Schemas) -> Json:
    spec = operation.spec
    found: Json = {}
    if "responses" in operation.openapi:
        found |= operation.openapi["responses"]
    elif spec.returns is Nothing:
        found["204"] = {"description": "Done."}
    else:
        found[str(operation.status)] = {
            "description": " ".join((spec.returns.__doc__ or spec.returns.__name__).split()),
            "headers": _answer_headers(operation),
            "content": {"application/json": {"schema": schemas.view(spec.returns)}},
        }
        if spec.kind == "query":
            found["304"] = {"description": "Unchanged since the view that If-None-Match names."}
    for status in sorted(_refusals(operation)):
        found[str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    return found


def _refusals(operation: Operation) -> set[int]:
    spec = operation.spec
    statuses = {*_REFUSED_ALWAYS, 401, 403, 404}
    if operation.in_path or spec.kind == "command":
        statuses |= {409}
    if operation.takes_version:
        statuses |= {412}
    if operation.needs_version:
        statuses |= {428}
    if operation.has_body:
        statuses |= {413, 415}
    if spec.idempotent:
        statuses |= {422}
    if "requestBody" in operation.openapi:
        statuses |= {411}
    if "206" in operation.openapi.get("responses", {}):
        statuses |= {416}
    if spec.service == "documents" and spec.kind == "query":
        statuses |= {415, 416}
    return statuses


def _answer_headers(operation: Operation) -> Json:
    found: Json = {"X-Request-ID": {"$ref": "#/components/headers/X-Request-ID"}}
    if operation.spec.kind == "query" or "version" in operation.spec.returns.model_fields:
        found["ETag"] = {"$ref": "#/components/headers/ETag"}
    if operation.location:
        found["Location"] = {"$ref": "#/components/headers/Location"}
    if "next" in operation.spec.returns.model_fields and operation.spec.kind == "query":
        found["Link"] = {"$ref": "#/components/headers/Link"}
    return found


def _problem_responses() -> Json:
    by_status = {status: kind for kind, status in problems.STATUS.items()}
    return {
        f"Problem{status}": {
            "description": _sentence(kind, status),
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            **({"headers": {"Retry-After": _HEADERS["Retry-After"]}} if status in problems.RETRY_AFTER else {}),
        }
        for status, kind in sorted(by_status.items())
    }


def _sentence(kind: str, status: int) -> str:
    own = {
        405: "The path is known, but not with this method.",
        408: "The client stopped sending.",
        411: "Content-Length is needed.",
        416: "The range lies beyond the end.",
        428: "If-Match is needed: say which version you saw.",
    }
    return own.get(status) or str(catalogue.entry("en", "", kind)["title"])


def _header(description: str, schema: Mapping[str, Any]) -> Json:
    return {"description": description, "schema": dict(schema)}


_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A UUID made by the client for this command, best a UUIDv7; the same when it is sent again. "
    f"Without it: `{KeyMissing.code}`.",
    "schema": {"type": "string", "format": "uuid"},
    "example": "01936f5a-7c00-7d3e-9b1a-2f64c0a81f10",
}
_IF_MATCH: Json = {
    "name": "If-Match",
    "in": "header",
    "description": f'The ETag of the view that was seen (becomes `{VERSION_FIELD}`); its version alone will do: `"7"`.',
    "schema": {"type": "string", "pattern": '^"?[1-9][0-9]{0,8}(-[0-9a-f]{1,16})?"?$'},
    "example": '"7"',
}
_IF_NONE_MATCH: Json = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of the view that the client has.",
    "schema": {"type": "string"},
}
_ACCEPT_LANGUAGE: Json = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "description": "Language of problems, and of what is written because of this request.",
    "schema": {"type": "string", "default": "hi"},
    "example": "en",
}
_HEADERS: Json = {
    "ETag": _header("State of the view: its version and a digest of what is shown.", {"type": "string"}),
    "Location": _header("Path of what was made.", {"type": "string", "format": "uri-reference"}),
    "Link": _header('The next part of the list, `rel="next"`.', {"type": "string"}),
    "Retry-After": _header("Seconds after which to send it again, commands with the same key.", {"type": "integer"}),
    "X-Request-ID": _header("The id under which this request is logged everywhere.", {"type": "string"}),
}
_PROBLEM: Json = {
    "title": "Problem",
    "description": "Why it was refused and what to do (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "fields"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "examples": ["/problems#file.held_by_another"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Says what to do, in the reader's language."},
        "instance": {"type": "string", "format": "uri-reference"},
        "code": {"type": "string", "description": "Stable; programs go by it."},
        "fields": {"type": "object", "description": "What the sentence names, as values."},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "description": "For `request.invalid`: each field that is wrong.",
            "items": {
                "type": "object",
                "required": ["pointer", "field", "label", "code", "message"],
                "properties": {name: {"type": "string"} for name in ("pointer", "field", "label", "code", "message")},
            },
        },
    },
}
