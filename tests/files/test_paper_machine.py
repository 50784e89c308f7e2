"""Paper files in the hands of everybody: whatever the order of acts, one desk answers for each, and none vanishes.

The machine plays random acts of random people on two paper files against the service on a real database, and keeps a
model of what must be. Guards under test: the rules of ``domain.paper_file`` and ``domain.paper_loan``, the chain's
foreign keys, the command log, the ledger's heads; and that an electronic file's custody stays where it is.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
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
from contracts.errors import InternalError, PatravaliError
from contracts.files import (
    ClosePaperFile,
    DigitisePaperFile,
    FileView,
    FindPaperFile,
    HandOverPaperFile,
    IssuePaperFile,
    OrderPaperFileSearch,
    ReceivePaperFile,
    ReconstructPaperFile,
    ReportPaperFileLost,
    RequestPaperFile,
    TakeBackPaperFile,
    VerifyLedger,
    VerifyPaperLedger,
)
from tests.files import machines
from tests.files.office import Office
from tests.files.papers_on_shelves import a_paper, a_record_room, a_scanned_file, passed

PEOPLE = ("clerk", "second-clerk", "so-lra", "record-room", "adm", "dm")
OFFICERS = {"so-lra", "adm", "dm"}
ABOVE = {
    "clerk": {"so-lra", "adm", "dm"},
    "second-clerk": {"so-lra", "adm", "dm"},
    "so-lra": {"adm", "dm"},
    "record-room": {"adm", "dm"},
    "adm": {"dm"},
    "dm": {"dm"},
}
"""Who orders the search for what a desk has lost; of the DM's the DM, because nobody is above."""
ROOM = "record-room"
FAR = date(2099, 12, 31)


@dataclass
class Known:
    """What must be true of one paper file."""

    id: uuid.UUID
    barcode: str
    account: str = "clerk"
    way: str | None = None
    loss: str | None = None
    pending: bool = True
    closed: bool = False
    lent: bool = False
    """Out of the record room, or on the way out."""
    asked: dict[str, uuid.UUID] = field(default_factory=dict)
    trail: list[str] = field(default_factory=lambda: ["clerk"])

    @property
    def is_there(self) -> bool:
        return self.way is None and self.loss is None

    def answers(self, by: str) -> bool:
        return by == self.account or by in ABOVE[self.account]


