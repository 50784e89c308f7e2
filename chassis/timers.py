"""Whatever must happen later is a row ``due(id, at, name)``, never a timer in a process.

``@due("expire_upload")`` marks the method that runs it. Rows are claimed with SKIP LOCKED and deleted in the
transaction of their work: they fire once, survive kill -9, and several processes share them. A failing row waits
longer each time and is parked after ten tries, where an operator sees it; a part that is away counts no try.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import eventlet
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint, ProviderCollector, SharedExtension
from sqlalchemy import select, update

from chassis import log, metrics, tables
from chassis.clock import system_clock
from chassis.database import DueGuard
from chassis.errors import AlreadyDone, is_infrastructure, refusal_of
from chassis.invocation import REQUEST_ID, Invocation
from chassis.workers import run_in_worker

logger = log.get_logger(__name__)

POLL_SECONDS = 1.0
BATCH = 50
MOST_TRIES = 10
LONGEST_WAIT = timedelta(hours=1)


class DueRunner(SharedExtension, ProviderCollector):
    """Looks for rows that are due, once a second, and runs their handlers."""

    def __init__(self) -> None:
        super().__init__()
        self._stopping = False

    def start(self) -> None:
        self.container.spawn_managed_thread(self._run, identifier="due")

    def stop(self) -> None:
        self._stopping = True
        super().stop()

    @property
    def engine(self) -> Any:
        return self.container.config["engine"]

    def _run(self) -> None:
        handlers = {provider.name: provider for provider in self._providers}
        while not self._stopping:
            try:
                found = self._run_due(handlers)
            except Exception as error:
                if refusal_of(error) is None:
                    raise
                logger.warning("due_paused", error=str(error).splitlines()[0])
                found = 0
            if found < BATCH:
                eventlet.sleep(POLL_SECONDS)

    def _run_due(self, handlers: dict[str, Due]) -> int:
        row = tables.due.c
        wanted = (
            select(row.id, row.name, row.payload, row.headers, row.attempts)
            .where(row.at <= system_clock(), ~row.parked, row.name.in_(handlers))
            .order_by(row.at)
            .limit(BATCH)
        )
        with self.engine.connect() as connection:
            found = connection.execute(wanted).all()
        for item in found:
            if self._stopping:
                break
            error = handlers[item.name].fire(item)
            if error is not None:
                self._postpone(item, error)
        return len(found)

    def _postpone(self, item: Any, error: BaseException) -> None:
        counted = not is_infrastructure(error)
        attempts = item.attempts + 1 if counted else item.attempts
        wait = min(timedelta(seconds=2**attempts), LONGEST_WAIT)
        logger.error("due_failed", name=item.name, attempts=attempts, exc_info=error)
        change = update(tables.due).where(tables.due.c.id == item.id)
        with self.engine.begin() as connection:
            connection.execute(
                change.values(
                    at=system_clock() + wait,
                    attempts=attempts,
                    last_error=f"{type(error).__name__}: {error}"[:2000],
                    parked=attempts >= MOST_TRIES,
                )
            )


class Due(Entrypoint):
    runner = DueRunner()

    def __init__(self, name: str, **kwargs: Any) -> None:
        self.name = name
        super().__init__(**kwargs)

    def setup(self) -> None:
        self.runner.register_provider(self)

    def stop(self) -> None:
        self.runner.unregister_provider(self)

    def fire(self, item: Any) -> BaseException | None:
        """Run one row in a worker and wait for it. Returns what went wrong, or nothing."""
        running = Invocation(
            guard=DueGuard(item.id), command_id=item.id, request_id=(item.headers or {}).get(REQUEST_ID)
        )
        try:
            result: BaseException | None = run_in_worker(self, item.payload, running)
        except ContainerBeingKilled:
            return None
        return result


DueMethod = Callable[[Any, dict[str, Any]], None]


def due(name: str) -> Callable[[DueMethod], DueMethod]:
    """Run the method, given the row's payload, when a row of this name is due."""

    def decorate(method: DueMethod) -> DueMethod:
        @functools.wraps(method)
        def fire(service: Any, payload: dict[str, Any]) -> BaseException | None:
            log.bind(request_id=service.running.request_id, due=name)
            error: BaseException | None = None
            try:
                method(service, payload)
            except AlreadyDone:
                pass
            except Exception as caught:  # noqa: BLE001 - it is recorded on the row
                error = caught
            metrics.due_fired.labels(service.name, name, "ok" if error is None else "failed").inc()
            return error

        return Due.decorator(name)(fire)  # type: ignore[no-any-return]

    return decorate
