"""The whole file as one PDF: files says what belongs into it, and who may have it."""

from __future__ import annotations

import json

import pytest

from chassis.ids import new_id
from contracts.compilations import CompilationNotFound
from contracts.errors import CallTimeout, TooMany
from contracts.files import (
    AddNote,
    AnswerConsultation,
    AttachDocument,
    CompileFile,
    ConsultDesks,
    DetachReceipt,
    FileView,
    ForwardFile,
    GetFile,
    GetFileCompilation,
    ListLedger,
    OpenFileCompilation,
    PutReceiptInFile,
)
from contracts.files.errors import FileNotFound
from services.files.handlers import compilations as handler
from tests.files.neighbours import Neighbours
from tests.files.office import HandClock, Office


@pytest.fixture
def file(office: Office, neighbours: Neighbours) -> FileView:
    """Two notes with an opinion between them, two papers, and a yellow note of the desk."""
    file = office.a_file("clerk", subject="सीमांकन", grading="confidential")
    office.ask(AddNote(file_id=file.id, paragraphs=["पहला", "दूसरा"]), by="clerk")
    day = office.clock().date().replace(year=office.clock().year + 1)
    asked = ConsultDesks(file_id=file.id, to_posts=[office.post("so-lra")], question="क्या?", due_on=day, disclose=True)
    [one] = office.ask(asked, by="clerk").items
    office.ask(AnswerConsultation(consultation_id=one.id, paragraphs=["हाँ"]), by="so-lra")
    office.ask(AddNote(file_id=file.id, paragraphs=["तीसरा"], corrects=[1]), by="clerk")
    for title, flag in (("पत्र", "puc"), ("नक्शा", None)):
        document = neighbours.a_document(title, pages=2)
        attach = AttachDocument(file_id=file.id, document_id=document.id, title=title, pages=2, flag=flag)
        office.ask(attach, by="clerk")
    office.ask(AddNote(file_id=file.id, kind="yellow", paragraphs=["कच्चा"]), by="clerk")
    return office.ask(GetFile(file_id=file.id), by="clerk")


def test_everything_goes_into_it_but_the_yellow_note(office: Office, neighbours: Neighbours, file: FileView):
    made = office.ask(CompileFile(file_id=file.id), by="adm")

    order, (sheet, *papers) = neighbours.compiled[made.id]
    assert (made.state, made.total, made.ordered_at) == ("making", 3, made.ordered_at)
    assert (order.cover.made_by, order.cover.file_number, order.cover.grading) == (
        "श्री adm",
        file.number,
        "confidential",
    )
    assert [note.heading for note in sheet.notes] == ["", "राय 1", ""]
    assert [p.text for note in sheet.notes for p in note.paragraphs] == ["पहला", "दूसरा", "हाँ", "तीसरा"]
    assert sheet.notes[0].paragraphs[0].corrected_by == [3]
    said = [(one.paper.title, one.paper.flag, one.paper.from_page, one.paper.to_page) for one in papers if one.paper]
    assert said == [("पत्र", "puc", 1, 2), ("नक्शा", None, 3, 4)]
    entry = office.ask(ListLedger(file_id=file.id, limit=200), by="clerk").items[-1]
    assert entry.type == "file_compiled"
    assert office.ask(GetFile(file_id=file.id), by="clerk").version == file.version


def test_what_was_taken_out_is_no_longer_printed(office: Office, neighbours: Neighbours, file: FileView):
    """Proves that the papers are asked whether they were taken out; fails when ``papers_of`` does not look."""
    receipt = office.a_receipt("clerk", document_id=neighbours.a_document("अन्य").id)
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="clerk")
    office.ask(DetachReceipt(file_id=file.id, receipt_id=receipt.id, reason="दूसरे प्रकरण का"), by="clerk")

    for kind in ("print", "package"):
        made = office.ask(CompileFile(file_id=file.id, kind=kind), by="clerk")
        papers = [item.paper for item in neighbours.compiled[made.id][1] if item.paper is not None]
        assert [paper.title for paper in papers] == ["पत्र", "नक्शा"]


