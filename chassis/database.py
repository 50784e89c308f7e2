"""One transaction a use case: the unit of work.

``with uow:`` opens it, ``return uow.commit(view)`` ends it, leaving in any other way rolls it back. What started the
work guards it against happening twice: a command by its id (the row first, so that a concurrent duplicate waits), an
event by its inbox row, a due row by its deletion. State, ledger entry, outbox rows and the guard commit together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar
from uuid import UUID

import rfc8785
from sqlalchemy import Connection, Engine, bindparam, create_engine, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from chassis import ids, tables
from chassis.clock import Clock, system_clock
from chassis.errors import AlreadyDone
from chassis.outbox import outbox_row
from chassis.settings import ServiceSettings
from contracts.base import ActorView, Command, Event, Source, View
from contracts.errors import ClaimedTimeWrong, CommandMismatch

Result = TypeVar("Result", bound="View | None")
CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far the clock of a client may be off, and how old an act may be that is not said to have been done offline."""
OFFLINE_REACH = timedelta(days=90)
"""How far back an act done offline may lie: as long as command ids are kept, so that it cannot come twice."""
# Every command runs these: built once, they need no building and no looking up again.
CLAIM = upsert(tables.command_log).on_conflict_do_nothing().returning(tables.command_log.c.name)
ANSWER = (
    update(tables.command_log)
    .where(tables.command_log.c.actor == bindparam("by"), tables.command_log.c.command_id == bindparam("command"))
    .values(result=bindparam("body"))
)
TELL = insert(tables.outbox)
_TOLD: dict[str, Any] = {
    column.name: bindparam(f"told_{column.name}") for column in tables.outbox.c if column.name not in ("id", "sent_at")
}
# Most commands tell one thing: it is written with the answer.
ANSWER_AND_TELL = ANSWER.add_cte(insert(tables.outbox).values(_TOLD).cte("told"))
# Requests, the handlers of events one at a time each, and a few for health, timers and keys.
SPARE_CONNECTIONS = 10


def make_engine(settings: ServiceSettings) -> Engine:
    """An engine on psycopg2, which waits cooperatively under eventlet; times out below the callers' deadlines."""
    url = make_url(settings.database_url).set(drivername="postgresql+psycopg2")
    options = {
        "statement_timeout": int(settings.statement_timeout * 1000),
        "lock_timeout": int(settings.lock_timeout * 1000),
        "idle_in_transaction_session_timeout": 60_000,
        "timezone": "UTC",
        # Compiling a statement takes longer than any of ours may run.
        "jit": "off",
    }
    return create_engine(
        url,
        pool_size=settings.max_workers,
        max_overflow=SPARE_CONNECTIONS,
        pool_timeout=settings.lock_timeout,
        # A failed statement's values are subjects, notes and hashes of passwords: they do not belong into a log.
        hide_parameters=True,
        connect_args={
            "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
            "connect_timeout": 5,
            "application_name": settings.broker_user,
        },
    )


class Guard(Protocol):
    """What keeps a piece of work from taking effect twice."""

    def enter(self, session: Session, now: datetime) -> None:
        """Claim the work in this transaction. Raises AlreadyDone if it took effect before."""

    def leave(self, session: Session, result: View | None) -> None:
        """Record the outcome, just before the commit."""


def body_sha256(command: Command) -> str:
    """A fingerprint of a command's name and body (RFC 8785 canonical JSON, SHA-256, hex)."""
    body: Any = {"name": type(command).__name__, "body": command.model_dump(mode="json")}
    return hashlib.sha256(rfc8785.dumps(body)).hexdigest()


class CommandGuard:
    """The same person and command id again gets the first result; with another body it is refused."""

    def __init__(self, actor: str, command_id: UUID, command: Command) -> None:
        self.command_id = command_id
        self.key: dict[str, Any] = {"actor": actor, "command_id": command_id}
        self.name = type(command).__name__
        self.fingerprint = body_sha256(command)

    def enter(self, session: Session, now: datetime) -> None:
        log = tables.command_log
        claim = {**self.key, "name": self.name, "body_sha256": self.fingerprint, "recorded_at": now}
        if session.execute(CLAIM, claim).first() is not None:
            return
        row = session.execute(select(log.c.body_sha256, log.c.result).filter_by(**self.key)).one()
        if row.body_sha256 != self.fingerprint:
            raise CommandMismatch(command_id=self.command_id)
        raise AlreadyDone(row.result)

    def leave(self, session: Session, result: View | None, told: dict[str, Any] | None = None) -> None:
        """``told`` is the outbox row that is written with the answer, if there is just one."""
        body = result.model_dump(mode="json") if result is not None else {}
        values = {"by": self.key["actor"], "command": self.key["command_id"], "body": body}
        if told is None:
            session.execute(ANSWER, values)
        else:
            session.execute(ANSWER_AND_TELL, values | {f"told_{name}": value for name, value in told.items()})


class InboxGuard:
    """An event takes effect once for each handler."""

    def __init__(self, handler: str, event_id: UUID) -> None:
        self.handler = handler
        self.event_id = event_id

    def enter(self, session: Session, now: datetime) -> None:
        row = upsert(tables.inbox).values(handler=self.handler, event_id=self.event_id, received_at=now)
        if session.execute(row.on_conflict_do_nothing().returning(tables.inbox.c.handler)).first() is None:
            raise AlreadyDone

    def leave(self, session: Session, result: View | None) -> None:
        pass


