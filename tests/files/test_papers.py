"""The correspondence side, leave to read it, and the printed notesheet."""

import uuid
from datetime import date

import pytest
from pydantic import ValidationError

from contracts.documents import DocumentNotFound
from contracts.files import (
    AddNote,
    AnswerConsultation,
    AttachDocument,
    ConsultDesks,
    ForwardFile,
    GetFile,
    ListCorrespondence,
    OpenReceiptView,
    OpenView,
    PutReceiptInFile,
    RenderNotesheet,
    VerifyLedger,
)
from contracts.files.errors import (
    FileNotFound,
    GradedHigher,
    HeldByAnother,
    NoteNotFound,
    NotesheetTooLong,
    ReceiptNotFound,
)
from tests.files.correspondents import a_printed_letter, an_issued_letter
from tests.files.office import key

pytestmark = pytest.mark.usefixtures("neighbours")


def test_receipts_enclosures_and_letters_share_one_series_of_pages(office, neighbours):
    file = office.a_file("dak")
    receipt = office.a_receipt("dak", document_id=neighbours.a_document(pages=4).id)
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="dak")
    enclosure = neighbours.a_document("नक्शा", pages=3)
    office.ask(AttachDocument(file_id=file.id, document_id=enclosure.id, title="नक्शा", pages=1, flag="puc"), by="dak")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-est")), by="dak")
    an_issued_letter(office, "so-est", file=office.ask(GetFile(file_id=file.id), by="so-est"))

    papers = office.ask(ListCorrespondence(file_id=file.id), by="so-est").items

    assert [(one.serial, one.kind, one.from_page, one.to_page) for one in papers] == [
        (1, "receipt", 1, 4),
        (2, "enclosure", 5, 7),
        (3, "issue", 8, 9),
    ]
    assert papers[1].flag == "puc"
    assert office.ask(GetFile(file_id=file.id), by="so-est").page_count == 9


def test_an_enclosure_that_documents_has_not_counted_yet_takes_the_pages_that_the_clerk_says(office, neighbours):
    file = office.a_file("clerk")
    scan = neighbours.a_document("स्कैन")
    scan.versions[0] = scan.versions[0].model_copy(update={"pages": None, "status": "stored"})

    paper = office.ask(AttachDocument(file_id=file.id, document_id=scan.id, title="स्कैन", pages=12), by="clerk")

    assert (paper.from_page, paper.to_page) == (1, 12)


def test_only_the_desk_that_has_the_file_encloses(office, neighbours):
    file = office.a_file_sent("clerk", "so-lra")
    document = neighbours.a_document()

    with pytest.raises(HeldByAnother):
        office.ask(AttachDocument(file_id=file.id, document_id=document.id, title="नक्शा", pages=1), by="clerk")


def test_a_document_that_does_not_exist_is_not_enclosed(office):
    file = office.a_file("clerk")

    with pytest.raises(DocumentNotFound):
        office.ask(AttachDocument(file_id=file.id, document_id=uuid.uuid4(), title="नक्शा", pages=1), by="clerk")

    assert office.ask(GetFile(file_id=file.id), by="clerk").page_count == 0


def test_nobody_reads_a_strangers_document_by_enclosing_it(office, neighbours):
    secret = office.a_file("clerk", grading="secret")
    document = neighbours.a_document("गोपनीय")
    office.ask(AttachDocument(file_id=secret.id, document_id=document.id, title="गोपनीय", pages=1), by="clerk")
    own = office.a_file("est-clerk")

    with pytest.raises(DocumentNotFound):
        office.ask(AttachDocument(file_id=own.id, document_id=document.id, title="मेरा", pages=1), by="est-clerk")

    again = office.a_file("clerk")
    paper = office.ask(AttachDocument(file_id=again.id, document_id=document.id, title="वही", pages=1), by="clerk")
    assert paper.document_id == document.id