def test_a_package_says_the_ledger_as_it_is(office: Office, neighbours: Neighbours, file: FileView):
    before = office.ask(ListLedger(file_id=file.id, limit=200), by="clerk").items

    made = office.ask(CompileFile(file_id=file.id, kind="package"), by="adm")

    order, items = neighbours.compiled[made.id]
    ledger = "".join(one.record.text for one in items if one.record and one.record.path == "ledger/entries.jsonl")
    assert (order.kind, order.file_name[-4:]) == ("package", ".zip")
    assert ledger == "".join(f"{entry.body}\n" for entry in before)
    entry = json.loads(office.ask(ListLedger(file_id=file.id, limit=200), by="clerk").items[-1].body)
    assert entry["facts"]["ledger_head"] == before[-1].hash
    assert entry["facts"]["ledger_entries"] == len(before)


def test_only_who_ordered_it_gets_it_and_only_while_the_file_may_be_seen(office: Office, file: FileView):
    """Proves both checks; fails when ``_own`` leaves out the person, or the file."""
    office.charge("adm", "adm")
    made = office.ask(CompileFile(file_id=file.id), by="adm")
    asked = GetFileCompilation(file_id=file.id, compilation_id=made.id)
    content = OpenFileCompilation(file_id=file.id, compilation_id=made.id)

    assert office.ask(asked, by="adm").id == made.id
    assert office.ask(content, by="adm").size == 1
    for request in (asked, content):
        with pytest.raises(CompilationNotFound):
            office.ask(request, by="clerk")
        with pytest.raises(CompilationNotFound):
            office.ask(request.model_copy(update={"file_id": office.a_file("adm").id}), by="adm")
        with pytest.raises(FileNotFound):
            office.ask(request, by="est-clerk")
    with pytest.raises(FileNotFound):
        office.ask(CompileFile(file_id=file.id), by="est-clerk")
    own = office.ask(CompileFile(file_id=file.id), by="so-lra")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("dm")), by="clerk")
    with pytest.raises(FileNotFound):
        office.ask(GetFileCompilation(file_id=file.id, compilation_id=own.id), by="so-lra")


def test_a_long_noting_side_goes_in_several_messages(
    office: Office, neighbours: Neighbours, file: FileView, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(handler, "MOST_CHARACTERS", 10)
    monkeypatch.setattr(handler, "MOST_IN_A_MESSAGE", 1)

    made = office.ask(CompileFile(file_id=file.id), by="clerk")

    assert len(neighbours.compiled[made.id][1]) == 3
    assert neighbours.asked.count("add_to_compilation") == 3


def test_a_lost_answer_of_documents_loses_nothing(office: Office, neighbours: Neighbours, file: FileView):
    neighbours.lose_answer_of = "add_to_compilation"
    with pytest.raises(CallTimeout):
        office.ask(CompileFile(file_id=file.id), by="clerk")

    made = office.ask(CompileFile(file_id=file.id), by="clerk")

    assert office.ask(GetFileCompilation(file_id=file.id, compilation_id=made.id), by="clerk").total == 3
    assert [len(items) for _, items in neighbours.compiled.values()] == [3, 3]


def test_nobody_orders_so_many_that_others_wait(office: Office, file: FileView, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(handler, "MOST_AN_HOUR", 2)
    office.clock = HandClock(office.clock())
    again = new_id()
    for command_id in (new_id(), again):
        office.ask(CompileFile(file_id=file.id), by="clerk", command_id=command_id)
        office.clock.forward(minutes=10)

    with pytest.raises(TooMany) as refused:
        office.ask(CompileFile(file_id=file.id, kind="package"), by="clerk")
    assert refused.value.fields["retry_after"] == 40 * 60
    assert office.ask(CompileFile(file_id=file.id), by="clerk", command_id=again).total == 3
    office.ask(CompileFile(file_id=file.id), by="adm")
    office.clock.forward(minutes=40)
    office.ask(CompileFile(file_id=file.id, kind="package"), by="clerk")


def test_notes_of_many_short_lines_are_bound_in_more_parts(office: Office, neighbours: Neighbours):
    """As many as the typesetter sets in its time: a line costs it as much as fifty letters."""
    file = office.a_file("clerk")
    for _ in range(2):
        office.ask(AddNote(file_id=file.id, paragraphs=["- क\n" * 1899 + "- ख"]), by="clerk")

    made = office.ask(CompileFile(file_id=file.id), by="clerk")

    assert [len(item.notes) for item in neighbours.compiled[made.id][1]] == [1, 1]
