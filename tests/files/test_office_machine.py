"""A whole office at work: numbers, authority, ledger, levels, clocks and repeated commands, whatever the order.

The machine opens files under one head, diarises papers, forwards and pulls up by random people whose charges come and
go, and repeats old commands, with the same body and with another. Each check names the guard that it proves.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from chassis.ids import new_id
from contracts.base import Command
from contracts.errors import CommandMismatch, PatravaliError
from contracts.files import (
    CreateFile,
    DiariseReceipt,
    ForwardFile,
    GetFile,
    GetHistory,
    PullUpFile,
    Sender,
    VerifyLedger,
)
from contracts.files.errors import ChargeNotHeld
from contracts.files.levels import ReturnsThrough
from tests.files import machines
from tests.files.office import HandClock, Office
from tests.files.packs import a_pack, use

PEOPLE = ("clerk", "so-lra", "adm", "dm", "second-clerk")
BELOW = {"clerk": ("so-lra", "adm", "dm"), "second-clerk": ("so-lra", "adm", "dm"), "so-lra": ("adm", "dm")}
BELOW |= {"adm": ("dm",), "dm": ()}
LEVEL = {"clerk": 0, "second-clerk": 0, "so-lra": 1, "adm": 2, "dm": 3}
ORDER = ("so-lra", "adm")
"""Levels that can be jumped, the lowest first."""


@dataclass
class Known:
    """What must be true of one file."""

    id: uuid.UUID
    holder: str
    through: set[str] = field(default_factory=set)
    moves: int = 1


@dataclass
class Done:
    """A command that took effect."""

    command: Command
    by: str
    id: uuid.UUID
    answer: Any


class OfficeAtWork(RuleBasedStateMachine):
    office: Office

    @initialize()
    def begin(self) -> None:
        self.clock = HandClock(datetime.now(UTC))
        self.office.clock = self.clock
        self.files: list[Known] = []
        self.done: list[Done] = []
        self.held = dict.fromkeys(PEOPLE, True)
        for name in PEOPLE:
            self.office.charge(name)
        self.numbers = len(self.office.rows("SELECT 1 FROM files"))
        self.diary = len(self.office.rows("SELECT 1 FROM receipts"))

    def send(self, command: Command, by: str) -> Any:
        """What came of it. Guard: authority is read at the moment of the act, whatever is sent."""
        act = new_id()
        answer = self.answer(command, by, act)
        assert isinstance(answer, ChargeNotHeld) == (not self.held.get(by, True)), answer
        if isinstance(answer, PatravaliError):
            return answer
        self.done.append(Done(command, by, act, answer))
        return answer

    @rule(by=st.sampled_from(("clerk", "second-clerk", "so-lra")))
    def open_a_file(self, by: str) -> None:
        answer = self.send(CreateFile(subject="विषय", head="21"), by)
        if not isinstance(answer, PatravaliError):
            self.files.append(Known(answer.id, by))
            self.numbers += 1

    @rule()
    def diarise(self) -> None:
        letter = DiariseReceipt(
            form="physical", subject="आवेदन", sender=Sender(name="राम"), received_on=date(2026, 3, 2)
        )
        if not isinstance(self.send(letter, "dak"), PatravaliError):
            self.diary += 1

    @precondition(lambda self: getattr(self, "files", None))
    @rule(data=st.data(), by=st.sampled_from(PEOPLE), to=st.sampled_from(PEOPLE))
    def forward(self, data: st.DataObject, by: str, to: str) -> None:
        file = data.draw(st.sampled_from(self.files))
        answer = self.send(ForwardFile(file_id=file.id, to_post=self.office.post(to)), by)
        blocking = {level for level in file.through if level in BELOW[to] and self.held[level]}
        expected = file.holder == by and by != to and self.held[by]
        if to in BELOW[by] or not blocking:
            assert isinstance(answer, PatravaliError) != expected, answer
        elif expected:
            assert isinstance(answer, ReturnsThrough), "Guard: a jump returns by what it jumped"
            assert answer.fields["post_en"] == max(blocking, key=ORDER.index)
        if isinstance(answer, PatravaliError):
            return
        jumped = {level for level in ORDER if LEVEL[by] < LEVEL[level] < LEVEL[to]} if to in BELOW[by] else set()
        settled = {to} if to in BELOW[by] else {to, *(level for level in file.through if level in BELOW[to])}
        file.through = (file.through | jumped) - settled
        file.holder, file.moves = to, file.moves + 1

    @precondition(lambda self: getattr(self, "files", None))
    @rule(data=st.data(), by=st.sampled_from(("so-lra", "adm", "dm")))
    def pull_up(self, data: st.DataObject, by: str) -> None:
        file = data.draw(st.sampled_from(self.files))
        answer = self.send(PullUpFile(file_id=file.id, reason="कारण"), by)
        expected = by in BELOW[file.holder] and self.held[by]
        assert isinstance(answer, PatravaliError) != expected, answer
        if expected:
            jumped = {level for level in ORDER if LEVEL[file.holder] < LEVEL[level] < LEVEL[by]}
            file.through = (file.through | jumped) - {by}
            file.holder, file.moves = by, file.moves + 1

    @precondition(lambda self: getattr(self, "done", None))
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """Guards: the command's row and its fingerprint; a repetition is authorised anew."""
        of_the_gone = [one for one in self.done if not self.held.get(one.by, True)]
        before = data.draw(st.sampled_from(of_the_gone or self.done))
        if not self.held.get(before.by, True):
            assert isinstance(self.answer(before.command, before.by, before.id), ChargeNotHeld)
            return
        assert self.office.ask(before.command, by=before.by, command_id=before.id) == before.answer
        other = CreateFile(subject="और कुछ", head="21")
        assert isinstance(self.answer(other, before.by, before.id), CommandMismatch)

    def answer(self, command: Command, by: str, act: uuid.UUID) -> Any:
        """The view, or the refusal."""
        try:
            return self.office.ask(command, by=by, command_id=act)
        except PatravaliError as refused:
            return refused

    @rule(name=st.sampled_from(("so-lra", "adm", "second-clerk")), hours=st.integers(1, 30))
    def change_hands(self, name: str, hours: int) -> None:
        """A charge ends or is taken up again; time goes on."""
        self.clock.forward(hours=hours)
        self.held[name] = not self.held[name]
        self.office.charge(name, until=None if self.held[name] else self.clock.now - timedelta(seconds=1))

    @invariant()
    def numbers_have_neither_gap_nor_twin(self) -> None:
        """Guard: the series' row, locked until the transaction ends, so that a refusal gives its number back."""
        if not hasattr(self, "files"):
            return
        for table, column, part, count in (
            ("files", "number", 1, self.numbers),
            ("receipts", "diary_number", 2, self.diary),
        ):
            numbers = [getattr(row, column) for row in self.office.rows(f"SELECT {column} FROM {table}")]
            serials = sorted(int(number.replace("-", "/").split("/")[part]) for number in numbers)
            assert serials == list(range(1, count + 1)), table

    @invariant()
    def the_model_and_the_tables_agree(self) -> None:
        """Guards: the row's lock, the check of the holder, one effect for each command id."""
        if not hasattr(self, "files"):
            return
        rows = {row.id: row for row in self.office.rows("SELECT id, holder_post_id, movement_serial FROM files")}
        for file in self.files:
            assert rows[file.id].holder_post_id == self.office.post(file.holder)
            assert rows[file.id].movement_serial == file.moves

    def teardown(self) -> None:
        """Guards: each act's entry in the ledger, and clocks that charge each second once."""
        for file in getattr(self, "files", ()):
            assert self.office.ask(VerifyLedger(file_id=file.id), by="dm").problems == []
            history = self.office.ask(GetHistory(file_id=file.id), by="dm")
            for shares in (history.shares, *(move.shares for move in history.movements)):
                parts = shares.model_dump()
                assert parts.pop("total") == sum(parts.values())
            assert history.shares.total == sum(move.shares.total for move in history.movements)
            left = office_names(self.office.ask(GetFile(file_id=file.id), by="dm").returns_through)
            assert left == file.through


def office_names(levels: list[Any]) -> set[str]:
    return {level.post.designation_en for level in levels}


def test_no_order_of_acts_breaks_the_office(office: Office):
    """Guards: those that the checks of the machine name."""
    use(office, a_pack())

    machines.run(OfficeAtWork, examples=12, steps=25, office=office)
