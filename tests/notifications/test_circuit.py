"""When to try again."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from services.notifications.domain.circuit import Circuit, back_off
from services.notifications.domain.message import Delivery, Patience, masked

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def a_delivery(**changes) -> Delivery:
    return Delivery(id=uuid4(), channel="sms", state="pending", created_at=NOON, **changes)


def test_pauses_double_up_to_the_longest():
    pauses = [back_off(attempts, first=15, longest=100).total_seconds() for attempts in (1, 2, 3, 4, 5, 1000)]

    assert pauses == [15, 30, 60, 100, 100, 100]


def test_a_circuit_lets_pass_until_the_channel_failed_often_enough():
    circuit = Circuit(threshold=3, first_pause=5)

    circuit.failed(NOON)
    circuit.failed(NOON)

    assert circuit.lets_pass(NOON)


def test_an_open_circuit_lets_nothing_pass_for_its_pause_and_then_one():
    circuit = Circuit(threshold=3, first_pause=5)

    for _ in range(3):
        circuit.failed(NOON)

    assert not circuit.lets_pass(NOON + seconds(4))
    assert circuit.lets_pass(NOON + seconds(5))


def test_each_further_failure_doubles_the_pause():
    circuit = Circuit(threshold=1, first_pause=5, longest_pause=12)

    circuit.failed(NOON)
    circuit.failed(NOON)
    second = circuit.closed_until
    circuit.failed(NOON)

    assert second == NOON + seconds(10)
    assert circuit.closed_until == NOON + seconds(12)


def test_a_success_closes_the_circuit():
    circuit = Circuit(threshold=1)
    circuit.failed(NOON)

    circuit.succeeded()

    assert circuit.lets_pass(NOON)
    assert not circuit.is_open


def test_a_claimed_delivery_is_left_alone_for_the_lease():
    delivery = a_delivery()

    delivery.claim(NOON, Patience(lease=seconds(90)))

    assert delivery.attempts == 1
    assert delivery.next_attempt_at == NOON + seconds(90)


def test_a_delivery_that_was_put_off_waits_longer_each_time():
    delivery = a_delivery(attempts=3)

    delivery.put_off(NOON, "SMTP 451", Patience(first_pause=15))

    assert delivery.state == "pending"
    assert delivery.next_attempt_at == NOON + seconds(60)
    assert delivery.reason == "SMTP 451"


def test_a_delivery_is_given_up_after_its_last_attempt_with_the_reason():
    delivery = a_delivery(attempts=12)

    delivery.put_off(NOON, "SMTP 451", Patience(most_attempts=12))

    assert delivery.state == "failed"
    assert delivery.next_attempt_at is None
    assert delivery.reason == "SMTP 451"


def test_an_alert_is_too_old_after_a_day_and_not_before():
    delivery = a_delivery()

    assert not delivery.is_too_old(NOON + timedelta(hours=24), Patience())
    assert delivery.is_too_old(NOON + timedelta(hours=24, seconds=1), Patience())


def test_an_address_is_masked_so_that_it_can_be_recognised_only():
    assert masked("anita.rawat@dehradun.example") == "a…t@dehradun.example"
    assert masked("+919876543210") == "…3210"
    assert masked("") == ""
