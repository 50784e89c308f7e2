"""A view of any contract, made from its own schema, so that it is always valid."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pydantic import BaseModel

TEXTS = {
    "uuid": "018f6b1a-0000-7000-8000-000000000001",
    "date": "2026-11-22",
    "date-time": "2026-11-22T10:00:00Z",
}
BARCODE = "1000000016"
PATTERNED = (
    "a" * 64,
    "application/pdf",
    "a.b",
    "15",
    "{serial}",
    "scan.pdf",
    "a1",
    "10:00",
    "bWFkZQ==",
    "a",
    "in-uk",
    "1000000016",
)


def a_view(model: type[BaseModel], **fields: Any) -> dict[str, Any]:
    """JSON of a valid view; ``fields`` replace what was made up."""
    return model.model_validate({**_made_up(model), **fields}).model_dump(mode="json")


@cache
def _made_up(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(mode="serialization")
    made: dict[str, Any] = _value(schema, schema.get("$defs", {}))
    return made


def _value(schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _value(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    for fixed in ("const", "default"):
        if fixed in schema:
            return schema[fixed]
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return _value(schema["anyOf"][0], definitions)
    return _of_type(schema, definitions)


def _of_type(schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    match schema.get("type"):
        case "object":
            return {name: _value(part, definitions) for name, part in schema.get("properties", {}).items()}
        case "array":
            return [_value(schema["items"], definitions)] * schema.get("minItems", 1)
        case "integer" | "number":
            return max(1, schema.get("minimum", 1))
        case "boolean":
            return False
        case "string":
            return _text(schema)
        case _:
            return None


def _text(schema: dict[str, Any]) -> str:
    if "format" in schema:
        return TEXTS[schema["format"]]
    if "pattern" in schema:
        return next(text for text in PATTERNED if re.search(schema["pattern"], text))
    return "क" * max(1, schema.get("minLength", 1))
