"""Events as they arrive: ``@subscribe(FileMoved)`` on a method that takes the envelope.

Each handler has one quorum queue and takes its messages one after the other, several in one transaction where they
have piled up. A part that is away (database, store, broker, another service) pauses the handler until the part is back,
and no try is counted. Any other failure sends the message round by a queue of growing delay: 1 s, 10 s, 1 min, 10 min,
1 h, then to the dead letters, where an operator sees it (``python -m chassis.deadletters``).
"""

from __future__ import annotations

import contextlib
import functools
import random
import time
import traceback
from collections.abc import Callable
from typing import Any

import eventlet
from eventlet.queue import LightQueue
from kombu import Exchange, Queue
from nameko.amqp.publish import Publisher
from nameko.events import EventHandler
from nameko.exceptions import ContainerBeingKilled
from pydantic import ValidationError
from sqlalchemy import Connection

from chassis import invocation as inv
from chassis import log, metrics, together, topology
from chassis.consumer import QueueConsumer, declare
from chassis.database import Guard, InboxGuard
from chassis.errors import AlreadyDone, is_infrastructure, lost_a_race
from chassis.invocation import Invocation
from chassis.workers import run_in_worker
from contracts.base import Envelope
from contracts.base import Event as ContractEvent

logger = log.get_logger(__name__)

LADDER = tuple(topology.RETRY_DELAYS)
PAUSE_FIRST = 0.5
PAUSE_LONGEST = 5.0

Delivered = tuple[Any, Any]
"""The body of a message, and the message."""


