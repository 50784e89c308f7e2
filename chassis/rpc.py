"""Commands and queries over nameko's RPC: contract model in, contract model out, errors of ours in between.

``@command(ForwardFile)`` and ``@query(GetFile)`` turn a method of a service class into an entrypoint of the same
name. The request is parsed and the caller verified here; the method gets ``(self, request, caller)``.
``Bus`` is the way from one service to another: with a deadline, a confirm and a check of who answered.
"""

from __future__ import annotations

import functools
import time
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import eventlet
from amqp.exceptions import AMQPError
from eventlet.event import Event
from kombu import Exchange, Queue
from kombu.exceptions import OperationalError as BrokerError
from nameko.amqp.publish import Publisher, UndeliverableMessage
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import DependencyProvider, SharedExtension
from nameko.rpc import ReplyListener as NamekoReplyListener
from nameko.rpc import Rpc, RpcConsumer

from chassis import invocation as inv
from chassis import log, metrics, topology
from chassis.auth import Caller, Nobody, Person, Service
from chassis.consumer import QueueConsumer, declare
from chassis.database import CommandGuard
from chassis.errors import AlreadyDone, lost_a_race, refusal_of
from chassis.invocation import Invocation
from chassis.ready import Ready
from contracts.base import Command, Request, View
from contracts.errors import (
    CallTimeout,
    Forbidden,
    InternalError,
    PatravaliError,
    Unauthenticated,
    Unavailable,
    from_wire,
    to_wire,
)

logger = log.get_logger(__name__)

TRIES = 3
REPLY_QUEUE_EXPIRES = 60_000
# Set-up makes the exchanges; a service may use them, not declare them.
EXCHANGE = Exchange(topology.RPC_EXCHANGE, type="topic", durable=True, passive=True)
PATIENCE = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.5}


class ContractConsumer(RpcConsumer):
    """Consumes ``rpc-<service>``. A request that cannot be answered is dropped, not fatal."""

    queue_consumer = QueueConsumer()

    def setup(self) -> None:
        service = self.container.service_name
        queue = Queue(
            topology.rpc_queue(service),
            exchange=EXCHANGE,
            routing_key=f"{service}.*",
            durable=True,
            queue_arguments={"x-queue-type": "classic"},
        )
        declare(self.container.config["settings"].broker_url, queue)
        self.queue = queue
        self.queue_consumer.register_provider(self)

    def handle_message(self, body: Any, message: Any) -> None:
        if not message.properties.get("reply_to") or message.content_type != "application/json":
            logger.warning("unanswerable_request", routing_key=message.delivery_info.get("routing_key"))
            message.reject()
            return
        if inv.has_passed(inv.deadline_of(message.headers)):
            self.queue_consumer.ack_message(message)
            return
        super().handle_message(body, message)

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        if exc_info is not None:
            result = _failure(exc_info[1])
        self.queue_consumer.answer(result, EXCHANGE, message)
        return result, None


