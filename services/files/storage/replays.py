"""How far an event log is loaded, and which case became which file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, exists, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.files.storage.directory_tables import charges, posts, units
from services.files.storage.receipt_tables import receipts
from services.files.storage.replay_tables import replayed_cases, replays
from services.files.storage.tables import files

BEGIN = upsert(replays).on_conflict_do_nothing().returning(replays.c.done)
STATE = select(
    replays.c.log_sha256, replays.c.acts, replays.c.done, replays.c.refused, replays.c.began_at, replays.c.ended_at
)
ADVANCE = update(replays).values(
    done=bindparam("upto"), refused=replays.c.refused.concat(bindparam("findings", type_=replays.c.refused.type))
)
CASE = insert(replayed_cases)


@dataclass(frozen=True, slots=True)
class Progress:
    log_sha256: str
    acts: int
    done: int
    refused: list[dict[str, Any]]
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Held:
    """A charge of a desk. ``until`` is the first moment after it."""

    charge_id: UUID
    person_id: UUID
    since: datetime
    until: datetime | None

    def at(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True)
class LogDesk:
    """A post that bears the name of a desk in the log."""

    post_id: UUID
    head: str | None
    """The first head of its section; without one its files are numbered by the log's cases."""
    charges: list[Held]
    """The substantive ones first."""


def begin(connection: Connection, log_sha256: str, acts: int, now: datetime) -> bool:
    """Note that this log begins to be loaded. False where one was begun here before."""
    row = {"log_sha256": log_sha256, "acts": acts, "done": 0, "refused": [], "began_at": now}
    return connection.execute(BEGIN, row).first() is not None


def progress(connection: Connection, *, for_update: bool = False) -> Progress | None:
    """How far it is; none where none was begun. ``for_update`` keeps another replay away until the transaction ends."""
    row = connection.execute(STATE.with_for_update() if for_update else STATE).first()
    return None if row is None else Progress(*row)


def advance(connection: Connection, upto: int, refused: list[dict[str, Any]]) -> None:
    """So many acts took effect or were refused."""
    connection.execute(ADVANCE, {"upto": upto, "findings": refused})


def end(connection: Connection, now: datetime) -> None:
    connection.execute(update(replays).where(replays.c.ended_at.is_(None)).values(ended_at=now))


def holds_something(connection: Connection) -> bool:
    """Whether there is a file or a receipt."""
    return bool(connection.execute(select(exists(select(files.c.id)) | exists(select(receipts.c.id)))).scalar())


def remember(connection: Connection, case: str, file_id: UUID) -> None:
    connection.execute(CASE, {"name": case, "file_id": file_id})


def cases(connection: Connection) -> dict[str, UUID]:
    """Name of the case → file."""
    return {row.name: row.file_id for row in connection.execute(select(replayed_cases))}


def desks(connection: Connection, names: set[str]) -> dict[str, list[LogDesk]]:
    """The posts whose English designation is one of these names, with their charges. More than one may bear a name."""
    designation = posts.c.ref["designation_en"].astext
    named = (
        select(posts.c.id, designation.label("name"), units.c.heads)
        .outerjoin_from(posts, units, (units.c.id == posts.c.unit_id) & ~units.c.deleted)
        .where(designation.in_(names), ~posts.c.deleted)
        .order_by(posts.c.id)
    )
    found: dict[str, list[LogDesk]] = {}
    for row in connection.execute(named).all():
        held = select(charges.c.id, charges.c.person_id, charges.c.held_from, charges.c.held_until)
        held = held.where(charges.c.post_id == row.id, ~charges.c.deleted)
        held = held.order_by(charges.c.capacity != "own", charges.c.held_from)
        head = row.heads[0]["code"] if row.heads else None
        of_desk = [Held(*charge) for charge in connection.execute(held)]
        found.setdefault(row.name, []).append(LogDesk(row.id, head, of_desk))
    return found
