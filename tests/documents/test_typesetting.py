"""Letters and notesheets as they look: shaping, fonts, places, the same bytes each time, and no way out."""

import io
import json
import subprocess
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat
from pydantic import ValidationError

from contracts.documents import RenderLetter, RenderNotesheet
from contracts.papers import LetterParagraph, Run, SheetParagraph
from services.documents.domain.hindi import in_digits, long_date, short_moment
from services.documents.rendering.fonts import font_faces
from services.documents.rendering.pages import letter_html, notesheet_html
from services.documents.rendering.press import Paper, RenderingFailed, typeset
from services.documents.rendering.typesetter import typeset as typeset_html
from tests.documents.builders import HINDI_SERIF, a_letter, a_letter_request, a_notesheet_request

WORDS = (
    *("क्षेत्र", "ज्ञान", "श्री", "कर्म", "शुद्ध", "राष्ट्र", "कि", "की", "कर्कि", "र्की", "निर्देशित", "विद्यार्थी"),
    *("हृदय", "द्वितीय", "उज्ज्वल", "कृत्स्न", "चिह्न", "वाङ्मय", "रुपया", "रूप", "पढ़ाई", "ज़िला", "त्र्यंबक"),
    *("हूँ", "ऑफ़िस", "ब्राह्मण", "स्त्री", "द्ध्र", "उद्योग", "छठ्ठा", "दृष्टि", "आर्द्रता", "अंतर्गत", "न्त्र्य"),
)
# Of 255, mean over the inked box: two rasterisers differ by up to 12, an unshaped word by 90 and more.
ALIKE, UNLIKE = 18.0, 60.0
HEIGHT = 120
FIXTURES = Path(__file__).parents[1] / "contract" / "marked.json"


