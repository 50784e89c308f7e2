"""The contracts keep their promises: bounded, exemplified, and compatible with what was released."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import Field, ValidationError, create_model

from contracts.base import Command, Event, Request, View
from contracts.bounds import GROWING
from contracts.examples import example_of
from contracts.files import AddNote, CreateFile
from contracts.release import breaks, models, path_of, schema_of

MODELS = list(models())
REQUESTS = [model for model in MODELS if issubclass(model, Request)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_released_contract_is_not_broken(model: type[Request] | type[Event]) -> None:
    path = path_of(model)
    assert path.exists(), "run: python -m contracts.release"
    released = json.loads(path.read_text())

    assert breaks(released, schema_of(model)) == []
    assert released == json.loads(json.dumps(schema_of(model))), (
        "compatible, but not released: python -m contracts.release"
    )


@pytest.mark.parametrize("model", REQUESTS, ids=lambda model: model.__name__)
def test_every_field_of_a_request_is_bounded(model: type[Request]) -> None:
    assert list(_unbounded(schema_of(model)["request"])) == []


def _unbounded(schema: dict[str, Any], where: str = "") -> Any:
    definitions = schema.get("$defs", {})
    for name, definition in [("", schema), *definitions.items()]:
        for field, content in definition.get("properties", {}).items():
            yield from _loose(content, f"{name}.{field}")


def _loose(schema: dict[str, Any], where: str) -> Any:
    for part in schema.get("anyOf", ()):
        yield from _loose(part, where)
    kind = schema.get("type")
    closed = any(word in schema for word in ("enum", "const", "format", "pattern", "maxLength"))
    if kind == "string" and not closed:
        yield f"{where}: a text without maxLength"
    if kind in ("integer", "number") and not {"maximum", "exclusiveMaximum"} & schema.keys():
        yield f"{where}: a number without maximum"
    if kind == "array":
        if "maxItems" not in schema:
            yield f"{where}: a list without maxItems"
        yield from _loose(schema.get("items", {}), where)


@pytest.mark.parametrize("subject", ["पत्र\nBcc: x", "abc\u202edef", "पत्र\x00", "\u2066पत्र"])
def test_a_line_of_a_register_holds_nothing_that_could_forge_another(subject: str) -> None:
    with pytest.raises(ValidationError, match="line breaks and control characters"):
        CreateFile(subject=subject, head="21")


@pytest.mark.parametrize("subject", ["क्\u200dष की भूमि", "क़ानून-ग़ैर", "📎 संलग्नक"])
def test_joiners_nuktas_and_pictures_are_allowed(subject: str) -> None:
    assert CreateFile(subject=subject, head="21").subject == subject


def test_a_note_keeps_its_line_breaks_and_refuses_what_turns_the_writing() -> None:
    assert AddNote(file_id=UUID(int=1), paragraphs=["एक\nदो\tतीन"]).paragraphs == ["एक\nदो\tतीन"]
    with pytest.raises(ValidationError, match="control characters"):
        AddNote(file_id=UUID(int=1), paragraphs=["abc\u202edef"])


def a_request(**fields: Any) -> dict[str, Any]:
    model = create_model("Sample", __base__=Command, **fields)
    return {"kind": "command", "method": "files.sample", "request": model.model_json_schema()}


def a_view(**fields: Any) -> dict[str, Any]:
    model = create_model("SampleView", __base__=View, **fields)
    return {"kind": "event", "data": model.model_json_schema(mode="serialization")}


TEXT = (str, Field(max_length=10))


@pytest.mark.parametrize(
    ("released", "present", "broken"),
    [
        (a_request(a=TEXT), a_request(a=TEXT, b=TEXT), "request.b: now required"),
        (a_request(a=TEXT, b=TEXT), a_request(a=TEXT), "request.b: removed"),
        (a_request(a=TEXT), a_request(a=(str, Field(max_length=9))), "request.a: maxLength fell to 9"),
        (a_request(a=TEXT), a_request(a=(int, Field(le=10))), "request.a: no longer string"),
        (a_request(a=(str | None, None)), a_request(a=(str, "")), "request.a: no longer null"),
        (a_request(a=(Literal["x", "y"], ...)), a_request(a=(Literal["x"], ...)), "request.a: value 'y'"),
        (a_view(a=TEXT), a_view(b=TEXT), "data.a: removed"),
        (a_view(a=TEXT), a_view(a=(str | None, ...)), "data.a: now also null"),
        (a_view(a=(Literal["x"], ...)), a_view(a=(Literal["x", "y"], ...)), "data.a: value 'y'"),
        (a_view(a=(list[int], ...)), a_view(a=(list[str], ...)), "data.a[]: now also string"),
    ],
)
def test_a_breaking_change_is_recognised(released: dict[str, Any], present: dict[str, Any], broken: str) -> None:
    assert broken in breaks(released, present)


@pytest.mark.parametrize(
    ("released", "present"),
    [
        (a_request(a=TEXT), a_request(a=TEXT, b=(str, Field(default="", max_length=5)))),
        (a_request(a=TEXT), a_request(a=(str, Field(max_length=20)))),
        (a_request(a=(Literal["x"], ...)), a_request(a=(Literal["x", "y"], ...))),
        (a_view(a=TEXT), a_view(a=TEXT, b=TEXT)),
        (a_view(a=(Literal["x", "y"], ...)), a_view(a=(Literal["x"], ...))),
        (a_view(a=(Annotated[Literal["x"], GROWING], ...)), a_view(a=(Annotated[Literal["x", "y"], GROWING], ...))),
    ],
)
def test_a_compatible_change_is_let_through(released: dict[str, Any], present: dict[str, Any]) -> None:
    assert breaks(released, present) == []


def test_who_reads_a_list_that_grows_takes_a_later_value_as_it_is() -> None:
    reader = create_model("Reader", __base__=View, kind=(Annotated[Literal["x"], GROWING], ...))

    assert reader(kind="later").model_dump(mode="json") == {"kind": "later"}
    for wrong in ("Not a code", "", 1):
        with pytest.raises(ValidationError):
            reader(kind=wrong)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_contract_has_a_valid_example(model: type[Request] | type[Event]) -> None:
    mode = "validation" if issubclass(model, Request) else "serialization"

    model.model_validate(example_of(model, mode))
    if issubclass(model, Request):
        model.call.returns.model_validate(example_of(model.call.returns, "serialization"))


def test_an_unbounded_field_is_recognised() -> None:
    loose = create_model("Loose", __base__=Command, a=(str, ...), b=(list[int], ...), c=(int | None, None))

    assert len(list(_unbounded(loose.model_json_schema()))) == 4
