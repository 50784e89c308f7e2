"""When to try again: back-off for one delivery, and a circuit for a whole channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


def back_off(attempts: int, first: float, longest: float) -> timedelta:
    """Time to wait after this many attempts: the first pause, doubled each time, up to the longest. Seconds."""
    return timedelta(seconds=min(longest, first * 2 ** max(0, min(attempts, 40) - 1)))


@dataclass
class Circuit:
    """Keeps a dead channel from being knocked at for each delivery.

    Closed, all may pass. After ``threshold`` failures of the channel in a row it opens, and nothing passes for a
    pause that doubles each time; then one delivery is tried, and its outcome closes or opens the circuit.
    """

    threshold: int = 3
    first_pause: float = 5.0
    """Seconds."""
    longest_pause: float = 300.0
    """Seconds."""
    failures: int = 0
    closed_until: datetime | None = None
    """While set and ahead, nothing passes."""

    def lets_pass(self, now: datetime) -> bool:
        return self.closed_until is None or now >= self.closed_until

    @property
    def is_open(self) -> bool:
        return self.failures >= self.threshold

    def succeeded(self) -> None:
        self.failures = 0
        self.closed_until = None

    def failed(self, now: datetime) -> None:
        self.failures += 1
        if self.is_open:
            pause = back_off(self.failures - self.threshold + 1, self.first_pause, self.longest_pause)
            self.closed_until = now + pause
