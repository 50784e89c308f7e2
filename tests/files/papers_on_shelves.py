"""Paper files for tests: registered, handed over, received."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from contracts.files import (
    AttachDocument,
    FileView,
    GetFile,
    HandOverPaperFile,
    PaperFileView,
    ReceivePaperFile,
    RegisterPaperFile,
    SetPaperRules,
)
from tests.files.office import Office, Seat, key


def a_paper(office: Office, by: str = "clerk", number: str = "21-15/2014-15", **given: Any) -> PaperFileView:
    said = {"number": number, "subject": "ग्राम नवादा में पेयजल योजना", "from_year": 2014, "to_year": 2019, **given}
    return office.ask(RegisterPaperFile(**said), by=by)


def handed(office: Office, paper: PaperFileView, by: str, to: str) -> PaperFileView:
    return office.ask(HandOverPaperFile(paper_id=paper.id, to_post=office.post(to)), by=by)


def received(office: Office, paper: PaperFileView, by: str, **place: str) -> PaperFileView:
    return office.ask(ReceivePaperFile(barcode=paper.barcode, **place), by=by)


def passed(office: Office, paper: PaperFileView, *way: str) -> PaperFileView:
    """Handed over and received, desk by desk."""
    for giver, taker in pairwise(way):
        handed(office, paper, giver, taker)
        paper = received(office, paper, taker)
    return paper


def a_record_room(office: Office, cutover_on: date | None = None) -> None:
    """From now on the collectorate's record room is kept by the post of this name."""
    office.seat(Seat("record-room", ("dealing_hand",), "so-est", "est"))
    set_rules(office, cutover_on=cutover_on, record_room=office.post("record-room"))


def set_rules(office: Office, by: str = "administrator", of: str = "collectorate", **given: Any) -> Any:
    return office.ask(SetPaperRules(**{"office_id": key(of), "reason": "आदेश 45", **given}), by=by)


def a_scanned_file(office: Office, by: str = "clerk") -> FileView:
    """An electronic file with a page in it."""
    file = office.a_file(by)
    scan = AttachDocument(file_id=file.id, document_id=office.bus.a_document().id, title="स्कैन प्रति", pages=3)
    office.ask(scan, by=by)
    return office.ask(GetFile(file_id=file.id), by=by)
