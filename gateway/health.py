"""/livez, /readyz and /metrics. The last two answer inside only: to loopback and private addresses without a proxy."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST
from pydantic_core import to_json
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from gateway.bus.rabbit import Rabbit
from gateway.errors import PathUnknown
from gateway.metrics import Metrics

if TYPE_CHECKING:
    from gateway.door import Door


class Health:
    """What an operator and a supervisor ask."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def routes(self) -> list[Route]:
        return [Route("/livez", self.live), Route("/readyz", self.ready), Route("/metrics", self.measured)]

    async def live(self, http: HttpRequest) -> Response:
        """The process answers."""
        http.scope["state"]["route"] = "/livez"
        return _json(200, {"status": "live"})

    async def ready(self, http: HttpRequest) -> Response:
        """Calls can be made."""
        _inside_only(http, "/readyz")
        door: Door = http.app.state.door
        if not door.bus.connected:
            return _json(503, {"status": "not ready", "problems": {"broker": "not connected"}})
        return _json(200, {"status": "ready", "problems": {}})

    async def measured(self, http: HttpRequest) -> Response:
        """What this process counts, for Prometheus."""
        _inside_only(http, "/metrics")
        door: Door = http.app.state.door
        self._metrics.connected.set(door.bus.connected)
        if isinstance(door.bus, Rabbit):
            self._metrics.refused_replies.set(door.bus.refused_replies)
        return Response(self._metrics.expose(), media_type=CONTENT_TYPE_LATEST)


def _inside_only(http: HttpRequest, route: str) -> None:
    http.scope["state"]["route"] = route
    try:
        address = ip_address(http.client.host if http.client else "")
    except ValueError:
        raise PathUnknown from None
    if "x-forwarded-for" in http.headers or not (address.is_private or address.is_loopback):
        raise PathUnknown


def _json(status: int, body: dict[str, object]) -> Response:
    return Response(to_json(body), status, {"cache-control": "no-store"}, media_type="application/json")
