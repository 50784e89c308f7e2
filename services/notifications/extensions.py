"""What notifications hangs into nameko beside its entrypoints: the office's wording, and the senders.

Each channel has senders of its own, so one that hangs or is dead stops no other.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any

import eventlet
from eventlet.event import Event as Signal
from nameko.extensions import DependencyProvider
from prometheus_client import Counter, Gauge

from chassis import log
from chassis.clock import system_clock
from chassis.errors import database_is_away
from services.notifications.channels.api import Channel, ChannelDown
from services.notifications.channels.configured import channels_of, means_of
from services.notifications.domain.circuit import Circuit
from services.notifications.handlers import sending
from services.notifications.handlers.telling import Office
from services.notifications.settings import NotificationsSettings
from services.notifications.storage import NotificationsUnitOfWork
from services.notifications.templates import load_catalogue

logger = log.get_logger(__name__)

attempts = Counter("patravali_delivery_attempts_total", "Deliveries handed to a channel.", ["channel", "outcome"])
circuit_open = Gauge("patravali_channel_down", "1 while a channel is left alone because it fails.", ["channel"])
DATABASE_PAUSE = 1.0
BATCH_LONGEST = timedelta(seconds=2)
"""After this no further attempt of a batch begins: what was done is recorded first."""


class OfficeProvider(DependencyProvider):
    """The wording and the channels of this office, read once at start."""

    office: Office

    def setup(self) -> None:
        settings: NotificationsSettings = self.container.config["settings"]
        self.office = Office(load_catalogue(), means_of(settings), settings.outsider_language)
        if self.office.means.sms is not None:
            for problem in self.office.catalogue.unregistered(self.office.means.sms):
                logger.warning("sms_not_registered", problem=problem)

    def get_dependency(self, worker_ctx: Any) -> Office:
        return self.office


class Senders(DependencyProvider):
    """Runs a sender for each channel that is set up."""

    def __init__(self) -> None:
        self._stopping = False
        self._ended: list[Signal] = []

    def start(self) -> None:
        for channel in channels_of(self.container.config["settings"]):
            ended = Signal()
            self._ended.append(ended)
            sender = Sender(channel, self.container.config, lambda: self._stopping)
            self.container.spawn_managed_thread(
                lambda sender=sender, ended=ended: _run_and_tell(sender, ended), identifier=f"sender:{channel.name}"
            )

    def stop(self) -> None:
        """Let each sender finish the attempt it is at and record it; otherwise that delivery would be sent again."""
        self._stopping = True
        for ended in self._ended:
            ended.wait()

    def get_dependency(self, worker_ctx: Any) -> None:
        """Nothing to inject: handlers leave rows, senders find them."""


def _run_and_tell(sender: Sender, ended: Signal) -> None:
    try:
        sender.run()
    finally:
        ended.send(None)


class Sender:
    """Sends the deliveries of one channel, a batch at a time, while the channel lets it."""

    def __init__(self, channel: Channel, config: dict[str, Any], is_stopping: Any) -> None:
        self._channel = channel
        self._engine = config["engine"]
        self._settings: NotificationsSettings = config["settings"]
        self._is_stopping = is_stopping
        self._circuit = Circuit(
            threshold=self._settings.circuit_threshold,
            first_pause=self._settings.circuit_first_pause,
            longest_pause=self._settings.circuit_longest_pause,
        )

    def run(self) -> None:
        while not self._is_stopping():
            try:
                busy = self._circuit.lets_pass(system_clock()) and self._send_batch()
            except Exception as error:  # the run loop: a fault with one delivery must not end the sending
                if not database_is_away(error):
                    logger.error("sending_failed", channel=self._channel.name, exc_info=error)
                busy = False
            if not busy:
                eventlet.sleep(self._settings.poll_interval)

    def _send_batch(self) -> bool:
        """Claim what is due, send it over one connection, record it. False where nothing was due."""
        patience, longest = self._settings.patience, timedelta(seconds=self._settings.send_deadline)
        until = system_clock() + min(BATCH_LONGEST, patience.lease - longest)
        # A channel in doubt is asked with one delivery.
        most = 1 if self._circuit.failures else sending.MOST_AT_ONCE
        claimed = sending.claim(self._channel.name, self._new_uow, patience, most)
        if not claimed:
            return False
        outcomes: list[sending.Outcome] = []
        begun = 0
        line = ExitStack()
        line.enter_context(self._channel.kept_open())
        try:
            while begun < len(claimed) and (not begun or self._goes_on(until)):
                begun += 1
                outcomes.append(self._hand_over(claimed[begun - 1]))
                self._judge_channel(outcomes[-1])
        finally:
            # One that tripped the sender is in neither list: it keeps its lease, and its attempt counts.
            self._record(outcomes, claimed[begun:])
            with eventlet.Timeout(self._settings.send_deadline, False):
                line.close()
        return True

    def _goes_on(self, until: datetime) -> bool:
        """Whether a batch may begin a further attempt; each has to end within its lease."""
        return system_clock() < until and not self._circuit.failures and not self._is_stopping()

    def _hand_over(self, claimed: sending.Claimed) -> sending.Outcome:
        """With a limit on the whole attempt: a server that answers a byte now and then passes every other time-out."""
        try:
            with eventlet.Timeout(self._settings.send_deadline):
                return sending.hand_over(self._channel, claimed)
        except eventlet.Timeout:
            error = ChannelDown("not finished in time")
            return sending.Outcome(claimed.outgoing.delivery_id, claimed.request_id, error=error)

    def _judge_channel(self, outcome: sending.Outcome) -> None:
        name = self._channel.name
        attempts.labels(name, type(outcome.error).__name__ if outcome.error else "taken").inc()
        if outcome.channel_is_down:
            self._circuit.failed(system_clock())
            if self._circuit.is_open:
                logger.warning("channel_down", channel=name, until=str(self._circuit.closed_until))
        else:
            self._circuit.succeeded()
        circuit_open.labels(name).set(1 if self._circuit.is_open else 0)

    def _record(self, outcomes: list[sending.Outcome], untried: list[sending.Claimed]) -> None:
        """All in one transaction; where that fails each alone, so that a fault with one is not a fault with all."""
        try:
            self._record_together(outcomes, untried)
        except Exception as error:  # what fails alone as well ends in the run loop
            if database_is_away(error) or len(outcomes) + len(untried) == 1:
                raise
            logger.error("recording_failed", channel=self._channel.name, exc_info=error)
            for claimed in untried:
                self._record_together([], [claimed])
            for outcome in outcomes:
                self._record_alone(outcome)

    def _record_alone(self, outcome: sending.Outcome) -> None:
        try:
            self._record_together([outcome], [])
        except Exception as error:  # it is sent again when its lease ends
            logger.error("recording_failed", channel=self._channel.name, exc_info=error)

    def _record_together(self, outcomes: list[sending.Outcome], untried: list[sending.Claimed]) -> None:
        """The channel has answered, so the answer is kept through a database that is away, as long as the lease."""
        until = system_clock() + self._settings.patience.lease
        while True:
            try:
                sending.record(outcomes, untried, self._new_uow, self._settings.patience)
                return
            except Exception as error:  # anything but an absent database is a fault and ends the attempt
                if not database_is_away(error) or system_clock() > until:
                    raise
            eventlet.sleep(DATABASE_PAUSE)

    def _new_uow(self, request_id: str | None) -> NotificationsUnitOfWork:
        return NotificationsUnitOfWork(self._engine, settings=self._settings, request_id=request_id)
