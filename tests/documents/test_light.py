"""Light pictures of pages: what they show, what they weigh, and how pages of before come to theirs."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from clients.demo.matter import SHIPPED
from contracts.documents import NotReady, OpenPage, ProcessingFailed
from services.documents.domain.blob import picture_key
from services.documents.press.light import save_light
from services.documents.press.ocr import read_page
from services.documents.press.pages import press_pages
from services.documents.queries import reading
from tests.documents.builders import a_pdf, a_scan
from tests.documents.conftest import FILES, HTTP, Desk

LINES = ["कार्यालय जिलाधिकारी देहरादून", "विषय भूमि सीमांकन के सम्बन्ध में"]
LIGHT_ENOUGH = 15_000


def light_of(desk: Desk, document: object) -> Image.Image:
    request = OpenPage(document_id=document.id, version=1, page=1, size="light")
    view = reading.open_page(request, FILES, desk.uow(), desk.store)
    answer = HTTP.request("GET", view.url)
    assert len(answer.data) == view.size
    return Image.open(io.BytesIO(answer.data))


def as_of_before(desk: Desk, document: object) -> str:
    """The page as a worker left it that knew no light pictures. Answers its hash."""
    sha256 = document.versions[0].sha256
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE pages SET light_size = NULL WHERE sha256 = %s", (sha256,))
    desk.store.remove(picture_key(sha256, 1, "light"))
    return sha256


def lightened(picture: Image.Image, folder: Path) -> tuple[Image.Image, int]:
    path = folder / "light.webp"
    save_light(picture, path)
    return Image.open(path).convert("L"), path.stat().st_size


def test_a_scan_in_hindi_is_light_and_can_be_read(tmp_path: Path):
    [page] = list(_kept(press_pages(SHIPPED, "application/pdf", [1]), tmp_path))
    light = tmp_path / "light.png"
    Image.open(page).convert("L").resize((2040, 2886)).save(light, dpi=(250, 250))

    text = read_page(light, tmp_path).text

    assert page.stat().st_size < LIGHT_ENOUGH
    for word in ("दाखिल-खारिज", "मृत्यु", "प्रार्थी", "निस्तारण", "निरीक्षक"):
        assert word in text, text


def _kept(pages: object, folder: Path) -> object:
    """The pages' light pictures; those of the press vanish with the next page."""
    for page in pages:
        kept = folder / f"kept-{page.number}.webp"
        kept.write_bytes(page.light.read_bytes())
        yield kept


def test_a_page_that_lies_in_a_shadow_gets_white_paper(tmp_path: Path):
    page = Image.linear_gradient("L").resize((1240, 1754)).point(lambda value: 120 + value // 3)
    pen = ImageDraw.Draw(page)
    for top in range(200, 1500, 100):
        pen.rectangle((200, top, 900, top + 8), fill=30)

    light, size = lightened(page, tmp_path)

    assert {tone for _count, tone in light.getcolors() or []} == {0, 255}
    assert [light.getpixel((60, y)) for y in (30, 480, 930)] == [255] * 3
    assert light.getpixel((300, round(204 * 680 / 1240))) == 0
    assert size < 1000


def test_a_pale_stamp_beside_black_writing_is_kept(tmp_path: Path):
    page = Image.new("L", (1240, 1754), 235)
    pen = ImageDraw.Draw(page)
    pen.rectangle((200, 900, 1000, 1100), outline=20, width=12)
    pen.rectangle((700, 200, 1100, 400), outline=150, width=8)

    light, _size = lightened(page, tmp_path)

    assert light.getpixel((round(900 * 680 / 1240), round(204 * 680 / 1240))) == 0


def test_a_photograph_keeps_its_greys(tmp_path: Path):
    photograph = Image.radial_gradient("L").resize((1240, 1754))

    light, size = lightened(photograph, tmp_path)

    assert len({tone for _count, tone in light.getcolors() or []}) > 50
    assert size < LIGHT_ENOUGH


def test_pages_of_before_get_their_light_picture_later(desk: Desk):
    document = desk.upload(FILES, a_scan(LINES), "स्कैन.png")
    desk.press(document)
    as_of_before(desk, document)
    with pytest.raises(NotReady):
        light_of(desk, document)

    desk.lighten()

    assert light_of(desk, document).size[0] == 680
    assert desk.rows("SELECT at > now() FROM due WHERE name = 'lighten_pages'") == [(True,)]


def test_a_page_whose_full_picture_is_gone_does_not_hold_up_the_others(desk: Desk):
    lost, other = desk.upload(FILES, a_pdf(text="lost")), desk.upload(FILES, a_pdf(text="other"))
    for document in (lost, other):
        desk.press(document)
        as_of_before(desk, document)
    desk.store.remove(picture_key(lost.versions[0].sha256, 1, "full"))

    desk.lighten()

    assert light_of(desk, other).size[0] == 680
    with pytest.raises(ProcessingFailed):
        light_of(desk, lost)
