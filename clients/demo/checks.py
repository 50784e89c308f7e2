"""What has to hold for the demonstration to succeed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Found = TypeVar("Found")
POLL_SECONDS = 0.25


@dataclass(frozen=True)
class Check:
    text: str
    holds: bool
    detail: str = ""

    def __str__(self) -> str:
        detail = f" — {self.detail}" if self.detail else ""
        return f"{'✓' if self.holds else '✗'} {self.text}{detail}"


class Checks:
    """Each check is printed when it is made; the demonstration succeeds if all of them hold."""

    def __init__(self) -> None:
        self.made: list[Check] = []

    def that(self, text: str, holds: object, detail: str = "") -> bool:
        check = Check(text, bool(holds), detail)
        self.made.append(check)
        print(f"  {check}", flush=True)
        return check.holds

    @property
    def failed(self) -> list[Check]:
        return [check for check in self.made if not check.holds]

    @property
    def all_hold(self) -> bool:
        return bool(self.made) and not self.failed


def eventually(find: Callable[[], Found], seconds: float) -> Found:
    """What ``find`` answers as soon as it is something true, or its last answer when the time is over."""
    deadline = time.monotonic() + seconds
    while True:
        found = find()
        if found or time.monotonic() > deadline:
            return found
        time.sleep(POLL_SECONDS)
