"""Whatever a client sends, the answer is a problem with a 4xx that says what is wrong, in the reader's language."""

from __future__ import annotations

import json
import socket
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gateway.house import House, a_house, a_key, a_token

FILE = str(uuid4())
POST = str(uuid4())
FORWARD = f"/api/v1/files/{FILE}/forward"
JSON = {"content-type": "application/json"}

NOT_JSON = {
    "cut off": b'{"to_post": ',
    "not an object": b"[]",
    "a lone surrogate": b'{"remarks": "\\ud800"}',
    "bytes that are no UTF-8": b'{"remarks": "\xff\xfe"}',
    "a raw control character": b'{"remarks": "a\x00b"}',
    "NaN": b'{"page": NaN}',
    "nested too deep": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "a NUL inside": b'{"remarks": "a\\u0000b", "to_post": "' + POST.encode() + b'"}',
    "a NUL in a name": b'{"re\\u0000marks": 1}',
}
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a huge number": ({"to_post": POST, "due_on": 10**400}, "due_on"),
    "a huge text": ({"to_post": POST, "remarks": "x" * 2001}, "remarks"),
    "an id that is none": ({"to_post": "adm"}, "to_post"),
    "nothing where something is needed": ({}, "to_post"),
    "a date that is none": ({"to_post": POST, "due_on": "2026-02-30"}, "due_on"),
    "a choice that there is not": ({"to_post": POST, "urgency": "yesterday"}, "urgency"),
    "a field that there is not": ({"to_post": POST, "colour": "red"}, "colour"),
    "a time without a zone": ({"to_post": POST, "occurred_at": "2026-11-22T10:00:00"}, "occurred_at"),
    "null": ({"to_post": None}, "to_post"),
}


@pytest.fixture(scope="module")
def house() -> Any:
    with a_house(session_rate=1e6, session_burst=10**6, body_limit=64 * 1024) as running:
        yield running


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_what_is_not_json_is_refused(house: House, body: bytes) -> None:
    answer = house.client().post(FORWARD, content=body, headers=a_key() | JSON)

    assert (answer.status_code, answer.json()["code"]) == (400, "request.malformed_json")


def test_a_backslash_before_u0000_is_only_text(house: House) -> None:
    body = {"to_post": POST, "remarks": "in C one writes \\u0000"}

    assert house.client().post(FORWARD, json=body, headers=a_key()).status_code == 200


@pytest.mark.parametrize(("body", "field"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_field_is_named(house: House, body: dict[str, Any], field: str) -> None:
    answer = house.client().post(FORWARD, json=body, headers=a_key())

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (400, "request.invalid")
    assert [wrong["field"] for wrong in problem["errors"]] == [field]
    assert problem["errors"][0]["pointer"] == f"/{field}"


def test_a_wrong_field_is_named_as_on_the_form(house: House) -> None:
    hindi = house.client(**{"accept-language": "hi"}).post(FORWARD, json={"to_post": "x"}, headers=a_key()).json()
    english = house.client().post(FORWARD, json={"to_post": "x"}, headers=a_key()).json()

    assert hindi["errors"][0]["label"] == "किस पद को"
    assert hindi["detail"].endswith("किस पद को: यह मान्य पहचान संख्या (UUID) नहीं है।")
    assert english["detail"].endswith("To which post: It is not a valid id (UUID).")


def test_a_field_inside_a_list_is_found_by_its_pointer(house: House) -> None:
    body = {"subject": "x", "addressees": [{"name": "a"}, {"name": ""}], "body": ["क"]}

    answer = house.client().post(f"/api/v1/files/{FILE}/drafts", json=body, headers=a_key())

    assert answer.json()["errors"][0]["pointer"] == "/addressees/1/name"


def test_a_rule_over_several_fields_is_told(house: House) -> None:
    answer = house.client().post("/api/v1/files", json={"subject": "x"}, headers=a_key())

    assert answer.status_code == 400
    assert "give either head or free_number" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"]
)
def test_another_content_type_is_refused(house: House, kind: str) -> None:
    answer = house.client().post(FORWARD, content=b"{}", headers=a_key() | {"content-type": kind})

    assert (answer.status_code, answer.json()["code"]) == (415, "request.not_json")


def test_json_with_its_charset_is_taken(house: House) -> None:
    body = json.dumps({"to_post": POST}).encode()
    headers = a_key() | {"content-type": "application/json; charset=UTF-8"}

    assert house.client().post(FORWARD, content=body, headers=headers).status_code == 200


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_beyond_the_limit_is_refused(house: House, announced: bool) -> None:
    body = json.dumps({"to_post": POST, "remarks": "x" * 70_000}).encode()
    content: Any = body if announced else iter([body[:40_000], body[40_000:]])

    answer = house.client().post(FORWARD, content=content, headers=a_key() | JSON)

    assert (answer.status_code, answer.json()["code"]) == (413, "request.too_large")


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "limit=99999999999999999999", "box=attic", "colour=red",
                                   "limit=1&limit=2", "cursor=%00", "unopened=perhaps", "%00=1"])  # fmt: skip
def test_a_wrong_parameter_is_refused(house: House, query: str) -> None:
    answer = house.client().get(f"/api/v1/desk?{query}")

    assert (answer.status_code, answer.json()["code"]) == (400, "request.invalid")
    assert answer.json()["errors"]


@pytest.mark.parametrize("path", ["x", "..%2f..%2fetc", "%00", "018f6b1a", "%ED%A0%80"])
def test_an_id_in_the_path_that_is_none_is_refused(house: House, path: str) -> None:
    answer = house.client().get(f"/api/v1/files/{path}")

    assert answer.status_code in (400, 404)
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_path_and_a_wrong_method_are_problems(house: House) -> None:
    unknown = house.client().get("/api/v1/cupboards")
    wrong = house.client().patch(f"/api/v1/files/{FILE}")

    assert (unknown.status_code, unknown.json()["code"]) == (404, "request.path_unknown")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "request.method_not_allowed")
    assert "GET" in wrong.headers["allow"]


def test_a_request_id_that_could_harm_a_log_is_replaced(house: House) -> None:
    answer = house.client().get("/livez", headers={"x-request-id": 'a"};{"level":"x'})

    assert answer.headers["x-request-id"] != 'a"};{"level":"x'


def test_a_body_that_stops_coming_is_given_up() -> None:
    with a_house(stall_limit=1) as house:
        head = (
            f"POST {FORWARD} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n"
            f"authorization: Bearer {a_token()}\r\nidempotency-key: {uuid4()}\r\n\r\n{{"
        )
        with socket.create_connection(("127.0.0.1", int(house.url.rpartition(":")[2])), timeout=10) as line:
            line.sendall(head.encode())
            answer = line.recv(4096)

    assert answer.startswith(b"HTTP/1.1 408 ")


WORDS = st.text(max_size=40)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(["to_post", "remarks", "urgency", "due_on", "occurred_at", "source", "expected_version"])


@settings(max_examples=150)
@given(body=st.dictionaries(FIELDS | WORDS, VALUES, max_size=6))
def test_no_body_whatever_makes_a_fault(house: House, body: dict[str, Any]) -> None:
    content = json.dumps(body).encode("utf-8", "surrogatepass")

    answer = house.client().post(FORWARD, content=content, headers=a_key() | JSON)

    assert answer.status_code in (200, 400)


@settings(max_examples=100)
@given(body=st.binary(max_size=200))
def test_no_bytes_whatever_make_a_fault(house: House, body: bytes) -> None:
    answer = house.client().post(FORWARD, content=body, headers=a_key() | JSON)

    assert answer.status_code == 400