class ContractRpc(Rpc):
    """The entrypoint behind ``@command`` and ``@query``."""

    rpc_consumer = ContractConsumer()

    def __init__(self, model: type[Request], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model = model
        self.spec = model.call

    def setup(self) -> None:
        if (self.spec.service, self.spec.method) != (self.container.service_name, self.method_name):
            raise TypeError(f"{self.container.service_name}.{self.method_name} serves {self.model.__name__}")
        super().setup()

    def handle_message(self, body: Any, message: Any) -> None:
        request = inv.parse(self.model, body)
        caller = self._caller(message)
        invocation = self._invocation(request, caller, message.headers)
        try:
            self.container.spawn_worker(
                self,
                (request, caller),
                {},
                context_data={"invocation": invocation},
                handle_result=partial(self.handle_result, message),
            )
        except ContainerBeingKilled:
            self.rpc_consumer.requeue_message(message)

    def _caller(self, message: Any) -> Caller:
        user = message.properties.get("user_id")
        if user not in self.spec.callers:
            raise Forbidden(f"{user} may not call {self.spec.service}.{self.spec.method}.")
        language = inv.language_of(message.headers)
        if user != "gateway":
            return Service(str(user), language)
        if self.spec.anonymous:
            return Nobody(language)
        token = message.headers.get(inv.TOKEN)
        if not token:
            raise Unauthenticated
        person: Person = self.container.config["verifier"].person(str(token), language)
        return person

    def _invocation(self, request: Request, caller: Caller, headers: dict[str, Any]) -> Invocation:
        command = request if isinstance(request, Command) else None
        guard = command_id = None
        if command is not None and (self.spec.idempotent or inv.COMMAND_ID in headers):
            command_id = inv.command_id_of(headers)
        if command is not None and self.spec.idempotent and command_id is not None:
            guard = CommandGuard(caller.key, command_id, command)
        return Invocation(
            guard=guard,
            command=command,
            command_id=command_id,
            request_id=headers.get(inv.REQUEST_ID),
            language=inv.language_of(headers),
            deadline=inv.deadline_of(headers),
            caller=caller,
        )


Method = Callable[[Any, Any, Any], View | Ready | None]


def _entrypoint(model: type[Request]) -> Callable[[Method], Method]:
    def decorate(method: Method) -> Method:
        spec = model.call
        observe = metrics.requests.labels

        @functools.wraps(method)
        def answer(service: Any, request: Request, caller: Caller) -> dict[str, Any]:
            started = time.perf_counter()
            _bind_log(service, spec.method)
            body = _answer(method, service, request, caller)
            outcome = (body["error"] or {}).get("kind", "ok")
            seconds = time.perf_counter() - started
            observe(spec.service, spec.method, outcome).observe(seconds)
            # Every act leaves a line under its request's id; questions are too many for that.
            if spec.kind == "command":
                logger.info("command_answered", outcome=outcome, ms=round(seconds * 1000, 1))
            return body

        return ContractRpc.decorator(model)(answer)  # type: ignore[no-any-return]

    return decorate


command = _entrypoint
"""Entrypoint of a command: ``@command(contracts.files.ForwardFile)``."""
query = _entrypoint
"""Entrypoint of a query: ``@query(contracts.files.GetFile)``."""


def _bind_log(service: Any, method: str) -> None:
    running = getattr(service, "running", None)
    if running is not None:
        log.bind(request_id=running.request_id, method=method, caller=getattr(running.caller, "key", None))


def _answer(method: Method, service: Any, request: Request, caller: Caller) -> dict[str, Any]:
    for attempt in range(1, TRIES + 1):
        try:
            view = method(service, request, caller)
            return {"result": _shown(view), "error": None}
        except AlreadyDone as done:
            return {"result": done.result or {}, "error": None}
        except PatravaliError as refusal:
            logger.info("refused", code=refusal.code, fields=refusal.fields)
            return {"result": None, "error": to_wire(refusal)}
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets an answer and the log the fault
            # A connection that died in the pool and a lost race look the same to the caller: run it again.
            again = lost_a_race(error) or getattr(error, "connection_invalidated", False)
            if again and attempt < TRIES:
                continue
            return _failure(error)
    raise AssertionError("the last try returns")


def _shown(view: View | Ready | None) -> dict[str, Any]:
    if view is None:
        return {}
    return view.body if isinstance(view, Ready) else view.model_dump(mode="json")


def _failure(error: BaseException) -> dict[str, Any]:
    if isinstance(error, PatravaliError):
        return {"result": None, "error": to_wire(error)}
    known = refusal_of(error)
    if known is not None:
        logger.warning("part_away", error=str(error).splitlines()[0])
        return {"result": None, "error": to_wire(known)}
    incident = uuid.uuid4().hex[:12]
    logger.error("incident", incident=incident, exc_info=error)
    return {"result": None, "error": to_wire(InternalError("A fault of ours.", incident=incident))}


class ReplyListener(NamekoReplyListener):
    """Hears the answers of other services, on a classic queue of this process."""

    queue_consumer = QueueConsumer()

    def setup(self) -> None:
        settings = self.container.config["settings"]
        self.routing_key = str(uuid.uuid4())
        self.queue = Queue(
            f"rpc.reply-{settings.broker_user}-{self.routing_key}",
            exchange=EXCHANGE,
            routing_key=self.routing_key,
            queue_arguments={"x-queue-type": "classic", "x-expires": REPLY_QUEUE_EXPIRES},
        )
        declare(settings.broker_url, self.queue)
        self.queue_consumer.register_provider(self)

    def handle_message(self, body: Any, message: Any) -> None:
        self.queue_consumer.ack_message(message)
        waiting = self._reply_events.pop(message.properties.get("correlation_id"), None)
        if waiting is not None:
            waiting.send((body, message.properties.get("user_id")))

    def forget(self, correlation_id: str) -> None:
        self._reply_events.pop(correlation_id, None)


class BusClient(SharedExtension):
    """What a container's calls to other services share."""

    replies = ReplyListener()

    def call(
        self, request: Request, running: Invocation, command_id: UUID | None = None, timeout: float | None = None
    ) -> Any:
        """Send, wait, check, parse. Raises what the other service refused, Unavailable or CallTimeout."""
        spec = request.call
        seconds = _seconds(timeout or spec.timeout / 2, running.deadline)
        started = time.perf_counter()
        outcome = "ok"
        try:
            return self._exchange(request, running, command_id, seconds)
        except PatravaliError as error:
            outcome = error.kind
            raise
        finally:
            metrics.calls.labels(spec.service, spec.method, outcome).observe(time.perf_counter() - started)

    def _exchange(self, request: Request, running: Invocation, command_id: UUID | None, seconds: float) -> Any:
        spec = request.call
        correlation_id = str(uuid.uuid4())
        reply: Event = self.replies.get_reply_event(correlation_id)
        try:
            with eventlet.Timeout(seconds):
                self._send(request, correlation_id, _headers(running, command_id, seconds), seconds)
                body, answered_by = reply.wait()
        except eventlet.Timeout:
            raise CallTimeout(f"{spec.service} did not answer in time.", part=spec.service) from None
        except UndeliverableMessage:
            raise Unavailable(f"{spec.service} is away.", part=spec.service) from None
        except (OSError, BrokerError, AMQPError) as error:
            logger.warning("call_not_sent", to=f"{spec.service}.{spec.method}", error=str(error)[:300])
            raise Unavailable("The broker did not take the request.", part="broker") from None
        finally:
            self.replies.forget(correlation_id)
        if answered_by != spec.service:
            raise Unavailable(f"An answer of {spec.service} came from {answered_by}.", part=spec.service)
        if body.get("error"):
            raise from_wire(body["error"])
        return spec.returns.model_validate(body["result"])

    def _send(self, request: Request, correlation_id: str, headers: dict[str, Any], seconds: float) -> None:
        settings = self.container.config["settings"]
        Publisher(settings.broker_url, serializer="json", retry_policy=PATIENCE).publish(
            {"args": [], "kwargs": {"request": request.model_dump(mode="json")}},
            exchange=EXCHANGE,
            routing_key=f"{request.call.service}.{request.call.method}",
            mandatory=True,
            reply_to=self.replies.routing_key,
            correlation_id=correlation_id,
            extra_headers=headers,
            expiration=seconds,
            delivery_mode=1,
            user_id=settings.broker_user,
        )


class Bus(DependencyProvider):
    """Calls to other services: ``self.bus.call(RenderLetter(...), command_id=...)`` answers the view."""

    client = BusClient()

    def get_dependency(self, worker_ctx: Any) -> BoundBus:
        return BoundBus(self.client, worker_ctx.data.get("invocation") or Invocation())


class BoundBus:
    """The bus for one piece of work: passes its request id, language and deadline on."""

    def __init__(self, bus: BusClient, running: Invocation) -> None:
        self._bus = bus
        self._running = running

    def call(self, request: Request, *, command_id: UUID | None = None, timeout: float | None = None) -> Any:
        """Ask another service. ``command_id`` is needed for commands: derive it, so that a repetition is the same."""
        return self._bus.call(request, self._running, command_id, timeout)


def _seconds(wanted: float, deadline: float | None) -> float:
    """Never longer than the caller still waits."""
    return wanted if deadline is None else max(0.05, min(wanted, deadline - time.time() - 0.1))


def _headers(running: Invocation, command_id: UUID | None, seconds: float) -> dict[str, Any]:
    headers: dict[str, Any] = {
        inv.LANGUAGE: running.language,
        inv.DEADLINE: int((time.time() + seconds) * 1000),
    }
    if running.request_id:
        headers[inv.REQUEST_ID] = running.request_id
    if command_id is not None:
        headers[inv.COMMAND_ID] = str(command_id)
    return headers
