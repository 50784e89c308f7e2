"""The one consuming connection of a service: nameko's, able to answer requests and to say whether it is connected.

Answers go out on the connection that the request came in on, on a channel of their own: heartbeats watch it, and if
it breaks the request is delivered again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from amqp.exceptions import AMQPError, PreconditionFailed
from amqp.method_framing import frame_writer
from kombu import Connection, Consumer, Producer, Queue
from kombu.exceptions import OperationalError as BrokerError
from nameko.messaging import QueueConsumer as NamekoQueueConsumer
from pydantic_core import to_json

from chassis import log

logger = log.get_logger(__name__)

# Seconds between tries: the first pause, what each further one is longer, and the longest.
RECONNECT = {"interval_start": 0.5, "interval_step": 0.5, "interval_max": 5.0}
CONNECTION_BROKEN = (OSError, AMQPError)


class WrongQueueType(Exception):
    """A queue exists with another type or other arguments than ours; it has to be drained and deleted first."""


def declare(broker_url: str, queue: Queue) -> None:
    """Create a queue and its binding. Raises WrongQueueType where one of that name is of another kind."""
    with Connection(broker_url, connect_timeout=5) as connection:
        try:
            queue(connection.default_channel).declare()
        except PreconditionFailed as error:
            raise WrongQueueType(
                f"queue {queue.name} exists with other arguments than ours: {error}. "
                f"Drain it, delete it and start again; see deploy/README.md."
            ) from None


class Line:
    """Where a connection's frames are written, able to let several go out in one packet.

    Greenlets share a connection, and a full socket lets another one run: whole writes take turns.
    """

    def __init__(self, transport: Any) -> None:
        self._transport = transport
        self._writing = threading.Lock()
        self._held: list[bytes] | None = None

    def write(self, frame: bytes | memoryview) -> None:
        """What amqp's frame writer calls. The frame may lie in a buffer that is used again."""
        if self._held is None:
            self._send(frame)
        else:
            self._held.append(bytes(frame))

    @contextmanager
    def one_packet(self) -> Iterator[None]:
        """What is written inside goes out at the end. Raises what the socket raises."""
        if self._held is not None:
            yield  # goes out with what another greenlet holds
            return
        self._held = []
        try:
            yield
        finally:
            held, self._held = self._held, None
            if held:
                self._send(b"".join(held))

    def _send(self, frames: bytes | memoryview) -> None:
        with self._writing:
            self._transport.write(frames)


class QueueConsumer(NamekoQueueConsumer):
    def __init__(self) -> None:
        super().__init__()
        self._replies: Producer | None = None
        self._line: Line | None = None
        self.connected = False

    def on_consume_ready(self, connection: Any, channel: Any, consumers: Any, **kwargs: Any) -> None:
        self._replies = Producer(connection.channel(), auto_declare=False)
        amqp = connection.connection
        self._line = Line(amqp.transport)
        amqp.frame_writer = frame_writer(amqp, self._line)
        self.connected = True
        super().on_consume_ready(connection, channel, consumers, **kwargs)

    @contextmanager
    def establish_connection(self) -> Iterator[Connection]:
        with self.create_connection() as connection:
            connection.ensure_connection(self.on_connection_error, self.connect_max_retries, **RECONNECT)
            yield connection

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        self.connected = False
        logger.warning("broker_away", error=str(exc), retry_in=interval)

    def on_connection_revived(self) -> None:
        self.connected = False
        super().on_connection_revived()

    def on_consume_end(self, connection: Any, channel: Any) -> None:
        self.connected = False

    def get_consumers(self, consumer_cls: Any, channel: Any) -> Any:
        """A provider that says how much it prefetches has a channel of its own: there it may settle many at once."""
        consumers = super().get_consumers(consumer_cls, channel)
        for provider in self._providers:
            prefetch = getattr(provider, "prefetch", None)
            if prefetch is not None:
                own = Consumer(
                    channel.connection.channel(),
                    queues=[provider.queue],
                    callbacks=[provider.handle_message],
                    accept=self.accept,
                    on_decode_error=self.on_decode_error,
                )
                own.qos(prefetch_count=prefetch)
                self._consumers[provider] = own
        return consumers

    def ack_message(self, message: Any) -> None:
        """Work is done with it. Where its connection has just broken, the broker delivers it again."""
        try:
            super().ack_message(message)
        except CONNECTION_BROKEN as error:
            logger.warning("ack_lost", error=str(error))

    def ack_up_to(self, message: Any) -> None:
        """Work is done with it and all that came before it on its channel, which is its consumer's own."""
        try:
            if message.channel.connection is not None:
                message.ack(multiple=True)
        except CONNECTION_BROKEN as error:
            logger.warning("ack_lost", error=str(error))

    def requeue_message(self, message: Any) -> None:
        """Somebody else shall do it. Where its connection has just broken, the broker sees to that."""
        try:
            super().requeue_message(message)
        except CONNECTION_BROKEN as error:
            logger.warning("requeue_lost", error=str(error))

    def answer(self, body: dict[str, Any], exchange: Any, message: Any) -> None:
        """Send the answer to a request, which is done with, in one packet: a system call less for each request.

        Where the connection has just broken, the broker delivers the request again.
        """
        try:
            with self._line.one_packet() if self._line is not None else nullcontext():
                self._reply_or_warn(body, exchange, message)
                self.ack_message(message)
        except CONNECTION_BROKEN as error:
            logger.warning("answer_lost", error=str(error))

    def _reply_or_warn(self, body: dict[str, Any], exchange: Any, message: Any) -> None:
        try:
            self.reply(body, exchange, message)
        except (OSError, AttributeError, BrokerError, AMQPError) as error:
            logger.warning("reply_lost", error=str(error))

    def reply(self, body: dict[str, Any], exchange: Any, message: Any) -> None:
        """Send the answer to a request. Not confirmed: the caller repeats its command id if it gets none."""
        if self._replies is None:
            raise ConnectionError("not connected to the broker")
        # Three times as fast as the standard library's, and Devanagari in half as many bytes.
        self._replies.publish(
            to_json(body),
            content_type="application/json",
            content_encoding="utf-8",
            exchange=exchange,
            routing_key=message.properties["reply_to"],
            correlation_id=message.properties.get("correlation_id"),
            delivery_mode=1,
            user_id=self.container.config["settings"].broker_user,
        )
