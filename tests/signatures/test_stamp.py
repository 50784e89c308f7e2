"""The visible mark, looked at as a picture."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from services.signatures.pades.signing import Placing, Wish, prepare
from services.signatures.pades.stamp import Mark, drawn
from tests.signatures.conftest import a_mark

WORDS = "क्षेत्रीय सर्वेक्षण अधिकारी, श्रीनगर"


def picture(pdf: bytes, page: int = 0, scale: float = 4.0) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()  # a signature's mark is drawn as a form's
        rendered: Image.Image = document[page].render(scale=scale, grayscale=True).to_pil()
        return rendered


def ink(image: Image.Image) -> int:
    """How many pixels are dark."""
    return sum(image.histogram()[:128])


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[0].get_textpage().get_text_range())


def test_the_mark_names_the_officer_in_hindi_and_english_with_place_and_time() -> None:
    said = text_of(drawn(a_mark()))

    assert "Anita Rawat, District Magistrate, Dehradun" in said
    assert "Dehradun, 22.11.2026 17:15 IST" in said
    assert "Digitally signed" in said
    assert len(drawn(a_mark())) > 5000  # the letters are in it, not in the reader's machine


def test_conjuncts_are_shaped_and_not_set_letter_by_letter() -> None:
    # Zero-width non-joiners keep the letters apart: if that looked the same, nothing would be shaped.
    shaped, apart = a_mark(name_hi=WORDS), a_mark(name_hi="\u200c".join(WORDS))

    assert ImageChops.difference(picture(drawn(shaped)), picture(drawn(apart))).getbbox() is not None


def test_the_devanagari_font_is_inside() -> None:
    with pikepdf.open(BytesIO(drawn(a_mark()))) as document:
        fonts = [font.DescendantFonts[0] for font in document.pages[0].Resources.Font.values()]
        embedded = [str(one.BaseFont) for one in fonts if {"/FontFile2", "/FontFile3"} & set(one.FontDescriptor.keys())]

    assert any("Devanagari" in name for name in embedded)


@pytest.mark.parametrize(("width", "height"), [(90.0, 36.0), (210.0, 70.0), (400.0, 120.0)])
def test_the_mark_fits_its_box_whatever_its_size(width: float, height: float) -> None:
    pdf = drawn(a_mark(width=width, height=height, designation_hi="अपर जिलाधिकारी (वित्त एवं राजस्व), देहरादून"))

    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        assert document[0].get_size() == pytest.approx((width, height), abs=0.5)
    assert "IST" in text_of(pdf)


def test_a_very_long_designation_is_still_one_page() -> None:
    pdf = drawn(a_mark(width=90.0, height=36.0, designation_hi="अधिकारी " * 30, designation_en="officer " * 30))

    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1


@pytest.mark.parametrize(
    ("capacity", "hindi", "english"),
    [("for", "कृते ", "for District"), ("link_officer", "लिंक अधिकारी, ", "Link officer, District")],
)
def test_who_signs_for_another_says_so(capacity: str, hindi: str, english: str) -> None:
    lines = dict.fromkeys(text for _, text in a_mark(capacity=capacity).lines())

    assert f"{hindi}जिलाधिकारी, देहरादून" in lines
    assert any(english in line for line in lines)


def test_who_signs_in_their_own_right_says_no_more() -> None:
    assert "जिलाधिकारी, देहरादून" in [text for _, text in a_mark(capacity="own").lines()]


def test_names_cannot_carry_markup_into_the_mark() -> None:
    said = text_of(drawn(a_mark(name_en="<img src='file:///etc/passwd'>")))

    assert "<img src=" in said


def test_time_is_indian_time() -> None:
    assert Mark.minute_of(datetime(2026, 11, 22, 20, 0, tzinfo=UTC)) == "23.11.2026 01:30"


def test_the_mark_appears_in_its_box_and_nowhere_else(wish: Wish) -> None:
    placed = Wish(**{**wish.__dict__, "placing": Placing(1, 330, 60, 540, 130)})

    before, after = picture(wish.pdf, scale=2), picture(prepare(placed).pdf, scale=2)

    left, top, right, bottom = ImageChops.difference(before, after).getbbox()
    page_height = before.height / 2
    assert left / 2 >= 329
    assert right / 2 <= 541
    assert top / 2 >= page_height - 131
    assert bottom / 2 <= page_height - 59
    assert ink(after) > ink(before)


def test_the_signed_page_shows_the_letter_as_it_was(wish: Wish) -> None:
    placed = Wish(**{**wish.__dict__, "placing": Placing(1, 330, 60, 540, 130)})

    before, after = picture(wish.pdf), picture(prepare(placed).pdf)
    upper = (0, 0, before.width, before.height // 2)

    assert ImageChops.difference(before.crop(upper), after.crop(upper)).getbbox() is None
    assert prepare(placed).pdf.startswith(wish.pdf)
