"""The bus on RabbitMQ: one task owns the connection and makes it anew when it breaks.

The reply queue outlives a connection by a minute, so a reply that comes while we reconnect still reaches its caller.
Only calls whose request the broker had not confirmed fail with the connection; all others wait for their deadline.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from uuid import UUID, uuid4

import structlog
from pika.spec import Basic, BasicProperties
from uuid_utils.compat import uuid7

from contracts.base import Language, Request
from contracts.errors import CallTimeout, PatravaliError
from gateway.bus import wire
from gateway.bus.api import Answer, OnEvent
from gateway.bus.errors import BadReply, BusBusy, BusUnavailable, UnknownService
from gateway.bus.presence import Presence
from gateway.bus.session import Session, Subscription

log = structlog.get_logger("gateway.bus")

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 1.0
OPEN_DEADLINE = 15.0


class Pending:
    """A call that waits for its reply."""

    __slots__ = ("reply", "service", "tag")

    def __init__(self, service: str, reply: asyncio.Future[Answer]) -> None:
        self.service = service
        self.reply = reply
        self.tag: int | None = None
        """Delivery tag while the broker has not confirmed the request."""

    def fail(self, error: Exception) -> None:
        if not self.reply.done():
            self.reply.set_exception(error)


class Rabbit:
    """Calls and events over one connection. ``start`` returns at once; ``connected`` tells when calls can be made."""

    def __init__(self, url: str, user: str, *, calls_in_flight: int = 256, patience: float = 1.0) -> None:
        self._url = url
        self._user = user
        self._patience = patience
        self._slots = asyncio.Semaphore(calls_in_flight)
        self._reply_key = str(uuid4())
        self._calls: dict[str, Pending] = {}
        self._unconfirmed: dict[int, str] = {}
        self._subscriptions: list[Subscription] = []
        self._session: Session | None = None
        self._ready = asyncio.Event()
        self._owner: asyncio.Task[None] | None = None
        self._presence = Presence(self._consumers)
        self.refused_replies = 0
        """Replies dropped because their sender was not the service that was asked."""
        self.answered_at: dict[str, float] = {}
        """See ``api.Bus``."""

    @property
    def connected(self) -> bool:
        return self._session is not None

    @property
    def waiting(self) -> int:
        """Calls without an answer so far."""
        return len(self._calls)

    @property
    def reply_queue(self) -> str:
        return f"rpc.reply-{self._user}-{self._reply_key}"

    def subscribe(self, exchange: str, routing_key: str, on_event: OnEvent, on_gap: Callable[[], None]) -> None:
        """Call before ``start``."""
        self._subscriptions.append(Subscription(exchange, routing_key, on_event, on_gap))

    async def start(self) -> None:
        self._owner = asyncio.create_task(self._own_connection(), name="bus")

    async def stop(self) -> None:
        """Close the connection; calls that wait fail."""
        if self._owner is not None:
            self._owner.cancel()
            await asyncio.gather(self._owner, return_exceptions=True)
        for pending in list(self._calls.values()):
            pending.fail(BusUnavailable("The gateway is stopping.", part="gateway"))

    async def call(
        self,
        request: Request,
        *,
        token: str | None = None,
        command_id: UUID | None = None,
        request_id: str | None = None,
        language: Language = "hi",
    ) -> Answer:
        """See ``api.Bus``."""
        spec = request.call
        if await self._presence.is_known_away(spec.service):
            raise UnknownService(part=spec.service)
        deadline = time.monotonic() + spec.timeout
        pending = Pending(spec.service, asyncio.get_running_loop().create_future())
        correlation_id = str(uuid7())
        has_slot = False
        try:
            async with asyncio.timeout(spec.timeout), self._slots:
                has_slot = True
                session = await self._connected_session()
                outgoing = wire.encode(
                    request,
                    timeout=deadline - time.monotonic(),
                    now=time.time(),
                    token=token,
                    command_id=command_id,
                    request_id=request_id,
                    language=language,
                )
                self._calls[correlation_id] = pending
                self._publish(session, outgoing, correlation_id, pending)
                return await pending.reply
        except TimeoutError:
            if not has_slot:
                raise BusBusy from None
            # Nobody took it from the queue, or whoever took it has died: in both cases sending it again is right.
            away = await self._presence.is_away(spec.service)
            raise (UnknownService if away else CallTimeout)(part=spec.service) from None
        finally:
            self._calls.pop(correlation_id, None)
            if pending.tag is not None:
                self._unconfirmed.pop(pending.tag, None)

    async def processes(self, service: str) -> int:
        """See ``api.Bus``."""
        return await self._consumers(f"rpc-{service}")

    async def _connected_session(self) -> Session:
        if self._session is None:
            try:
                await asyncio.wait_for(self._ready.wait(), self._patience)
            except TimeoutError:
                raise BusUnavailable(part="broker") from None
        if self._session is None:
            raise BusUnavailable(part="broker")
        return self._session

    async def _consumers(self, queue: str) -> int:
        return await (await self._connected_session()).consumers(queue)

    def _publish(self, session: Session, outgoing: wire.Outgoing, correlation_id: str, pending: Pending) -> None:
        properties = BasicProperties(
            content_type=wire.CONTENT_TYPE,
            content_encoding=wire.CONTENT_ENCODING,
            delivery_mode=wire.PERSISTENT,
            priority=0,
            reply_to=self._reply_key,
            correlation_id=correlation_id,
            expiration=outgoing.expiration,
            user_id=self._user,
            headers=outgoing.headers,
        )
        try:
            pending.tag = session.publish(wire.EXCHANGE, outgoing.routing_key, outgoing.body, properties)
        except Exception as error:  # noqa: BLE001 - pika raises many kinds for a channel that is closing
            log.warning("bus.publish_failed", error=repr(error))
            session.lose(error)
            raise BusUnavailable(part="broker") from None
        self._unconfirmed[pending.tag] = correlation_id

    async def _own_connection(self) -> None:
        """Connect, serve until the connection is lost, wait a little, again."""
        pause = FIRST_PAUSE
        while True:
            session = Session(self._url, self)
            try:
                async with asyncio.timeout(OPEN_DEADLINE):
                    await session.open(self.reply_queue, self._reply_key, self._subscriptions)
                log.info("bus.connected")
                self._session, pause = session, FIRST_PAUSE
                self._ready.set()
                lost = await session.lost
                log.warning("bus.lost", error=repr(lost))
            except Exception as error:  # noqa: BLE001 - whatever it was, the answer is to connect again
                log.warning("bus.connect_failed", error=repr(error))
            finally:
                self._session = None
                self._ready.clear()
                self._fail_unconfirmed()
                await session.close()
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - jitter, not a secret
            pause = min(pause * 2, LONGEST_PAUSE)

    def _fail_unconfirmed(self) -> None:
        """Tags start at 1 again on the next channel, so none may be left."""
        for correlation_id in self._unconfirmed.values():
            pending = self._calls.get(correlation_id)
            if pending is not None:
                pending.tag = None
                pending.fail(BusUnavailable(part="broker"))
        self._unconfirmed.clear()

    def on_confirm(self, tag: int, multiple: bool, accepted: bool) -> None:
        """The broker took the request (or refused it: its queue is full)."""
        tags = [known for known in self._unconfirmed if known <= tag] if multiple else [tag]
        for each in tags:
            correlation_id = self._unconfirmed.pop(each, None)
            pending = self._calls.get(correlation_id) if correlation_id else None
            if pending is None:
                continue
            pending.tag = None
            if not accepted:
                pending.fail(BusUnavailable("The queue of the service is full.", part=pending.service))

    def on_return(self, properties: BasicProperties) -> None:
        """No queue takes requests for this service."""
        pending = self._calls.get(properties.correlation_id or "")
        if pending is not None:
            pending.fail(UnknownService(part=pending.service))

    def on_reply(self, _method: Basic.Deliver, properties: BasicProperties, body: bytes) -> None:
        """A reply, if it is one to a call that waits and its sender is the service that was asked."""
        pending = self._calls.get(properties.correlation_id or "")
        if pending is None:
            log.debug("bus.late_reply", correlation_id=properties.correlation_id)
            return
        if properties.user_id != pending.service:
            self.refused_replies += 1
            log.error("bus.forged_reply", expected=pending.service, sender=properties.user_id)
            return
        self.answered_at[pending.service] = time.time()
        try:
            answer = wire.decode(body, pending.service)
        except BadReply as error:
            self.refused_replies += 1
            log.error("bus.bad_reply", service=pending.service, error=str(error))
        except PatravaliError as refusal:
            pending.fail(refusal)
        else:
            if not pending.reply.done():
                pending.reply.set_result(answer)
