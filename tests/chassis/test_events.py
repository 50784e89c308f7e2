"""Events from the outbox to their effect: the relay, the inbox, retries, dead letters, and parts that go away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator

import pika
import pytest

from tests.chassis.conftest import Sample, a_sample, eventually
from tests.throwaway import ROOT, ThrowAway

SAMPLE = "tests.chassis.sample"


@pytest.fixture(scope="module")
def shared_sample(throw_away: ThrowAway, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    with a_sample(throw_away, tmp_path_factory.mktemp("sample")) as own:
        own.start_ready(SAMPLE, "files", "notifications")
        own.start_ready("chassis.relay", "files")
        yield own


@pytest.fixture
def running(shared_sample: Sample) -> Sample:
    """Both sample services in one process, and the relay; tables empty."""
    for table in ("acts", "outbox", "inbox", "command_log"):
        for service in ("files", "notifications"):
            shared_sample.rows(service, f"DELETE FROM {table}")
    return shared_sample


def publish(sample: Sample, text: str, event_id: uuid.UUID, **headers: object) -> None:
    """What the relay sends, sent by hand, so that it can be sent twice."""
    publish_all(sample, [(text, event_id)], **headers)


def publish_all(sample: Sample, events: list[tuple[str, uuid.UUID]], **headers: object) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(sample.vhost.url("files")))
    channel = connection.channel()
    for text, event_id in events:
        body = {
            "event_id": str(event_id),
            "type": "act_recorded",
            "version": 1,
            "occurred_at": "2026-11-22T06:00:00Z",
            "recorded_at": "2026-11-22T06:00:00Z",
            "source": "live",
            "actor": None,
            "data": {"act_id": str(event_id), "text": text},
        }
        properties = pika.BasicProperties(
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=2,
            message_id=str(event_id),
            headers=headers,
            user_id="files",
        )
        channel.basic_publish("files.events", "act_recorded", json.dumps(body).encode(), properties)
    connection.close()


def heard(sample: Sample) -> list[str]:
    return [row.text for row in sample.rows("notifications", "SELECT text FROM acts ORDER BY text")]


def dead_letters(sample: Sample, *arguments: str) -> str:
    env = {
        **os.environ,
        "PATRAVALI_NOTIFICATIONS_BROKER_URL": sample.vhost.url("notifications"),
        "PATRAVALI_NOTIFICATIONS_DATABASE_URL": sample.databases["notifications"].url,
    }
    command = [sys.executable, "-m", "chassis.deadletters", "notifications", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False).stdout


def test_a_committed_act_is_heard_by_the_subscriber(running: Sample) -> None:
    running.call("files.record_act", {"text": "पत्र"}, command_id=uuid.uuid4())

    eventually(lambda: heard(running) == ["पत्र"])
    assert running.rows("files", "SELECT 1 FROM outbox WHERE sent_at IS NULL") == []


def test_the_request_id_reaches_the_handler_of_the_event(running: Sample) -> None:
    running.call("files.record_act", {"text": "traced"}, command_id=uuid.uuid4())
    eventually(lambda: heard(running))

    def handled() -> bool:
        lines = [json.loads(line) for line in running.processes[0].log.read_text().splitlines()]
        return any(line["event"] == "event_handled" and line.get("request_id") == "test-request" for line in lines)

    eventually(handled)
    assert "test-request" in running.processes[1].log.read_text()


def test_an_event_that_comes_twice_takes_effect_once(running: Sample) -> None:
    event_id = uuid.uuid4()

    publish(running, "first", event_id)
    publish(running, "first", event_id)
    publish(running, "second", uuid.uuid4())

    eventually(lambda: "second" in heard(running))
    assert heard(running) == ["first", "second"]


def test_the_token_never_reaches_an_event(running: Sample) -> None:
    running.call("files.record_act", {"text": "private"}, command_id=uuid.uuid4())

    eventually(lambda: heard(running))
    stored = str(running.rows("files", "SELECT payload, headers FROM outbox"))
    assert "patravali-token" not in stored
    assert "eyJ" not in stored


def test_a_failing_event_goes_round_and_does_not_hold_up_others(running: Sample) -> None:
    publish(running, "fail for a while", uuid.uuid4())
    publish(running, "healthy", uuid.uuid4())

    eventually(lambda: heard(running) == ["healthy"])

    def tried_twice() -> bool:
        return running.processes[0].log.read_text().count('"attempt": 2') >= 1

    eventually(tried_twice)


def test_an_event_that_fails_after_the_last_delay_is_dead_lettered_and_can_be_replayed(running: Sample) -> None:
    event_id = uuid.uuid4()

    publish(running, "fail for ever", event_id, **{"patravali-attempt": 5})

    eventually(lambda: str(event_id) in dead_letters(running, "list"))
    shown = dead_letters(running, "show", str(event_id))
    assert "ValueError: cannot digest this" in shown
    assert "fail for ever" in shown
    assert "1 event(s)" in dead_letters(running, "replay", str(event_id))
    assert str(event_id) not in dead_letters(running, "list")


def test_what_is_not_an_event_of_ours_is_not_lost_either(running: Sample) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(running.vhost.url("files")))
    strange = str(uuid.uuid4())
    properties = pika.BasicProperties(
        content_type="application/json", message_id=strange, headers={"patravali-attempt": 5}, user_id="files"
    )
    connection.channel().basic_publish("files.events", "act_recorded", b'{"odd": true}', properties)
    connection.close()

    eventually(lambda: strange in dead_letters(running, "list"))
    assert "1 event(s)" in dead_letters(running, "drop", strange)


def test_a_backlog_takes_effect_once_also_where_one_fails_and_the_process_is_killed(sample: Sample) -> None:
    sample.start_ready(SAMPLE, "notifications").stop()
    texts = [f"act {number:03}" for number in range(300)]
    publish_all(sample, [(text, uuid.uuid4()) for text in [*texts[:20], "fail once", *texts[20:]]])

    first = sample.start(SAMPLE, "notifications")
    eventually(lambda: heard(sample))
    first.kill()
    sample.start_ready(SAMPLE, "notifications")

    eventually(lambda: heard(sample) == texts, 60)
    assert len(sample.rows("notifications", "SELECT 1 FROM inbox")) == len(texts)
    # Several took effect in one transaction.
    assert len(sample.rows("notifications", "SELECT DISTINCT received_at FROM inbox")) < len(texts) / 2


def test_events_wait_in_the_outbox_while_there_is_no_relay(sample: Sample) -> None:
    sample.start_ready(SAMPLE, "files", "notifications")
    sample.call("files.record_act", {"text": "patient"}, command_id=uuid.uuid4())
    assert len(sample.rows("files", "SELECT 1 FROM outbox WHERE sent_at IS NULL")) == 1

    sample.start_ready("chassis.relay", "files")

    eventually(lambda: heard(sample) == ["patient"])


def test_what_is_past_its_time_is_swept_out_and_the_rest_kept(sample: Sample) -> None:
    for age in ("6 days", "8 days"):
        sample.rows(
            "files",
            "INSERT INTO outbox (event_id, event_type, payload, headers, created_at, sent_at) "
            f"VALUES (gen_random_uuid(), 'act_recorded', '{{}}', '{{}}', now(), now() - interval '{age}')",
        )
    for age in ("89 days", "91 days"):
        sample.rows(
            "files",
            "INSERT INTO command_log (actor, command_id, name, body_sha256, recorded_at) "
            f"VALUES ('p', gen_random_uuid(), 'RecordAct', '', now() - interval '{age}')",
        )
        sample.rows("files", f"INSERT INTO inbox VALUES ('h', gen_random_uuid(), now() - interval '{age}')")

    sample.start_ready("chassis.relay", "files")

    for table in ("outbox", "command_log", "inbox"):
        eventually(lambda table=table: len(sample.rows("files", f"SELECT 1 FROM {table}")) == 1)


def test_a_service_refuses_to_start_on_a_queue_of_another_type(sample: Sample) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(sample.vhost.url("files")))
    connection.channel().queue_declare("rpc-files", durable=True, arguments={"x-queue-type": "quorum"})
    connection.close()

    process = sample.start(SAMPLE, "files")

    assert process.popen.wait(30) == 78
    assert "rpc-files exists with other arguments" in process.log.read_text()
