"""What the worker makes of a stored version: pictures, text, and what it tells."""

import io
import time

import pytest
from PIL import Image

from contracts.documents import GetDocument, GetPageText, OpenPage, ProcessingFailed
from services.documents.handlers import processing
from services.documents.handlers.processing import BytesChanged, Work
from services.documents.press import pages as press_pages_module
from services.documents.press.limits import Limits
from services.documents.press.pages import press_pages
from services.documents.queries import reading
from services.documents.storage.locks import alone
from tests.documents.builders import (
    a_bomb,
    a_looping_tiff,
    a_pdf,
    a_scan,
    a_tiff,
    an_image,
    an_image_that_claims,
)
from tests.documents.conftest import FILES, HTTP, Desk, inline

LINES = ["कार्यालय जिलाधिकारी देहरादून", "विषय भूमि सीमांकन के सम्बन्ध में", "कृपया आख्या उपलब्ध करायें"]


def picture(desk: Desk, document: object, page: int = 1, size: str = "full") -> Image.Image:
    request = OpenPage(document_id=document.id, version=1, page=page, size=size)
    view = reading.open_page(request, FILES, desk.uow(), desk.store)
    answer = HTTP.request("GET", view.url)
    assert len(answer.data) == view.size
    assert view.media_type == "image/webp"
    return Image.open(io.BytesIO(answer.data))


def text_of(desk: Desk, document: object, page: int = 1) -> object:
    request = GetPageText(document_id=document.id, version=1, page=page)
    return reading.get_page_text(request, FILES, desk.uow())


def now_of(desk: Desk, document: object) -> object:
    return reading.get_document(GetDocument(document_id=document.id), FILES, desk.uow()).versions[0]


def test_a_pdf_gets_pictures_of_three_sizes_and_its_text_layer(desk: Desk):
    document = desk.upload(FILES, a_pdf(pages=2, text="Demarcation of land, page"))

    desk.press(document)

    assert picture(desk, document, page=2).size == (1240, 1755)
    assert picture(desk, document, size="light").size == (680, 962)
    assert picture(desk, document, size="thumb").size[0] == 200
    assert text_of(desk, document, page=2).text.strip() == "Demarcation of land, page 2"
    version = now_of(desk, document)
    assert (version.status, version.pages, version.text) == ("ready", 2, "layer")


def test_what_was_made_is_told(desk: Desk):
    document = desk.upload(FILES, a_pdf(text="words"))

    desk.press(document)

    assert [name for name, _ in desk.events(document.id)] == [
        "document_stored",
        "document_pages_ready",
        "document_text_ready",
    ]
    assert desk.events(document.id)[1][1]["pages"] == 1


def test_a_hindi_scan_is_read(desk: Desk):
    document = desk.upload(FILES, a_scan(LINES), "स्कैन.png")

    desk.press(document)

    text = text_of(desk, document)
    assert text.kind == "ocr"
    assert text.confidence > 60
    found = set(text.text.split())
    assert len(found & set(" ".join(LINES).split())) >= 10, text.text
    assert now_of(desk, document).text == "ocr"


def test_equal_bytes_are_worked_on_once(desk: Desk):
    content = a_pdf(text="words")
    first, second = desk.upload(FILES, content), desk.upload(FILES, content)
    desk.press(first)
    written = desk.rows("SELECT xmin, number FROM pages WHERE sha256 = :sha", sha=first.versions[0].sha256)

    class Untouched:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"{name} was asked of the store")

    bucket, desk.store = desk.store, Untouched()
    desk.press(second)
    desk.store = bucket

    assert desk.rows("SELECT xmin, number FROM pages WHERE sha256 = :sha", sha=first.versions[0].sha256) == written
    assert [name for name, _ in desk.events(second.id)][1:] == ["document_pages_ready", "document_text_ready"]


@pytest.mark.parametrize("build", [a_tiff, a_looping_tiff])
def test_each_page_of_a_tiff_is_shown(desk: Desk, build: object):
    document = desk.upload(FILES, build(), "फैक्स.tif")

    desk.press(document)

    version = now_of(desk, document)
    assert version.status == "ready"
    assert picture(desk, document, page=version.pages).size[0] == 1240


def test_a_picture_that_cannot_be_opened_fails_and_says_so(desk: Desk):
    document = desk.kept_from_before(an_image("PNG")[:200], "टूटा.png")

    desk.press(document)

    assert [name for name, _ in desk.events(document.id)] == ["document_stored", "document_failed"]
    with pytest.raises(ProcessingFailed):
        picture(desk, document)
    assert now_of(desk, document).status == "failed"


