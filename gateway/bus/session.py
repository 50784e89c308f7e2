"""One connection of pika from its opening to its end, as coroutines. It never reconnects: a new one takes its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import structlog
from pika import URLParameters
from pika.adapters.asyncio_connection import AsyncioConnection
from pika.channel import Channel
from pika.spec import Basic, BasicProperties
from pydantic_core import from_json
from uuid_utils.compat import uuid7

from gateway.bus import wire
from gateway.bus.api import OnEvent

log = structlog.get_logger("gateway.bus")

HEARTBEAT = 20
REPLY_QUEUE_EXPIRES = 60_000
REPLIES_AT_ONCE = 1000
EVENTS_KEPT = 10_000
CLOSE_DEADLINE = 3.0


@dataclass(frozen=True)
class Subscription:
    """Events to be handed over while connected."""

    exchange: str
    routing_key: str
    on_event: OnEvent
    on_gap: Callable[[], None]


class Listener(Protocol):
    """Who is told what the broker says about requests and replies."""

    def on_confirm(self, tag: int, multiple: bool, accepted: bool) -> None: ...

    def on_return(self, properties: BasicProperties) -> None: ...

    def on_reply(self, method: Basic.Deliver, properties: BasicProperties, body: bytes) -> None: ...


class Session:
    """A connection with a channel for calls and one for events. ``lost`` is done when it is of no more use."""

    def __init__(self, url: str, listener: Listener) -> None:
        self.lost: asyncio.Future[BaseException] = asyncio.get_running_loop().create_future()
        self._ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._url = url
        self._listener = listener
        self._connection: AsyncioConnection | None = None
        self._calls: Channel | None = None
        self._last_tag = 0

    async def open(self, reply_queue: str, reply_key: str, subscriptions: list[Subscription]) -> None:
        """Connect and consume. Raises what pika reports if any step is refused."""
        self._connection = await self._connect()
        channel = await self._open_channel()
        self._calls = channel
        channel.add_on_return_callback(lambda _ch, _method, properties, _body: self._listener.on_return(properties))
        await self._done(partial(channel.confirm_delivery, self._confirmed))
        await self._done(
            partial(
                channel.queue_declare,
                reply_queue,
                durable=True,
                # Quorum queues double the time of a reply; the kind is named because a vhost may default to them.
                arguments={"x-expires": REPLY_QUEUE_EXPIRES, "x-queue-type": "classic"},
            )
        )
        await self._done(partial(channel.queue_bind, reply_queue, wire.EXCHANGE, reply_key))
        await self._done(partial(channel.basic_qos, prefetch_count=REPLIES_AT_ONCE))
        await self._done(partial(channel.basic_consume, reply_queue, self._replied))
        if subscriptions:
            await self._follow(subscriptions)

    def publish(self, exchange: str, routing_key: str, body: bytes, properties: BasicProperties) -> int:
        """Hand a message to the broker; gives its delivery tag. Raises what pika raises on a closed channel."""
        assert self._calls is not None, "opened first"
        self._calls.basic_publish(exchange, routing_key, body, properties, mandatory=True)
        self._last_tag += 1
        return self._last_tag

    async def consumers(self, queue: str) -> int:
        """How many consume this queue; none where there is no such queue."""
        assert self._connection is not None, "opened first"
        counted: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def declared(answer: Any) -> None:
            _settle(counted, answer.method.consumer_count)
            channel.close()

        # A channel of its own, because the broker closes it where the queue is missing.
        channel = self._connection.channel(
            on_open_callback=lambda channel: channel.queue_declare(queue, passive=True, callback=declared)
        )
        channel.add_on_close_callback(lambda _channel, _reason: _settle(counted, 0))
        return await counted

    def lose(self, reason: BaseException) -> None:
        """This connection is of no more use."""
        if not self.lost.done():
            self.lost.set_result(reason)

    async def close(self) -> None:
        """Close whatever is open, and wait until the socket is gone."""
        self.lose(ConnectionError("closed"))
        if self._connection is None or self._ended.done():
            return
        if not (self._connection.is_closing or self._connection.is_closed):
            self._connection.close()
        await asyncio.wait({self._ended}, timeout=CLOSE_DEADLINE)

    async def _connect(self) -> AsyncioConnection:
        opened: asyncio.Future[AsyncioConnection] = asyncio.get_running_loop().create_future()

        def refused(_connection: Any, error: BaseException) -> None:
            _settle(opened, error)
            _settle(self._ended, None)

        def ended(_connection: Any, error: BaseException) -> None:
            self.lose(error)
            _settle(self._ended, None)

        parameters = URLParameters(self._url)
        parameters.heartbeat = HEARTBEAT
        parameters.blocked_connection_timeout = HEARTBEAT
        parameters.client_properties = {"connection_name": "gateway"}
        # Assigned before it is open, so that close() reaches an attempt that was cancelled.
        self._connection = AsyncioConnection(
            parameters,
            on_open_callback=lambda connection: _settle(opened, connection),
            on_open_error_callback=refused,
            on_close_callback=ended,
        )
        return await opened

    async def _open_channel(self) -> Channel:
        assert self._connection is not None, "connected first"
        opened: asyncio.Future[Channel] = asyncio.get_running_loop().create_future()

        def refused(_channel: Channel, error: BaseException) -> None:
            _settle(opened, error)
            self.lose(error)

        channel = self._connection.channel(on_open_callback=lambda channel: _settle(opened, channel))
        channel.add_on_close_callback(refused)
        return await opened

    async def _done(self, step: Callable[..., Any]) -> Any:
        """Wait for the broker's answer to one step; a closed channel or connection ends the wait."""
        answered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        step(callback=lambda answer: _settle(answered, answer))
        await asyncio.wait({answered, self.lost}, return_when=asyncio.FIRST_COMPLETED)
        if not answered.done():
            raise self.lost.result()
        return answered.result()

    async def _follow(self, subscriptions: list[Subscription]) -> None:
        """An exclusive queue on a channel of its own for each subscription."""
        for subscription in subscriptions:
            channel = await self._open_channel()
            queue = f"inbox-gateway-{uuid7()}"
            arguments = {"x-queue-type": "classic", "x-max-length": EVENTS_KEPT}
            await self._done(
                partial(channel.queue_declare, queue, exclusive=True, auto_delete=True, arguments=arguments)
            )
            await self._done(partial(channel.queue_bind, queue, subscription.exchange, subscription.routing_key))
            await self._done(
                partial(channel.basic_consume, queue, partial(self._happened, subscription), auto_ack=True)
            )
            # What happened while nobody listened is gone; whoever needs it has to ask.
            subscription.on_gap()

    def _confirmed(self, frame: Any) -> None:
        method = frame.method
        if isinstance(method, Basic.Ack | Basic.Nack):
            self._listener.on_confirm(method.delivery_tag, method.multiple, isinstance(method, Basic.Ack))

    def _replied(self, channel: Channel, method: Basic.Deliver, properties: BasicProperties, body: bytes) -> None:
        self._listener.on_reply(method, properties, body)
        channel.basic_ack(method.delivery_tag)

    @staticmethod
    def _happened(subscription: Subscription, _channel: Channel, _method: Any, _properties: Any, body: bytes) -> None:
        try:
            envelope = from_json(body)
        except ValueError as error:
            log.error("bus.bad_event", exchange=subscription.exchange, error=str(error))
            return
        if isinstance(envelope, dict):
            subscription.on_event(envelope)


def _settle(future: asyncio.Future[Any], outcome: Any) -> None:
    if future.done():
        return
    if isinstance(outcome, BaseException):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)
