"""A channel that keeps what it gets, for tests and for an office that wants to see what would be sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext

from services.notifications.channels.api import ChannelError, ChannelName, Outgoing, Taken


class MemoryChannel:
    """Takes everything over, except while there are failures to raise."""

    def __init__(self, name: ChannelName) -> None:
        self.name = name
        self.sent: list[Outgoing] = []
        self._failures: Iterator[ChannelError] = iter(())

    def fail_with(self, *failures: ChannelError) -> None:
        """Raise these, one a call, before taking anything over again."""
        self._failures = iter(failures)

    def send(self, outgoing: Outgoing) -> Taken:
        for failure in self._failures:
            raise failure
        self.sent.append(outgoing)
        return Taken(reference=f"memory-{outgoing.delivery_id}")

    def kept_open(self) -> AbstractContextManager[None]:
        return nullcontext()
