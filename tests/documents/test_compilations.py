"""A file bound as one PDF: everything in its place, originals untouched, and nothing lost when the worker dies."""

import dataclasses
import io
import uuid
from datetime import UTC, date, datetime, timedelta

import pikepdf
import pypdfium2 as pdfium
import pytest

from contracts.compilations import (
    AddToCompilation,
    BeginCompilation,
    CompilationItem,
    CompilationNotReady,
    CompilationView,
    CompiledPaper,
    Cover,
    GetCompilation,
    OpenCompilation,
    Stay,
)
from contracts.documents import DocumentView
from contracts.papers import SheetNote, SheetParagraph
from services.documents.domain.compilation import final_key
from services.documents.handlers import compilations
from services.documents.press import book
from services.documents.press.limits import Limits
from services.documents.store.api import BytesMissing
from tests.documents.builders import a_pdf, an_image
from tests.documents.conftest import FILES, HTTP, Desk, DyingStore

AT = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
COVER = Cover(
    office="कार्यालय जिलाधिकारी",
    file_number="LRA-12/5/2026",
    subject="सीमांकन",
    opened_on=date(2026, 1, 3),
    state="open",
    grading="confidential",
    stays=[Stay(desk="वरिष्ठ सहायक", since=AT)],
    made_by="Deepak Bhatt",
    made_as="Senior Assistant",
    made_at=AT,
)


def notes(*numbers: int) -> CompilationItem:
    paragraphs = [SheetParagraph(number=number, text="कृपया अवलोकन करें।") for number in numbers]
    return CompilationItem(notes=[SheetNote(paragraphs=paragraphs, author="क", designation="लिपिक", at=AT)])


def paper(serial: int, document: DocumentView | None = None, pages: int = 1, **more: object) -> CompilationItem:
    first = serial * 10
    one = CompiledPaper(
        serial=serial,
        kind="receipt",
        title=f"Letter {serial}",
        document_id=document.id if document else None,
        version=1 if document else None,
        from_page=first,
        to_page=first + pages - 1,
        added_on=date(2026, 1, 4),
        **more,
    )
    return CompilationItem(paper=one)


def ordered(desk: Desk, *items: CompilationItem) -> CompilationView:
    begin = BeginCompilation(file_name="LRA-12.pdf", language="en", cover=COVER, items=len(items))
    begun = compilations.begin(begin, desk.uow(begin, FILES))
    for number, item in enumerate(items, start=1):
        add = AddToCompilation(compilation_id=begun.id, first=number, items=[item])
        begun = compilations.add(add, desk.uow(add, FILES))
    return begun


def seen(desk: Desk, one: CompilationView) -> CompilationView:
    return compilations.get(GetCompilation(compilation_id=one.id), desk.uow())


def read(desk: Desk, one: CompilationView) -> bytes:
    view = compilations.open_(OpenCompilation(compilation_id=one.id), desk.uow(), desk.store)
    data: bytes = HTTP.request("GET", view.url).data
    return data


