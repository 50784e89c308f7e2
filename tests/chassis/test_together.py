"""Events that have piled up: several in one transaction, each with its own fate."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text

from chassis.database import UnitOfWork
from chassis.events import Subscription, subscribe
from contracts.base import Event
from tests.chassis.conftest import make_tables
from tests.throwaway import ThrowAway


class ActSeen(Event, service="files"):
    act_id: uuid.UUID
    text: str


class Listener:
    """Notes each act. "fail" fails, "forget" does not commit, "cut" loses the database the first few times."""

    name = "notifications"
    cuts_left = 0

    def __init__(self, engine: Engine, running: Any) -> None:
        self.running = running
        self.uow = UnitOfWork(engine, guard=running.guard, within=running.within)

    @subscribe(ActSeen)
    def on_act_seen(self, event: Any) -> None:
        with self.uow as uow:
            seen = {"id": event.data.act_id, "text": event.data.text}
            uow.session.execute(text("INSERT INTO acts (id, text) VALUES (:id, :text)"), seen)
            if event.data.text == "cut" and Listener.cuts_left:
                Listener.cuts_left -= 1
                uow.session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
            if event.data.text == "fail":
                raise ValueError("cannot digest this")
            if event.data.text != "forget":
                uow.commit()


class Container:
    """Runs workers at once. ``transactions`` holds the transaction of each try, nothing where it was its own."""

    service_name = "notifications"

    def __init__(self, engine: Engine) -> None:
        self.config = {"engine": engine}
        self.transactions: list[Any] = []

    def spawn_worker(self, entrypoint: Any, args: Any, kwargs: Any, context_data: Any, handle_result: Any) -> None:
        running = context_data["invocation"]
        self.transactions.append(running.within)
        handle_result(None, Listener(self.config["engine"], running).on_act_seen(*args), None)


class Killed(BaseException):
    """The process ends here."""


class Acknowledgements:
    def __init__(self, dies: bool = False) -> None:
        self.dies = dies
        self.acknowledged: list[str] = []
        self.at_once = 0

    def ack_message(self, message: Any) -> None:
        self.acknowledged.append(message.text)

    def ack_up_to(self, message: Any) -> None:
        if self.dies:
            raise Killed
        self.at_once += 1


class Listening(Subscription):
    """A subscription without a broker: what it would send round is in ``passed_on``."""

    def __init__(self, engine: Engine, *, dies: bool = False, alone: bool = False) -> None:
        super().__init__(ActSeen, alone=alone)
        self.container = Container(engine)
        self.method_name = "on_act_seen"
        self.queue_consumer = Acknowledgements(dies)
        self.passed_on: list[str] = []

    def _pass_on(self, body: Any, message: Any, error: BaseException) -> bool:
        self.passed_on.append(f"{message.text}: {type(error).__name__}")
        return True


class Message:
    headers: dict[str, Any] = {}  # noqa: RUF012 - never changed
    channel = SimpleNamespace(connection=object())

    def __init__(self, said: str) -> None:
        self.text = said


@pytest.fixture(scope="module")
def engine(throw_away: ThrowAway) -> Iterator[Engine]:
    with throw_away.empty_database("notifications") as database:
        make_tables(database)
        engine = create_engine(database.url)
        yield engine
        engine.dispose()


@pytest.fixture(autouse=True)
def empty(engine: Engine) -> None:
    Listener.cuts_left = 0
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM acts"))
        connection.execute(text("DELETE FROM inbox"))


def a_body(said: str) -> dict[str, Any]:
    event_id = str(uuid.uuid4())
    times = dict.fromkeys(("occurred_at", "recorded_at"), "2026-11-22T06:00:00Z")
    head = {"event_id": event_id, "type": "act_seen", "version": 1, "source": "live", "actor": None}
    return {**head, **times, "data": {"act_id": event_id, "text": said}}


def deliver(listening: Listening, *bodies: dict[str, Any]) -> None:
    for body in bodies:
        listening.handle_message(body, Message(body.get("data", {}).get("text", "odd")))


def seen(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT text FROM acts ORDER BY text")).scalars())


def remembered(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM inbox")).scalar() or 0)


def test_events_that_have_piled_up_share_a_transaction_and_an_acknowledgement(engine: Engine) -> None:
    listening = Listening(engine)
    deliver(listening, a_body("a"), a_body("b"), a_body("c"))

    listening._handle_waiting()

    assert seen(engine) == ["a", "b", "c"]
    assert remembered(engine) == 3
    assert len(set(listening.container.transactions)) == 1
    assert listening.queue_consumer.at_once == 1


def test_an_event_that_comes_alone_has_a_transaction_of_its_own(engine: Engine) -> None:
    listening = Listening(engine)
    deliver(listening, a_body("a"))

    listening._handle_waiting()

    assert seen(engine) == ["a"]
    assert listening.container.transactions == [None]
    assert listening.queue_consumer.acknowledged == ["a"]


def test_a_handler_that_wants_its_events_alone_gets_them_alone(engine: Engine) -> None:
    listening = Listening(engine, alone=True)
    deliver(listening, a_body("a"), a_body("b"))

    listening._handle_waiting()

    assert listening.queue_consumer.acknowledged == ["a"]
    assert listening.container.transactions == [None]


def test_an_event_that_fails_goes_its_own_way_and_the_others_take_effect(engine: Engine) -> None:
    listening = Listening(engine)
    deliver(listening, a_body("a"), a_body("fail"), a_body("c"))

    listening._handle_waiting()

    assert seen(engine) == ["a", "c"]
    assert listening.passed_on == ["fail: ValueError"]
    assert listening.queue_consumer.acknowledged == ["a", "c"]
    assert remembered(engine) == 2  # the failed one may come again


def test_what_a_handler_did_not_commit_is_not_kept(engine: Engine) -> None:
    listening = Listening(engine)
    deliver(listening, a_body("a"), a_body("forget"), a_body("c"))

    listening._handle_waiting()

    assert seen(engine) == ["a", "c"]
    assert listening.passed_on == []


def test_what_is_no_event_of_ours_does_not_spoil_the_others(engine: Engine) -> None:
    listening = Listening(engine)
    deliver(listening, a_body("a"), {"odd": True}, a_body("c"))

    listening._handle_waiting()

    assert seen(engine) == ["a", "c"]
    assert listening.passed_on == ["odd: ValidationError"]


@pytest.mark.parametrize("cuts", [1, 2, 3])
def test_a_database_that_goes_away_in_the_middle_costs_no_try_and_no_event(engine: Engine, cuts: int) -> None:
    listening = Listening(engine)
    Listener.cuts_left = cuts
    deliver(listening, a_body("a"), a_body("cut"), a_body("z"))

    listening._handle_waiting()

    assert Listener.cuts_left == 0
    assert seen(engine) == ["a", "cut", "z"]
    assert listening.passed_on == []


def test_events_that_come_again_after_a_kill_between_commit_and_acknowledgement_take_no_second_effect(
    engine: Engine,
) -> None:
    bodies = [a_body("a"), a_body("b")]
    killed, started_again = Listening(engine, dies=True), Listening(engine)
    deliver(killed, *bodies)
    with pytest.raises(Killed):
        killed._handle_waiting()

    deliver(started_again, *bodies)
    started_again._handle_waiting()

    assert seen(engine) == ["a", "b"]
    assert started_again.container.transactions == []
    assert started_again.queue_consumer.at_once == 1


def test_the_same_event_twice_in_one_transaction_takes_effect_once(engine: Engine) -> None:
    listening, body = Listening(engine), a_body("a")
    deliver(listening, body, body, a_body("b"))

    listening._handle_waiting()

    assert seen(engine) == ["a", "b"]
    assert listening.queue_consumer.at_once == 1


def test_a_slow_transaction_begins_no_further_event(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    listening = Listening(engine)
    monkeypatch.setattr("chassis.together.LONGEST_SECONDS", 0.0)
    deliver(listening, a_body("a"), a_body("b"), a_body("c"))

    listening._handle_waiting()

    assert seen(engine) == ["a", "b", "c"]
    assert len(set(listening.container.transactions)) == 3