class Subscription(EventHandler):
    """The entrypoint behind ``@subscribe``."""

    queue_consumer = QueueConsumer()

    def __init__(self, model: type[ContractEvent], alone: bool = False, **kwargs: Any) -> None:
        super().__init__(model.source_service, model.event_type, requeue_on_error=True, **kwargs)
        self.envelope = Envelope[model]  # type: ignore[valid-type]
        self.most = 1 if alone else together.MOST
        self.prefetch = None if alone else 2 * together.MOST
        self._waiting: LightQueue = LightQueue()
        self._worker: Any = None

    @property
    def handler(self) -> str:
        return f"{self.container.service_name}.{self.method_name}"

    def setup(self) -> None:
        settings = self.container.config["settings"]
        self.queue = Queue(
            topology.event_queue(self.source_service, self.event_type, self.container.service_name, self.method_name),
            # Set-up makes the exchanges; a service may bind to another's, not declare it.
            exchange=Exchange(topology.events_exchange(self.source_service), type="topic", durable=True, passive=True),
            routing_key=self.event_type,
            durable=True,
            queue_arguments={"x-queue-type": "quorum"},
        )
        declare(settings.broker_url, self.queue)
        self.queue_consumer.register_provider(self)
        self._worker = self.container.spawn_managed_thread(self._work, identifier=f"events:{self.handler}")

    def handle_message(self, body: Any, message: Any) -> None:
        self._waiting.put((body, message))

    def _work(self) -> None:
        while True:
            self._handle_waiting()

    def _handle_waiting(self) -> None:
        """Wait for a message; handle it with those that have come by then."""
        waiting = [self._waiting.get()]
        while len(waiting) < self.most and not self._waiting.empty():
            waiting.append(self._waiting.get())
        # Where the connection that a message came on is gone, the broker delivers it again.
        waiting = [item for item in waiting if item[1].channel.connection is not None]
        while len(waiting) > 1:
            waiting = self._handle_together(waiting)
        for body, message in waiting:
            self._handle(body, message)

    def _handle_together(self, waiting: list[Delivered]) -> list[Delivered]:
        """Handle as many as fit into one transaction. Answers those that were not reached."""
        events = {}
        for body, message in waiting:
            with contextlib.suppress(ValidationError):
                events[message] = self.envelope.model_validate(body)
        for item in waiting:
            if item[1] not in events:
                self._handle(*item)
        waiting = [item for item in waiting if item[1] in events]
        if len(waiting) < 2:
            return waiting
        for savepoints in (False, True):
            try:
                outcomes = self._in_one_transaction(events, savepoints=savepoints)
            except ContainerBeingKilled:
                return []
            except Exception as error:  # noqa: BLE001 - nothing took effect; apart each shows what is wrong with it
                logger.info("taken_apart", handler=self.handler, events=len(events), error=str(error).splitlines()[:1])
            else:
                self._settle(waiting[: len(outcomes)], outcomes)
                return waiting[len(outcomes) :]
        for item in waiting:
            self._handle(*item)
        return []

    def _in_one_transaction(self, events: dict[Any, Any], *, savepoints: bool) -> list[BaseException | None]:
        messages = {event.event_id: message for message, event in events.items()}

        def run(event: Any, part: together.Part, within: Connection) -> Any:
            return self._call(event, messages[event.event_id], part, within)

        engine = self.container.config["engine"]
        return together.handle(engine, self.handler, list(events.values()), run, savepoints=savepoints)

    def _settle(self, handled: list[Delivered], outcomes: list[BaseException | None]) -> None:
        if not any(outcomes):
            self.queue_consumer.ack_up_to(handled[-1][1])
            return
        for (body, message), error in zip(handled, outcomes, strict=True):
            if error is None:
                self.queue_consumer.ack_message(message)
            elif not self._pass_on(body, message, error):
                self._handle(body, message)

    def _handle(self, body: Any, message: Any) -> None:
        pause = PAUSE_FIRST
        while True:
            error = self._run(body, message)
            if error is None:
                self.queue_consumer.ack_message(message)
                return
            if isinstance(error, ContainerBeingKilled):
                return  # unacknowledged, so it comes again, and no try is counted
            if not is_infrastructure(error) and self._pass_on(body, message, error):
                return
            logger.warning("handler_paused", handler=self.handler, error=str(error).splitlines()[0], seconds=pause)
            metrics.events_paused.labels(self.handler).set(1)
            eventlet.sleep(pause * random.uniform(0.8, 1.2))  # noqa: S311 - jitter, not a secret
            metrics.events_paused.labels(self.handler).set(0)
            pause = min(pause * 2, PAUSE_LONGEST)
            if message.channel.connection is None:
                return

    def _run(self, body: Any, message: Any) -> Any:
        """One try, in a transaction of its own. Returns what went wrong, or nothing."""
        try:
            event = self.envelope.model_validate(body)
        except ValidationError as error:
            return error
        return self._call(event, message, InboxGuard(self.handler, event.event_id))

    def _call(self, event: Any, message: Any, guard: Guard, within: Connection | None = None) -> Any:
        running = Invocation(
            guard=guard,
            command_id=event.event_id,
            request_id=message.headers.get(inv.REQUEST_ID),
            within=within,
        )
        try:
            return run_in_worker(self, event, running)
        except ContainerBeingKilled as error:
            return error

    def _pass_on(self, body: Any, message: Any, error: BaseException) -> bool:
        """Send a failed message to wait, or to the dead letters. False where the broker does not take it."""
        attempt = int(message.headers.get(inv.ATTEMPT, 0)) + 1
        given_up = attempt > len(LADDER)
        headers = {
            **{key: value for key, value in message.headers.items() if key.startswith("patravali-")},
            inv.ATTEMPT: attempt,
            "patravali-queue": self.queue.name,
            "patravali-error": f"{type(error).__name__}: {error}"[:500],
            "patravali-failed-at": int(time.time()),
        }
        if given_up:
            headers["patravali-traceback"] = "".join(traceback.format_exception(error))[-4000:]
        user = self.container.config["settings"].broker_user
        exchange = topology.DEAD_LETTER_EXCHANGE if given_up else topology.retry_exchange(LADDER[attempt - 1])
        try:
            Publisher(self.container.config["settings"].broker_url, serializer="json").publish(
                body,
                exchange=exchange,
                routing_key=user if given_up else self.queue.name,
                mandatory=True,
                message_id=message.properties.get("message_id"),
                extra_headers=headers,
                user_id=user,
            )
        except Exception as problem:  # noqa: BLE001 - whatever the broker says, the message stays with us unacknowledged
            logger.error("passing_on_failed", handler=self.handler, error=str(problem))
            return False
        self.queue_consumer.ack_message(message)
        level = logger.error if given_up else logger.warning
        level("event_failed", handler=self.handler, attempt=attempt, given_up=given_up, exc_info=error)
        if given_up:
            metrics.dead_letters.labels(user, self.handler).inc()
        return True


Handler = Callable[[Any, Any], None]


def subscribe(model: type[ContractEvent], *, alone: bool = False) -> Callable[[Handler], Handler]:
    """Call the method with each event of this type, whenever it arrives; it takes effect once.

    ``alone``: each event has a transaction of its own also in a backlog. For handlers that do long work or ask others,
    which must not happen while the transaction of earlier events is open.
    """

    def decorate(method: Handler) -> Handler:
        @functools.wraps(method)
        def handle(service: Any, event: Any) -> BaseException | None:
            handler = f"{service.name}.{method.__name__}"
            log.bind(request_id=service.running.request_id, handler=handler, event_id=str(event.event_id))
            started = time.perf_counter()
            error = _attempt(method, service, event)
            outcome = "ok" if error is None else "failed"
            metrics.events.labels(service.name, handler, outcome).observe(time.perf_counter() - started)
            if error is None:
                logger.info("event_handled", type=event.type)
            return error

        return Subscription.decorator(model, alone=alone)(handle)  # type: ignore[no-any-return]

    return decorate


def _attempt(method: Handler, service: Any, event: Any) -> BaseException | None:
    for _ in range(3):
        try:
            method(service, event)
            return None
        except AlreadyDone:
            return None
        except Exception as error:  # noqa: BLE001 - it decides between retry, pause and dead letter
            if not (lost_a_race(error) or getattr(error, "connection_invalidated", False)):
                return error
            last = error
    return last
