"""Events as they arrive: ``@subscribe(FileMoved)`` on a method that takes the envelope.

Each handler has one quorum queue and takes its messages one after the other. A part that is away (database, store,
broker, another service) pauses the handler until the part is back, and no try is counted. Any other failure sends the
message round by a queue of growing delay: 1 s, 10 s, 1 min, 10 min, 1 h, then to the dead letters, where an operator
sees it (``python -m chassis.deadletters``).
"""

from __future__ import annotations

import functools
import random
import time
import traceback
from collections.abc import Callable
from typing import Any

import eventlet
from eventlet.event import Event as Signal
from eventlet.queue import LightQueue
from kombu import Exchange, Queue
from nameko.amqp.publish import Publisher
from nameko.events import EventHandler
from nameko.exceptions import ContainerBeingKilled
from pydantic import ValidationError

from chassis import invocation as inv
from chassis import log, metrics, topology
from chassis.consumer import QueueConsumer, declare
from chassis.database import InboxGuard
from chassis.errors import AlreadyDone, is_infrastructure, lost_a_race
from chassis.invocation import Invocation
from contracts.base import Envelope
from contracts.base import Event as ContractEvent

logger = log.get_logger(__name__)

LADDER = tuple(topology.RETRY_DELAYS)
PAUSE_FIRST = 0.5
PAUSE_LONGEST = 15.0


class Subscription(EventHandler):
    """The entrypoint behind ``@subscribe``."""

    queue_consumer = QueueConsumer()

    def __init__(self, model: type[ContractEvent], **kwargs: Any) -> None:
        super().__init__(model.source_service, model.event_type, requeue_on_error=True, **kwargs)
        self.envelope = Envelope[model]  # type: ignore[valid-type]
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
            body, message = self._waiting.get()
            if message.channel.connection is None:
                continue  # the connection it came on is gone; the broker delivers it again
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
        """One try. Returns what went wrong, or nothing."""
        try:
            event = self.envelope.model_validate(body)
        except ValidationError as error:
            return error
        running = Invocation(
            guard=InboxGuard(self.handler, event.event_id),
            command_id=event.event_id,
            request_id=message.headers.get(inv.REQUEST_ID),
        )
        outcome = Signal()

        def done(worker_ctx: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
            outcome.send(exc_info[1] if exc_info is not None else result)
            return result, None

        try:
            self.container.spawn_worker(self, (event,), {}, context_data={"invocation": running}, handle_result=done)
        except ContainerBeingKilled as error:
            return error
        return outcome.wait()

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


def subscribe(model: type[ContractEvent]) -> Callable[[Handler], Handler]:
    """Call the method with each event of this type, whenever it arrives; it takes effect once."""

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

        return Subscription.decorator(model)(handle)  # type: ignore[no-any-return]

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
