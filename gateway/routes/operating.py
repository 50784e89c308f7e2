"""What an operator asks from a browser: who takes requests, and when each service was last heard."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, get_args

from pydantic import Field
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from contracts.base import Count, Query, View
from contracts.errors import Unavailable
from contracts.identity import GetMe, MeView
from gateway import answers
from gateway.bus.presence import PATIENCE
from gateway.errors import NotAnOperator
from gateway.operations import Operation, parse
from gateway.parsing import query_fields

if TYPE_CHECKING:
    from gateway.auth import Caller
    from gateway.door import Door

TAG = "administration"
ADMINISTRATOR = "administrator"
ServiceName = Literal["identity", "files", "documents", "signatures", "notifications"]


class ServiceHealthView(View):
    """A service as this gateway process knows it."""

    service: ServiceName
    processes: Count | None = Field(
        default=None, description="How many take its requests from the broker; none where the broker did not tell."
    )
    last_answer_at: datetime | None = Field(
        default=None, description="When this gateway process last heard it; none since its start."
    )


class HealthView(View):
    """What works, as one gateway process sees it."""

    at: datetime
    broker: bool = Field(description="The gateway is connected to the broker.")
    services: list[ServiceHealthView] = Field(max_length=20)


class GetHealth(Query, service="identity", returns=HealthView):
    """Which services take requests, for administrators.

    It asks identity who the caller is, so while identity is away the answer is its 503; `/readyz` inside tells then.
    """


async def tell_health(door: Door, http: HttpRequest, operation: Operation) -> Response:
    caller = await door.admit(http)
    parse(GetHealth, query_fields(http))
    await _must_operate(door, http, caller)
    services = await asyncio.gather(*(_service(door, name) for name in get_args(ServiceName)))
    view = HealthView(at=datetime.now(UTC), broker=door.bus.connected, services=services)
    response = answers.answer(http, operation, view.model_dump(mode="json"))
    response.headers["cache-control"] = answers.NEVER_STORED
    return response


async def _must_operate(door: Door, http: HttpRequest, caller: Caller) -> None:
    """Raises NotAnOperator unless the caller acts from a post with the role administrator."""
    me = MeView.model_validate(await door.ask(GetMe(), http, caller))
    acting = {charge.post_id for charge in me.charges if charge.id == caller.charge_id}
    if not any(ADMINISTRATOR in post.roles for post in me.posts if post.id in acting):
        raise NotAnOperator


async def _service(door: Door, name: ServiceName) -> ServiceHealthView:
    heard = door.bus.answered_at.get(name)
    try:
        async with asyncio.timeout(PATIENCE):
            processes = await door.bus.processes(name)
    except (TimeoutError, Unavailable):
        processes = None
    return ServiceHealthView(
        service=name, processes=processes, last_answer_at=None if heard is None else datetime.fromtimestamp(heard, UTC)
    )


OPERATIONS = (Operation(GetHealth, "GET", "/admin/health", TAG, endpoint=tell_health),)
