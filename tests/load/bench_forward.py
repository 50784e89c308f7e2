"""P1, P2, P3, P4: a forward through the whole platform and an echo through our entrypoint, beside their floors."""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from clients.api import Patravali
from contracts.files import CreateFile, ForwardFile
from contracts.identity import SearchDirectory
from tests.chassis.conftest import Sample, a_sample, a_token
from tests.load.floors import BareForward, an_echo
from tests.load.platform import ROOT, Platform
from tests.load.wire import Requester
from tests.throwaway import SharedServers, ThrowAway

ROUNDS = 5
ONE_BY_ONE = 150
MANY = 1500
CLIENTS = 8
DESKS = ("DH1(LRA)", "SO(LRA)")


class Bouncer:
    """Sends a file of its own to and fro between two desks."""

    def __init__(self, platform: Platform, posts: dict[str, uuid.UUID]) -> None:
        self._apis = []
        for desk in DESKS:
            api = Patravali(platform.address)
            api.sign_in(*platform.logins()[desk])
            self._apis.append(api)
        self._posts = [posts[desk] for desk in DESKS]
        number = f"LOAD/{uuid.uuid4()}"
        self._file = self._apis[0].create_file(CreateFile(subject="भार परीक्षण", free_number=number)).id
        self._at = 0

    def forward(self) -> None:
        """One forward, to the other desk."""
        other = 1 - self._at
        self._apis[self._at].forward_file(ForwardFile(file_id=self._file, to_post=self._posts[other]))
        self._at = other

    def milliseconds(self, number: int) -> list[float]:
        times = []
        for _ in range(number):
            started = time.perf_counter()
            self.forward()
            times.append((time.perf_counter() - started) * 1000)
        return times


def posts_of(platform: Platform) -> dict[str, uuid.UUID]:
    with Patravali(platform.address) as api:
        api.sign_in(*platform.logins()[DESKS[0]])
        found = {desk: api.search_directory(SearchDirectory(text=desk)).items for desk in DESKS}
    return {
        desk: next(item.post.id for item in items if item.post.abbreviation_en == desk) for desk, items in found.items()
    }


@contextlib.contextmanager
def the_floors() -> Iterator[tuple[Requester, Requester, Requester, BareForward]]:
    """nameko's echo, ours, pika's, and the bare transaction, all on the same throw-away servers."""
    servers = SharedServers(ROOT / ".patravali" / "test")
    servers.join()
    with contextlib.ExitStack() as stack:
        stack.callback(servers.leave)
        throw_away = ThrowAway(servers.start())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sample = stack.enter_context(a_sample(throw_away, folder))
        sample.start_ready("tests.chassis.sample", "files")
        management = _administrator(sample)
        stack.enter_context(an_echo("nameko", management))
        stack.enter_context(an_echo("pika", management))
        gateway = sample.vhost.url("gateway")
        request = {"text": "पत्रावली"}
        by_nameko = stack.enter_context(Requester(management, "floor.echo", request, {}))
        headers = {"patravali-token": a_token()}
        by_us = stack.enter_context(Requester(gateway, "files.echo_text", request, headers))
        by_pika = stack.enter_context(Requester(management, "pikafloor.echo", request, {}))
        with throw_away.empty_database("files") as database:
            bare = BareForward(database.owner_url)
            bare.prepare()
            try:
                yield by_nameko, by_us, by_pika, bare
            finally:
                bare.close()


def _administrator(sample: Sample) -> str:
    """nameko by itself declares the exchange, which no service may: its floor runs with full rights."""
    admin = urlsplit(sample.vhost.backends.broker_admin_url)
    broker = urlsplit(sample.vhost.url("gateway"))
    return f"amqp://{admin.username}:{admin.password}@{broker.hostname}:{broker.port}/{sample.vhost.name}"


def measure(platform: Platform) -> list[dict[str, Any]]:
    posts = posts_of(platform)
    bouncers = [Bouncer(platform, posts) for _ in range(CLIENTS)]
    with the_floors() as (by_nameko, by_us, by_pika, bare):
        for side in (by_nameko, by_us, by_pika):
            side.one_at_a_time(50)
        bouncers[0].milliseconds(50)
        rounds = [_round(bouncers, by_nameko, by_us, by_pika, bare) for _ in range(ROUNDS)]

    def median(name: str) -> float:
        return statistics.median(one[name] for one in rounds)

    floor1, floor2 = median("nameko") + median("bare"), median("pika") + median("bare")
    return [
        _row("P1 forward p50 against nameko echo + bare transaction", median("forward"), floor1, 2.0, "ms"),
        _row("P1 forward p99 against the same", median("forward99"), floor1, 6.0, "ms"),
        _row("P2 forward p50 against pika echo + bare transaction", median("forward"), floor2, 5.0, "ms"),
        _row("P3 forwards a second, 8 clients, against nameko echoes", median("forwards"), median("echoes"), 0.6, "/s"),
        _row("P4 our entrypoint against nameko's, 50 in flight", median("ours"), median("echoes50"), 1.5, "/s"),
    ]


def _round(
    bouncers: list[Bouncer], by_nameko: Requester, by_us: Requester, by_pika: Requester, bare: BareForward
) -> dict[str, float]:
    times = sorted(bouncers[0].milliseconds(ONE_BY_ONE))
    return {
        "forward": statistics.median(times),
        "forward99": times[int(len(times) * 0.99) - 1],
        "nameko": by_nameko.one_at_a_time(ONE_BY_ONE),
        "pika": by_pika.one_at_a_time(ONE_BY_ONE),
        "bare": bare.milliseconds(ONE_BY_ONE),
        "forwards": _a_second(bouncers),
        "echoes": by_nameko.in_flight(MANY, CLIENTS),
        "echoes50": by_nameko.in_flight(MANY, 50),
        "ours": by_us.in_flight(MANY, 50),
    }


def _a_second(bouncers: list[Bouncer], each: int = 50) -> float:
    def play(bouncer: Bouncer) -> Callable[[], None]:
        return lambda: bouncer.milliseconds(each) and None

    threads = [threading.Thread(target=play(bouncer)) for bouncer in bouncers]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(bouncers) * each / (time.perf_counter() - started)


def _row(name: str, value: float, floor: float, budget: float, unit: str) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 2),
        "floor": round(floor, 2),
        "ratio": round(value / floor, 2),
        "budget": f"{'≤' if unit == 'ms' else '≥'} {budget} ×",
        "unit": unit,
    }
