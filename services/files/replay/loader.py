"""Loading the acts of a log through the service's own handlers, in an instance that holds nothing else.

So many acts are one transaction with the count of those done: a replay that was killed goes on where it stopped,
and no act takes effect twice. First they are tried with nothing between them; where one is refused, all are rolled
back and tried again, each under a savepoint.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from pydantic import ValidationError
from sqlalchemy import Connection, Engine

from chassis.auth import Person
from chassis.clock import Clock, system_clock
from contracts.errors import PatravaliError
from contracts.files import AddNote, CloseFile, CreateFile, ForwardFile, OpenFile
from contracts.files.errors import FileNotFound, PostNotFound
from services.files.handlers import annotation, files, movements, notes
from services.files.replay.acts import Act
from services.files.replay.log import Finding
from services.files.settings import FilesSettings
from services.files.storage import FilesUnitOfWork, replays
from services.files.storage.replays import LogDesk

TOGETHER = 100
"""Acts in one transaction."""
ENDED = "प्रकरण का अन्त (घटना-लॉग के अनुसार)"
SESSION = uuid5(NAMESPACE_OID, "patravali.replay")
"""Nobody signed in for these acts."""


class CannotReplay(Exception):
    """Nothing was changed. ``code`` is a key of ``texts.REFUSALS``."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class _Refused(Exception):
    """One of the acts was; the transaction came to nothing."""


def began_at(engine: Engine) -> datetime | None:
    """When the loading of a log was begun here, if it ever was."""
    with engine.connect() as connection:
        state = replays.progress(connection)
    return None if state is None else state.began_at


@dataclass
class Replay:
    engine: Engine
    settings: FilesSettings
    log_sha256: str
    acts: Sequence[Act]
    began_at: datetime
    """The present as the log was read with it: of the first time that it was begun."""
    clock: Clock = system_clock

    def must_be_possible(self) -> None:
        """Raises CannotReplay: something else lies here, another log was begun, or this one is read differently now."""
        with self.engine.begin() as connection:
            self._must_be_ours(connection)

    def desks(self) -> dict[str, LogDesk]:
        """The posts of the log's desks. Raises CannotReplay where one is missing or two bear its name."""
        names = {act.by for act in self.acts} | {act.to for act in self.acts if act.to}
        with self.engine.connect() as connection:
            found = replays.desks(connection, names)
        for code, wrong in (
            ("desk_missing", names - found.keys()),
            ("desk_ambiguous", {name for name, of_name in found.items() if len(of_name) > 1}),
            ("desk_vacant", {name for name, of_name in found.items() if not of_name[0].charges}),
        ):
            if wrong:
                raise CannotReplay(code, ", ".join(sorted(wrong)))
        return {name: of_name[0] for name, of_name in found.items()}

    def run(self, told: Callable[[int], None] = lambda done: None) -> list[Finding]:
        """Load what is not loaded yet, and answer what was refused, ever. ``told`` hears how many acts are done.

        Raises CannotReplay.
        """
        desks = self.desks()
        with self.engine.begin() as connection:
            self._must_be_ours(connection)
            replays.begin(connection, self.log_sha256, len(self.acts), self.began_at)
            state = replays.progress(connection)
            cases = replays.cases(connection)
        assert state is not None
        done = state.done
        while done < len(self.acts):
            told(done)
            done = self._next(done, _Office(self, desks, cases))
        told(done)
        with self.engine.begin() as connection:
            replays.end(connection, self.clock())
            state = replays.progress(connection)
        assert state is not None
        return [Finding(**finding) for finding in state.refused]

    def _must_be_ours(self, connection: Connection) -> None:
        state = replays.progress(connection, for_update=True)
        if state is None:
            if replays.holds_something(connection):
                raise CannotReplay("not_empty")
        elif state.log_sha256 != self.log_sha256:
            raise CannotReplay("another_log")
        elif state.acts != len(self.acts):
            raise CannotReplay("read_differently")

    def _next(self, done: int, office: _Office) -> int:
        """The next transaction. Answers how many acts are done then. Raises CannotReplay."""
        try:
            return self._together(done, office, apart=False)
        except _Refused:
            return self._together(done, office, apart=True)

    def _together(self, done: int, office: _Office, *, apart: bool) -> int:
        part = self.acts[done : done + TOGETHER]
        known = dict(office.cases)
        refused: list[Finding] = []
        try:
            with self.engine.begin() as connection:
                state = replays.progress(connection, for_update=True)
                if state is None or state.done != done:
                    raise CannotReplay("another_replay")
                for act in part:
                    refused += office.do(act, connection, apart=apart)
                replays.advance(connection, done + len(part), [asdict(finding) for finding in refused])
        except BaseException:
            office.cases.clear()
            office.cases.update(known)
            raise
        return done + len(part)


@dataclass
class _Office:
    """Who does what of the log in here."""

    replay: Replay
    desks: dict[str, LogDesk]
    cases: dict[str, UUID]
    """Files of the cases that were opened."""

    def do(self, act: Act, connection: Connection, *, apart: bool) -> list[Finding]:
        """Nothing, or that it was refused; raises _Refused instead where it does not stand ``apart`` from others."""
        try:
            with connection.begin_nested() if apart else contextlib.nullcontext():
                self._do(act, connection)
        except (PatravaliError, ValidationError) as refusal:
            if not apart:
                raise _Refused from refusal
            code = refusal.code if isinstance(refusal, PatravaliError) else "invalid"
            return [Finding("refused", act.case, act.place, f"{act.kind}: {code}")]
        return []

    def _do(self, act: Act, connection: Connection) -> None:
        replay = self.replay
        uow = FilesUnitOfWork(
            replay.engine, settings=replay.settings, clock=replay.clock, within=connection, past=act.at
        )
        caller = self._person(act.by, act.at)
        if act.kind == "create":
            opened = files.create(self._opening(act), caller, uow)
            replays.remember(connection, act.case, opened.id)
            self.cases[act.case] = opened.id
            return
        file_id = self.cases.get(act.case)
        if file_id is None:
            raise FileNotFound
        if act.kind == "note":
            notes.add(AddNote(file_id=file_id, paragraphs=[act.text]), caller, uow)
        elif act.kind == "forward":
            to = self._desk(act.to).post_id
            movements.forward(ForwardFile(file_id=file_id, to_post=to, remarks=act.text), caller, uow)
        elif act.kind == "open":
            movements.open_(OpenFile(file_id=file_id), caller, uow)
        elif act.kind == "close":
            movements.close(CloseFile(file_id=file_id, reason=ENDED), caller, uow)
        else:
            annotation.annotate(file_id, [act.text], caller, uow)

    def _opening(self, act: Act) -> CreateFile:
        head = self._desk(act.by).head
        number = {"head": head} if head is not None else {"free_number": act.case}
        return CreateFile(subject=act.text, deadline=act.deadline, **number)

    def _desk(self, name: str) -> LogDesk:
        if name not in self.desks:
            raise PostNotFound(post=name)
        return self.desks[name]

    def _person(self, desk: str, at: datetime) -> Person:
        """Who had that desk then; where nobody had, somebody whose charge the handlers refuse."""
        held = self._desk(desk).charges
        charge = next((charge for charge in held if charge.at(at)), held[0])
        return Person(charge.person_id, charge.charge_id, SESSION)
