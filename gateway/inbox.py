"""Server-sent events (HTML Living Standard, 9.2): what concerns a person's desk, as it happens.

notifications tells each in-app message as an event; it goes into the queue of each stream of that person. A stream that
does not read is closed when its queue is full; its browser comes back with Last-Event-ID and gets what it missed from
notifications. The same after a gap in the gateway's own connection. So no stream ever holds up another.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from pydantic_core import to_json

from contracts.notifications import MessageDelivered
from gateway.bus.api import Feed
from gateway.errors import TooManyStreams
from gateway.metrics import Metrics

QUEUE = 64
"""Messages that a stream may be behind."""
RECONNECT_MS = 2000
_END = None

Message = dict[str, Any]


class Stream:
    """One open connection of one person."""

    def __init__(self, person_id: UUID, expires_at: float) -> None:
        self.person_id = person_id
        self.expires_at = expires_at
        self.queue: asyncio.Queue[Message | None] = asyncio.Queue(QUEUE + 1)

    def offer(self, message: Message) -> bool:
        """False where the stream is too far behind."""
        if self.queue.qsize() >= QUEUE:
            return False
        self.queue.put_nowait(message)
        return True

    def end(self) -> None:
        """Close it after what it has not read yet."""
        if not self.queue.full():
            self.queue.put_nowait(_END)


class Inbox:
    """All open streams of this process."""

    def __init__(self, metrics: Metrics, *, per_person: int, total: int, heartbeat: float) -> None:
        self._metrics = metrics
        self._per_person = per_person
        self._total = total
        self._heartbeat = heartbeat
        self._streams: dict[UUID, set[Stream]] = {}
        self._closing = False

    def follow(self, feed: Feed) -> None:
        """Take messages from the bus."""
        feed.subscribe(
            f"{MessageDelivered.source_service}.events", MessageDelivered.event_type, self.on_event, self.close_all
        )

    def on_event(self, envelope: Message) -> None:
        """Hand an in-app message to the streams of its person. Anything else is none of our business."""
        data = envelope.get("data")
        if not isinstance(data, dict) or data.get("channel") != "in_app" or not isinstance(data.get("told"), dict):
            return
        try:
            person_id = UUID(str(data["person_id"]))
        except ValueError:
            return
        message = {"id": str(data["message_id"]), **data["told"], "occurred_at": envelope.get("occurred_at")}
        for stream in list(self._streams.get(person_id, ())):
            if not stream.offer(message):
                self._metrics.dropped_streams.inc()
                self.leave(stream)
                stream.end()

    def open(self, person_id: UUID, expires_at: float) -> Stream:
        """A stream for this person until the token expires. Raises TooManyStreams."""
        own = self._streams.setdefault(person_id, set())
        if len(own) >= self._per_person or self.count >= self._total:
            if not own:
                del self._streams[person_id]
            raise TooManyStreams(limit=self._per_person, retry_after=10)
        stream = Stream(person_id, expires_at)
        own.add(stream)
        self._metrics.streams.set(self.count)
        return stream

    @property
    def count(self) -> int:
        return sum(len(streams) for streams in self._streams.values())

    def close_all(self) -> None:
        """End every stream: after a gap (they resume), or because the process stops."""
        for stream in [each for streams in self._streams.values() for each in streams]:
            self.leave(stream)
            stream.end()

    def stop(self) -> None:
        """End every stream, and those that open from now on at once."""
        self._closing = True
        self.close_all()

    async def events(self, stream: Stream, missed: list[Message]) -> AsyncIterator[bytes]:
        """The bytes of the stream: what was missed, then what comes; comments while it is quiet."""
        yield f"retry: {RECONNECT_MS}\n\n".encode()
        seen = {message["id"] for message in missed}
        for message in missed:
            yield encode(message)
        while not self._closing:
            wait = min(self._heartbeat, stream.expires_at - time.time())
            if wait <= 0:
                yield b"event: expired\ndata: {}\n\n"
                return
            try:
                message_or_end = await asyncio.wait_for(stream.queue.get(), wait)
            except TimeoutError:
                if wait == self._heartbeat:
                    yield b": quiet\n\n"
                continue
            if message_or_end is _END:
                return
            if message_or_end["id"] not in seen:
                yield encode(message_or_end)

    def leave(self, stream: Stream) -> None:
        """The stream has ended. Saying it twice does no harm."""
        own = self._streams.get(stream.person_id)
        if own is not None:
            own.discard(stream)
            if not own:
                del self._streams[stream.person_id]
        self._metrics.streams.set(self.count)


def encode(message: Message) -> bytes:
    """One event; ``id`` is what comes back as Last-Event-ID."""
    return b"id: " + message["id"].encode() + b"\nevent: message\ndata: " + to_json(message) + b"\n\n"
