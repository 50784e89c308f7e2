"""What any bus has to do: the real one, with a nameko service behind it, and the one for tests."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from contracts.errors import CallTimeout, Unavailable
from gateway.bus.errors import BusBusy, UnknownService
from gateway.bus.memory import MemoryBus, Received
from gateway.bus.rabbit import Rabbit
from tests.gateway.echo_contract import NAME, AskNobody, MildRefusal, Refuse, Say, SayQuickly, Vanish
from tests.throwaway import ROOT, ThrowAway, Vhost

pytestmark = pytest.mark.anyio

IN_FLIGHT = 4


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def broker(throw_away: ThrowAway) -> Iterator[Vhost]:
    """A vhost with the echo service in it. Plain nameko declares its exchange, so it may."""
    with throw_away.vhost() as vhost:
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        vhost.management.put(f"/api/permissions/{vhost.name}/{NAME}", everything)
        command = [sys.executable, "-W", "ignore", "-m", "tests.gateway.echo", vhost.url(NAME)]
        echo = subprocess.Popen(command, cwd=ROOT, env=os.environ.copy())
        try:
            yield vhost
        finally:
            echo.kill()
            echo.wait()


@pytest.fixture
async def rabbit(broker: Vhost) -> AsyncIterator[Rabbit]:
    bus = Rabbit(broker.url("gateway"), "gateway", calls_in_flight=IN_FLIGHT)
    await bus.start()
    await until(lambda: bus.connected)
    await until_answered(bus)
    yield bus
    await bus.stop()
    assert bus.waiting == 0


@pytest.fixture
def memory() -> MemoryBus:
    async def say(received: Received) -> dict[str, Any]:
        await asyncio.sleep(received.request.get("seconds", 0))
        return {"text": received.request["text"]}

    async def refuse(received: Received) -> dict[str, Any]:
        raise MildRefusal(why=received.request["text"])

    return MemoryBus({f"{NAME}.say": say, f"{NAME}.refuse": refuse}, calls_in_flight=IN_FLIGHT)


@pytest.fixture(params=["memory", "rabbit"])
def bus(request: pytest.FixtureRequest) -> MemoryBus | Rabbit:
    found: MemoryBus | Rabbit = request.getfixturevalue(request.param)
    return found


async def until(check: Any, seconds: float = 20.0) -> None:
    """Wait until ``check`` is true."""
    async with asyncio.timeout(seconds):
        while not check():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)


async def until_answered(bus: Rabbit, seconds: float = 30.0) -> None:
    """Wait until the echo service answers."""
    async with asyncio.timeout(seconds):
        while True:
            try:
                await bus.call(Say(text="there?"))
                return
            except (Unavailable, CallTimeout):
                await asyncio.sleep(0.1)


async def test_a_call_brings_its_answer(bus: MemoryBus | Rabbit) -> None:
    assert await bus.call(Say(text="प्रणाम")) == {"text": "प्रणाम"}


async def test_each_of_many_calls_at_once_gets_its_own_answer(bus: MemoryBus | Rabbit) -> None:
    answers = await asyncio.gather(*(bus.call(Say(text=str(number))) for number in range(40)))

    assert [answer["text"] for answer in answers] == [str(number) for number in range(40)]


async def test_a_refusal_comes_as_the_error_that_it_is(bus: MemoryBus | Rabbit) -> None:
    with pytest.raises(MildRefusal) as refused:
        await bus.call(Refuse(text="Sunday"))

    assert (refused.value.kind, refused.value.fields) == ("conflict", {"why": "Sunday"})


async def test_a_service_without_any_process_is_unknown_at_once(bus: MemoryBus | Rabbit) -> None:
    with pytest.raises(UnknownService) as refused:
        await bus.call(AskNobody())

    assert (refused.value.kind, refused.value.fields["part"]) == ("unavailable", "signatures")


async def test_it_is_known_who_takes_requests_and_when_somebody_answered(bus: MemoryBus | Rabbit) -> None:
    before = time.time()
    await bus.call(Say(text="there?"))

    assert await bus.processes(NAME) == 1
    assert await bus.processes("signatures") == 0
    assert before <= bus.answered_at[NAME] <= time.time()
    assert "signatures" not in bus.answered_at


async def test_a_method_that_a_service_does_not_have_yet_is_unavailable(bus: MemoryBus | Rabbit) -> None:
    with pytest.raises(Unavailable):
        await bus.call(Vanish())


async def test_a_call_without_an_answer_ends_at_its_deadline(bus: MemoryBus | Rabbit) -> None:
    with pytest.raises(CallTimeout):
        await bus.call(SayQuickly(text="late", seconds=1.5))

    assert await bus.call(Say(text="next")) == {"text": "next"}


async def test_more_calls_than_may_fly_wait_for_their_turn(bus: MemoryBus | Rabbit) -> None:
    slow = [asyncio.create_task(bus.call(Say(text="slow", seconds=1.2))) for _ in range(IN_FLIGHT)]
    await asyncio.sleep(0)

    with pytest.raises(BusBusy):
        await bus.call(SayQuickly(text="no room"))

    assert len(await asyncio.gather(*slow)) == IN_FLIGHT
    assert await bus.call(Say(text="room")) == {"text": "room"}


async def test_a_caller_who_goes_away_leaves_nothing_behind(rabbit: Rabbit) -> None:
    call = asyncio.create_task(rabbit.call(Say(text="never mind", seconds=0.5)))
    await until(lambda: rabbit.waiting == 1)

    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call

    assert rabbit.waiting == 0
    assert await rabbit.call(Say(text="next")) == {"text": "next"}
