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


def measure(platform: Platform) -> list[dict[str, Any]]:
    servers = SharedServers(ROOT / ".patravali" / "test")
    servers.join()
    try:
        throw_away = ThrowAway(servers.start())
        with tempfile.TemporaryDirectory() as folder, a_sample(throw_away, Path(folder)) as sample:
            sample.start_ready("tests.chassis.sample", "notifications")
            relay = sample.start_ready("chassis.relay", "files")
            steady = _steady(sample)
            relay.stop()
            backlog, floor = _backlog(sample), _bare_rate(sample)
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
            "name": f"P9 backlog of {BACKLOG} events against a bare quorum consumer",
            "value": round(backlog),
            "floor": round(floor),
            "ratio": round(backlog / floor, 2),
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


def _backlog(sample: Sample) -> float:
    """Events a second from the moment the relay starts on a full outbox until the last took effect."""
    before = _handled(sample)
    _outbox(sample, BACKLOG)
    started = time.monotonic()
    sample.start("chassis.relay", "files")
    eventually(lambda: _handled(sample) >= before + BACKLOG, 300)
    return BACKLOG / (time.monotonic() - started)


def _handled(sample: Sample) -> int:
    return int(sample.rows("notifications", "SELECT count(*) FROM inbox")[0][0])


def _bare_rate(sample: Sample) -> float:
    """Messages a second that a pika consumer takes and acknowledges from a quorum queue, one by one."""
    connection = pika.BlockingConnection(pika.URLParameters(sample.vhost.url("notifications")))
    channel = connection.channel()
    queue = "evt-files-floor--notifications.floor"
    channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})
    body = json.dumps({"event_id": str(uuid.uuid4()), "data": {"text": "x" * 300}}).encode()
    channel.queue_bind(queue, "notifications.events", "floor")
    for _ in range(BACKLOG):
        channel.basic_publish("notifications.events", "floor", body, pika.BasicProperties(delivery_mode=2))
    channel.basic_qos(prefetch_count=10)
    started = time.monotonic()
    for taken, (method, _, _) in enumerate(channel.consume(queue), start=1):
        channel.basic_ack(method.delivery_tag)
        if taken == BACKLOG:
            break
    rate = BACKLOG / (time.monotonic() - started)
    connection.close()
    return rate
