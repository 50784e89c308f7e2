"""A bus inside the process, for tests. Requests and answers take the same form as on the wire."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic_core import from_json, to_json

from contracts.base import Language, Request
from contracts.errors import CallTimeout, PatravaliError, to_wire
from gateway.bus import wire
from gateway.bus.api import Answer, OnEvent
from gateway.bus.errors import BusBusy, BusUnavailable, UnknownService


@dataclass(frozen=True)
class Received:
    """What a service saw of a call."""

    key: str
    """``service.method``"""
    request: dict[str, Any]
    headers: dict[str, Any]


Method = Callable[[Received], Awaitable[dict[str, Any]]]


class MemoryBus:
    """``methods`` by ``service.method``; a service without any method is unknown."""

    def __init__(self, methods: Mapping[str, Method], *, calls_in_flight: int = 256, scale: float = 1.0) -> None:
        self.methods = dict(methods)
        self.connected = True
        self.received: list[Received] = []
        self.answered_at: dict[str, float] = {}
        self._scale = scale
        """Shortens the timeouts of the contracts."""
        self._slots = asyncio.Semaphore(calls_in_flight)
        self._subscriptions: list[tuple[str, str, OnEvent, Callable[[], None]]] = []

    async def call(
        self,
        request: Request,
        *,
        token: str | None = None,
        command_id: UUID | None = None,
        request_id: str | None = None,
        language: Language = "hi",
    ) -> Answer:
        timeout = request.call.timeout * self._scale
        if not self.connected:
            raise BusUnavailable(part="broker")
        has_slot = False
        try:
            async with asyncio.timeout(timeout):
                async with self._slots:
                    has_slot = True
                    sent = wire.encode(
                        request,
                        timeout=timeout,
                        now=time.time(),
                        token=token,
                        command_id=command_id,
                        request_id=request_id,
                        language=language,
                    )
                    answer = await self._answer(sent)
                    self.answered_at[request.call.service] = time.time()
                    return wire.decode(answer, request.call.service)
        except TimeoutError:
            raise (CallTimeout(part=request.call.service) if has_slot else BusBusy()) from None

    async def processes(self, service: str) -> int:
        """One for each service that has methods."""
        if not self.connected:
            raise BusUnavailable(part="broker")
        return int(any(key.startswith(f"{service}.") for key in self.methods))

    async def _answer(self, sent: wire.Outgoing) -> bytes:
        service = sent.routing_key.partition(".")[0]
        if not any(key.startswith(f"{service}.") for key in self.methods):
            raise UnknownService(part=service)
        received = Received(sent.routing_key, from_json(sent.body)["kwargs"]["request"], sent.headers)
        self.received.append(received)
        if sent.routing_key not in self.methods:
            return to_json({"result": None, "error": {"exc_type": "MethodNotFound", "value": sent.routing_key}})
        try:
            result = await self.methods[sent.routing_key](received)
        except PatravaliError as error:
            return to_json({"result": None, "error": to_wire(error)})
        return to_json({"result": result, "error": None})

    def subscribe(self, exchange: str, routing_key: str, on_event: OnEvent, on_gap: Callable[[], None]) -> None:
        self._subscriptions.append((exchange, routing_key, on_event, on_gap))

    def publish(self, exchange: str, routing_key: str, envelope: dict[str, Any]) -> None:
        """An event, as a service's relay would publish it."""
        for wanted_exchange, wanted_key, on_event, _gap in self._subscriptions:
            if (wanted_exchange, wanted_key) == (exchange, routing_key):
                on_event(from_json(to_json(envelope)))

    def lose_events(self) -> None:
        """As after a broken connection."""
        for _exchange, _key, _event, on_gap in self._subscriptions:
            on_gap()
