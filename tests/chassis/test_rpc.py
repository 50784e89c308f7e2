"""The wire of commands and queries, spoken to a service in a process of its own over a real broker."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pika.exceptions import ChannelClosedByBroker

from tests.chassis.conftest import Client, Sample, a_sample, a_token, eventually
from tests.throwaway import ThrowAway

SAMPLE = "tests.chassis.sample"


@pytest.fixture
def service(shared_sample: Sample) -> Sample:
    """One process for the tests of this module; each starts with empty tables."""
    for table in ("acts", "outbox", "command_log", "due"):
        shared_sample.rows("files", f"DELETE FROM {table}")
    return shared_sample


@pytest.fixture(scope="module")
def shared_sample(throw_away: ThrowAway, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    with a_sample(throw_away, tmp_path_factory.mktemp("sample")) as own:
        own.start_ready(SAMPLE, "files")
        yield own


def test_a_query_is_answered_by_the_service_itself(service: Sample) -> None:
    reply = service.call("files.echo_text", {"text": "पत्रावली"})

    assert reply["result"]["text"] == "पत्रावली"
    assert reply["answered_by"] == "files"


def test_a_repeated_command_has_one_effect_and_the_first_answer(service: Sample) -> None:
    command_id = uuid.uuid4()

    first = service.call("files.record_act", {"text": "one"}, command_id=command_id)
    again = service.call("files.record_act", {"text": "one"}, command_id=command_id)

    assert again["result"] == first["result"]
    assert len(service.rows("files", "SELECT * FROM acts")) == 1
    assert len(service.rows("files", "SELECT * FROM outbox")) == 1


def test_a_concurrent_duplicate_waits_and_gets_the_first_answer(service: Sample) -> None:
    command_id = uuid.uuid4()
    replies: list[dict[str, Any]] = []
    request = {"text": "slow", "seconds": 1.0}

    callers = [
        threading.Thread(
            target=lambda: replies.append(service.call("files.record_act", request, command_id=command_id))
        )
        for _ in range(5)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()

    assert [reply["error"] for reply in replies] == [None] * 5
    assert len({reply["result"]["id"] for reply in replies}) == 1
    assert len(service.rows("files", "SELECT * FROM acts")) == 1


def test_another_body_under_the_same_id_is_refused(service: Sample) -> None:
    command_id = uuid.uuid4()
    service.call("files.record_act", {"text": "one"}, command_id=command_id)

    refused = service.call("files.record_act", {"text": "two"}, command_id=command_id)

    assert refused["error"]["code"] == "command.body_mismatch"
    assert refused["error"]["kind"] == "mismatch"


def test_another_person_may_use_the_same_id(service: Sample) -> None:
    command_id = uuid.uuid4()
    service.call("files.refuse_act", {"text": "a"}, command_id=command_id)

    other = service.call("files.refuse_act", {"text": "b"}, command_id=command_id, token=a_token(person=uuid.uuid4()))

    assert other["error"]["code"] == "sample.too_busy"


def test_a_refusal_leaves_nothing_behind_and_is_not_stored(service: Sample) -> None:
    command_id = uuid.uuid4()

    refused = service.call("files.refuse_act", {"text": "no"}, command_id=command_id)

    assert refused["error"]["fields"] == {"text": "no"}
    assert service.rows("files", "SELECT * FROM acts") == []
    assert service.rows("files", "SELECT * FROM command_log") == []


def test_a_command_without_an_id_is_refused(service: Sample) -> None:
    refused = service.call("files.record_act", {"text": "one"})

    assert refused["error"]["kind"] == "invalid"
    assert service.rows("files", "SELECT * FROM acts") == []


def test_an_unknown_field_is_refused(service: Sample) -> None:
    refused = service.call("files.echo_text", {"text": "x", "surprise": 1})

    assert refused["error"]["kind"] == "invalid"
    assert refused["error"]["fields"]["field"] == "surprise"


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ({"lifetime": -60}, "auth.token_expired"),
        ({"key": Ed25519PrivateKey.generate()}, "auth.unauthenticated"),
        ({"iss": "somebody"}, "auth.unauthenticated"),
    ],
)
def test_a_token_that_does_not_verify_is_refused(service: Sample, token: dict[str, Any], code: str) -> None:
    refused = service.call("files.echo_text", {"text": "x"}, token=a_token(**token))

    assert refused["error"]["code"] == code


def test_what_is_no_token_at_all_is_refused(service: Sample) -> None:
    refused = service.call("files.echo_text", {"text": "x"}, token="nonsense")

    assert refused["error"]["code"] == "auth.unauthenticated"


def test_only_the_callers_of_a_method_may_call_it(service: Sample) -> None:
    refused = service.call("files.for_documents_only", {})

    assert refused["error"]["kind"] == "forbidden"


def test_the_broker_refuses_a_call_against_the_direction_of_the_graph(service: Sample) -> None:
    refused = service.call("files.count_elsewhere", {})

    assert refused["error"]["kind"] == "unavailable"
    assert refused["error"]["fields"] == {"part": "broker"}


def test_a_forged_sender_is_refused_by_the_broker(service: Sample) -> None:
    with pytest.raises(ChannelClosedByBroker), Client(service.vhost.url("notifications")) as client:
        client.call("files.for_documents_only", {}, user_id="documents")


def test_a_fault_tells_an_incident_and_not_its_text(service: Sample) -> None:
    reply = service.call("files.break_down", {})

    assert reply["error"]["code"] == "platform.internal"
    assert "secret" not in str(reply)
    assert reply["error"]["fields"]["incident"] in service.processes[0].log.read_text()


def test_a_request_that_cannot_be_answered_does_no_harm(service: Sample) -> None:
    with Client(service.vhost.url("gateway")) as client:
        client.send("files.echo_text", {"text": "x"}, {}, reply_to=None)
        client.send("files.echo_text", {"text": "x"}, {}, content_type=None)
        client.send("files.no_such_method", {"text": "x"}, {})

        unknown = client.reply()
        good = client.call("files.echo_text", {"text": "still here"})

    assert unknown["error"] is not None
    assert good["result"]["text"] == "still here"


def test_a_request_nobody_waits_for_any_more_is_not_run(service: Sample) -> None:
    passed = {"patravali-deadline-ms": int((time.time() - 1) * 1000), "patravali-token": a_token()}
    with Client(service.vhost.url("gateway")) as client:
        client.send("files.record_act", {"text": "late"}, {**passed, "patravali-command-id": str(uuid.uuid4())})

        good = client.call("files.echo_text", {"text": "next"})

    assert good["result"]["text"] == "next"
    assert service.rows("files", "SELECT * FROM acts") == []


def test_sigterm_lets_running_work_finish(sample: Sample) -> None:
    service = sample
    service.start_ready(SAMPLE, "files")
    with Client(service.vhost.url("gateway")) as client:
        headers = {"patravali-token": a_token(), "patravali-command-id": str(uuid.uuid4())}
        client.send("files.record_act", {"text": "last", "seconds": 3.0}, headers)
        eventually(lambda: service.is_writing("files"))

        status = service.processes[0].stop()

        assert client.reply()["result"]["text"] == "last"
    assert status == 0


def test_a_due_row_fires_once_and_survives_kill(sample: Sample) -> None:
    service = sample
    service.start_ready(SAMPLE, "files")
    command_id = uuid.uuid4()
    service.call("files.record_later", {"text": "later", "after_seconds": 2.0}, command_id=command_id)
    service.processes[0].kill()

    service.start_ready(SAMPLE, "files")
    service.start_ready(SAMPLE, "files")

    eventually(lambda: service.rows("files", "SELECT * FROM acts"))
    eventually(lambda: not service.rows("files", "SELECT * FROM due"))
    assert len(service.rows("files", "SELECT * FROM acts")) == 1
