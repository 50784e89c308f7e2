"""Whether anybody takes a service's requests: its queue outlives its processes, so a request alone does not tell."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from gateway.bus.errors import BusUnavailable

BELIEVED = 0.5
"""Seconds for which an answer of the broker holds."""
PATIENCE = 1.0
"""Seconds that the broker gets to answer; without an answer a service is taken to be there."""


class Presence:
    """Asks the broker about services that were found away, and about those that let a call wait too long."""

    def __init__(self, consumers: Callable[[str], Awaitable[int]]) -> None:
        """``consumers`` counts the consumers of a queue."""
        self._consumers = consumers
        self._away: dict[str, bool] = {}
        self._asked_at: dict[str, float] = {}
        self._asking = asyncio.Lock()

    async def is_known_away(self, service: str) -> bool:
        """True while a service that was found away still is. A service that nothing is known of costs nothing."""
        return self._away.get(service, False) and await self.is_away(service)

    async def is_away(self, service: str) -> bool:
        """No process consumes the service's queue."""
        async with self._asking:
            if time.monotonic() - self._asked_at.get(service, float("-inf")) > BELIEVED:
                self._away[service] = await self._ask(service)
                self._asked_at[service] = time.monotonic()
            return self._away[service]

    async def _ask(self, service: str) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._consumers(f"rpc-{service}") == 0
        except (TimeoutError, BusUnavailable):
            return False
