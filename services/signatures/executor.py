"""Where CPU work runs, so that handlers need not know: in this thread, or beside eventlet's hub."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

Result = TypeVar("Result")


class Executor(Protocol):
    def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """The result of ``work(*arguments)``; what it raises is raised here."""

    def alone(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """The same, but never two of these at once: for libraries that are not safe in threads."""


class Here:
    """In the calling thread, for tests and tools."""

    def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        return work(*arguments)

    def alone(self, work: Callable[..., Result], *arguments: Any) -> Result:
        return work(*arguments)
