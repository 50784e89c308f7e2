"""The demonstration's letter looks like a scan: one picture, no text, and the same bytes each time."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image, ImageChops

from deploy.demo import letter

SHIPPED = letter.Path(letter.__file__).with_suffix(".pdf")


@pytest.fixture(scope="module")
def made() -> bytes:
    return letter.as_pdf(letter.scanned())


def opened(body: bytes) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(body)[0]


@pytest.mark.parametrize("body", [pytest.param(None, id="made"), pytest.param(SHIPPED.read_bytes(), id="shipped")])
def test_it_is_one_a4_page_without_a_text_layer_and_small_enough_to_ship(made, body):
    body = body or made
    page = opened(body)

    assert len(pypdfium2.PdfDocument(body)) == 1
    assert (round(page.get_width()), round(page.get_height())) == (595, 842)
    assert page.get_textpage().get_text_range().strip() == ""
    assert len(body) <= 300_000


def test_it_is_the_same_each_time(made):
    assert letter.as_pdf(letter.scanned()) == made


def test_the_stamp_is_violet_and_the_paper_is_grained(made):
    picture = letter.scanned()
    left, top = letter.STAMP_AT
    stamped = picture.crop((left + 60, top + 60, left + 560, top + 260))
    blank = picture.crop((200, 2150, 500, 2250)).convert("L")

    inked = ImageChops.subtract(stamped.getchannel("B"), stamped.getchannel("G")).point(
        lambda level: 255 * (level > 30)
    )
    assert inked.histogram()[255] > 2_000
    assert len({*blank.tobytes()}) > 5


def test_it_lies_askew():
    page = letter.scanned().convert("L")
    line = page.crop((200, 300, 1500, 1500)).point(lambda level: 255 * (level < 110))

    def sharpness(picture: Image.Image) -> float:
        body, width = picture.tobytes(), picture.width
        rows = [sum(body[y * width : (y + 1) * width]) for y in range(picture.height)]
        return sum((one - other) ** 2 for one, other in pairwise(rows))

    straightened = max((-2.0, -0.9, 0.0, 0.9, 2.0), key=lambda degrees: sharpness(line.rotate(degrees)))

    assert straightened == pytest.approx(letter.SKEW)
