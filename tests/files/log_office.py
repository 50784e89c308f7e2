"""An office whose desks are those of an event log, and the log replayed there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from chassis.clock import system_clock
from contracts.files import GetPendency
from services.files.replay.acts import acts_of
from services.files.replay.formats import read
from services.files.replay.loader import Replay
from services.files.replay.log import Log, assemble
from services.files.replay.totals import Totals
from tests.files.office import Office, Seat

LOGS = Path(__file__).parent / "logs"
DIRTY = LOGS / "dirty.csv"
BEFORE = datetime(1990, 1, 1, tzinfo=UTC)
ROLES = ("dealing_hand", "section_officer")


def seat_desks(office: Office, names: Iterable[str]) -> None:
    """A post for each of these, competent to close as well, below the ADM."""
    for name in sorted(names):
        office.seat(Seat(name, ROLES, "adm", "lra"), vacant=True)
        office.employ(name)
        office.charge(name, since=BEFORE)


def desks_of(log: Log) -> set[str]:
    return {event.resource for case in log.cases for event in case.events if event.resource}


def replay_of(office: Office, log: Log, digest: str = "0" * 64) -> Replay:
    return Replay(office.engine, office.settings, digest, acts_of(log), system_clock())


def loaded(office: Office, path: Path) -> tuple[Log, Replay]:
    """A log whose desks have seats."""
    digest, rows = read(path)
    log = assemble(rows, system_clock())
    seat_desks(office, desks_of(log))
    return log, replay_of(office, log, digest)


def totals_at(office: Office, at: datetime, by: str = "dm") -> Totals:
    """What the pendency table says of that moment."""
    view = office.ask(GetPendency(as_of=at), by=by)
    holders = {desk.post.designation_en: desk.total for desk in view.desks}
    return Totals(view.started, view.total, view.overdue, holders)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)
