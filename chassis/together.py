"""Several events in one transaction: how a handler catches up when events have piled up.

All are entered into the inbox in one statement, each then has its effect, and one commit makes them true. First that
is tried with nothing between them. Where one fails, all are rolled back and tried again, each under a savepoint: what
fails then leaves no trace and goes its own way, and the others stand.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from nameko.exceptions import ContainerBeingKilled
from sqlalchemy import Connection, Engine, delete
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from chassis import tables
from chassis.clock import system_clock
from chassis.errors import is_infrastructure, lost_a_race
from contracts.base import View

MOST = 50
"""Events in one transaction."""
LONGEST_SECONDS = 0.25
"""No further event is begun in a transaction of this age: it holds locks that people wait for."""

CLAIM = upsert(tables.inbox).on_conflict_do_nothing().returning(tables.inbox.c.event_id)


class Part:
    """The guard of one event's work: the inbox has it already; here is noted whether its handler committed."""

    def __init__(self) -> None:
        self.committed = False

    def enter(self, session: Session, now: datetime) -> None:
        """Nothing to claim."""

    def leave(self, session: Session, result: View | None) -> None:
        self.committed = True


Run = Callable[[Any, Part, Connection], Any]
"""Runs the handler for one envelope in the given transaction. Returns what went wrong, or nothing."""


class NotTogether(Exception):
    """Nothing took effect: one failed, a part is away, or the transaction lost a race."""


def handle(
    engine: Engine, handler: str, events: Sequence[Any], run: Run, *, savepoints: bool
) -> list[BaseException | None]:
    """What went wrong with each event, or nothing where it took effect, now or before.

    Events after the last answer were not begun. Raises NotTogether, or the database's errors, where the whole
    transaction came to nothing, and ContainerBeingKilled. With savepoints the failure of one event is an answer.
    """
    outcomes: list[BaseException | None] = []
    started = time.monotonic()
    with engine.connect() as connection, connection.begin():
        fresh = _claim(connection, handler, events)
        without_effect = set(fresh)
        for event in events:
            if outcomes and time.monotonic() - started > LONGEST_SECONDS:
                break
            error = None
            if event.event_id in fresh:
                fresh.discard(event.event_id)  # the same event may have come twice
                error = _one(event, run, connection, savepoints)
                if error is None:
                    without_effect.discard(event.event_id)
            outcomes.append(error)
        _release(connection, handler, without_effect)
    return outcomes


def _one(event: Any, run: Run, connection: Connection, savepoints: bool) -> BaseException | None:
    part = Part()
    if not savepoints:
        error = run(event, part, connection)
        if error is not None or not part.committed:
            # Without a savepoint nobody can tell what it wrote and did not want to keep.
            raise error if isinstance(error, ContainerBeingKilled) else NotTogether(str(error))
        return None
    with connection.begin_nested():
        error = run(event, part, connection)
    if isinstance(error, ContainerBeingKilled):
        raise error
    if error is not None and (is_infrastructure(error) or lost_a_race(error) or connection.invalidated):
        raise NotTogether(str(error))
    found: BaseException | None = error
    return found


def _claim(connection: Connection, handler: str, events: Sequence[Any]) -> set[UUID]:
    """Those of the events that this handler did not have before."""
    now = system_clock()
    # In one order everywhere, so that two processes that got the same events do not wait for each other.
    wanted = sorted({event.event_id for event in events})
    rows = [{"handler": handler, "event_id": event_id, "received_at": now} for event_id in wanted]
    return set(connection.execute(CLAIM, rows).scalars())


def _release(connection: Connection, handler: str, event_ids: set[UUID]) -> None:
    """Take those that had no effect out of the inbox again: they come back."""
    if event_ids:
        row = tables.inbox.c
        connection.execute(delete(tables.inbox).where(row.handler == handler, row.event_id.in_(event_ids)))
