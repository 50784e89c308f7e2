"""Puts the gateway together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from gateway import app_files, pages, problems
from gateway.bus.api import Bus
from gateway.bus.rabbit import Rabbit
from gateway.door import Door
from gateway.health import Health
from gateway.inbox import Inbox
from gateway.metrics import Metrics
from gateway.middleware import Edge
from gateway.operations import PREFIX, Operation, relay
from gateway.routes import OPERATIONS
from gateway.settings import GatewaySettings
from gateway.store import HttpStore, Store


def create_app(settings: GatewaySettings, *, bus: Bus | None = None, store: Store | None = None) -> FastAPI:
    """The application. Tests bring a bus and a store of their own; otherwise they are made when it starts."""
    metrics = Metrics()
    inbox = Inbox(
        metrics,
        per_person=settings.streams_per_person,
        total=settings.streams,
        heartbeat=settings.heartbeat,
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        rabbit = None if bus is not None else await _connect(settings, inbox)
        used = bus or rabbit
        assert used is not None, "either given or made"
        door = Door(settings, used, store or HttpStore(settings.store_url), inbox, metrics)
        app.state.door = door
        try:
            yield
        finally:
            inbox.stop()
            await door.store.close()
            if rabbit is not None:
                await rabbit.stop()

    # The description is made from the contracts (gateway.openapi), so FastAPI's own is off.
    app = FastAPI(
        title="Patravali", openapi_url=None, lifespan=lifespan, exception_handlers=problems.HANDLERS,
        redirect_slashes=False,
    )  # fmt: skip
    app.state.inbox = inbox
    app.add_middleware(Edge, metrics=metrics, is_https=settings.is_https, access_log=settings.access_log)
    app.router.routes.extend(_routes(OPERATIONS))
    app.router.routes.extend(Health(metrics).routes())
    app.router.routes.extend(pages.routes(OPERATIONS, settings.public_url))
    app.router.routes.extend(app_files.routes(signer_origin=settings.signer_origin))
    return app


async def _connect(settings: GatewaySettings, inbox: Inbox) -> Rabbit:
    rabbit = Rabbit(
        settings.broker_url,
        settings.broker_user,
        calls_in_flight=settings.calls_in_flight,
        patience=settings.reconnect_patience,
    )
    inbox.follow(rabbit)
    await rabbit.start()
    return rabbit


def _routes(operations: Iterable[Operation]) -> list[Route]:
    """One route a path, so that what a path does not allow is told with all that it does."""
    paths: dict[str, dict[str, Operation]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.verb] = operation
    return [Route(PREFIX + path, _endpoint(path, verbs), methods=list(verbs)) for path, verbs in paths.items()]


def _endpoint(path: str, verbs: dict[str, Operation]) -> Callable[[HttpRequest], Awaitable[Response]]:
    route = PREFIX + path
    steps = {verb: (operation.endpoint or relay, operation) for verb, operation in verbs.items()}
    if "GET" in steps:
        steps["HEAD"] = steps["GET"]

    async def endpoint(http: HttpRequest) -> Response:
        http.scope["state"]["route"] = route
        take, operation = steps[http.method]
        return await take(http.app.state.door, http, operation)

    return endpoint