def test_who_reads_a_confidential_file_does_not_spread_its_papers(office, neighbours):
    """Guard: ``_may_be_taken_from``. An asked desk reads only as long as it has the question."""
    file = office.a_file("clerk", grading="confidential")
    document = neighbours.a_document("गोपनीय")
    office.ask(AttachDocument(file_id=file.id, document_id=document.id, title="गोपनीय", pages=1), by="clerk")
    question = {"question": "राय दें", "due_on": date(2026, 12, 31), "disclose": True}
    office.ask(ConsultDesks(file_id=file.id, to_posts=[office.post("so-est")], **question), by="clerk")
    enclose = {"document_id": document.id, "title": "मेरा", "pages": 1}

    with pytest.raises(GradedHigher) as refused:
        office.ask(AttachDocument(file_id=office.a_file("so-est").id, **enclose), by="so-est")
    with pytest.raises(GradedHigher):
        office.a_receipt("so-est", document_id=document.id)
    alike = office.ask(AttachDocument(file_id=office.a_file("so-est", grading="secret").id, **enclose), by="so-est")

    assert refused.value.fields == {"grading": "confidential"}
    assert alike.document_id == document.id


def test_what_a_paper_refers_to_is_replaced_by_nobody(office, neighbours):
    """The clerk who scanned it could show another letter until somebody opens it. Guard: ``ReferToDocument``."""
    scan, enclosure = neighbours.a_document("पत्र"), neighbours.a_document("नक्शा")
    file = office.a_file("clerk")

    office.a_receipt("dak", document_id=scan.id)
    office.ask(AttachDocument(file_id=file.id, document_id=enclosure.id, title="नक्शा", pages=1), by="clerk")

    assert neighbours.referred == {scan.id, enclosure.id}


def test_a_view_opens_all_documents_of_the_file_for_this_session_only(office, neighbours):
    file = office.a_file("so-lra")
    enclosure = neighbours.a_document("नक्शा")
    office.ask(AttachDocument(file_id=file.id, document_id=enclosure.id, title="नक्शा", pages=1), by="so-lra")
    letter = a_printed_letter(office, file=file)

    view = office.ask(OpenView(file_id=file.id), by="so-lra")

    (grant,) = neighbours.grants
    assert set(view.document_ids) == set(grant.document_ids) == {enclosure.id, letter.document_id}
    assert (grant.person_id, grant.session_id) == (key("person so-lra"), key("session so-lra"))
    assert view.expires_at == grant.expires_at


def test_who_may_not_know_the_file_gets_no_view_and_documents_is_not_asked(office, neighbours):
    file = office.a_file("clerk")
    document = neighbours.a_document()
    office.ask(AttachDocument(file_id=file.id, document_id=document.id, title="नक्शा", pages=1), by="clerk")

    with pytest.raises(FileNotFound):
        office.ask(OpenView(file_id=file.id), by="est-clerk")

    assert neighbours.grants == []


def test_the_signer_of_a_letter_reads_it_without_ever_having_had_the_file(office):
    file = office.a_file("adm", grading="secret")
    letter = a_printed_letter(office, "adm", file=file, signer="sdm")

    view = office.ask(OpenView(file_id=file.id), by="sdm")

    assert view.document_ids == [letter.document_id]
    with pytest.raises(FileNotFound):
        office.ask(GetFile(file_id=file.id), by="sdm")


def test_a_repeated_view_gets_the_first_grant_and_a_lost_answer_costs_no_more_than_a_second_grant(office, neighbours):
    file = office.a_file("clerk")
    document = neighbours.a_document()
    office.ask(AttachDocument(file_id=file.id, document_id=document.id, title="नक्शा", pages=1), by="clerk")

    first = office.ask(OpenView(file_id=file.id), by="clerk", command_id=key("look"))
    again = office.ask(OpenView(file_id=file.id), by="clerk", command_id=key("look"))

    assert again == first
    assert len(neighbours.grants) == 1


def test_a_file_without_papers_opens_without_asking_documents(office, neighbours):
    file = office.a_file("clerk")

    view = office.ask(OpenView(file_id=file.id), by="clerk")

    assert view.document_ids == []
    assert neighbours.asked == []


def test_the_scan_of_a_receipt_is_read_by_who_may_see_the_receipt(office, neighbours):
    receipt = office.a_receipt("dak")

    view = office.ask(OpenReceiptView(receipt_id=receipt.id), by="dak")

    assert view.document_ids == [receipt.document_id] == neighbours.grants[0].document_ids
    with pytest.raises(ReceiptNotFound):
        office.ask(OpenReceiptView(receipt_id=receipt.id), by="tehsil-clerk")


