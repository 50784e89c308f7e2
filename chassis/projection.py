"""Local copies of another service's aggregates, fed by events that carry the whole aggregate and its version.

An older version is ignored, a deletion is a tombstone. A new service fills itself from one paged snapshot; a nightly
comparison repairs what was missed and says so. ``DirectoryMirror`` does this for identity's directory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import eventlet
from nameko.extensions import DependencyProvider
from sqlalchemy import Engine, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from chassis import ids, log, tables
from chassis.database import UnitOfWork
from chassis.invocation import Invocation
from chassis.rpc import BusClient
from contracts.base import View
from contracts.errors import PatravaliError
from contracts.identity import GetDirectorySnapshot

logger = log.get_logger(__name__)

COMPARE = "compare_directory"
SETTLED = "snapshot"
NOBODY = UUID(int=0)
COMPARE_HOUR = 21  # UTC: half past two at night in India
RETRY_LONGEST = 30.0


@dataclass(frozen=True)
class Kind:
    """One kind of aggregate: its view, and how it is stored. ``view.deleted`` marks a tombstone."""

    view: type[View]
    store: Callable[[Session, Any], None]
    part: int = 500
    """How many of them one part of the snapshot holds; fewer where each is large."""


class Projection:
    """Which aggregates a service keeps, by the names of identity's snapshot kinds (``EntryKind``)."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.kinds = kinds

    def apply(self, session: Session, kind: str, view: Any, now: datetime) -> bool:
        """Store an aggregate if it is newer than what is here. Says whether it was."""
        row = upsert(tables.projected).values(
            kind=kind, id=view.id, version=view.version, deleted=getattr(view, "deleted", False), applied_at=now
        )
        newer = row.on_conflict_do_update(
            index_elements=["kind", "id"],
            set_={name: row.excluded[name] for name in ("version", "deleted", "applied_at")},
            where=tables.projected.c.version < row.excluded.version,
        ).returning(tables.projected.c.version)
        if session.execute(newer).first() is None:
            return False
        self.kinds[kind].store(session, view)
        return True

    def take_snapshot(self, session: Session, ask: Callable[[GetDirectorySnapshot], Any], now: datetime) -> int:
        """Compare with the whole directory and take what is newer. Answers how many aggregates were."""
        taken = 0
        for kind, what in self.kinds.items():
            after: UUID | None = None
            while True:
                page = ask(GetDirectorySnapshot(kind=kind, after=after, limit=what.part))
                taken += sum(self.apply(session, kind, what.view.model_validate(item), now) for item in page.items)
                if page.next is None:
                    break
                after = page.next
        self._settle(session, now)
        return taken

    def _settle(self, session: Session, now: datetime) -> None:
        row = upsert(tables.projected).values(kind=SETTLED, id=NOBODY, version=1, deleted=False, applied_at=now)
        session.execute(row.on_conflict_do_update(index_elements=["kind", "id"], set_={"applied_at": now}))


def is_settled(engine: Engine) -> str | None:
    """A readiness check: nothing when the snapshot was taken, otherwise what is missing."""
    where = (tables.projected.c.kind == SETTLED, tables.projected.c.id == NOBODY)
    with engine.connect() as connection:
        found = connection.execute(select(func.count()).select_from(tables.projected).where(*where)).scalar()
    return None if found else "the directory has not arrived yet"


class DirectoryMirror(DependencyProvider):
    """Fills a service's projection when it is new, and orders the nightly comparison.

    The service has a method ``@due("compare_directory")`` that calls ``compare`` with its unit of work.
    """

    bus = BusClient()

    def __init__(self, projection: Projection) -> None:
        self.projection = projection

    def start(self) -> None:
        self.container.spawn_managed_thread(self._fill, identifier="directory")

    def get_dependency(self, worker_ctx: Any) -> DirectoryMirror:
        return self

    def compare(self, uow: UnitOfWork) -> None:
        """Take what is newer in identity, report it, and order the next comparison."""
        with uow:
            taken = self.projection.take_snapshot(uow.session, self._ask, uow.now())
            uow.due(_next_comparison(uow.now()), COMPARE, key=COMPARE)
            uow.commit()
        logger.info("directory_compared", repaired=taken)

    def _fill(self) -> None:
        engine = self.container.config["engine"]
        wait = 0.5
        while True:
            try:
                if is_settled(engine) is not None:
                    self._take_first(UnitOfWork(engine))
                return
            except Exception as error:  # noqa: BLE001 - identity, broker or database may not be there yet: try on
                level = logger.info if isinstance(error, PatravaliError) else logger.warning
                level("directory_not_yet", error=str(error).splitlines()[0], retry_in=wait)
            eventlet.sleep(wait)
            wait = min(wait * 2, RETRY_LONGEST)

    def _take_first(self, uow: UnitOfWork) -> None:
        with uow:
            taken = self.projection.take_snapshot(uow.session, self._ask, uow.now())
            order = upsert(tables.due).values(
                id=ids.new_id(), name=COMPARE, key=COMPARE, at=_next_comparison(uow.now()), payload={}, headers={}
            )
            uow.session.execute(order.on_conflict_do_nothing())
            uow.commit()
        logger.info("directory_taken", aggregates=taken)

    def _ask(self, request: GetDirectorySnapshot) -> Any:
        return self.bus.call(request, Invocation(), timeout=5.0)


def _next_comparison(now: datetime) -> datetime:
    today = now.replace(hour=COMPARE_HOUR, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)