def test_a_picture_of_a_billion_dots_is_not_unpacked(desk: Desk):
    document = desk.kept_from_before(an_image_that_claims(60_000, 60_000), "बड़ा.png")

    desk.press(document)

    assert now_of(desk, document).status == "failed"
    assert now_of(desk, document).failure == "document.unopenable"


def test_a_worker_that_is_killed_goes_on_where_it_was(desk: Desk):
    document = desk.upload(FILES, a_pdf(pages=20, text="words"))

    class KilledAfter:
        """The real store, in a process that is killed at the ninth page's picture."""

        def __init__(self) -> None:
            self.puts = 0

        def __getattr__(self, name: str) -> object:
            return getattr(desk_store, name)

        def put(self, *arguments: object) -> None:
            self.puts += 1
            if self.puts == 25:
                raise KeyboardInterrupt
            desk_store.put(*arguments)

    desk_store = desk.store
    desk.store = KilledAfter()
    with pytest.raises(KeyboardInterrupt):
        desk.press(document)
    made = desk.rows("SELECT number FROM pages WHERE sha256 = :sha", sha=document.versions[0].sha256)
    status = now_of(desk, document).status

    desk.store = KilledAfter()
    desk.store.puts = 100
    desk.press(document)

    assert (len(made), status) == (8, "stored")
    assert desk.store.puts == 100 + 3 * 12
    assert now_of(desk, document).pages == 20


def test_a_long_file_lets_the_next_one_pass(desk: Desk):
    """Guard: ``press_seconds``. Nobody waits for the pages of a letter because somebody scanned a book."""
    book, letter = desk.upload(FILES, a_pdf(pages=40, text="words")), desk.upload(FILES, a_pdf(text="urgent"))
    desk.settings = desk.settings.model_copy(update={"press_seconds": 1e-9})
    first = book.versions[0]

    processing.press(Work(book.id, 1, first.sha256, first.media_type), desk.uow(), desk.store, inline)
    before = now_of(desk, book)
    desk.press(letter)

    assert (before.status, now_of(desk, letter).status) == ("stored", "ready")
    assert desk.ran.count("press_document") == 2
    assert (now_of(desk, book).status, now_of(desk, book).pages) == ("ready", 40)
    assert [name for name, _ in desk.events(book.id)].count("document_pages_ready") == 1


def test_reading_goes_on_page_by_page(desk: Desk):
    document = desk.upload(FILES, a_tiff(pages=3), "फैक्स.tif")
    desk.settings = desk.settings.model_copy(update={"ocr_seconds": 0.001})

    desk.press(document)

    assert desk.ran.count("read_document") == 3
    assert desk.rows("SELECT count(*) FROM page_texts WHERE sha256 = :sha", sha=document.versions[0].sha256) == [(3,)]
    assert [name for name, _ in desk.events(document.id)].count("document_text_ready") == 1


def test_two_workers_do_not_do_the_same_work(desk: Desk):
    document = desk.upload(FILES, a_pdf(text="words"))
    work = Work(document.id, 1, document.versions[0].sha256, "application/pdf")

    with alone(desk.engine, work.sha256):
        processing.press(work, desk.uow(), desk.store, inline)

    assert [name for name, _ in desk.events(document.id)] == ["document_stored"]
    [(due_later,)] = desk.rows("SELECT at > now() FROM due WHERE key = :key", key=work.key)
    assert due_later


def test_bytes_that_changed_in_the_store_are_noticed(desk: Desk, tmp_path: object):
    document = desk.upload(FILES, a_pdf())
    path = tmp_path / "other"
    path.write_bytes(b"%PDF-1.7 something else")
    desk.store.put(desk.key_of(document), path, "application/pdf")

    with pytest.raises(BytesChanged):
        desk.press(document)


def test_a_page_that_unpacks_without_end_fails_alone(desk: Desk, tmp_path: object, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "bomb.pdf"
    path.write_bytes(a_bomb())

    def little(seconds: float) -> Limits:
        return Limits(seconds=seconds, memory=400 * 2**20)

    monkeypatch.setattr(press_pages_module, "Limits", little)
    started = time.monotonic()
    [page] = list(press_pages(path, "application/pdf", [1]))

    assert page.failure is not None
    assert page.full is None
    assert time.monotonic() - started < 60


def test_five_hundred_pages_are_made(desk: Desk):
    document = desk.upload(FILES, a_pdf(pages=500, text="page", height=90))

    desk.press(document)

    version = now_of(desk, document)
    assert (version.status, version.pages, version.text) == ("ready", 500, "layer")
    assert text_of(desk, document, page=500).text.strip() == "page 500"


def test_an_empty_page_is_not_read(desk: Desk):
    document = desk.upload(FILES, a_pdf())

    desk.press(document)

    assert (text_of(desk, document).kind, text_of(desk, document).text) == ("none", "")
    assert now_of(desk, document).text == "none"
