"""The Python client against a running gateway: keys, patience, tokens, files, events."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from clients.api import Patravali, Problem, Unreachable, operations
from contracts import files
from contracts.base import Page
from contracts.documents import DocumentView
from contracts.errors import CallTimeout, Unavailable
from contracts.files.errors import HeldByAnother
from contracts.identity import ChooseCharge, SignedIn
from gateway import client_methods
from gateway.bus.memory import Received
from tests.gateway.house import House, a_house, a_token, answering, eventually, refusing
from tests.gateway.samples import a_view
from tests.gateway.test_documents import DOCUMENT, OBJECT, PART, SCAN, UPLOAD, to_read, with_uploads
from tests.gateway.test_inbox_events import delivered, publish

FILE, POST = uuid4(), uuid4()


def signed_in(lifetime: float = 600, **fields: Any) -> dict[str, Any]:
    until = (datetime.now(UTC) + timedelta(seconds=lifetime)).isoformat()
    given = {"access_token": a_token(lifetime=lifetime), "refresh_token": "r" * 40, "expires_at": until}
    return a_view(SignedIn, **(given | fields))


@pytest.fixture
def api(house: House) -> Iterator[Patravali]:
    house.on("identity.sign_in", answering(signed_in()))
    with Patravali(house.url, patience=5) as client:
        client.sign_in("r.tomar", "secret")
        yield client


def test_the_methods_are_those_of_the_gateway() -> None:
    assert Path(str(operations.__file__)).read_text(encoding="utf-8") == client_methods.text()


def test_a_command_goes_out_typed_and_comes_back_typed(house: House, api: Patravali) -> None:
    key = uuid4()

    file = api.forward_file(files.ForwardFile(file_id=FILE, to_post=POST, expected_version=4), key=key)

    assert isinstance(file, files.FileView)
    sent = house.last("files.forward_file")
    assert sent.request == {"file_id": str(FILE), "to_post": str(POST), "expected_version": 4}
    assert sent.headers["patravali-command-id"] == str(key)


def test_a_query_goes_out_in_path_and_parameters(house: House, api: Patravali) -> None:
    page = api.list_desk(files.ListDesk(box="sent", unopened=True))

    assert page.items
    assert house.last("files.list_desk").request == {"box": "sent", "unopened": True}


def test_all_pages_of_a_list_are_walked(house: House, api: Patravali) -> None:
    async def list_desk(received: Received) -> dict[str, Any]:
        return a_view(Page[files.DeskItemView], next=None if received.request.get("cursor") else "more")

    house.on("files.list_desk", list_desk)

    assert len(list(api.pages(api.list_desk, files.ListDesk()))) == 2


def test_a_refusal_is_a_problem(house: House, api: Patravali) -> None:
    house.on("files.forward_file", refusing(HeldByAnother(holder_hi="अपर ज़िलाधिकारी", holder_en="ADM")))

    with pytest.raises(Problem) as refused:
        api.forward_file(files.ForwardFile(file_id=FILE, to_post=POST))

    assert (refused.value.status, refused.value.code) == (409, "file.held_by_another")
    assert refused.value.fields["holder_en"] == "ADM"


@pytest.mark.parametrize("trouble", [Unavailable(part="files"), CallTimeout(part="files")])
def test_what_may_not_have_happened_is_repeated_with_the_same_key(
    house: House, api: Patravali, trouble: Exception
) -> None:
    keys: list[str] = []

    async def open_file(received: Received) -> dict[str, Any]:
        keys.append(received.headers["patravali-command-id"])
        if len(keys) < 2:
            raise trouble
        return a_view(files.FileView)

    house.on("files.open_file", open_file)

    api.open_file(files.OpenFile(file_id=FILE))

    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_patience_ends(house: House) -> None:
    house.on("files.get_file", refusing(Unavailable(part="files")))
    with Patravali(house.url, patience=0.5) as api:
        api.signed_in = SignedIn.model_validate(signed_in())
        with pytest.raises(Problem) as refused:
            api.get_file(files.GetFile(file_id=FILE))

    assert refused.value.status == 503


def test_nobody_there_is_unreachable() -> None:
    with Patravali("http://127.0.0.1:9", patience=0.2) as api, pytest.raises(Unreachable):
        api.sign_in("r.tomar", "secret")


def test_a_token_that_ends_soon_is_renewed_before(house: House) -> None:
    house.on("identity.sign_in", answering(signed_in(lifetime=5)))
    house.on("identity.refresh_session", answering(signed_in(refresh_token="s" * 40)))
    with Patravali(house.url) as api:
        api.sign_in("r.tomar", "secret")
        api.get_file(files.GetFile(file_id=FILE))
        api.get_file(files.GetFile(file_id=FILE))

        assert api.signed_in is not None
        assert api.signed_in.refresh_token == "s" * 40
    assert len([each for each in house.bus.received if each.key == "identity.refresh_session"]) == 1


def test_a_token_that_has_ended_is_renewed_and_the_request_made(house: House, api: Patravali) -> None:
    assert api.signed_in is not None
    api.signed_in = api.signed_in.model_copy(update={"access_token": a_token(lifetime=-60)})
    house.on("identity.refresh_session", answering(signed_in()))

    assert api.get_file(files.GetFile(file_id=FILE)).number


def test_another_charge_brings_another_token_and_keeps_the_refresh_token(house: House, api: Patravali) -> None:
    token = a_token()
    house.on("identity.choose_charge", answering(signed_in(access_token=token, refresh_token=None)))

    api.choose_charge(ChooseCharge(charge_id=POST))
    api.get_file(files.GetFile(file_id=FILE))

    assert api.signed_in is not None
    assert api.signed_in.refresh_token == "r" * 40
    assert house.last("files.get_file").headers["patravali-token"] == token


def test_a_small_file_goes_in_one_request(house: House, api: Patravali, tmp_path: Path) -> None:
    with_uploads(house, parts=3)
    scan = tmp_path / "आवेदन.pdf"
    scan.write_bytes(SCAN)

    document = api.upload(scan, title="Application", media_type="application/pdf")

    assert str(document.id) == DOCUMENT
    assert house.last("documents.begin_upload").request["file_name"] == "आवेदन.pdf"


def test_a_large_file_goes_in_the_parts_that_have_not_arrived(
    house: House, api: Patravali, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clients.api.client.IN_ONE_REQUEST", 100)
    with_uploads(house, parts=3)
    resumed = {
        "upload_id": UPLOAD,
        "part_size": PART,
        "parts": 3,
        "received": [1],
        "expires_at": "2026-11-23T00:00:00Z",
    }
    house.on("documents.get_upload", answering(resumed))
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(SCAN)

    document = api.upload(scan)

    assert isinstance(document, DocumentView)
    assert {url.rpartition("/")[2] for url in house.store.objects} == {"part-2", "part-3"}
    assert b"".join(house.store.objects.values()) == SCAN[PART:]


def test_a_document_comes_down_whole(house: House, api: Patravali) -> None:
    house.store.objects[OBJECT] = SCAN
    house.on("documents.open_document", answering(to_read()))

    assert b"".join(api.download(UUID(DOCUMENT), 1)) == SCAN


def test_messages_come_as_they_happen(house: House, api: Patravali) -> None:
    found: list[dict[str, Any]] = []
    thread = threading.Thread(target=lambda: found.extend(zip_first(api.events(seconds=20))))
    thread.start()
    eventually(lambda: house.app.state.inbox.count == 1)

    publish(house, delivered(str(uuid4())))
    thread.join(10)

    assert found[0]["title"] == "पत्रावली आई"


def zip_first(messages: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first message, and no more."""
    return [next(messages)]


def test_a_server_that_is_too_busy_is_asked_again() -> None:
    with a_house(session_rate=5, session_burst=1) as house:
        house.on("identity.sign_in", answering(signed_in()))
        with Patravali(house.url, patience=10) as api:
            api.sign_in("r.tomar", "secret")
            found = [api.get_file(files.GetFile(file_id=FILE)) for _ in range(3)]

    assert len(found) == 3
