"""Commands and queries over HTTP: keys, versions, ETags, pages, and what reaches the services."""

from __future__ import annotations

from uuid import uuid4

import pytest

from contracts import files, identity
from contracts.base import Page
from contracts.errors import CommandMismatch
from contracts.files.errors import HeldByAnother
from gateway.routes import OPERATIONS
from tests.gateway.house import House, a_key, a_token, answering, refusing
from tests.gateway.samples import a_view

FILE = "018f6b1a-0000-7000-8000-00000000f11e"
POST = "018f6b1a-0000-7000-8000-00000000905f"


def test_a_command_reaches_its_service_with_path_body_version_and_key(house: House) -> None:
    token, key = a_token(), str(uuid4())
    headers = {"idempotency-key": key, "if-match": '"7"', "x-request-id": "from-the-client-1"}

    answer = house.client(token).post(f"/api/v1/files/{FILE}/forward", json={"to_post": POST}, headers=headers)

    assert answer.status_code == 200
    call = house.last("files.forward_file")
    assert call.request == {"file_id": FILE, "to_post": POST, "expected_version": 7}
    assert call.headers["patravali-token"] == token
    assert call.headers["patravali-command-id"] == key
    assert call.headers["patravali-request-id"] == "from-the-client-1"
    assert call.headers["patravali-language"] == "en"
    assert answer.headers["x-request-id"] == "from-the-client-1"


def test_a_whole_number_in_the_path_reaches_a_command_as_one(house: House) -> None:
    body = {"charge_to": "other_office", "reason": "आख्या तहसील से प्रतीक्षित थी"}

    answer = house.client().post(f"/api/v1/files/{FILE}/movements/3/contests", json=body, headers=a_key())
    other = house.client().post(f"/api/v1/files/{FILE}/movements/third/contests", json=body, headers=a_key())

    assert answer.status_code == 201
    assert house.last("files.contest_time").request == {"file_id": FILE, "serial": 3, **body}
    assert (other.status_code, other.json()["errors"][0]["field"]) == (400, "serial")


def test_a_command_without_a_key_is_not_sent(house: House) -> None:
    answer = house.client().post(f"/api/v1/files/{FILE}/forward", json={"to_post": POST})

    assert (answer.status_code, answer.json()["code"]) == (400, "request.key_missing")
    assert not [each for each in house.bus.received if each.key == "files.forward_file"]


@pytest.mark.parametrize("key", ["1234", "not-a-uuid", "018f6b1a-0000-7000-8000-00000000000g"])
def test_a_key_that_is_no_uuid_is_refused(house: House, key: str) -> None:
    answer = house.client().post(f"/api/v1/files/{FILE}/open", headers={"idempotency-key": key})

    assert answer.status_code == 400
    assert answer.json()["code"] == "request.key_malformed"


def test_a_quoted_key_is_the_same_key(house: House) -> None:
    key = str(uuid4())

    house.client().post(f"/api/v1/files/{FILE}/open", headers={"idempotency-key": f'"{key}"'})

    assert house.last("files.open_file").headers["patravali-command-id"] == key


def test_the_key_of_another_body_is_refused_as_422(house: House) -> None:
    house.on("files.forward_file", refusing(CommandMismatch()))

    answer = house.client().post(f"/api/v1/files/{FILE}/forward", json={"to_post": POST}, headers=a_key())

    assert (answer.status_code, answer.json()["code"]) == (422, "command.body_mismatch")


def test_what_must_name_its_version_is_refused_without_if_match(house: House) -> None:
    note = f"/api/v1/files/{FILE}/notes/{POST}"

    answer = house.client().put(note, json={"paragraphs": ["एक"]}, headers=a_key())

    assert (answer.status_code, answer.json()["code"]) == (428, "request.if_match_needed")


def test_an_act_from_a_queue_names_its_custody_instead_of_a_version(house: House) -> None:
    note = f"/api/v1/files/{FILE}/notes/{POST}"
    body = {"paragraphs": ["एक"], "custody_number": 3, "base_version": 2}

    answer = house.client().put(note, json=body, headers=a_key())
    empty = house.client().put(note, json=body | {"custody_number": None}, headers=a_key())

    assert answer.status_code == 200
    assert house.last("files.revise_note").request == {"file_id": FILE, "note_id": POST, **body}
    assert (empty.status_code, empty.json()["code"]) == (428, "request.if_match_needed")


@pytest.mark.parametrize("tag", ["W/x", '"x"', "0", '"99999999999"', '"1", "2"'])
def test_an_if_match_that_is_no_version_is_refused(house: House, tag: str) -> None:
    answer = house.client().post(
        f"/api/v1/files/{FILE}/close", json={"reason": "x"}, headers=a_key() | {"if-match": tag}
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "request.if_match_malformed")


def test_the_etag_of_a_view_serves_as_if_match(house: House) -> None:
    house.on("files.get_file", answering(a_view(files.FileView, version=12)))
    tag = house.client().get(f"/api/v1/files/{FILE}").headers["etag"]

    house.client().post(f"/api/v1/files/{FILE}/close", json={"reason": "x"}, headers=a_key() | {"if-match": tag})

    assert house.last("files.close_file").request["expected_version"] == 12


