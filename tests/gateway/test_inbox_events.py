"""The live stream of a person's messages."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import httpx

from contracts.base import Page
from contracts.notifications import MessageView
from gateway.bus.memory import Received
from gateway.inbox import QUEUE, Inbox
from gateway.metrics import Metrics
from tests.gateway.house import PERSON, House, a_house, a_token, answering, eventually
from tests.gateway.samples import a_view

STREAM = "/api/v1/inbox/events"


def delivered(message_id: str, person: UUID = PERSON, channel: str = "in_app") -> dict[str, Any]:
    told = {"kind": "file_arrived", "serial": 7, "title": "पत्रावली आई", "number": "15/7/2026-LRA"}
    data = {"message_id": message_id, "person_id": str(person), "channel": channel, "told": told}
    return {"event_id": str(uuid4()), "type": "message_delivered", "occurred_at": "2026-11-22T10:00:00Z", "data": data}


class Listener:
    """Reads a stream in the background."""

    def __init__(self, answer: httpx.Response) -> None:
        self.lines: list[str] = []
        self.ended = False
        self._answer = answer
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        try:
            for line in self._answer.iter_lines():
                self.lines.append(line)
        finally:
            self.ended = True

    @property
    def ids(self) -> list[str]:
        return [line.removeprefix("id: ") for line in self.lines if line.startswith("id: ")]

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [json.loads(line.removeprefix("data: ")) for line in self.lines if line.startswith("data: ")]


@contextmanager
def listening(house: House, token: str | None = None, **headers: str) -> Iterator[Listener]:
    client = house.client(token, **headers)
    before = house.app.state.inbox.count
    with client.stream("GET", STREAM) as answer:
        assert answer.status_code == 200, answer.read()
        assert answer.headers["content-type"].startswith("text/event-stream")
        listener = Listener(answer)
        eventually(lambda: house.app.state.inbox.count > before or listener.ended)
        yield listener
        house.run(house.app.state.inbox.close_all)
        listener.thread.join(10)


def publish(house: House, envelope: dict[str, Any]) -> None:
    house.run(lambda: house.bus.publish("notifications.events", "message_delivered", envelope))


def test_a_message_reaches_all_streams_of_its_person_and_nobody_else(house: House) -> None:
    other = UUID(int=2)
    with listening(house) as desk, listening(house) as phone, listening(house, a_token(other)) as stranger:
        publish(house, delivered("m-1"))
        publish(house, delivered("m-2", other))
        eventually(lambda: desk.ids == phone.ids == ["m-1"] and stranger.ids == ["m-2"])

    assert desk.messages[0]["title"] == "पत्रावली आई"
    assert desk.messages[0]["occurred_at"] == "2026-11-22T10:00:00Z"


def test_other_channels_and_broken_events_are_passed_over(house: House) -> None:
    with listening(house) as listener:
        publish(house, delivered("by-sms", channel="sms"))
        publish(house, {"data": None})
        publish(house, {"data": {"channel": "in_app", "told": {}, "person_id": "nobody"}})
        publish(house, delivered("m-1"))
        eventually(lambda: listener.ids)

    assert listener.ids == ["m-1"]


def test_a_stream_goes_on_behind_the_last_message_seen(house: House) -> None:
    last, missed = str(uuid4()), [str(uuid4()), str(uuid4())]

    async def list_messages(received: Received) -> dict[str, Any]:
        assert received.request["after"] == last
        part = 1 if received.request.get("cursor") else 0
        item = a_view(MessageView, id=missed[part], created_at="2026-11-22T09:00:00Z")
        return a_view(Page[MessageView], items=[item], next=None if part else "more")

    house.on("notifications.list_messages", list_messages)
    with listening(house, **{"last-event-id": last}) as listener:
        publish(house, delivered(missed[1]))
        publish(house, delivered("new"))
        eventually(lambda: len(listener.ids) == 3)

    assert listener.ids == [*missed, "new"]
    assert listener.messages[0]["occurred_at"] == "2026-11-22T09:00:00Z"


def test_a_last_event_id_that_is_none_is_refused(house: House) -> None:
    answer = house.client(**{"last-event-id": "seven"}).get(STREAM)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "after")
    assert house.app.state.inbox.count == 0


def test_a_quiet_stream_is_kept_open_by_comments() -> None:
    with a_house(heartbeat=0.1) as house, listening(house) as listener:
        eventually(lambda: listener.lines.count(": quiet") >= 2)


def test_a_stream_ends_with_the_token(house: House) -> None:
    # The gateway grants the 30 seconds that clocks may differ.
    token = a_token(lifetime=-28)

    with listening(house, token) as listener:
        eventually(lambda: listener.ended)

    assert "event: expired" in listener.lines


def test_after_a_gap_every_stream_ends_so_that_it_resumes(house: House) -> None:
    with listening(house) as listener:
        house.run(house.bus.lose_events)
        eventually(lambda: listener.ended)

    assert house.app.state.inbox.count == 0


def test_one_person_cannot_take_all_places() -> None:
    with a_house(streams_per_person=1) as house, listening(house):
        answer = house.client().get(STREAM)

        assert (answer.status_code, answer.json()["code"]) == (429, "inbox.too_many_streams")
        with listening(house, a_token(UUID(int=2))) as other:
            assert not other.ended


def test_a_place_is_free_again_when_its_client_goes_away() -> None:
    with a_house(streams_per_person=1, heartbeat=0.1) as house:
        with house.client() as client, client.stream("GET", STREAM) as answer:
            assert answer.status_code == 200

        eventually(lambda: house.app.state.inbox.count == 0)
        with listening(house) as listener:
            assert not listener.ended


def test_whoever_does_not_read_is_dropped_and_holds_nobody_up() -> None:
    metrics = Metrics()
    inbox = Inbox(metrics, per_person=5, total=5, heartbeat=1)
    slow, quick = inbox.open(PERSON, 2**33), inbox.open(PERSON, 2**33)

    for number in range(QUEUE + 1):
        inbox.on_event(delivered(str(number)))
        quick.queue.get_nowait()

    assert inbox.count == 1
    assert slow.queue.qsize() == QUEUE + 1
    assert metrics.registry.get_sample_value("patravali_gateway_streams_dropped_total") == 1


def test_a_stream_needs_a_token(house: House) -> None:
    assert house.client("").get(STREAM).status_code == 401


def test_messages_are_listed_and_marked_as_read(house: House) -> None:
    house.on("notifications.list_messages", answering(a_view(Page[MessageView], next=None)))
    message = str(uuid4())

    listed = house.client().get("/api/v1/messages", params={"unread": "true"})
    house.client().post(
        "/api/v1/messages/read", json={"message_ids": [message]}, headers={"idempotency-key": str(uuid4())}
    )

    assert listed.status_code == 200
    assert house.last("notifications.list_messages").request == {"unread": True}
    assert house.last("notifications.mark_read").request == {"message_ids": [message]}