class Tags(HTMLParser):
    """The elements of a page with their attributes, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))

    @classmethod
    def of(cls, html: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
        reader = cls()
        reader.feed(html)
        return reader.seen


def ink(image: Image.Image) -> Image.Image:
    """What is drawn, cut out and brought to one height."""
    grey = image.convert("L")
    box = ImageChops.invert(grey).point(lambda value: 255 if value > 60 else 0).getbbox()
    assert box is not None, "nothing is drawn"
    cut = grey.crop(box)
    return cut.resize((max(1, round(cut.width * HEIGHT / cut.height)), HEIGHT))


def difference(left: Image.Image, right: Image.Image) -> float:
    first, second = ink(left), ink(right)
    if abs(first.width - second.width) > 0.12 * max(first.width, second.width):
        return 255.0
    return float(ImageStat.Stat(ImageChops.difference(first, second.resize(first.size))).mean[0])


def drawn_by_pillow(word: str, layout: ImageFont.Layout) -> Image.Image:
    """By FreeType and, with RAQM, by the HarfBuzz that Pillow brings: nothing of it is WeasyPrint's or Pango's."""
    font = ImageFont.truetype(str(HINDI_SERIF), 160, layout_engine=layout)
    image = Image.new("L", (1400, 500), 255)
    ImageDraw.Draw(image).text((100, 120), word, font=font, fill=0)
    return image


@pytest.fixture(scope="module")
def drawn_by_us() -> dict[str, Image.Image]:
    """Each word on a page of its own."""
    pages = "".join(f'<p style="break-after: page">{word}</p>' for word in WORDS)
    style = f'{font_faces()} @page {{ size: 700pt 250pt; margin: 50pt }} p {{ font: 80pt "Patravali Devanagari" }}'
    document = pdfium.PdfDocument(typeset_html(f"<style>{style}</style>{pages}").pdf)
    return {word: document[number].render(scale=2).to_pil() for number, word in enumerate(WORDS)}


@pytest.mark.parametrize("word", WORDS)
def test_conjuncts_and_matras_are_shaped_as_another_engine_shapes_them(drawn_by_us: dict, word: str):
    other = drawn_by_pillow(word, ImageFont.Layout.RAQM)

    assert difference(drawn_by_us[word], other) < ALIKE


@pytest.mark.parametrize("word", ["क्षेत्र", "श्री", "कि", "राष्ट्र", "निर्देशित"])
def test_the_comparison_notices_an_unshaped_word(drawn_by_us: dict, word: str):
    unshaped = drawn_by_pillow(word, ImageFont.Layout.BASIC)

    assert difference(drawn_by_us[word], unshaped) > UNLIKE


def made(request: object, folder: Path) -> Paper:
    kind = "letter" if type(request).__name__ == "RenderLetter" else "notesheet"
    return typeset(kind, request, folder)  # type: ignore[arg-type]


def test_the_same_letter_has_the_same_bytes(tmp_path: Path):
    first = made(a_letter_request(), tmp_path).path.read_bytes()
    second = made(a_letter_request(), tmp_path).path.read_bytes()
    other = made(a_letter_request(subject="अन्य विषय"), tmp_path).path.read_bytes()

    assert first == second
    assert first != other


def test_every_letter_is_set_in_embedded_fonts_of_ours(tmp_path: Path):
    paper = made(a_letter_request(salutation="Sir — ₹ 1,25,000/- ॐ"), tmp_path)

    with pikepdf.open(paper.path) as pdf:
        fonts = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/FontDescriptor" in obj]
        names = {str(font.BaseFont).split("+")[1] for font in fonts}
        embedded = ["/FontFile2" in font.FontDescriptor or "/FontFile3" in font.FontDescriptor for font in fonts]

    assert names
    assert all(name.startswith("Patravali-") for name in names), names
    assert all(embedded)


def test_the_text_of_a_letter_is_known_without_reading_the_pdf(tmp_path: Path):
    paper = made(a_letter_request(), tmp_path)

    for words in ("कार्यालय जिलाधिकारी, देहरादून", "संख्या: 1234/15-राजस्व/2026", "दिनांक: 22 नवम्बर, 2026", "भवदीय,"):
        assert words in paper.texts[0]


def test_the_place_of_the_signature_is_empty_and_above_the_name(tmp_path: Path):
    paper = made(a_letter_request(), tmp_path)
    place = paper.signature

    assert place is not None
    page = pdfium.PdfDocument(paper.path)[place.page - 1]
    scale = 2
    picture = page.render(scale=scale).to_pil().convert("L")
    height = page.get_size()[1]
    box = (place.left * scale, (height - place.top) * scale, place.right * scale, (height - place.bottom) * scale)
    below = (box[0], box[3], box[2], box[3] + 30 * scale)
    assert picture.crop(tuple(map(int, box))).getextrema()[0] == 255
    assert picture.crop(tuple(map(int, below))).getextrema()[0] < 100


def test_a_long_letter_moves_its_signature_to_the_last_page(tmp_path: Path):
    body = [LetterParagraph(number=f"{n}.", runs=[Run(text="कृपया आख्या उपलब्ध करायें। " * 12)]) for n in range(2, 30)]

    paper = made(a_letter_request(body=body), tmp_path)

    assert len(paper.texts) > 2
    assert paper.signature is not None
    assert paper.signature.page == len(paper.texts)
    assert f"पृष्ठ 1 / {len(paper.texts)}" in paper.texts[0]


def test_a_draft_says_so_across_each_page(tmp_path: Path):
    body = [LetterParagraph(runs=[Run(text="कृपया आख्या उपलब्ध करायें। " * 200)])]
    draft = made(a_letter_request(draft=True, number="", dated=None, body=body), tmp_path)
    marked = [has_watermark(page) for page in pdfium.PdfDocument(draft.path)]
    issued = made(a_letter_request(body=body), tmp_path)

    assert marked == [True, True]
    assert not any(has_watermark(page) for page in pdfium.PdfDocument(issued.path))


def has_watermark(page: pdfium.PdfPage) -> bool:
    """A broad area of the watermark's grey, which smoothed edges of letters never make."""
    counts = page.render(scale=1).to_pil().convert("L").histogram()
    return counts[0xE4] > 1200


def test_a_letter_that_is_no_draft_needs_number_and_date():
    with pytest.raises(ValidationError):
        a_letter(number="")
    with pytest.raises(ValidationError):
        a_letter(dated=None)
    assert a_letter(number="", dated=None, draft=True)


def test_an_order_has_a_heading_and_addresses_nobody(tmp_path: Path):
    text = made(a_letter_request(heading="आदेश", addressees=[], salutation="", closing=""), tmp_path).texts[0]

    assert "आदेश" in text
    assert not {"सेवा में,", "महोदय/महोदया,", "भवदीय,"} & set(text.split("\n"))
    with pytest.raises(ValidationError):
        a_letter(addressees=[])