def texts(pdf: bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_a_bound_file_has_everything_in_its_place(desk: Desk):
    signed, picture = a_pdf(3, "signed"), an_image("JPEG")
    letter, scan = desk.upload(FILES, signed), desk.upload(FILES, picture, "scan.jpg")

    one = ordered(desk, notes(1, 2), paper(1, letter, pages=2, signed=True), paper(2, scan), paper(3, pages=4))
    assert (one.state, one.done, one.total) == ("making", 0, 4)
    with pytest.raises(CompilationNotReady):
        read(desk, one)
    desk.run_due()

    made = seen(desk, one)
    bound = read(desk, one)
    pages = texts(bound)
    with pikepdf.open(io.BytesIO(bound)) as bound_file, bound_file.open_outline() as outline:
        titles = [(item.title, [below.title for below in item.children]) for item in outline.root]
        [kept] = bound_file.attachments.values()
        assert kept.get_file().read_bytes() == signed
        sizes = {tuple(round(float(edge)) for edge in page.mediabox) for page in bound_file.pages}
    assert (made.state, made.done, made.pages, len(pages), made.size) == ("ready", 4, 8, 8, len(bound))
    assert sizes == {(0, 0, 595, 842)}
    assert [title for title, _ in titles] == ["Cover and contents", "Notes", "Correspondence"]
    assert titles[2][1] == ["1. Letter 1", "2. Letter 2", "3. Letter 3"]
    assert letter.versions[0].sha256[:20] in pages[1].replace(" ", "")
    assert "CONFIDENTIAL" in pages[0]
    # The file's own series is on the pages that it counts, and on no other.
    assert ["10 " in f"{text} " for text in pages[3:6]] == [True, False, False]
    assert ["signed 3" in text for text in pages].index(True) == 5
    assert "kept on paper only" in pages[7]
    for number, text in enumerate(pages, start=1):
        assert "Printed: Deepak Bhatt, Senior Assistant, 20.11.2026 11:00" in text
        assert f"{number}/8" in text.replace(" ", "")


def test_a_paper_of_which_no_pages_can_be_made_gets_a_sheet_that_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    document = desk.upload(FILES, a_pdf(3, "slow"))
    monkeypatch.setattr(book, "LAYING", Limits(seconds=0.001))
    one = ordered(desk, notes(1), paper(1, document, pages=3))

    desk.run_due()

    last = texts(read(desk, one))[-1]
    assert (seen(desk, one).state, seen(desk, one).pages) == ("ready", 4)
    assert "No pages could be made of this paper" in last
    assert document.versions[0].sha256[:20] in last.replace(" ", "")


def test_what_cannot_be_made_is_said_to_have_failed_and_is_not_tried_for_ever(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(book, "TYPESETTING", Limits(seconds=0.001))
    one = ordered(desk, notes(1))

    desk.run_due()

    assert seen(desk, one).state == "failed"
    assert "notes" in (seen(desk, one).failure or "")
    assert desk.rows("SELECT 1 FROM due WHERE name = :name", name=compilations.COMPILE) == []
    with pytest.raises(CompilationNotReady):
        read(desk, one)


def test_a_killed_worker_goes_on_where_it_was(desk: Desk):
    one = ordered(desk, notes(1), notes(2))
    dying = dataclasses.replace(desk, store=DyingStore(desk.store, "put", after=True))
    with pytest.raises(KeyboardInterrupt):
        dying.run_due()
    assert seen(desk, one).done == 0

    desk.run_due()

    assert (seen(desk, one).state, seen(desk, one).pages) == ("ready", 4)
    assert desk.rows("SELECT 1 FROM compilation_items WHERE compilation_id = :id", id=one.id) == []


def test_another_document_gets_its_turn_between_two_items(desk: Desk):
    """Proves the end of a turn; fails when the worker goes on until the file is bound."""
    hurried = dataclasses.replace(desk, settings=desk.settings.model_copy(update={"press_seconds": 0.001}), ran=[])
    one = ordered(hurried, notes(1), notes(2))

    hurried.run_due()

    assert seen(desk, one).state == "ready"
    assert hurried.ran.count(compilations.COMPILE) == 2


def test_it_is_thrown_away_when_its_time_is_over(desk: Desk):
    one = ordered(desk, notes(1))
    desk.run_due()
    later = dataclasses.replace(desk, clock=seen(desk, one).expires_at + timedelta(seconds=1))

    later.run_due()

    assert seen(desk, one).state == "expired"
    with pytest.raises(CompilationNotReady) as refused:
        read(desk, one)
    assert refused.value.fields == {"state": "expired"}
    with pytest.raises(BytesMissing):
        list(desk.store.read(final_key(one.id)))


def test_items_that_come_again_change_nothing(desk: Desk):
    begin = BeginCompilation(file_name="x.pdf", cover=COVER, items=2)
    begun = compilations.begin(begin, desk.uow(begin, FILES))
    for item in (notes(1), notes(7)):
        add = AddToCompilation(compilation_id=begun.id, first=1, items=[item])
        begun = compilations.add(add, desk.uow(add, FILES, uuid.uuid4()))

    [row] = desk.rows("SELECT item FROM compilation_items WHERE compilation_id = :id", id=begun.id)

    assert row.item["notes"][0]["paragraphs"][0]["number"] == 1
    assert begun.state == "waiting"
