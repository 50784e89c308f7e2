"""The time, as something that can be replaced in a test."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The present, aware, in UTC."""


def system_clock() -> datetime:
    return datetime.now(UTC)
