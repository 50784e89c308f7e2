"""Many at once at one diary: numbers are given once, and whatever becomes of them is explained."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from contracts.errors import PatravaliError
from contracts.files import (
    CancelReceipt,
    DiariseReceipt,
    DiaryBlockView,
    GetDiaryRegister,
    MarkReceipt,
    ReceiptView,
    ReservedNumber,
    ReturnDiaryBlock,
    Sender,
    TakeDiaryBlock,
)
from contracts.files.diary_errors import DiaryNumberUsed
from contracts.files.errors import ReceiptClosed, ReceiptHeldByAnother
from tests.files.office import Office
from tests.files.test_concurrency import WRITERS, all_at_once

PC = UUID(int=1)
ENTRY = DiariseReceipt(form="physical", subject="आवेदन", sender=Sender(name="राम सिंह"), received_on=date(2026, 3, 2))


def test_of_cancelling_and_marking_at_once_one_happens(office: Office):
    """Guard: both take the receipt's row; whoever is second finds what the first did."""
    for _ in range(5):
        receipt = office.a_receipt("clerk")
        mark = MarkReceipt(receipt_id=receipt.id, to_post=office.post("so-lra"))
        cancel = CancelReceipt(receipt_id=receipt.id, reason="भूल")

        asked = [(mark, "clerk"), *((cancel, who) for who in ("clerk", "so-lra", "dm") * 3)]
        marked, *cancelled = all_at_once([partial(office.ask, request, by=who) for request, who in asked])

        done = [result for result in (marked, *cancelled) if isinstance(result, ReceiptView)]
        assert len(done) == 1
        refused = {type(result) for result in (marked, *cancelled) if isinstance(result, PatravaliError)}
        assert refused <= ({ReceiptHeldByAnother} if marked is done[0] else {ReceiptClosed})


def test_whoever_diarises_and_cancels_at_once_no_gap_is_unexplained(office: Office):
    """Guards: the locked series, the row's lock, and the trigger that keeps a receipt and its number."""

    def work(place: int) -> Callable[[], list[Any]]:
        def run() -> list[Any]:
            made = [office.ask(ENTRY, by="dak") for _ in range(6)]
            for receipt in made[place % 2 :: 2]:
                office.ask(CancelReceipt(receipt_id=receipt.id, reason="भूल"), by="dak")
            return made

        return run

    made = all_at_once([work(place) for place in range(WRITERS)])

    numbers = [receipt.diary_number for each in made for receipt in each]
    (series,) = office.ask(GetDiaryRegister(), by="dak").series
    assert len(set(numbers)) == len(numbers) == series.last == WRITERS * 6
    assert (series.used, series.cancelled, series.unexplained) == (WRITERS * 3, WRITERS * 3, 0)
    covered = [serial for run in series.runs for serial in range(run.first, run.last + 1)]
    assert covered == list(range(1, series.last + 1))


def test_blocks_letters_and_cancellations_at_once_leave_no_gap_and_no_twin(office: Office):
    """Guards: the locked series, under writers who take blocks, use them twice, diarise beside them and cancel."""

    def offline(block: DiaryBlockView, serial: int) -> DiariseReceipt:
        return ENTRY.model_copy(update={"reserved": ReservedNumber(block_id=block.id, serial=serial, pc=PC)})

    def on_a_bad_line(by: str) -> Callable[[], list[Any]]:
        def run() -> list[Any]:
            made = []
            for _ in range(2):
                block = office.ask(TakeDiaryBlock(pc=PC, size=4), by=by)
                for serial in range(block.first, block.last):
                    for _ in range(2):
                        try:
                            made.append(office.ask(offline(block, serial), by=by))
                        except DiaryNumberUsed:
                            continue
                office.ask(ReturnDiaryBlock(block_id=block.id, reason="लाइन"), by=by)
            return made

        return run

    def on_line(by: str) -> Callable[[], list[Any]]:
        def run() -> list[Any]:
            made = [office.ask(ENTRY, by=by) for _ in range(4)]
            office.ask(CancelReceipt(receipt_id=made[0].id, reason="भूल"), by=by)
            return made

        return run

    bad, good = ("dak", "clerk", "second-clerk", "so-lra", "so-est"), ("est-clerk", "dispatcher", "adm", "dm", "dak")
    results = all_at_once([*(on_a_bad_line(by) for by in bad), *(on_line(by) for by in good)])

    assert not [result for result in results if isinstance(result, PatravaliError)]
    numbers = [receipt.diary_number for each in results for receipt in each]
    assert len(set(numbers)) == len(numbers) == 5 * 6 + 5 * 4
    (series,) = office.ask(GetDiaryRegister(), by="dak").series
    assert (series.used, series.cancelled, series.unused, series.unexplained) == (45, 5, 10, 0)
    assert series.last == 60


def test_of_many_who_use_one_number_one_gets_it(office: Office):
    """Guard: the unique key of the office, the year and the number; the others are told, not broken."""
    block = office.ask(TakeDiaryBlock(pc=PC, size=1), by="dak")
    entry = ENTRY.model_copy(update={"reserved": ReservedNumber(block_id=block.id, serial=block.first, pc=PC)})

    results = all_at_once([partial(office.ask, entry, by="dak")] * WRITERS)

    assert len([result for result in results if isinstance(result, ReceiptView)]) == 1
    assert len([result for result in results if isinstance(result, DiaryNumberUsed)]) == WRITERS - 1


def test_of_many_who_take_a_block_for_one_pc_all_get_the_same(office: Office):
    """Guard: the lock of the desk, before its open blocks are looked at."""
    results = all_at_once([partial(office.ask, TakeDiaryBlock(pc=PC, size=3), by="dak")] * WRITERS)

    assert {result.id for result in results} == {results[0].id}
    assert office.rows("SELECT last FROM number_series")[0].last == 3
