"""P9: from an outbox row to its effect, and a backlog against what a bare quorum queue gives."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import pika
import psycopg2
from sqlalchemy.engine import make_url

from tests.chassis.conftest import Sample, a_sample, eventually
from tests.load.platform import ROOT, Platform
from tests.throwaway import SharedServers, ThrowAway

A_SECOND, SECONDS = 100, 8
BACKLOG = 10_000
TURNS = 3
FLOOR_QUEUE = "evt-files-floor--notifications.floor"

ROW = """
INSERT INTO outbox (event_id, event_type, payload, headers, created_at)
SELECT id, 'act_recorded', jsonb_build_object('event_id', id, 'type', 'act_recorded', 'version', 1,
    'occurred_at', now(), 'recorded_at', now(), 'source', 'live', 'actor', null,
    'data', jsonb_build_object('act_id', id, 'text', 'load')), '{}', clock_timestamp()
FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, %s)) AS made
"""
WAITED = """
SELECT event_id, extract(epoch FROM received_at) FROM inbox WHERE handler = 'notifications.on_act_recorded'
"""

SPAN = """
SELECT extract(epoch FROM max(received_at) - min(received_at))
FROM (SELECT received_at FROM inbox ORDER BY received_at DESC LIMIT {}) AS newest
"""


def measure(platform: Platform) -> list[dict[str, Any]]:
    servers = SharedServers(ROOT / ".patravali" / "test")
    servers.join()
    try:
        throw_away = ThrowAway(servers.start())
        with tempfile.TemporaryDirectory() as folder, a_sample(throw_away, Path(folder)) as sample:
            subscriber = sample.start_ready("tests.chassis.sample", "notifications")
            relay = sample.start_ready("chassis.relay", "files")
            steady = _steady(sample)
            subscriber.stop()
            turns = [
                (_relayed(sample), _confirmed_rate(sample), _taken(sample), _bare_rate(sample)) for _ in range(TURNS)
            ]
            relayed, confirmed, taken, bare = (statistics.median(rates) for rates in zip(*turns, strict=True))
            relay.stop()
    finally:
        servers.leave()
    return [
        {
            "name": f"P9 outbox to effect, p95 at {A_SECOND} events/s",
            "value": round(steady, 1),
            "floor": "",
            "ratio": "",
            "budget": "≤ 200 ms",
            "unit": "ms",
        },
        {
            "name": f"P9 {BACKLOG} events from outbox to broker against a publisher awaiting each confirm",
            "value": round(relayed),
            "floor": round(confirmed),
            "ratio": round(relayed / confirmed, 2),
            "budget": "",
            "unit": "/s",
        },
        {
            "name": f"P9 backlog of {BACKLOG} events against a bare quorum consumer",
            "value": round(taken),
            "floor": round(bare),
            "ratio": round(taken / bare, 2),
            "budget": "≥ 0.5 ×",
            "unit": "/s",
        },
    ]


def _outbox(sample: Sample, number: int) -> None:
    address = make_url(sample.databases["files"].owner_url).set(drivername="postgresql")
    connection = psycopg2.connect(address.render_as_string(hide_password=False))
    with connection, connection.cursor() as cursor:
        cursor.execute(ROW, (number,))
    connection.close()


def _steady(sample: Sample) -> float:
    """p95 in milliseconds from the row's insertion to the handler's transaction."""
    for _ in range(SECONDS * 10):
        started = time.monotonic()
        _outbox(sample, A_SECOND // 10)
        time.sleep(max(0.0, 0.1 - (time.monotonic() - started)))
    total = SECONDS * A_SECOND
    eventually(lambda: _handled(sample) >= total, 60)
    made = dict(sample.rows("files", "SELECT event_id, extract(epoch FROM created_at) FROM outbox"))
    waited = [float(at) - float(made[event_id]) for event_id, at in sample.rows("notifications", WAITED)]
    return statistics.quantiles(waited, n=20)[-1] * 1000


def _relayed(sample: Sample) -> float:
    """Events a second that the relay moves from a full outbox to the broker, while nobody takes them."""
    _outbox(sample, BACKLOG)
    started = time.monotonic()
    eventually(lambda: not sample.rows("files", "SELECT 1 FROM outbox WHERE sent_at IS NULL LIMIT 1"), 300)
    return BACKLOG / (time.monotonic() - started)


def _taken(sample: Sample) -> float:
    """Events a second that the subscriber takes from a full queue, from its first transaction to its last."""
    before = _handled(sample)
    subscriber = sample.start("tests.chassis.sample", "notifications")
    while _handled(sample) < before + BACKLOG:
        time.sleep(0.5)  # each look costs the processors that are measured
    subscriber.stop()
    (seconds,) = sample.rows("notifications", SPAN.format(BACKLOG))[0]
    return BACKLOG / float(seconds)


def _handled(sample: Sample) -> int:
    return int(sample.rows("notifications", "SELECT count(*) FROM inbox")[0][0])


def _confirmed_rate(sample: Sample) -> float:
    """Messages a second that pika publishes to a quorum queue and waits for the confirm of each."""
    connection, channel = _floor_queue(sample)
    channel.confirm_delivery()
    started = time.monotonic()
    _fill(channel)
    rate = BACKLOG / (time.monotonic() - started)
    channel.queue_purge(FLOOR_QUEUE)
    connection.close()
    return rate


def _bare_rate(sample: Sample) -> float:
    """Messages a second that a pika consumer takes and acknowledges from a full quorum queue, one by one."""
    connection, channel = _floor_queue(sample)
    _fill(channel)
    channel.basic_qos(prefetch_count=10)
    started = time.monotonic()
    for taken, (method, _, _) in enumerate(channel.consume(FLOOR_QUEUE), start=1):
        channel.basic_ack(method.delivery_tag)
        if taken == BACKLOG:
            break
    rate = BACKLOG / (time.monotonic() - started)
    connection.close()
    return rate


def _floor_queue(sample: Sample) -> tuple[pika.BlockingConnection, Any]:
    connection = pika.BlockingConnection(pika.URLParameters(sample.vhost.url("notifications")))
    channel = connection.channel()
    channel.queue_declare(FLOOR_QUEUE, durable=True, arguments={"x-queue-type": "quorum"})
    channel.queue_bind(FLOOR_QUEUE, "notifications.events", "floor")
    return connection, channel


def _fill(channel: Any) -> None:
    body = json.dumps({"event_id": str(uuid.uuid4()), "data": {"text": "x" * 300}}).encode()
    for _ in range(BACKLOG):
        channel.basic_publish("notifications.events", "floor", body, pika.BasicProperties(delivery_mode=2))
