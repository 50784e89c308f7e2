"""Sending on a real database: claimed once, retried with back-off, given up, and told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest

from services.notifications.channels.api import ChannelDown, Refused, TryLater
from services.notifications.channels.memory import MemoryChannel
from services.notifications.domain.message import Patience
from services.notifications.handlers import desks, sending
from services.notifications.storage import NotificationsUnitOfWork
from tests.notifications.builders import World, a_file_moved, an_event, person_id

PATIENCE = Patience(most_attempts=3, first_pause=15)


@dataclass
class Clock:
    """A time that a test moves."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.at

    def after(self, **length: float) -> None:
        self.at += timedelta(**length)


@dataclass
class Postman:
    """A sender of one channel, step by step."""

    world: World
    channel: MemoryChannel
    clock: Clock

    def new_uow(self, request_id: str | None) -> NotificationsUnitOfWork:
        return NotificationsUnitOfWork(self.world.engine, request_id=request_id, clock=self.clock)

    def claim(self) -> Any:
        """The one delivery that is due, or none."""
        claimed = self.claim_all()
        assert len(claimed) <= 1
        return claimed[0] if claimed else None

    def claim_all(self, most: int = 50) -> list[Any]:
        return sending.claim(self.channel.name, self.new_uow, PATIENCE, most)

    def record(self, outcomes: list[Any], untried: list[Any] | None = None) -> None:
        sending.record(outcomes, untried or [], self.new_uow, PATIENCE)

    def send(self) -> bool:
        """What is due, from claim to record. False where nothing is."""
        claimed = self.claim_all()
        self.record([sending.hand_over(self.channel, each) for each in claimed])
        return bool(claimed)

    @property
    def row(self) -> Any:
        return next(row for row in self.world.deliveries() if row.channel == self.channel.name)


@pytest.fixture
def postman(world: World, office) -> Postman:
    """With one delivery to send."""
    event = an_event(a_file_moved())
    desks.file_moved(event, world.uow(event), office)
    return Postman(world, MemoryChannel("email"), Clock())


def test_a_delivery_is_sent_once_and_told(postman):
    sent = [postman.send(), postman.send()]

    event = postman.world.published("message_delivered")[-1]
    assert sent == [True, False]
    assert [outgoing.to for outgoing in postman.channel.sent] == ["negi@ddn.example"]
    assert postman.row.state == "delivered"
    assert postman.row.reference == f"memory-{postman.row.id}"
    assert event["data"]["channel"] == "email"
    assert event["data"]["person_id"] == str(person_id("negi"))


def test_the_event_of_a_delivery_carries_the_request_that_began_it(postman):
    claimed = postman.claim()

    assert claimed.request_id == "req-1"


def test_what_was_put_off_comes_again_after_its_pause_and_not_before(postman):
    postman.channel.fail_with(TryLater("SMTP 451"))

    tried = [postman.send()]
    postman.clock.after(seconds=14)
    tried.append(postman.send())
    postman.clock.after(seconds=1)
    tried.append(postman.send())

    assert tried == [True, False, True]
    assert postman.row.state == "delivered"
    assert postman.row.attempts == 2


def test_what_fails_each_time_is_given_up_with_its_reason_and_told(postman):
    postman.channel.fail_with(*[ChannelDown("mail server: ConnectionRefusedError")] * 3)

    for _ in range(5):
        postman.send()
        postman.clock.after(hours=1)

    (event,) = postman.world.published("message_failed")
    assert (postman.row.state, postman.row.attempts) == ("failed", 3)
    assert postman.row.reason == "mail server: ConnectionRefusedError"
    assert event["data"]["reason"] == "mail server: ConnectionRefusedError"
    assert postman.channel.sent == []


def test_what_is_refused_is_not_tried_again(postman):
    postman.channel.fail_with(Refused("SMTP 550"))

    postman.send()
    postman.clock.after(hours=1)

    assert not postman.send()
    assert (postman.row.state, postman.row.reason) == ("failed", "SMTP 550")
    assert len(postman.world.published("message_failed")) == 1


def test_an_alert_of_yesterday_is_not_sent_any_more(postman):
    postman.clock.after(hours=25)

    sent = postman.send()

    assert not sent
    assert postman.row.state == "failed"
    assert postman.row.reason == "too old"
    assert len(postman.world.published("message_failed")) == 1


def test_a_sender_that_dies_before_recording_is_replaced_after_the_lease_by_the_same_message(postman):
    claimed = postman.claim()
    sending.hand_over(postman.channel, claimed)

    at_once = postman.send()
    postman.clock.after(seconds=91)
    later = postman.send()

    first, second = postman.channel.sent
    assert (at_once, later) == (False, True)
    assert first == second
    assert postman.row.state == "delivered"
    assert len(postman.world.published("message_delivered")) == 2  # in-app and email


def test_a_delivery_that_kills_each_sender_is_given_up_after_its_last_attempt(postman):
    for _ in range(3):
        postman.claim()
        postman.clock.after(seconds=91)

    assert not postman.send()
    assert (postman.row.state, postman.row.reason) == ("failed", "no outcome")
    assert len(postman.world.published("message_failed")) == 1


def test_a_slow_sender_does_not_undo_what_another_settled(postman):
    slow = sending.hand_over(postman.channel, postman.claim())
    postman.clock.after(seconds=91)
    postman.send()

    postman.record([slow])

    assert postman.row.state == "delivered"
    assert len(postman.world.published("message_delivered")) == 2


def test_what_waits_is_claimed_together_and_recorded_together_each_under_its_own_request(postman, office):
    for serial in (2, 3):
        event = an_event(a_file_moved(serial=serial))
        desks.file_moved(event, postman.world.uow(event, request_id=f"req-{serial}"), office)
    postman.clock.after(minutes=1)

    claimed = postman.claim_all()
    postman.record([sending.hand_over(postman.channel, each) for each in claimed])

    told = postman.world.outbox("message_delivered")[-3:]
    assert len(claimed) == 3
    assert [row.state for row in postman.world.deliveries() if row.channel == "email"] == ["delivered"] * 3
    assert {row.headers["patravali-request-id"] for row in told} == {"req-1", "req-2", "req-3"}


def test_what_was_claimed_and_not_tried_is_due_at_once_and_keeps_its_attempts(postman):
    claimed = postman.claim_all()

    postman.record([], claimed)

    assert (postman.row.state, postman.row.attempts) == ("pending", 0)
    assert postman.send()


def test_a_delivery_whose_first_attempt_had_no_outcome_is_claimed_alone(postman, office):
    postman.claim()
    for serial in (2, 3):
        event = an_event(a_file_moved(serial=serial))
        desks.file_moved(event, postman.world.uow(event), office)
    postman.clock.after(seconds=91)

    sizes = [len(postman.claim_all()), len(postman.claim_all())]

    assert sorted(sizes) == [1, 2]


def test_other_channels_are_left_to_their_own_senders(postman):
    postman.send()

    states = postman.world.states()
    assert states["email"] == "delivered"
    assert states["sms"] == "pending"


def test_many_senders_share_the_deliveries_and_send_none_twice(world, office):
    for serial in range(2, 42):
        event = an_event(a_file_moved(serial=serial))
        desks.file_moved(event, world.uow(event), office)
    channel, start = MemoryChannel("email"), Barrier(6)

    def work() -> None:
        postman = Postman(world, channel, Clock())
        start.wait()
        while postman.send():
            pass

    senders = [Thread(target=work) for _ in range(6)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    ids = [outgoing.delivery_id for outgoing in channel.sent]
    assert len(ids) == len(set(ids)) == 40
