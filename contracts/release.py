"""The released form of every contract: a JSON schema each, to which later changes are held.

``python -m contracts.release`` writes the schema of each model that has none yet, or whose change is compatible.
``breaks(released, present)`` says what a reader or writer of the released form would stumble over.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contracts.base import Event, Request, View
from contracts.bounds import ALWAYS_FIT
from contracts.examples import example_of
from contracts.identity.views import LETTER_NUMBER, NUMBER

FOLDER = Path(__file__).parent / "released"
MODULES = ("identity", "files", "documents", "compilations", "signatures", "notifications")

Schema = dict[str, Any]

# No comparison of patterns tells which takes more: these take all that an honest caller ever sent in their places.
FREELY_TAKEN = ALWAYS_FIT | {NUMBER, LETTER_NUMBER}


def models() -> Iterator[type[Request] | type[Event]]:
    """Every command, query and event of all services, in a stable order."""
    for module in MODULES:
        importlib.import_module(f"contracts.{module}")
        importlib.import_module(f"contracts.{module}.events") if module in ("identity", "files") else None
    found = [model for model in _below(Request) if "call" in model.__dict__]
    found += [model for model in _below(Event) if "event_type" in model.__dict__]
    ours = (model for model in found if model.__module__.startswith("contracts."))
    yield from sorted(ours, key=lambda model: (model.__module__, model.__name__))


def _below(base: type[Any]) -> list[type[Any]]:
    return [model for child in base.__subclasses__() for model in (child, *_below(child))]


def path_of(model: type[Request] | type[Event]) -> Path:
    service = model.call.service if issubclass(model, Request) else model.source_service
    return FOLDER / service / f"{model.__name__}.json"


def schema_of(model: type[Request] | type[Event]) -> Schema:
    """What is released of a model: the schema of what is sent, and for a request also that of the answer."""
    if issubclass(model, Request):
        returns: type[View] = model.call.returns
        return {
            "kind": model.call.kind,
            "method": f"{model.call.service}.{model.call.method}",
            "request": model.model_json_schema(mode="validation"),
            "returns": returns.model_json_schema(mode="serialization"),
            "example": {"request": example_of(model), "returns": example_of(returns, "serialization")},
        }
    exchange = f"{model.source_service}.events"
    return {
        "kind": "event",
        "exchange": exchange,
        "type": model.event_type,
        "version": model.schema_version,
        "data": model.model_json_schema(mode="serialization"),
        "example": {"data": example_of(model, "serialization")},
    }


def breaks(released: Schema, present: Schema) -> list[str]:
    """What an older caller, or an older reader, cannot cope with any more."""
    found = [
        f"{key}: {released[key]} became {present.get(key)}"
        for key in ("kind", "method", "exchange", "type")
        if key in released and released[key] != present.get(key)
    ]
    if "request" in released:
        old, new = released["request"], present["request"]
        found += Comparison(old, new, is_input=True).breaks("request", old, new)
    for part in ("returns", "data"):
        if part in released:
            old, new = released[part], present[part]
            found += Comparison(old, new, is_input=False).breaks(part, old, new)
    return found


class Comparison:
    """Two schemas side by side. Input may become wider, output may get more fields; nothing else may change."""

    NARROWING_UP = ("minimum", "exclusiveMinimum", "minLength", "minItems")
    NARROWING_DOWN = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")

    def __init__(self, old_root: Schema, new_root: Schema, *, is_input: bool) -> None:
        self.old_root = old_root
        self.new_root = new_root
        self.is_input = is_input
        self._seen: set[tuple[str, str]] = set()

    def breaks(self, where: str, old: Schema, new: Schema) -> list[str]:
        pair = (str(old.get("$ref")), str(new.get("$ref")))
        if "$ref" in old and "$ref" in new:
            if pair in self._seen:
                return []
            self._seen.add(pair)
        found = self._types(where, old, new)
        if found:
            return found
        old, new = _resolved(old, self.old_root), _resolved(new, self.new_root)
        found += self._values(where, old, new)
        found += self._bounds(where, old, new)
        found += self._fields(where, old, new)
        if "items" in old and "items" in new:
            found += self.breaks(f"{where}[]", old["items"], new["items"])
        return found

    def _types(self, where: str, old: Schema, new: Schema) -> list[str]:
        before, after = _types(old, self.old_root), _types(new, self.new_root)
        lost = before - after if self.is_input else after - before
        return [f"{where}: {'no longer' if self.is_input else 'now also'} {kind}" for kind in sorted(lost)]

    def _values(self, where: str, old: Schema, new: Schema) -> list[str]:
        before, after = _enumeration(old), _enumeration(new)
        if before is None and after is None:
            return []
        if before is None or after is None:
            narrowed = (before is None) if self.is_input else (after is None)
            return [f"{where}: the list of values changed"] if narrowed else []
        lost = before - after if self.is_input else after - before
        # Who reads a list that grows takes what is added later as it is.
        growing = not self.is_input and new.get("x-growing") is True
        return [] if growing else [f"{where}: value {value!r}" for value in sorted(lost)]

    def _bounds(self, where: str, old: Schema, new: Schema) -> list[str]:
        if not self.is_input:
            return []
        found = []
        for bound in self.NARROWING_UP:
            if new.get(bound, float("-inf")) > old.get(bound, float("-inf")):
                found.append(f"{where}: {bound} rose to {new[bound]}")
        for bound in self.NARROWING_DOWN:
            if new.get(bound, float("inf")) < old.get(bound, float("inf")):
                found.append(f"{where}: {bound} fell to {new[bound]}")
        # What has always been fit to be sent may be said of a field later.
        if "pattern" in new and new["pattern"] != old.get("pattern") and new["pattern"] not in FREELY_TAKEN:
            found.append(f"{where}: pattern became {new['pattern']}")
        return found

    def _fields(self, where: str, old: Schema, new: Schema) -> list[str]:
        before, after = old.get("properties", {}), new.get("properties", {})
        found = [f"{where}.{name}: removed" for name in before if name not in after]
        required = set(new.get("required", ())) - set(old.get("required", ()))
        if self.is_input:
            found += [f"{where}.{name}: now required" for name in sorted(required)]
        else:
            freed = (set(old.get("required", ())) - set(new.get("required", ()))) & set(after)
            found += [f"{where}.{name}: may now be absent" for name in sorted(freed)]
        for name in before.keys() & after.keys():
            found += self.breaks(f"{where}.{name}", before[name], after[name])
        return sorted(found)


def _resolved(schema: Schema, root: Schema) -> Schema:
    """Follow a reference, and take the one part of an optional that is not null."""
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    parts = [part for part in schema.get("anyOf", ()) if part.get("type") != "null"]
    return _resolved(parts[0], root) if len(parts) == 1 else schema


def _types(schema: Schema, root: Schema) -> set[str]:
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        return {kind for part in schema["anyOf"] for kind in _types(part, root)}
    kind = schema.get("type")
    return {str(kind)} if kind else set()


def _enumeration(schema: Schema) -> set[str] | None:
    if "const" in schema:
        return {str(schema["const"])}
    return {str(value) for value in schema["enum"]} if "enum" in schema else None


def main() -> int:
    """Write what is new or compatibly changed; refuse, with the reasons, what would break somebody."""
    refused = False
    for model in models():
        path, present = path_of(model), schema_of(model)
        found = breaks(json.loads(path.read_text()), present) if path.exists() else []
        for reason in found:
            sys.stderr.write(f"{model.__name__}: {reason}\n")
        refused = refused or bool(found)
        if not found:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(present, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