def test_the_notesheet_shows_every_green_note_with_its_number_and_side(office, neighbours):
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["पहला", "दूसरा"]), by="clerk")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["सहमत"]), by="so-lra")

    sheet = office.ask(RenderNotesheet(file_id=file.id), by="clerk")

    (order,) = neighbours.notesheets
    shown = [([one.number for one in note.paragraphs], note.author, note.side) for note in order.notes]
    assert shown == [([1, 2], "श्री clerk", "left"), ([3], "श्री so-lra", "right")]
    assert (order.office, order.file_number) == ("कार्यालय जिलाधिकारी", file.number)
    assert sheet.document_id in office.ask(OpenView(file_id=file.id), by="clerk").document_ids


def an_opinion(office, file, to, *, by):
    """A desk's opinion on a file, asked for and given."""
    command = ConsultDesks(
        file_id=file.id, to_posts=[office.post(to)], question="क्या भूमि विवादरहित है?", due_on=date(2099, 1, 1)
    )
    one = office.ask(command, by=by).items[0]
    return office.ask(AnswerConsultation(consultation_id=one.id, paragraphs=["सहमत", "खतौनी देखें"]), by=to)


def test_opinions_stand_on_the_notesheet_where_they_came(office, neighbours):
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["पहला", "दूसरा"]), by="clerk")
    an_opinion(office, file, "sdm", by="clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["तीसरा"]), by="clerk")
    an_opinion(office, file, "adm", by="clerk")

    office.ask(RenderNotesheet(file_id=file.id), by="clerk")
    office.ask(RenderNotesheet(file_id=file.id, first_note=2), by="clerk")

    whole, part = neighbours.notesheets
    shown = [(note.heading, [one.number for one in note.paragraphs]) for note in whole.notes]
    assert shown == [("", [1, 2]), ("राय 1", [1, 2]), ("", [3]), ("राय 2", [1, 2])]
    assert whole.notes[1].question == "क्या भूमि विवादरहित है?"
    assert whole.notes[1].author == "श्री sdm"
    assert [note.heading for note in part.notes] == ["", "राय 2"]


def test_an_opinion_before_the_first_note_begins_the_sheet(office, neighbours):
    file = office.a_file("clerk")
    an_opinion(office, file, "sdm", by="clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["पहला"]), by="clerk")

    office.ask(RenderNotesheet(file_id=file.id), by="clerk")

    assert [note.heading for note in neighbours.notesheets[0].notes] == ["राय 1", ""]


def test_a_second_printing_is_the_next_version_and_does_not_disturb_the_desk_at_work(office):
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["पहला"]), by="clerk")
    before = office.ask(GetFile(file_id=file.id), by="clerk").version

    first = office.ask(RenderNotesheet(file_id=file.id), by="clerk")
    second = office.ask(RenderNotesheet(file_id=file.id), by="clerk")

    assert (second.document_id, second.version) == (first.document_id, 2)
    assert office.ask(GetFile(file_id=file.id), by="clerk").version == before
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").verdict == "intact"


def test_a_long_notesheet_is_printed_in_parts_and_none_is_left_out(office, neighbours):
    file = office.a_file("clerk")
    for _ in range(5):
        office.ask(AddNote(file_id=file.id, paragraphs=["क" * 9_000] * 5), by="clerk")

    with pytest.raises(NotesheetTooLong) as refused:
        office.ask(RenderNotesheet(file_id=file.id), by="clerk")
    fields = refused.value.fields
    first = office.ask(RenderNotesheet(file_id=file.id, last_note=fields["last_note"]), by="clerk")
    second = office.ask(RenderNotesheet(file_id=file.id, first_note=3, last_note=4), by="clerk")
    rest = office.ask(RenderNotesheet(file_id=file.id, first_note=5), by="clerk")

    assert (fields["first_note"], fields["last_note"]) == (1, 2)
    assert [(part.first_note, part.last_note) for part in (first, second, rest)] == [(1, 2), (3, 4), (5, 5)]
    assert [len(order.notes) for order in neighbours.notesheets] == [2, 2, 1]


def test_a_note_that_nobody_could_read_is_refused():
    with pytest.raises(ValidationError, match=r"50,000"):
        AddNote(file_id=uuid.uuid4(), paragraphs=["क" * 10_000] * 6)


def test_a_file_without_notes_has_no_notesheet_to_print(office, neighbours):
    file = office.a_file("clerk")

    with pytest.raises(NoteNotFound):
        office.ask(RenderNotesheet(file_id=file.id), by="clerk")

    assert neighbours.notesheets == []