def test_an_english_letter_is_in_english(tmp_path: Path):
    text = made(a_letter_request(language="en"), tmp_path).texts[0]

    assert "Date: 22 November, 2026" in text
    assert "Yours faithfully," in text


def test_devanagari_digits_are_a_choice(tmp_path: Path):
    text = made(a_letter_request(digits="devanagari", copies=["निदेशक"]), tmp_path).texts[0]

    assert "संख्या: १२३४/१५-राजस्व/२०२६" in text
    assert "दिनांक: २२ नवम्बर, २०२६" in text


def test_what_people_write_is_text_and_never_markup(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("गोपनीय")
    hostile = f'<img src="file://{secret}"><iframe src="http://127.0.0.1:1/"></iframe><b>x</b>'

    text = made(a_letter_request(subject=hostile), tmp_path).texts[0]

    assert "<b>x</b>" in text.replace("\n", "")
    assert "गोपनीय" not in text


def test_the_typesetter_opens_its_fonts_and_nothing_else(tmp_path: Path):
    picture = tmp_path / "picture.png"
    Image.new("RGB", (50, 50), "red").save(picture)

    pdf = typeset_html(f'<img src="{picture.as_uri()}" style="width: 100pt">').pdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert not [obj for obj in opened.objects if isinstance(obj, pikepdf.Stream) and "/Width" in obj]


def test_a_notesheet_shows_number_author_and_time_of_each_note(tmp_path: Path):
    paper = made(a_notesheet_request(notes=3), tmp_path)

    text = "\n".join(paper.texts)
    assert "पत्रावली संख्या: 15/राजस्व/2026" in text
    assert [f"{number}.कृपया पृष्ठ 1 का अवलोकन करें।" in text for number in (1, 2, 3)] == [True] * 3
    assert text.count("22.11.2026 11:00") == 3
    assert paper.signature is None


def test_an_opinion_is_set_apart_with_its_question_and_numbers_of_its_own(tmp_path: Path):
    request = a_notesheet_request(notes=2)
    opinion = request.notes[1].model_copy(update={"heading": "राय 1", "question": "क्या भूमि विवादरहित है?"})

    paper = made(request.model_copy(update={"notes": [request.notes[0], opinion]}), tmp_path)

    text = "\n".join(paper.texts)
    assert "1.कृपया पृष्ठ 1 का अवलोकन करें।" in text
    assert "राय 1\nप्रश्न: क्या भूमि विवादरहित है?\n(2)कृपया पृष्ठ 1" in text


MARKED = """प्रकरणों की स्थिति:
| तहसील | प्रकरण |
|---|---:|
| सदर | **12** |
| ऋषिकेश | 7 |
निम्न अभिलेख __तत्काल__ मँगाएँ:
(अ) खसरा
(ब) खतौनी
  - सत्यापित प्रति"""


def said_in(text: str, **changes: object) -> RenderNotesheet:
    request = a_notesheet_request(notes=1)
    note = request.notes[0].model_copy(update={"paragraphs": [SheetParagraph(number=4, text=text)], **changes})
    return request.model_copy(update={"notes": [note]})


def test_a_note_is_printed_with_its_table_lists_and_emphasis(tmp_path: Path):
    text = made(said_in(MARKED), tmp_path).texts[0]
    html = notesheet_html(said_in(MARKED))

    # Cells of a row are apart on the paper, and in the text of it.
    for line in ("4.प्रकरणों की स्थिति:", "तहसील", "सदर", "12", "निम्न अभिलेख तत्काल मँगाएँ:", "(ब) खतौनी", "• सत्यापित प्रति"):
        assert line in text
    assert "|" not in text
    assert "**" not in text
    assert '<td class="numeric"><strong>12</strong></td>' in html
    assert "<u>तत्काल</u>" in html
    assert html.count("<li>") == 3


def test_a_paragraph_that_begins_with_a_list_keeps_its_number(tmp_path: Path):
    text = made(said_in("- पहला\n- दूसरा", heading="राय 1"), tmp_path).texts[0]

    assert "(4)\n• पहला\n• दूसरा" in text


HOSTILE = next(
    one["text"] for one in json.loads(FIXTURES.read_text("utf-8")) if one["says"] == "markup of pages is text"
)


def test_no_mark_of_a_note_becomes_an_element_of_the_sheet():
    ours = Tags.of(notesheet_html(said_in("**क** text\n| a | b |\n|---|---|\n| a | b |\n- x\n1. y")))

    assert Tags.of(notesheet_html(said_in(HOSTILE))) == ours


def written(*texts: str, marked: bool = True) -> RenderLetter:
    """A letter with this body; its paragraphs numbered from 2 as letters are."""
    body = [
        LetterParagraph(number=f"{place}." if place > 1 else None, runs=[Run(text=text)], marked=marked)
        for place, text in enumerate(texts, 1)
    ]
    return a_letter_request(body=body)


def test_a_letter_is_printed_with_its_table_lists_and_emphasis(tmp_path: Path):
    text = "\n".join(made(written("कृपया **तत्काल** देखें।", MARKED), tmp_path).texts)
    html = letter_html(written("कृपया **तत्काल** देखें।", MARKED))

    for line in ("कृपया तत्काल देखें।", "2.प्रकरणों की स्थिति:", "सदर", "(ब) खतौनी", "• सत्यापित प्रति"):
        assert line in text
    assert "|" not in text
    assert "**" not in text
    assert "<strong>तत्काल</strong>" in html
    assert '<td class="numeric"><strong>12</strong></td>' in html


def test_a_list_at_the_head_of_a_letter_stands_under_no_empty_number():
    html = letter_html(written("- पहला\n- दूसरा", "- तीसरा"))

    assert html.count('class="above"') == 1
    assert '<span class="paragraph">2.</span>' in html


def test_a_letter_of_before_is_printed_as_it_was_typed(tmp_path: Path):
    """Guard: the condition of the template on ``marked``; without it an approved letter would change."""
    text = "\n".join(made(written("**क** (1)\n- ख", MARKED, marked=False), tmp_path).texts)
    html = letter_html(written("**क**", marked=False))

    assert "**क** (1) - ख" in text
    assert "| सदर | **12** |" in " ".join(text.split())
    assert ".points" not in html


def test_no_mark_of_a_letter_becomes_an_element_of_the_page():
    ours = Tags.of(letter_html(written("**क** text\n| a | b |\n|---|---|\n| a | b |\n- x\n1. y")))

    assert Tags.of(letter_html(written(HOSTILE))) == ours


def test_a_table_goes_on_over_pages_under_its_heading(tmp_path: Path):
    rows = "\n".join(f"| ग्राम {number} | {number} |" for number in range(1, 101))

    texts = made(said_in(f"| ग्राम | क्रम |\n|---|---:|\n{rows}"), tmp_path).texts

    assert len(texts) > 1
    assert ["ग्राम\nक्रम" in text or "ग्राम क्रम" in text for text in texts] == [True] * len(texts)


def test_many_notes_fill_many_pages(tmp_path: Path):
    paper = made(a_notesheet_request(notes=120), tmp_path)

    assert len(paper.texts) > 5
    assert "120.कृपया" in paper.texts[-1]


def test_a_letter_can_be_checked_by_a_strict_reader(tmp_path: Path):
    paper = made(a_letter_request(), tmp_path)

    checked = subprocess.run(["qpdf", "--check", str(paper.path)], capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_typesetter_that_fails_is_said_to_have_failed(tmp_path: Path):
    with pytest.raises(RenderingFailed):
        typeset("letter", a_notesheet_request(), tmp_path)


@pytest.mark.parametrize(
    ("language", "digits", "written"),
    [
        ("hi", "latin", "1 मार्च, 2027"),
        ("hi", "devanagari", "१ मार्च, २०२७"),
        ("en", "latin", "1 March, 2027"),
    ],
)
def test_dates_are_written_as_offices_write_them(language: str, digits: str, written: str):
    assert long_date(date(2027, 3, 1), language, digits) == written  # type: ignore[arg-type]


def test_times_are_indian():
    assert short_moment(datetime(2026, 11, 22, 20, 15, tzinfo=UTC)) == "23.11.2026 01:45"


def test_only_numerals_change_their_script():
    assert in_digits("पत्र 12/अ", "devanagari") == "पत्र १२/अ"
    assert in_digits("पत्र 12/अ", "latin") == "पत्र 12/अ"