class DueGuard:
    """A due row fires once: it is claimed and deleted in the transaction of its work."""

    def __init__(self, due_id: UUID) -> None:
        self.due_id = due_id

    def enter(self, session: Session, now: datetime) -> None:
        due = tables.due
        claim = select(due.c.id).where(due.c.id == self.due_id, ~due.c.parked).with_for_update(skip_locked=True)
        if session.execute(claim).first() is None:
            raise AlreadyDone
        session.execute(delete(due).where(due.c.id == self.due_id))

    def leave(self, session: Session, result: View | None) -> None:
        pass


class UnitOfWork:
    """One transaction. Make one for each piece of work; entering it again starts a new transaction."""

    def __init__(
        self,
        engine: Engine,
        *,
        settings: Any = None,
        guard: Guard | None = None,
        command: Command | None = None,
        command_id: UUID | None = None,
        request_id: str | None = None,
        clock: Clock = system_clock,
        within: Connection | None = None,
        past: datetime | None = None,
    ) -> None:
        """``within``: an open transaction that this work becomes a part of; whoever opened it commits it.

        ``past``: when the act happened, for one that an operator brings from elsewhere. No request can say that.
        """
        self.engine = engine
        self.settings = settings
        self.request_id = request_id
        self.source: Source = "migrated" if past is not None else command.source if command is not None else "live"
        self.session: Session
        self._guard = guard
        self._command = command
        self._command_id = command_id
        self._clock = clock
        self._past = past
        self._bind = engine if within is None else within
        self._now: datetime | None = None
        self._outbox: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        self._now = self._clock()
        self._outbox = []
        self.session = Session(self._bind, expire_on_commit=False, autoflush=False)
        try:
            if self._guard is not None:
                self._guard.enter(self.session, self._now)
            # After the guard: a command that was done is answered, however late it is repeated.
            self._check_claimed_time()
        except BaseException:
            self.session.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()

    def _check_claimed_time(self) -> None:
        claimed = self._command.occurred_at if self._command is not None else None
        if claimed is None:
            return
        if claimed > self.now() + CLOCK_TOLERANCE:
            raise ClaimedTimeWrong("The claimed time lies in the future.")
        if claimed < self.now() - (OFFLINE_REACH if self.source == "offline" else CLOCK_TOLERANCE):
            raise ClaimedTimeWrong("The claimed time lies too far back.")

    def now(self) -> datetime:
        """When this work is recorded: one value for the whole transaction, aware, UTC."""
        if self._now is None:
            self._now = self._clock()
        return self._now

    @property
    def occurred_at(self) -> datetime:
        """When the act happened: as told of the past, as claimed by who did it offline, otherwise now. UTC."""
        claimed = self._command.occurred_at if self._command is not None else None
        # Hashes are over what is written, and the database gives it back in UTC.
        return (self._past or claimed or self.now()).astimezone(UTC)

    @property
    def authority_at(self) -> datetime:
        """Whose charges decide on the act: those of now, for an act of the past those of then."""
        return self._past or self.now()

    @property
    def command_id(self) -> UUID:
        if self._command_id is None:
            raise LookupError("no command is running")
        return self._command_id

    def derived_id(self, label: str) -> UUID:
        """The id for a step of this command in another service: the same on each repetition.

        It names the actor as well, because two may send the same command id.
        """
        actor = self._guard.key["actor"] if isinstance(self._guard, CommandGuard) else ""
        return ids.derived_id(self.command_id, f"{actor}:{label}")

    def publish(self, event: Event, actor: ActorView | None = None) -> None:
        """Tell the world, if and when this transaction commits. Only a row; the relay does the rest."""
        row = outbox_row(
            event,
            actor=actor,
            occurred_at=self.occurred_at,
            recorded_at=self.now(),
            source=self.source,
            request_id=self.request_id,
        )
        self._outbox.append(row)

    def due(self, at: datetime, name: str, key: str, **payload: Any) -> None:
        """Have ``name`` run at this time, once. The same name and key again moves it and replaces the payload."""
        row = upsert(tables.due).values(
            id=ids.new_id(), name=name, key=key, at=at, payload=payload, headers=self._headers()
        )
        moved = {column: row.excluded[column] for column in ("id", "at", "payload", "headers")}
        self.session.execute(
            row.on_conflict_do_update(index_elements=["name", "key"], set_={**moved, "attempts": 0, "parked": False})
        )

    def cancel_due(self, name: str, key: str) -> None:
        """Take back what ``due`` ordered; nothing happens if it fired already."""
        self.session.execute(delete(tables.due).where(tables.due.c.name == name, tables.due.c.key == key))

    def _headers(self) -> dict[str, str]:
        return {"patravali-request-id": self.request_id} if self.request_id else {}

    def commit(self, result: Result = None) -> Result:  # type: ignore[assignment]
        """Write everything, for good, and hand ``result`` back. It is what a repeated command will be answered."""
        self.session.flush()
        if isinstance(self._guard, CommandGuard) and len(self._outbox) == 1:
            self._guard.leave(self.session, result, self._outbox[0])
        else:
            if self._outbox:
                self.session.execute(TELL, self._outbox)
            if self._guard is not None:
                self._guard.leave(self.session, result)
        self.session.commit()
        self._outbox = []
        return result

    @contextmanager
    def reading(self, *, one_state: bool = False) -> Iterator[Session]:
        """A read-only transaction for queries; ``one_state``: every statement sees what the first one saw."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            # Goes with the BEGIN: a statement of its own would be a way to the server more for every question.
            options = {"postgresql_readonly": True}
            session.connection(
                execution_options=options | ({"isolation_level": "REPEATABLE READ"} if one_state else {})
            )
            yield session
