"""What an open screen hears while the others work."""

from __future__ import annotations

import threading
from typing import Any

import httpx

from clients.api import Problem, Unreachable
from clients.demo.office import Desk


class Listener:
    """Follows the event stream of one person in a thread of its own."""

    def __init__(self, desk: Desk, seconds: float = 1800) -> None:
        self.heard: list[dict[str, Any]] = []
        self._desk = desk
        self._seconds = seconds
        self._thread = threading.Thread(target=self._follow, name="listener", daemon=True)
        self._thread.start()

    def _follow(self) -> None:
        try:
            for message in self._desk.api.events(seconds=self._seconds):
                self.heard.append(message)
        except (Problem, Unreachable, httpx.HTTPError, RuntimeError):
            # The session ended with the play; what was heard until then counts.
            return

    def heard_of(self, file_id: Any) -> list[dict[str, Any]]:
        return [message for message in self.heard if message.get("file_id") == str(file_id)]
