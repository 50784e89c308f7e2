"""Many at once at one diary: numbers are given once, and whatever becomes of them is explained."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from contracts.errors import PatravaliError
from contracts.files import CancelReceipt, DiariseReceipt, GetDiaryRegister, MarkReceipt, ReceiptView, Sender
from contracts.files.errors import ReceiptClosed, ReceiptHeldByAnother
from tests.files.office import Office
from tests.files.test_concurrency import WRITERS, all_at_once

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