class PaperCustody(RuleBasedStateMachine):
    office: Office
    scanned: FileView
    """On the desk of the dealing hand, with a page in it."""

    @initialize()
    def register(self) -> None:
        self.last: tuple[Command, str, uuid.UUID, Any] | None = None
        papers = [a_paper(self.office, number=f"M-{new_id()}") for _ in range(2)]
        self.papers = [Known(paper.id, paper.barcode) for paper in papers]
        # One begins in the record room: much has to happen before it could be issued otherwise.
        passed(self.office, papers[1], "clerk", ROOM)
        self.papers[1].account = ROOM
        self.papers[1].trail += ["clerk", ROOM]

    def try_(self, command: Command, by: str, allowed: bool) -> Any:
        """Send it; it must succeed exactly where the model says so. Answers the view, or nothing."""
        command_id, view, refusal = new_id(), None, None
        try:
            view = self.office.ask(command, by=by, command_id=command_id)
        except PatravaliError as refused:
            refusal = refused.code
        # What only the database refuses is no refusal that somebody could read.
        assert refusal != InternalError.code
        assert (refusal is None) == allowed, f"{type(command).__name__} by {by}: {refusal or 'done'}"
        if view is not None:
            self.last = (command, by, command_id, view)
        return view

    def stepped(self, one: Known, way: str | None = None) -> None:
        one.way = way
        one.trail.append(one.account)

    @staticmethod
    def somebody(one: Known, data: st.DataObject) -> str:
        """Most often who answers for it, who may receive it, or the officer above both clerks."""
        likely = [one.account, one.account, one.way or one.account, "so-lra"]
        return data.draw(st.sampled_from([*likely, *likely, *PEOPLE]))

    @rule(which=st.integers(0, 1), to=st.sampled_from(PEOPLE), data=st.data())
    def hand_over(self, which: int, to: str, data: st.DataObject) -> None:
        one = self.papers[which]
        by = self.somebody(one, data)
        command = HandOverPaperFile(paper_id=one.id, to_post=self.office.post(to))
        if self.try_(command, by, one.is_there and by == one.account and to != by):
            self.stepped(one, to)

    def on_the_way(self, data: st.DataObject) -> Known:
        """One that is on the way, or, now and then, any."""
        going = [one for one in self.papers if one.way]
        return data.draw(st.sampled_from([*going, *going, *going, *self.papers]))

    @rule(data=st.data())
    def receive(self, data: st.DataObject) -> None:
        one = self.on_the_way(data)
        by = data.draw(st.sampled_from([*PEOPLE, *([one.way] * 6 if one.way else [])]))
        if self.try_(ReceivePaperFile(barcode=one.barcode), by, by == one.way):
            one.account = by
            self.stepped(one)
            if by == ROOM:
                one.lent = False
                one.pending = one.pending and not one.closed

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        one = self.on_the_way(data)
        by = self.somebody(one, data)
        if self.try_(TakeBackPaperFile(paper_id=one.id), by, by == one.account and one.way is not None):
            self.stepped(one)
            one.lent = one.lent and by != ROOM

    @rule(which=st.sampled_from((0, 1, 1, 1)), by=st.sampled_from(PEOPLE))
    def ask(self, which: int, by: str) -> None:
        self.request(which, by)

    def request(self, which: int, by: str) -> None:
        one = self.papers[which]
        allowed = one.account == ROOM != by and one.loss is None and by not in one.asked
        view = self.try_(RequestPaperFile(paper_id=one.id, reason="देखने हेतु"), by, allowed)
        if view is not None:
            one.asked[by] = view.id

    @precondition(lambda self: any(one.account == ROOM or one.asked for one in self.papers))
    @rule(by=st.sampled_from((ROOM, ROOM, ROOM, "clerk")), data=st.data())
    def issue(self, by: str, data: st.DataObject) -> None:
        """Asked for before, or at once: a loan is to happen often."""
        one = data.draw(st.sampled_from([each for each in self.papers if each.account == ROOM or each.asked]))
        if not one.asked:
            self.request(self.papers.index(one), "clerk")
        if not one.asked:
            return
        to = data.draw(st.sampled_from(sorted(one.asked)))
        command = IssuePaperFile(requisition_id=one.asked[to], return_on=FAR)
        if self.try_(command, by, by == ROOM == one.account and one.is_there):
            del one.asked[to]
            one.lent = True
            self.stepped(one, to)

    @rule(which=st.integers(0, 1), by=st.sampled_from(PEOPLE))
    def report_lost(self, which: int, by: str) -> None:
        one = self.papers[which]
        command = ReportPaperFileLost(paper_id=one.id, last_seen="अलमारी 7")
        if self.try_(command, by, one.answers(by) and one.loss is None):
            one.loss = "reported"
            self.stepped(one)

    @precondition(lambda self: any(one.loss for one in self.papers))
    @rule(how=st.sampled_from(["order", "order", "find", "reconstruct"]), data=st.data())
    def go_on_with_the_loss(self, how: str, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from([each for each in self.papers if each.loss]))
        by = self.somebody(one, data)
        commands: dict[str, Command] = {
            "order": OrderPaperFileSearch(paper_id=one.id, order="खोजें"),
            "find": FindPaperFile(barcode=one.barcode, remarks="मिली"),
            "reconstruct": ReconstructPaperFile(paper_id=one.id, file_id=self.scanned.id),
        }
        allowed = {
            "order": one.loss == "reported" and by in OFFICERS and by in ABOVE[one.account],
            "find": True,
            # The electronic file lies with the dealing hand; what belongs to one already would need a part file.
            "reconstruct": one.loss == "ordered" and by == "clerk" == one.account and one.pending,
        }
        if self.try_(commands[how], by, allowed[how]):
            one.loss = {"order": "ordered", "find": None, "reconstruct": "reconstructed"}[how]
            if how == "reconstruct":
                one.pending = one.lent = False
            elif how == "find":
                # Lost before who asked for it had received it.
                one.lent = one.lent and one.account != ROOM
            self.stepped(one)

    @rule(which=st.integers(0, 1), by=st.sampled_from(PEOPLE), how=st.sampled_from(["digitise", "close"]))
    def end(self, which: int, by: str, how: str) -> None:
        one = self.papers[which]
        if how == "digitise":
            command: Command = DigitisePaperFile(paper_id=one.id, file_id=self.scanned.id)
            allowed = by == one.account and self.sees_scanned(by)
        else:
            command = ClosePaperFile(paper_id=one.id, reason="निस्तारित")
            allowed = one.answers(by) and by in OFFICERS and not one.closed
        if self.try_(command, by, allowed and one.is_there and one.pending):
            one.closed = one.closed or how == "close"
            one.pending = how == "close" and one.account != ROOM
            self.stepped(one)

    @staticmethod
    def sees_scanned(by: str) -> bool:
        return by in ("clerk", "so-lra", "adm", "dm")

    @precondition(lambda self: self.last is not None)
    @rule()
    def repeat_the_last_command(self) -> None:
        """A command that comes again has no second effect and gets the first answer."""
        command, by, command_id, first = self.last
        assert self.office.ask(command, by=by, command_id=command_id) == first

    @invariant()
    def one_desk_answers_for_each(self) -> None:
        for one in getattr(self, "papers", []):
            (row,) = self.office.rows("SELECT * FROM paper_files WHERE id = :id", id=one.id)
            assert row.account_post_id == self.office.post(one.account)
            assert row.way_post_id == (self.office.post(one.way) if one.way else None)
            assert (row.loss, row.is_pending, row.loan_id is not None) == (one.loss, one.pending, one.lent)
            open_loans = "SELECT FROM paper_requisitions WHERE paper_id = :id AND state = 'issued'"
            assert len(self.office.rows(open_loans, id=one.id)) == one.lent

    @invariant()
    def one_chain(self) -> None:
        for one in getattr(self, "papers", []):
            chain = self.office.rows("SELECT * FROM paper_movements WHERE paper_id = :id ORDER BY serial", id=one.id)
            assert [link.account_post_id for link in chain] == [self.office.post(name) for name in one.trail]
            assert all(later.before_post_id == link.account_post_id for link, later in pairwise(chain))
            assert all(later.kind == "received" for link, later in pairwise(chain) if later.account != link.account)

    @invariant()
    def the_electronic_file_stays_where_it_is(self) -> None:
        (file,) = self.office.rows("SELECT * FROM files WHERE id = :id", id=self.scanned.id)
        assert file.holder_post_id == self.office.post("clerk")
        assert (file.movement_serial, file.version) == (self.scanned.custody_number, self.scanned.version)

    def teardown(self) -> None:
        for one in getattr(self, "papers", []):
            report = self.office.ask(VerifyPaperLedger(paper_id=one.id), by=one.account)
            assert (report.verdict, report.problems) == ("intact", [])
        assert self.office.ask(VerifyLedger(file_id=self.scanned.id), by="clerk").verdict == "intact"


def test_no_order_of_acts_loses_a_paper_file(office: Office):
    """Guards: see the module."""
    a_record_room(office)
    scanned = a_scanned_file(office)

    machines.run(PaperCustody, examples=20, steps=25, office=office, scanned=scanned)
