"""Blocks of diary numbers: taken by a desk on a bad line, used without it, told later, never given twice."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from chassis.ids import new_id
from contracts.errors import ClaimedTimeWrong
from contracts.files import (
    DiariseReceipt,
    DiaryBlockView,
    GetDiaryRegister,
    ListDiaryBlocks,
    ReceiptView,
    ReservedNumber,
    ReturnDiaryBlock,
    Sender,
    TakeDiaryBlock,
)
from contracts.files.diary_errors import (
    DiaryBlockElsewhere,
    DiaryBlockNotFound,
    DiaryBlockOver,
    DiaryBlockReturned,
    DiaryNumberOutside,
    DiaryNumberUsed,
    TooManyDiaryBlocks,
)
from contracts.files.errors import RoleMissing
from services.files.domain.number_block import MOST_OPEN
from tests.files.office import HandClock, Office

NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
PC = uuid.UUID("00000000-0000-7000-8000-0000000000a1")
OTHER_PC = uuid.UUID("00000000-0000-7000-8000-0000000000a2")


@pytest.fixture(autouse=True)
def clock(office: Office) -> HandClock:
    office.clock = HandClock(NOON)
    return office.clock


def take(office: Office, pc: uuid.UUID = PC, size: int = 5, by: str = "dak") -> DiaryBlockView:
    taken: DiaryBlockView = office.ask(TakeDiaryBlock(pc=pc, size=size), by=by)
    return taken


def entry(block: DiaryBlockView, serial: int, pc: uuid.UUID = PC, at: datetime | None = None) -> DiariseReceipt:
    """A letter that was given a number without a line."""
    return DiariseReceipt(
        form="physical",
        subject="आवेदन",
        sender=Sender(name="राम सिंह"),
        received_on=date(2026, 3, 2),
        reserved=ReservedNumber(block_id=block.id, serial=serial, pc=pc),
        occurred_at=at,
        source="offline" if at else "live",
    )


def runs(office: Office) -> list[tuple[str, int, int]]:
    register = office.ask(GetDiaryRegister(year=2026), by="dak")
    return [(run.kind, run.first, run.last) for series in register.series for run in series.runs]


def test_a_desk_takes_numbers_and_others_get_those_after_them(office: Office):
    office.a_receipt("clerk")

    block = take(office)
    after = office.a_receipt("clerk")

    assert (block.first, block.last, block.template) == (2, 6, "COLL/2026/{serial}")
    assert (block.state, block.used, block.expires_at) == ("open", [], NOON + timedelta(days=7))
    assert after.diary_number == "COLL/2026/7"
    assert runs(office) == [("used", 1, 1), ("reserved", 2, 6), ("used", 7, 7)]
    assert office.ask(GetDiaryRegister(), by="dak").unexplained == 0


def test_a_letter_entered_without_a_line_keeps_the_number_on_its_slip(office: Office, clock: HandClock):
    block = take(office)
    clock.forward(hours=3)

    receipt = office.ask(entry(block, 2, at=NOON + timedelta(hours=1)), by="dak")

    assert (receipt.diary_number, receipt.diarised_at) == ("COLL/2026/2", NOON + timedelta(hours=1))
    assert runs(office) == [("reserved", 1, 1), ("used", 2, 2), ("reserved", 3, 5)]
    (listed,) = office.ask(ListDiaryBlocks(), by="dak").items
    assert listed.used == [2]


def test_a_letter_that_is_told_twice_is_in_the_diary_once(office: Office):
    """Guards: the command's row; and the number's unique key, for another command with the same number."""
    block = take(office)
    command_id = new_id()

    first = office.ask(entry(block, 1), by="dak", command_id=command_id)
    again = office.ask(entry(block, 1), by="dak", command_id=command_id)
    with pytest.raises(DiaryNumberUsed):
        office.ask(entry(block, 1), by="dak")

    assert first == again
    assert len(office.rows("SELECT 1 FROM receipts")) == 1


def test_nobody_else_uses_the_numbers(office: Office):
    """Guards: post and PC of the block, and its bounds."""
    block = take(office)

    for attempt, by, refusal in (
        (entry(block, 1, pc=OTHER_PC), "dak", DiaryBlockElsewhere),
        (entry(block, 1), "clerk", DiaryBlockElsewhere),
        (entry(block, 6), "dak", DiaryNumberOutside),
        (entry(block.model_copy(update={"id": new_id()}), 1), "dak", DiaryBlockNotFound),
    ):
        with pytest.raises(refusal):
            office.ask(attempt, by=by)

    assert office.rows("SELECT 1 FROM receipts") == []


def test_a_pc_that_asks_again_gets_the_block_that_it_has(office: Office):
    block = take(office, size=2)
    office.ask(entry(block, 1), by="dak")

    assert take(office).id == block.id
    assert take(office).used == [1]
    office.ask(entry(block, 2), by="dak")
    assert (take(office).first, take(office, OTHER_PC).first) == (3, 8)


def test_a_desk_has_a_few_open_blocks_and_no_more(office: Office):
    for _ in range(MOST_OPEN):
        take(office, new_id(), 1)

    with pytest.raises(TooManyDiaryBlocks):
        take(office, new_id(), 1)
    with pytest.raises(RoleMissing):
        take(office, by="administrator")


def test_numbers_of_a_block_that_is_over_stand_as_unused_with_the_reason(office: Office, clock: HandClock):
    block = take(office)
    office.ask(entry(block, 2), by="dak")
    clock.forward(hours=1)

    returned = office.ask(ReturnDiaryBlock(block_id=block.id, reason="लाइन ठीक हो गई"), by="dak")

    assert (returned.state, returned.used, returned.reason) == ("returned", [2], "लाइन ठीक हो गई")
    assert office.a_receipt("dak").diary_number == "COLL/2026/6"
    (series,) = office.ask(GetDiaryRegister(), by="clerk").series
    assert (series.used, series.unused, series.reserved, series.unexplained) == (2, 4, 0, 0)
    unused = series.runs[0]
    assert (unused.kind, unused.reason, unused.by.post.post_id) == ("unused", "लाइन ठीक हो गई", office.post("dak"))
    with pytest.raises(DiaryBlockReturned):
        office.ask(ReturnDiaryBlock(block_id=block.id, reason="फिर"), by="dak")


def test_whoever_is_above_returns_the_block_of_a_pc_that_was_lost_and_a_stranger_does_not(office: Office):
    block = take(office, by="clerk")

    with pytest.raises(DiaryBlockNotFound):
        office.ask(ReturnDiaryBlock(block_id=block.id, reason="x"), by="so-est")
    assert office.ask(ListDiaryBlocks(), by="so-est").items == []
    assert [one.id for one in office.ask(ListDiaryBlocks(), by="so-lra").items] == [block.id]
    assert office.ask(ReturnDiaryBlock(block_id=block.id, reason="पीसी ख़राब"), by="so-lra").state == "returned"


def test_what_came_before_the_blocks_time_was_over_is_taken_in_afterwards(office: Office, clock: HandClock):
    """Guard: what decides is when the letter came; the slip that was handed out stays true."""
    block = take(office)
    clock.forward(hours=2)
    office.ask(ReturnDiaryBlock(block_id=block.id, reason="पीसी ख़राब"), by="dak")
    clock.forward(days=20)

    for serial, hours in ((1, 1), (2, 3)):
        receipt = office.ask(entry(block, serial, at=NOON + timedelta(hours=hours)), by="dak")
        assert receipt.diary_number == f"COLL/2026/{serial}"
    for at in (NOON + timedelta(days=7), None):
        with pytest.raises(DiaryBlockOver):
            office.ask(entry(block, 3, at=at), by="dak")
    assert runs(office) == [("used", 1, 2), ("unused", 3, 5)]


def test_a_block_ends_with_the_year_whose_numbers_it_has(office: Office, clock: HandClock):
    """Guard: ``open_until``; a letter of the new year gets a number of the new year."""
    clock.now = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)
    block = take(office)
    assert block.expires_at == datetime(2026, 12, 31, 18, 30, tzinfo=UTC)
    clock.forward(hours=10)

    old = office.ask(entry(block, 1, at=datetime(2026, 12, 31, 18, 29, tzinfo=UTC)), by="dak")
    with pytest.raises(DiaryBlockOver):
        office.ask(entry(block, 2, at=datetime(2026, 12, 31, 18, 30, tzinfo=UTC)), by="dak")

    assert (old.diary_number, old.diary_year) == ("COLL/2026/1", 2026)
    assert take(office).template == "COLL/2027/{serial}"


def test_nothing_is_claimed_before_the_block_was_taken(office: Office, clock: HandClock):
    clock.forward(hours=1)
    block = take(office)

    with pytest.raises((DiaryBlockOver, ClaimedTimeWrong)):
        office.ask(entry(block, 1, at=NOON), by="dak")


@pytest.mark.parametrize(
    "change",
    ["UPDATE number_blocks SET last = 9", "DELETE FROM number_blocks", "UPDATE number_block_ends SET reason = 'x'"],
)
def test_what_was_taken_and_returned_stays_so(office: Office, change: str):
    """Guards: the triggers, against the owner of the tables."""
    office.ask(ReturnDiaryBlock(block_id=take(office).id, reason="x"), by="dak")

    with office.owner.connect() as connection, pytest.raises(DatabaseError, match="number_block"):
        connection.execute(text(change))


def test_the_ledger_says_from_which_block_the_number_is(office: Office):
    block = take(office)
    receipt: Any = office.ask(entry(block, 3), by="dak")

    assert isinstance(receipt, ReceiptView)
    (row,) = office.rows("SELECT body FROM ledger WHERE subject_id = :id", id=receipt.id)
    assert str(block.id).encode() in bytes(row.body)
