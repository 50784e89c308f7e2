"""The description of the API is whole and true: OpenAPI 3.1, and schemathesis finds nothing that contradicts it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from pydantic import BaseModel, TypeAdapter
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from schemathesis.specs.openapi.checks import (
    missing_required_header,
    negative_data_rejection,
    positive_data_acceptance,
)

from contracts.bounds import SPACE
from contracts.documents import PartView
from gateway.bus.memory import Method, Received
from gateway.examples import EXAMPLES, example_of
from gateway.openapi import describe
from gateway.operations import Operation, parse
from gateway.problems import STATUS
from gateway.routes import OPERATIONS
from tests.gateway.house import STORE, House, a_house, a_token, answering
from tests.gateway.samples import a_view
from tests.gateway.test_documents import OBJECT, SCAN, to_read

API = describe(OPERATIONS, "http://localhost:8000")
FILLED = {"expected_version": 1, "client_address": "127.0.0.1"}
BY_NAME = {each.name: each for each in OPERATIONS}
TOKEN = a_token(lifetime=3600)
LINE = requests.Session()
SOME_ID = "018f6b1a-0000-7000-8000-000000000001"


def each_described() -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, verb, operation) for path, verbs in API["paths"].items() for verb, operation in verbs.items()]


def test_the_operations_are_named_as_the_methods_of_the_contracts() -> None:
    named = [operation["operationId"] for _path, _verb, operation in each_described()]

    assert sorted(named) == sorted(each.name for each in OPERATIONS)
    assert len(named) == len(set(named))


def test_every_operation_is_summed_up_and_sorted() -> None:
    tags = {tag["name"] for tag in API["tags"]}

    for path, verb, operation in each_described():
        assert operation["summary"], (verb, path)
        assert set(operation["tags"]) <= tags, (verb, path)


def test_every_reference_leads_somewhere() -> None:
    registry = Registry().with_resource("", Resource.from_contents(API, DRAFT202012))
    resolver = registry.resolver()

    for reference in set(re.findall(r"'\$ref': '([^']+)'", str(API))):
        resolver.lookup(reference)


def test_every_schema_is_a_schema() -> None:
    for name, schema in API["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema), name


def test_a_request_inside_another_is_described_with_the_fields_that_its_own_path_names() -> None:
    schemas = API["components"]["schemas"]

    inner = schemas["ProposeChange"]["properties"]["relinquish_charge"]["anyOf"][0]["$ref"].rpartition("/")[2]

    assert "charge_id" in schemas[inner]["required"]
    assert "charge_id" not in schemas["RelinquishCharge"]["properties"]


def _in_path(operation: Operation, name: str) -> str:
    """One of the values that the contract takes there."""
    field = TypeAdapter(operation.request.model_fields[name].annotation).json_schema()
    if "enum" in field:
        return str(field["enum"][0])
    return "1" if field.get("type") == "integer" or name == "number" else SOME_ID


def test_every_body_that_must_hold_something_has_an_example_that_its_contract_accepts() -> None:
    for operation in OPERATIONS:
        if not operation.has_body or "requestBody" in operation.openapi:
            continue
        example = example_of(operation)
        if example is None:
            continue
        path = {name: _in_path(operation, name) for name in operation.in_path}
        own = {name: value for name, value in FILLED.items() if name in operation.not_from_client}
        parse(operation.request, example | path | own)


def test_every_required_body_has_an_example() -> None:
    for path, verb, operation in each_described():
        body = operation.get("requestBody", {"required": False})
        if body["required"] and "application/json" in body["content"]:
            assert body["content"]["application/json"].get("example"), (verb, path)


def test_no_example_is_left_for_a_request_that_is_gone() -> None:
    assert EXAMPLES.keys() <= {each.request.__name__ for each in OPERATIONS}


def test_every_refusal_that_may_come_is_described_as_a_problem() -> None:
    assert {f"Problem{status}" for status in STATUS.values()} == API["components"]["responses"].keys()


@pytest.fixture(scope="module")
def house() -> Any:
    with a_house(
        session_rate=1e9,
        session_burst=10**9,
        sign_in_rate=1e9,
        sign_in_burst=10**9,
        status_rate=1e9,
        status_burst=10**9,
    ) as running:
        for method in ("open_document", "open_page"):
            running.on(f"documents.{method}", answering(to_read()))
        running.on("files.open_file_compilation", answering(to_read()))
        running.store.objects[OBJECT] = SCAN
        running.on("documents.presign_part", a_part_for_all(running))
        yield running


def a_part_for_all(house: House) -> Method:
    """As large as the file that was announced last."""

    async def presign(_received: Received) -> dict[str, Any]:
        announced = [each for each in house.bus.received if each.key == "documents.begin_upload"]
        size = announced[-1].request["file_size"] if announced else 1
        return a_view(PartView, url=f"{STORE}/part", headers={}, size=size)

    return presign


# The stream of events never ends by itself; test_inbox_events reads it.
schema = schemathesis.openapi.from_dict(API).exclude(operation_id="follow_inbox")


def test_the_description_is_served(house: House) -> None:
    served = httpx.get(f"{house.url}/api/openapi.json").json()

    assert served["openapi"] == "3.1.0"
    assert served["paths"].keys() == API["paths"].keys()


@schema.auth()
class Token:
    """Every request that is to be let in has a token; schemathesis takes it away to see that it is asked for."""

    def get(self, case: Any, context: Any) -> str:
        return TOKEN

    def set(self, case: Any, data: str, context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@schema.parametrize()
@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_request_that_can_be_made_up_is_answered_otherwise_than_described(case: Any, house: House) -> None:
    operation = BY_NAME[case.operation.definition.raw["operationId"]]

    answer = case.call(base_url=f"{house.url}/api/v1", session=LINE)

    excluded = []
    if says_more_than_its_schema(operation, case):
        excluded.append(positive_data_acceptance)
    if is_shorter_than_it_looks(case):
        excluded.append(negative_data_rejection)
    if operation.needs_version:
        # A missing If-Match is answered with 428, as RFC 6585 asks; test_commands looks at it.
        excluded.append(missing_required_header)
    case.validate_response(answer, excluded_checks=excluded)
    assert answer.status_code < 500


def is_shorter_than_it_looks(case: Any) -> bool:
    """White space at the ends of a text is dropped before its length is looked at, which no schema can say."""
    return any(re.search(rf"\A[{SPACE}]|[{SPACE}]\Z", text) for text in texts([case.body, dict(case.query or {})]))


def texts(value: Any) -> Iterator[str]:
    """All strings of a JSON value, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def models_in(model: type[BaseModel], seen: frozenset[type[BaseModel]] = frozenset()) -> Iterator[type[BaseModel]]:
    """The model and those that its fields are made of, at any depth."""
    yield model
    for field in model.model_fields.values():
        for inner in _named(field.annotation):
            if inner not in seen | {model}:
                yield from models_in(inner, seen | {model})


def _named(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _named(part)


def says_more_than_its_schema(operation: Operation, case: Any) -> bool:
    """What a schema accepts and the gateway has to refuse: a rule over several fields, a part of another length than
    was announced, a file without a byte, a range beyond the end, a NUL character, a whole number written as 7.0."""
    if any(model.__pydantic_decorators__.model_validators for model in models_in(operation.request)):
        return True
    if "octet" in str(operation.openapi):
        return True
    if "Range" in (case.headers or {}):
        return True
    given = json.dumps([case.body, dict(case.query or {})], default=str)
    return "\\u0000" in given or bool(re.search(r"[0-9]\.0\b|[0-9]e[+0-9]", given))
