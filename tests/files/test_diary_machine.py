"""The diary under every order of acts: letters, cancellations, blocks, letters told late, and the turn of the year."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from contracts.errors import PatravaliError
from contracts.files import (
    CancelReceipt,
    DiariseReceipt,
    DiaryBlockView,
    GetDiaryRegister,
    MarkReceipt,
    ReservedNumber,
    ReturnDiaryBlock,
    Sender,
    TakeDiaryBlock,
)
from contracts.files.diary_errors import DiaryBlockOver, DiaryNumberUsed, TooManyDiaryBlocks
from contracts.files.errors import ReceiptClosed, ReceiptHeldByAnother
from services.files.domain.numbering import office_day
from tests.files import machines
from tests.files.office import HandClock, Office

PCS = [uuid.UUID(int=number) for number in (1, 2)]
DESKS = ("dak", "clerk")
# Two days before the year turns.
BEGINS = datetime(2026, 12, 29, 6, 30, tzinfo=UTC)


@dataclass
class Letter:
    id: uuid.UUID
    by: str
    number: str
    state: str = "open"


@dataclass
class Block:
    view: DiaryBlockView
    by: str
    pc: uuid.UUID
    used: set[int] = field(default_factory=set)
    returned: bool = False

    @property
    def numbers(self) -> dict[int, str]:
        return {
            serial: self.view.template.replace("{serial}", str(serial))
            for serial in range(self.view.first, self.view.last + 1)
        }


class DiaryAtWork(RuleBasedStateMachine):
    office: Office

    @initialize()
    def begin(self) -> None:
        # Each example goes on in the diary that the one before left, some years later.
        taken = self.office.rows("SELECT coalesce(max(year), 2025) AS year FROM number_series")[0].year
        self.clock = HandClock(BEGINS.replace(year=max(2026, taken + 1)))
        self.office.clock = self.clock
        for name in DESKS:
            self.office.charge(name)
        self.letters: list[Letter] = []
        self.blocks: list[Block] = []
        self.first_year = office_day(self.clock.now).year

    def entry(self, at: datetime | None = None, reserved: ReservedNumber | None = None) -> DiariseReceipt:
        day = office_day(at or self.clock.now)
        source = {"occurred_at": at, "source": "offline"} if at else {}
        sender = Sender(name="राम")
        return DiariseReceipt(
            form="physical", subject="आवेदन", sender=sender, received_on=day, reserved=reserved, **source
        )

    @rule(by=st.sampled_from(DESKS))
    def diarise(self, by: str) -> None:
        made = self.office.ask(self.entry(), by=by)
        assert made.diary_number not in {letter.number for letter in self.letters}
        assert made.diary_number not in {number for block in self.blocks for number in block.numbers.values()}
        self.letters.append(Letter(made.id, by, made.diary_number))

    @precondition(lambda self: getattr(self, "letters", None))
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        letter = data.draw(st.sampled_from(self.letters))
        try:
            self.office.ask(CancelReceipt(receipt_id=letter.id, reason="भूल"), by=letter.by)
        except ReceiptClosed:
            assert letter.state == "cancelled"
        except ReceiptHeldByAnother:
            assert letter.state == "marked"
        else:
            assert letter.state == "open"
            letter.state = "cancelled"

    @precondition(lambda self: getattr(self, "letters", None))
    @rule(data=st.data())
    def mark(self, data: st.DataObject) -> None:
        letter = data.draw(st.sampled_from(self.letters))
        try:
            self.office.ask(MarkReceipt(receipt_id=letter.id, to_post=self.office.post("adm")), by=letter.by)
        except PatravaliError:
            assert letter.state != "open"
        else:
            assert letter.state == "open"
            letter.state = "marked"

    @rule(by=st.sampled_from(DESKS), pc=st.sampled_from(PCS), size=st.integers(1, 4))
    def take(self, by: str, pc: uuid.UUID, size: int) -> None:
        open_ones = [block for block in self.blocks if block.by == by and self.is_open(block) and self.left(block)]
        try:
            view = self.office.ask(TakeDiaryBlock(pc=pc, size=size), by=by)
        except TooManyDiaryBlocks:
            assert len(open_ones) >= 5
            return
        own = next((block for block in open_ones if block.pc == pc), None)
        assert (own is not None) == (view.id in {block.view.id for block in self.blocks})
        if own is None:
            self.blocks.append(Block(view, by, pc))

    @precondition(lambda self: getattr(self, "blocks", None))
    @rule(data=st.data(), ago=st.integers(0, 40))
    def use(self, data: st.DataObject, ago: int) -> None:
        """A letter under a number of a block, told some hours after it came."""
        block = data.draw(st.sampled_from(self.blocks))
        serial = data.draw(st.sampled_from(sorted(block.numbers)))
        at = max(block.view.taken_at, self.clock.now - timedelta(hours=ago))
        reserved = ReservedNumber(block_id=block.view.id, serial=serial, pc=block.pc)
        try:
            made = self.office.ask(self.entry(at, reserved), by=block.by)
        except DiaryBlockOver:
            assert at >= block.view.expires_at
        except DiaryNumberUsed:
            assert serial in block.used
        else:
            assert at < block.view.expires_at
            assert serial not in block.used
            assert (made.diary_number, made.diary_year) == (block.numbers[serial], block.view.year)
            assert office_day(made.diarised_at).year == made.diary_year
            block.used.add(serial)
            self.letters.append(Letter(made.id, block.by, made.diary_number))

    @precondition(lambda self: getattr(self, "blocks", None))
    @rule(data=st.data())
    def give_back(self, data: st.DataObject) -> None:
        block = data.draw(st.sampled_from(self.blocks))
        try:
            self.office.ask(ReturnDiaryBlock(block_id=block.view.id, reason="लाइन आई"), by=block.by)
        except PatravaliError:
            assert not self.is_open(block)
        else:
            assert self.is_open(block)
            block.returned = True

    @rule(hours=st.integers(1, 60))
    def time_goes_on(self, hours: int) -> None:
        self.clock.forward(hours=hours)

    def is_open(self, block: Block) -> bool:
        return not block.returned and self.clock.now < block.view.expires_at

    def left(self, block: Block) -> bool:
        return len(block.used) < len(block.numbers)

    @invariant()
    def each_number_is_explained_as_it_is(self) -> None:
        """Guards: the locked series, the unique key, blocks that the series steps over, numbers that stay taken."""
        if not hasattr(self, "letters"):
            return
        expected = {}
        for block in self.blocks:
            expected |= dict.fromkeys(block.numbers.values(), "reserved" if self.is_open(block) else "unused")
        expected |= {one.number: "cancelled" if one.state == "cancelled" else "used" for one in self.letters}
        found = {}
        for year in range(self.first_year, office_day(self.clock.now).year + 1):
            register = self.office.ask(GetDiaryRegister(year=year), by="dak")
            assert register.unexplained == 0
            for series in register.series:
                for run in series.runs:
                    for serial in range(run.first, run.last + 1):
                        assert found.setdefault(series.template.replace("{serial}", str(serial)), run.kind) == run.kind
        assert found == expected


def test_no_order_of_acts_leaves_a_number_unexplained(office: Office):
    """Guards: those that the checks of the machine name."""
    machines.run(DiaryAtWork, examples=8, steps=30, office=office)
