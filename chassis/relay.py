"""The relay: publishes what the outboxes hold. ``python -m chassis.relay files identity``.

No eventlet here. For each service a thread with that service's own database role and broker user takes unsent rows in
order, publishes each with a confirm, marks them sent and commits. A crash between publish and commit sends a message
again with the same ``message_id``; subscribers' inboxes make that harmless. LISTEN wakes it, a poll is the fallback.
Once an hour it sweeps out what is past its time.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import threading
import time
from typing import Any

import pika
import psycopg2
import psycopg2.extensions
from pika.exceptions import AMQPError, UnroutableError
from pydantic import Field

from chassis import health, log, metrics, topology
from chassis.settings import Settings, user_of

logger = log.get_logger(__name__)

BATCH = 200
POLL_SECONDS = 1.0
CLEAN_EVERY = 3600.0
BACK_OFF_LONGEST = 1.0

UNSENT = """
SELECT id, event_id, event_type, payload::text, headers FROM outbox
WHERE sent_at IS NULL ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
"""
MARK = "UPDATE outbox SET sent_at = now() WHERE id = ANY(%s)"
BACKLOG = """
SELECT count(*), coalesce(extract(epoch FROM now() - min(created_at)), 0) FROM outbox WHERE sent_at IS NULL
"""
# Sent events are kept a week; what tells a repetition (command ids, inbox) is kept 90 days.
CLEAN = (
    "DELETE FROM outbox WHERE sent_at < now() - make_interval(days => 7)",
    "DELETE FROM command_log WHERE recorded_at < now() - make_interval(days => 90)",
    "DELETE FROM inbox WHERE received_at < now() - make_interval(days => 90)",
)


class RelaySettings(Settings):
    """Read with the prefix of each service that the relay serves."""

    broker_url: str
    database_url: str


class ProcessSettings(Settings, env_prefix="PATRAVALI_RELAY_"):
    health_port: int = Field(default=0, ge=0, le=65535)
    health_host: str = "127.0.0.1"
    stop_deadline: float = 10.0


class Relay(threading.Thread):
    """Empties one service's outbox, for ever."""

    def __init__(self, service: str, settings: RelaySettings, stop: threading.Event) -> None:
        super().__init__(name=f"relay-{service}", daemon=True)
        self.service = service
        self.settings = settings
        self.stop = stop
        self.connected = False
        self._broker_user = user_of(settings.broker_url)
        self._broker: Any = None
        self._channel: Any = None
        self._database: Any = None
        self._cleaned_at = 0.0

    def problem(self) -> str | None:
        """For the readiness check."""
        return None if self.connected else "not connected"

    def run(self) -> None:
        wait = 0.2
        while not self.stop.is_set():
            try:
                self._connect()
                wait = 0.2
                self._relay()
            except (AMQPError, OSError, psycopg2.Error) as error:
                self.connected = False
                logger.warning("relay_interrupted", service=self.service, error=repr(error)[:300])
            finally:
                self._disconnect()
            self.stop.wait(wait * random.uniform(0.8, 1.2))  # noqa: S311 - jitter, not a secret
            wait = min(wait * 2, BACK_OFF_LONGEST)

    def _connect(self) -> None:
        parameters = pika.URLParameters(self.settings.broker_url)
        parameters.blocked_connection_timeout = 10
        self._broker = pika.BlockingConnection(parameters)
        self._channel = self._broker.channel()
        self._channel.confirm_delivery()
        # The driver's own form of the address, which names no driver.
        url = "postgresql://" + self.settings.database_url.partition("://")[2]
        self._database = psycopg2.connect(url, connect_timeout=5)
        with self._database.cursor() as cursor:
            cursor.execute("SET statement_timeout = '30s'")
            cursor.execute("LISTEN outbox")
        self._database.commit()
        self.connected = True

    def _disconnect(self) -> None:
        self.connected = False
        for connection in (self._broker, self._database):
            try:
                if connection is not None:
                    connection.close()
            except (AMQPError, OSError, psycopg2.Error):
                logger.debug("closing_failed", service=self.service)
        self._broker = self._channel = self._database = None

    def _relay(self) -> None:
        while not self.stop.is_set():
            if self._send_batch() < BATCH:
                self._measure()
                self._clean()
                self._sleep_until_woken()

    def _send_batch(self) -> int:
        """Publish up to a batch, each confirmed, then mark them. Returns how many there were."""
        with self._database.cursor() as cursor:
            cursor.execute(UNSENT, (BATCH,))
            rows = cursor.fetchall()
            for row in rows:
                self._publish(*row)
            if rows:
                cursor.execute(MARK, ([row[0] for row in rows],))
        self._database.commit()
        metrics.relay_sent.labels(self.service).inc(len(rows))
        return len(rows)

    def _publish(self, _id: int, event_id: str, event_type: str, payload: str, headers: dict[str, Any]) -> None:
        properties = pika.BasicProperties(
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=2,
            message_id=str(event_id),
            headers=headers,
            user_id=self._broker_user,
        )
        try:
            self._channel.basic_publish(
                topology.events_exchange(self.service), event_type, payload.encode(), properties, mandatory=True
            )
        except UnroutableError:
            # Nobody subscribes to it, which is legal.
            logger.debug("event_without_subscriber", service=self.service, type=event_type)
        request_id = (headers or {}).get("patravali-request-id")
        logger.info("event_published", service=self.service, type=event_type, request_id=request_id)

    def _measure(self) -> None:
        with self._database.cursor() as cursor:
            cursor.execute(BACKLOG)
            count, age = cursor.fetchone()
        self._database.commit()
        metrics.relay_backlog.labels(self.service).set(count)
        metrics.relay_backlog_age.labels(self.service).set(age)

    def _clean(self) -> None:
        if time.monotonic() - self._cleaned_at < CLEAN_EVERY and self._cleaned_at:
            return
        self._cleaned_at = time.monotonic()
        with self._database.cursor() as cursor:
            for statement in CLEAN:
                cursor.execute(statement)
        self._database.commit()

    def _sleep_until_woken(self) -> None:
        self._database.poll()
        if not self._database.notifies:
            select.select([self._database], [], [], POLL_SECONDS)
            self._database.poll()
        self._database.notifies.clear()
        self._broker.process_data_events(time_limit=0)


def settings_of(service: str) -> RelaySettings:
    """The relay's settings are those of the service that it serves."""
    return RelaySettings(_env_prefix=f"PATRAVALI_{service.upper()}_")


def main() -> None:
    log.configure("relay")
    process = ProcessSettings()
    stop = threading.Event()
    relays = [Relay(service, settings_of(service), stop) for service in sys.argv[1:]]
    checks = health.Health()
    for relay in relays:
        checks.add(f"relay.{relay.service}", relay.problem)
        relay.start()
    health.serve(checks, process.health_port, process.health_host)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    stop.wait()
    for relay in relays:
        relay.join(process.stop_deadline)
    os._exit(0)


if __name__ == "__main__":
    main()
