"""What the gateway asks of a bus. ``rabbit`` is the real one, ``memory`` a fake; both pass the same tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol
from uuid import UUID

from contracts.base import Language, Request

Answer = dict[str, Any]
"""The JSON object of a view. It passes on to the client as it came; the service has validated it."""


class Bus(Protocol):
    """Calls to services."""

    async def call(
        self,
        request: Request,
        *,
        token: str | None = None,
        command_id: UUID | None = None,
        request_id: str | None = None,
        language: Language = "hi",
    ) -> Answer:
        """Send the request to its service and give its answer.

        Raises the service's refusal as a PatravaliError; BusUnavailable or UnknownService if it cannot be delivered;
        CallTimeout if no answer came within ``request.call.timeout`` seconds: the command may have happened.
        Nothing is repeated here.
        """

    @property
    def connected(self) -> bool:
        """Whether calls can be made now."""

    @property
    def answered_at(self) -> Mapping[str, float]:
        """When each service last answered a call of this process, in seconds since 1970."""

    async def processes(self, service: str) -> int:
        """How many processes take requests for the service. Raises BusUnavailable where the broker cannot be asked."""


class Feed(Protocol):
    """Events of one exchange and routing key, as far as they come while we are connected."""

    def subscribe(self, exchange: str, routing_key: str, on_event: OnEvent, on_gap: Callable[[], None]) -> None:
        """Hand each event's envelope to ``on_event``; after a break, in which events were missed, call ``on_gap``."""


OnEvent = Callable[[dict[str, Any]], None]