def test_an_unchanged_view_is_not_sent_again(house: House) -> None:
    first = house.client().get(f"/api/v1/files/{FILE}")

    again = house.client().get(f"/api/v1/files/{FILE}", headers={"if-none-match": first.headers["etag"]})

    assert first.headers["cache-control"] == "private, no-cache"
    assert (again.status_code, again.content) == (304, b"")


def test_other_allowed_actions_at_the_same_version_are_sent(house: House) -> None:
    house.on("files.get_file", answering(a_view(files.FileView, version=3, allowed_actions=["open_file"])))
    first = house.client().get(f"/api/v1/files/{FILE}")
    house.on("files.get_file", answering(a_view(files.FileView, version=3, allowed_actions=[])))

    again = house.client().get(f"/api/v1/files/{FILE}", headers={"if-none-match": first.headers["etag"]})

    assert again.status_code == 200


def test_what_was_made_has_a_location(house: House) -> None:
    house.on("files.create_file", answering(a_view(files.FileView, id=FILE)))

    answer = house.client().post("/api/v1/files", json={"subject": "पेयजल", "head": "15"}, headers=a_key())

    assert (answer.status_code, answer.headers["location"]) == (201, f"/api/v1/files/{FILE}")
    assert answer.headers["cache-control"] == "no-store"


def test_a_list_links_to_its_next_part(house: House) -> None:
    house.on("files.list_desk", answering(a_view(Page[files.DeskItemView], next="abc")))

    answer = house.client().get("/api/v1/desk", params={"box": "sent", "limit": 5})

    assert answer.headers["link"] == '</api/v1/desk?box=sent&limit=5&cursor=abc>; rel="next"'
    assert house.last("files.list_desk").request == {"box": "sent", "limit": 5}


def test_the_last_part_links_nowhere(house: House) -> None:
    house.on("files.list_desk", answering(a_view(Page[files.DeskItemView], next=None)))

    assert "link" not in house.client().get("/api/v1/desk").headers


def test_a_service_may_tell_more_than_the_contract_knows(house: House) -> None:
    house.on("files.get_file", answering(a_view(files.FileView) | {"colour": "green"}))

    assert house.client().get(f"/api/v1/files/{FILE}").json()["colour"] == "green"


def test_a_refusal_of_a_service_is_told_in_the_language_of_the_reader(house: House) -> None:
    house.on("files.forward_file", refusing(HeldByAnother(holder_hi="अपर ज़िलाधिकारी", holder_en="ADM")))
    path, body = f"/api/v1/files/{FILE}/forward", {"to_post": POST}

    hindi = house.client(**{"accept-language": "hi-IN,en;q=0.5"}).post(path, json=body, headers=a_key())
    english = house.client().post(path, json=body, headers=a_key())

    assert hindi.status_code == english.status_code == 409
    assert hindi.headers["content-type"] == "application/problem+json"
    assert (hindi.headers["content-language"], english.headers["content-language"]) == ("hi", "en")
    assert "अपर ज़िलाधिकारी" in hindi.json()["detail"]
    assert "The file is with ADM now" in english.json()["detail"]
    assert english.json()["fields"] == {"holder_hi": "अपर ज़िलाधिकारी", "holder_en": "ADM"}
    assert english.json()["request_id"] == english.headers["x-request-id"]


def test_a_field_of_the_path_may_not_stand_in_the_body(house: House) -> None:
    body = {"to_post": POST, "file_id": POST}

    answer = house.client().post(f"/api/v1/files/{FILE}/forward", json=body, headers=a_key())

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "file_id"


def test_a_secret_is_changed_without_a_key(house: House) -> None:
    answer = house.client().put("/api/v1/me/password", json={"old_password": " old ", "new_password": "twelve letters"})

    assert answer.status_code == 204
    assert house.last("identity.change_password").request["old_password"] == " old "


def test_each_request_that_the_gateway_may_send_has_exactly_one_operation() -> None:
    import contracts.documents
    import contracts.notifications
    import contracts.signatures

    by_gateway = {
        f"{value.call.service}.{value.call.method}"
        for module in (files, identity, contracts.documents, contracts.signatures, contracts.notifications)
        for value in vars(module).values()
        if hasattr(value, "call") and "gateway" in value.call.callers
    }
    bound = [f"{each.spec.service}.{each.name}" for each in OPERATIONS]
    # Asked by the gateway for its own ends: the key set, and where to put a part.
    own = {"identity.get_jwks", "documents.presign_part"}

    assert by_gateway - own <= set(bound)
    assert len(bound) == len(set(bound))


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, br", "gzip"), ("br;q=1, gzip; q=0.5", "gzip"), ("gzip;q=0", None), ("identity", None)],
)
def test_a_long_list_is_packed_for_whoever_takes_it(house: House, accepted: str, coding: str | None) -> None:
    row = a_view(files.DeskItemView, subject="सीमांकन का प्रकरण " * 10)
    house.on("files.list_desk", answering(a_view(Page[files.DeskItemView], items=[row] * 20)))

    answer = house.client().get("/api/v1/desk", headers={"accept-encoding": accepted})

    assert answer.headers.get("content-encoding") == coding
    assert "Accept-Encoding" in answer.headers["vary"]
    assert len(answer.json()["items"]) == 20


def test_a_short_answer_is_sent_as_it_is(house: House) -> None:
    house.on("files.list_desk", answering(a_view(Page[files.DeskItemView], items=[])))

    answer = house.client().get("/api/v1/desk", headers={"accept-encoding": "gzip"})

    assert "content-encoding" not in answer.headers
