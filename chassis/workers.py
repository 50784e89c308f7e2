"""One worker of nameko's for one piece of work, and its outcome."""

from __future__ import annotations

from typing import Any

from eventlet.event import Event as Signal
from nameko.extensions import Entrypoint

from chassis.invocation import Invocation


def run_in_worker(entrypoint: Entrypoint, argument: Any, running: Invocation) -> Any:
    """Call the entrypoint's method with this argument in a worker and wait for it.

    Returns what the method returned, or the exception that it raised. Raises ContainerBeingKilled where no worker is
    started any more.
    """
    outcome = Signal()

    def done(worker_ctx: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        outcome.send(exc_info[1] if exc_info is not None else result)
        return result, None

    entrypoint.container.spawn_worker(
        entrypoint, (argument,), {}, context_data={"invocation": running}, handle_result=done
    )
    return outcome.wait()
