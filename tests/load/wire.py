"""A requester that speaks nameko's wire with nothing around it: the same client for every side of a comparison."""

from __future__ import annotations

import json
import statistics
import time
import uuid
from typing import Any, Self

import pika


class Requester:
    """Sends requests and waits for their replies, one at a time or so many in flight."""

    def __init__(self, url: str, routing_key: str, request: dict[str, Any], headers: dict[str, Any]) -> None:
        parameters = pika.URLParameters(url)
        self._user = parameters.credentials.username
        self._connection = pika.BlockingConnection(parameters)
        self._channel = self._connection.channel()
        self._key = str(uuid.uuid4())
        self._target = routing_key
        self._body = json.dumps({"args": [], "kwargs": {"request": request}}).encode()
        self._headers = headers
        queue = f"rpc.reply-{self._user}-{self._key}"
        self._channel.queue_declare(queue, arguments={"x-expires": 60_000, "x-queue-type": "classic"})
        self._channel.queue_bind(queue, "nameko-rpc", self._key)
        self._channel.basic_consume(queue, self._received, auto_ack=True)
        self._replies = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _received(self, _channel: Any, _method: Any, _properties: Any, body: bytes) -> None:
        assert b'"error": null' in body or b'"error":null' in body, body[:300]
        self._replies += 1

    def _send(self) -> None:
        properties = pika.BasicProperties(
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=2,
            reply_to=self._key,
            correlation_id=str(uuid.uuid4()),
            user_id=self._user,
            headers=self._headers,
        )
        self._channel.basic_publish("nameko-rpc", self._target, self._body, properties)

    def one_at_a_time(self, number: int) -> float:
        """Median milliseconds of a request."""
        times = []
        for _ in range(number):
            started = time.perf_counter()
            wanted = self._replies + 1
            self._send()
            while self._replies < wanted:
                self._connection.process_data_events(time_limit=5)
            times.append((time.perf_counter() - started) * 1000)
        return statistics.median(times)

    def in_flight(self, number: int, width: int) -> float:
        """Requests a second with ``width`` in flight."""
        start, sent = self._replies, 0
        started = time.perf_counter()
        while self._replies - start < number:
            while sent < number and sent - (self._replies - start) < width:
                self._send()
                sent += 1
            self._connection.process_data_events(time_limit=5)
        return number / (time.perf_counter() - started)
