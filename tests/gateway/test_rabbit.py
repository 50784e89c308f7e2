"""The bus on RabbitMQ when things go wrong: broken connections, forged replies, full queues, events missed."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from typing import Any

import pika
import pytest

from contracts.errors import CallTimeout, InternalError
from gateway.bus.errors import BusUnavailable, UnknownService
from gateway.bus.rabbit import Rabbit
from tests.gateway.echo_contract import NAME, Say, SayQuickly
from tests.gateway.house import eventually
from tests.gateway.test_bus import until
from tests.throwaway import Vhost

pytestmark = pytest.mark.anyio
Reply = Callable[[Any, pika.BasicProperties, bytes], None]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Service:
    """A service by hand: what it does with a request is up to the test."""

    def __init__(self, vhost: Vhost, user: str = NAME) -> None:
        self.user = user
        self.requests: list[tuple[pika.BasicProperties, dict[str, Any]]] = []
        self._vhost = vhost
        self._connection = pika.BlockingConnection(pika.URLParameters(vhost.url(user)))
        self._channel = self._connection.channel()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._consume, daemon=True)

    def __enter__(self) -> Service:
        queue = f"rpc-{NAME}"
        self._channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "classic"})
        self._channel.queue_bind(queue, "nameko-rpc", f"{NAME}.*")
        self._channel.basic_consume(queue, self._received, auto_ack=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join(10)
        self._connection.close()

    def _consume(self) -> None:
        while not self._stopping.is_set():
            self._connection.process_data_events(time_limit=0.05)

    def _received(self, _channel: Any, _method: Any, properties: pika.BasicProperties, body: bytes) -> None:
        self.requests.append((properties, json.loads(body)))

    def reply(self, result: Any, *, error: Any = None, body: bytes | None = None, by: str | None = None) -> None:
        """Answer the last request, by a connection of its own, as this or another user."""
        properties, _request = self.requests[-1]
        user = by or self.user
        with pika.BlockingConnection(pika.URLParameters(self._vhost.url(user))) as connection:
            connection.channel().basic_publish(
                "nameko-rpc",
                properties.reply_to,
                body or json.dumps({"result": result, "error": error}).encode(),
                pika.BasicProperties(
                    correlation_id=properties.correlation_id, user_id=user, content_type="application/json"
                ),
            )


async def connected(vhost: Vhost, **options: Any) -> Rabbit:
    bus = Rabbit(vhost.url("gateway"), "gateway", **options)
    await bus.start()
    await until(lambda: bus.connected)
    return bus


async def asked(bus: Rabbit, service: Service, text: str = "hello") -> asyncio.Task[dict[str, Any]]:
    """A call that has reached its service and waits."""
    before = len(service.requests)
    call = asyncio.create_task(bus.call(Say(text=text)))
    await until(lambda: len(service.requests) > before)
    return call


def cut(vhost: Vhost, user: str) -> None:
    """The broker closes every connection of this user in the vhost."""
    found: Any = eventually(lambda: _connections(vhost, user))
    for connection in found:
        vhost.management.delete(f"/api/connections/{connection['name']}".replace(" ", "%20").replace(">", "%3E"))


def _connections(vhost: Vhost, user: str) -> list[dict[str, Any]]:
    all_of: Any = vhost.management.get("/api/connections")
    return [each for each in all_of if each.get("user") == user and each.get("vhost") == vhost.name]


async def test_a_request_has_all_that_the_wire_asks_for(vhost: Vhost) -> None:
    bus = await connected(vhost)
    with Service(vhost) as service:
        call = await asked(bus, service)
        properties, body = service.requests[0]
        service.reply({"text": "hello"})

        assert await call == {"text": "hello"}
    assert body == {"args": [], "kwargs": {"request": {"text": "hello"}}}
    assert (properties.content_type, properties.user_id) == ("application/json", "gateway")
    assert 0 < int(properties.expiration) <= 30_000
    assert set(properties.headers) == {"patravali-language", "patravali-deadline-ms"}
    await bus.stop()


async def test_a_reply_reaches_its_caller_across_a_broken_connection(vhost: Vhost) -> None:
    bus = await connected(vhost)
    with Service(vhost) as service:
        call = await asked(bus, service)
        await asyncio.to_thread(cut, vhost, "gateway")
        await until(lambda: not bus.connected)
        await asyncio.to_thread(service.reply, {"text": "kept for you"})

        assert await call == {"text": "kept for you"}
    await until(lambda: bus.connected)
    await bus.stop()


async def test_a_call_during_a_break_waits_a_little_and_is_made(vhost: Vhost) -> None:
    bus = await connected(vhost, patience=20)
    with Service(vhost) as service:
        await asyncio.to_thread(cut, vhost, "gateway")
        await until(lambda: not bus.connected)

        call = await asked(bus, service)
        service.reply({"text": "made"})

        assert await call == {"text": "made"}
    await bus.stop()


async def test_without_a_broker_calls_are_refused_at_once(vhost: Vhost) -> None:
    bus = Rabbit("amqp://gateway:secret@127.0.0.1:9/none", "gateway", patience=0)
    await bus.start()

    with pytest.raises(BusUnavailable) as refused:
        await bus.call(Say(text="hello"))

    assert refused.value.fields["part"] == "broker"
    await bus.stop()


async def test_a_reply_of_another_service_is_not_believed(vhost: Vhost) -> None:
    bus = await connected(vhost)
    with Service(vhost) as service:
        call = await asked(bus, service)
        await asyncio.to_thread(service.reply, {"text": "forged"}, by="notifications")
        await until(lambda: bus.refused_replies == 1)
        await asyncio.to_thread(service.reply, {"text": "true"})

        assert await call == {"text": "true"}
    await bus.stop()


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"result": 1, "error": null}', b'{"result": {}}'])
async def test_a_reply_that_is_no_reply_leaves_the_call_waiting(vhost: Vhost, body: bytes) -> None:
    bus = await connected(vhost)
    with Service(vhost) as service:
        call = await asked(bus, service)
        await asyncio.to_thread(service.reply, None, body=body)
        await until(lambda: bus.refused_replies == 1)
        await asyncio.to_thread(service.reply, {"text": "true"})

        assert await call == {"text": "true"}
    await bus.stop()


async def test_a_fault_of_a_service_is_a_fault_of_ours(vhost: Vhost) -> None:
    bus = await connected(vhost)
    with Service(vhost) as service:
        call = await asked(bus, service)
        await asyncio.to_thread(service.reply, None, error={"exc_type": "KeyError", "value": "'x'"})

        with pytest.raises(InternalError):
            await call
    await bus.stop()


async def test_a_late_reply_harms_nobody(vhost: Vhost) -> None:
    bus = await connected(vhost)
    with Service(vhost) as service:
        with pytest.raises(CallTimeout):
            await bus.call(SayQuickly(text="hello"))
        await asyncio.to_thread(service.reply, {"text": "late"})

        call = await asked(bus, service)
        service.reply({"text": "next"})
        assert await call == {"text": "next"}
    await bus.stop()


async def test_a_service_whose_queue_nobody_reads_is_unknown_and_then_at_once(vhost: Vhost) -> None:
    bus = await connected(vhost)
    with Service(vhost):
        pass

    with pytest.raises(UnknownService):
        await bus.call(SayQuickly(text="hello"))
    before = asyncio.get_running_loop().time()
    with pytest.raises(UnknownService):
        await bus.call(Say(text="hello"))
    took = asyncio.get_running_loop().time() - before
    with Service(vhost) as service:
        call = await asked_until_taken(bus, service)
        await asyncio.to_thread(service.reply, {"text": "back"})

        assert await call == {"text": "back"}
    assert took < Say.call.timeout
    await bus.stop()


async def asked_until_taken(bus: Rabbit, service: Service) -> asyncio.Task[dict[str, Any]]:
    """A call made again until the service, which is known to have been away, gets it."""
    async with asyncio.timeout(20):
        while True:
            call = asyncio.create_task(bus.call(Say(text="hello")))
            while not call.done() and not service.requests:  # noqa: ASYNC110 - filled by another thread
                await asyncio.sleep(0.02)
            if service.requests:
                return call
            assert isinstance(call.exception(), UnknownService)


async def test_events_come_and_a_gap_is_told(vhost: Vhost) -> None:
    events: list[dict[str, Any]] = []
    gaps: list[bool] = []
    bus = Rabbit(vhost.url("gateway"), "gateway")
    bus.subscribe("notifications.events", "message_delivered", events.append, lambda: gaps.append(True))
    await bus.start()
    await until(lambda: len(gaps) == 1)

    await asyncio.to_thread(publish, vhost, {"data": {"n": 1}})
    await until(lambda: len(events) == 1)
    await asyncio.to_thread(cut, vhost, "gateway")
    await until(lambda: len(gaps) == 2)
    await asyncio.to_thread(publish, vhost, {"data": {"n": 2}})
    await until(lambda: len(events) == 2)

    assert [event["data"]["n"] for event in events] == [1, 2]
    await bus.stop()


def publish(vhost: Vhost, envelope: dict[str, Any]) -> None:
    with pika.BlockingConnection(pika.URLParameters(vhost.url("notifications"))) as connection:
        connection.channel().basic_publish("notifications.events", "message_delivered", json.dumps(envelope).encode())
