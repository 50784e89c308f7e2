"""A file in the hands of everybody: whatever order of acts, right and wrong, it has one holder and one history.

The machine plays random acts of random people against the service on a real database, and keeps a model of what
must be. Desks that are asked for their opinion meanwhile never hold the file, and each question has one holder of its
own. Guards under test: the rules of ``domain.custody``, ``domain.file`` and ``domain.consultation``, the chains'
foreign keys, the command log, the ledger's heads.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
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
from contracts.errors import PatravaliError
from contracts.files import (
    AddNote,
    AnswerConsultation,
    CloseFile,
    ConfirmNote,
    ConsultDesks,
    CreateFile,
    DiscardNote,
    ForwardFile,
    GetHistory,
    OpenFile,
    PassOnConsultation,
    PullBackFile,
    ReopenFile,
    ReturnConsultation,
    VerifyLedger,
    WithdrawConsultation,
)
from tests.files import machines
from tests.files.office import Office

PEOPLE = ("clerk", "so-lra", "adm", "dm", "est-clerk")
OFFICERS = {"so-lra", "adm", "dm"}
ABOVE = {
    "clerk": {"so-lra", "adm", "dm"},
    "so-lra": {"adm", "dm"},
    "adm": {"dm"},
    "dm": set(),
    "est-clerk": {"adm", "dm"},
}


# Whom each may pass a question on to: above, below, or of the same section.
CHAIN = {name: ABOVE[name] | {other for other in PEOPLE if name in ABOVE[other]} for name in PEOPLE}
FAR = date(2099, 12, 31)


@dataclass
class Question:
    """What must be true of one consultation."""

    id: uuid.UUID
    asker: str
    trail: list[str]
    is_open: bool = True

    @property
    def holder(self) -> str:
        return self.trail[-1]


@dataclass
class Model:
    """What must be true of the file."""

    holder: str
    sender: str | None = None
    is_open: bool = True
    is_opened: bool = True
    yellow: Any = None
    moves: int = 1
    paragraphs: int = 0
    last_command: tuple[Command, str, uuid.UUID, Any] | None = None
    trail: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def waits_for(self) -> list[Question]:
        return [one for one in self.questions if one.is_open]

    def is_asked(self, name: str) -> bool:
        return any(one.holder == name for one in self.waits_for)


class Custody(RuleBasedStateMachine):
    office: Office

    @initialize(maker=st.sampled_from(PEOPLE))
    def create(self, maker: str) -> None:
        self.file = self.office.ask(CreateFile(subject="विषय", free_number=f"M-{new_id()}"), by=maker)
        self.model = Model(maker, trail=[maker])

    def try_(self, command: Command, by: str, allowed: bool) -> Any:
        """Send it; it must succeed exactly where the model says so. Answers the view, or nothing."""
        command_id = new_id()
        view = refusal = None
        try:
            view = self.office.ask(command, by=by, command_id=command_id)
        except PatravaliError as refused:
            refusal = refused.code
        assert (refusal is None) == allowed, f"{type(command).__name__} by {by}: {refusal or 'done'}"
        if view is not None:
            self.model.last_command = (command, by, command_id, view)
        return view

    def moved(self, to: str, sender: str | None) -> None:
        self.model.holder, self.model.sender = to, sender
        self.model.moves += 1
        self.model.trail.append(to)

    @rule(by=st.sampled_from(PEOPLE), to=st.sampled_from(PEOPLE))
    def forward(self, by: str, to: str) -> None:
        model = self.model
        allowed = model.is_open and model.holder == by and to != by
        if self.try_(ForwardFile(file_id=self.file.id, to_post=self.office.post(to), remarks="देखें"), by, allowed):
            self.moved(to, by)
            model.is_opened = False

    @rule(by=st.sampled_from(PEOPLE))
    def pull_back(self, by: str) -> None:
        model = self.model
        allowed = model.is_open and model.sender == by and not model.is_opened
        if self.try_(PullBackFile(file_id=self.file.id), by, allowed):
            self.moved(by, None)
            model.is_opened = True

    @rule(by=st.sampled_from(PEOPLE))
    def open(self, by: str) -> None:
        model = self.model
        if self.try_(OpenFile(file_id=self.file.id), by, model.is_open and model.holder == by):
            model.is_opened = True

    @rule(by=st.sampled_from(PEOPLE))
    def close(self, by: str) -> None:
        model = self.model
        allowed = model.is_open and model.holder == by and by in OFFICERS and model.yellow is None
        allowed = allowed and not model.waits_for
        if self.try_(CloseFile(file_id=self.file.id, reason="निस्तारित"), by, allowed):
            self.moved(by, None)
            model.is_open, model.is_opened = False, True

    @rule(by=st.sampled_from(PEOPLE))
    def reopen(self, by: str) -> None:
        model = self.model
        allowed = not model.is_open and by in OFFICERS and (model.holder == by or by in ABOVE[model.holder])
        if self.try_(ReopenFile(file_id=self.file.id, reason="नया पत्र"), by, allowed):
            self.moved(by, None)
            model.is_open, model.is_opened = True, True

    @rule(by=st.sampled_from(PEOPLE), paragraphs=st.integers(1, 3), kind=st.sampled_from(["green", "yellow"]))
    def add_note(self, by: str, paragraphs: int, kind: str) -> None:
        model = self.model
        allowed = model.is_open and model.holder == by and model.yellow is None
        command = AddNote(file_id=self.file.id, kind=kind, paragraphs=["टीप"] * paragraphs)
        note = self.try_(command, by, allowed)
        if note is None:
            return
        assert note.paragraphs[0].number == model.paragraphs + 1
        if kind == "yellow":
            model.yellow = note
        else:
            model.paragraphs += paragraphs

    @precondition(lambda self: self.model.yellow is not None)
    @rule(by=st.sampled_from(PEOPLE), confirm=st.booleans())
    def decide_yellow_note(self, by: str, confirm: bool) -> None:
        model = self.model
        command: Callable[..., Command] = ConfirmNote if confirm else DiscardNote
        note = self.try_(command(file_id=self.file.id, note_id=model.yellow.id), by, model.holder == by)
        if note is not None:
            model.paragraphs += len(note.paragraphs) if confirm else 0
            model.yellow = None

    @rule(by=st.sampled_from(PEOPLE), asked=st.sets(st.sampled_from(PEOPLE), min_size=1, max_size=3))
    def consult(self, by: str, asked: set[str]) -> None:
        model, names = self.model, sorted(asked)
        allowed = model.is_open and model.holder == by and by not in asked
        allowed = allowed and not any(model.is_asked(name) for name in names)
        posts = [self.office.post(name) for name in names]
        command = ConsultDesks(file_id=self.file.id, to_posts=posts, question="राय दें", due_on=FAR)
        view = self.try_(command, by, allowed)
        if view is not None:
            model.questions += [Question(one.id, by, [name]) for one, name in zip(view.items, names, strict=True)]

    @precondition(lambda self: bool(self.model.questions))
    @rule(by=st.sampled_from(PEOPLE), to=st.sampled_from(PEOPLE), data=st.data())
    def pass_on(self, by: str, to: str, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.model.questions))
        allowed = one.is_open and one.holder == by and to in CHAIN[by] and not self.model.is_asked(to)
        if self.try_(PassOnConsultation(consultation_id=one.id, to_post=self.office.post(to)), by, allowed):
            one.trail.append(to)

    @precondition(lambda self: bool(self.model.questions))
    @rule(by=st.sampled_from(PEOPLE), how=st.sampled_from(["answer", "return", "withdraw"]), data=st.data())
    def end_consultation(self, by: str, how: str, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.model.questions))
        commands: dict[str, Command] = {
            "answer": AnswerConsultation(consultation_id=one.id, paragraphs=["सहमत"]),
            "return": ReturnConsultation(consultation_id=one.id, reason="कारण"),
            "withdraw": WithdrawConsultation(consultation_id=one.id, reason="कारण"),
        }
        may = by in (one.asker, self.model.holder) if how == "withdraw" else by == one.holder
        if self.try_(commands[how], by, one.is_open and may):
            one.is_open = False

    @precondition(lambda self: self.model.last_command is not None)
    @rule()
    def repeat_the_last_command(self) -> None:
        """A command that comes again has no second effect and gets the first answer."""
        command, by, command_id, first = self.model.last_command
        assert self.office.ask(command, by=by, command_id=command_id) == first

    @invariant()
    def one_holder(self) -> None:
        if not hasattr(self, "model"):
            return
        (file,) = self.office.rows("SELECT * FROM files WHERE id = :id", id=self.file.id)
        assert file.holder_post_id == self.office.post(self.model.holder)
        assert file.movement_serial == self.model.moves
        assert (file.state == "open") == self.model.is_open
        assert file.paragraph_count == self.model.paragraphs

    @invariant()
    def one_chain(self) -> None:
        if not hasattr(self, "model"):
            return
        sql = "SELECT * FROM movements WHERE file_id = :id ORDER BY serial"
        chain = self.office.rows(sql, id=self.file.id)
        assert [link.to_post_id for link in chain] == [self.office.post(name) for name in self.model.trail]
        assert all(later.from_post_id == link.to_post_id for link, later in pairwise(chain))
        assert all(later.occurred_at >= link.occurred_at for link, later in pairwise(chain))

    @invariant()
    def each_question_has_one_holder(self) -> None:
        if not hasattr(self, "model"):
            return
        sql = "SELECT * FROM consultations WHERE file_id = :id ORDER BY number"
        rows = self.office.rows(sql, id=self.file.id)
        assert [(row.number, row.id) for row in rows] == list(enumerate((one.id for one in self.model.questions), 1))
        for row, one in zip(rows, self.model.questions, strict=True):
            assert row.holder_post_id == self.office.post(one.holder)
            assert (row.state == "open") == one.is_open
            links = "SELECT * FROM consultation_movements WHERE consultation_id = :id ORDER BY serial"
            chain = self.office.rows(links, id=one.id)
            assert [link.to_post_id for link in chain] == [self.office.post(name) for name in one.trail]
            assert all(later.from_post_id == link.to_post_id for link, later in pairwise(chain))
        (file,) = self.office.rows("SELECT open_consultations FROM files WHERE id = :id", id=self.file.id)
        assert file.open_consultations == len(self.model.waits_for)

    def teardown(self) -> None:
        if not hasattr(self, "model"):
            return
        report = self.office.ask(VerifyLedger(file_id=self.file.id), by="dm")
        assert (report.verdict, report.problems) == ("intact", [])
        history = self.office.ask(GetHistory(file_id=self.file.id), by="dm")
        shares = sum(movement.held_seconds for movement in history.movements)
        assert shares == pytest.approx(history.elapsed_seconds, abs=1e-3)


def test_no_order_of_acts_breaks_custody(office: Office):
    """Guards: see the module."""
    machines.run(Custody, examples=20, steps=20, office=office)
