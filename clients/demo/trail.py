"""What was done, by whom, at which desk, when, and how long it took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from clients.demo import show
from clients.demo.office import Desk


@dataclass(frozen=True)
class Step:
    number: int
    at: datetime
    name: str
    designation: str
    act: str
    seconds: float
    """Until the platform had answered for good."""


class Trail:
    """The steps of the play; each is printed when it is done."""

    COLUMNS = (3, 8, 18, 26, 30, 5)

    def __init__(self) -> None:
        self.steps: list[Step] = []

    @contextmanager
    def step(self, desk: Desk, act: str) -> Iterator[None]:
        at, started = datetime.now(UTC), time.monotonic()
        yield
        seconds = time.monotonic() - started
        step = Step(len(self.steps) + 1, at, desk.name, desk.designation, act, seconds)
        self.steps.append(step)
        line = f"  {step.number:>2}. {act} — {desk.name}, {desk.designation}"
        print(show.fitted(line, show.COLUMNS).rstrip(), flush=True)

    def show(self) -> None:
        rows = [
            (str(one.number), show.clock(one.at), one.name, one.designation, one.act, f"{one.seconds:.1f}")
            for one in self.steps
        ]
        show.table(("क्र॰", "समय", "नाम", "पद", "कार्य", "से॰"), rows, self.COLUMNS)
