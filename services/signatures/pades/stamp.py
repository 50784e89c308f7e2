"""The visible mark of a signature: names and designation in Hindi and English, place and time.

Set by WeasyPrint, because Devanagari needs shaping (conjuncts, reordered matras), as vectors with the font embedded.
The mark claims nothing about validity: no tick, no colour; only a verifier can tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from html import escape
from io import BytesIO

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from contracts.base import Capacity

INDIA = timezone(timedelta(hours=5, minutes=30), "IST")
LARGEST_TYPE, SMALLEST_TYPE = 9.0, 3.5
_LINE_HEIGHT = 1.4
# Before the designation: who signs for another, or looks after another's charge.
_PREFIX_HI = {"own": "", "for": "कृते ", "link_officer": "लिंक अधिकारी, "}
_PREFIX_EN = {"own": "", "for": "for ", "link_officer": "Link officer, "}


@dataclass(frozen=True)
class Mark:
    """What the mark says and how large it is, in points."""

    width: float
    height: float
    name_hi: str
    name_en: str
    designation_hi: str
    designation_en: str
    capacity: Capacity
    location: str
    minute: str
    """``22.11.2026 17:15``, Indian time."""

    @staticmethod
    def minute_of(moment: datetime) -> str:
        return moment.astimezone(INDIA).strftime("%d.%m.%Y %H:%M")

    def lines(self) -> list[tuple[str, str]]:
        """(CSS class, text) from the top; empty ones are left out."""
        designation_hi = self.designation_hi and _PREFIX_HI[self.capacity] + self.designation_hi
        designation_en = self.designation_en and _PREFIX_EN[self.capacity] + self.designation_en
        english = ", ".join(part for part in (self.name_en, designation_en) if part)
        place = f"{self.location}, " if self.location else ""
        lines = [
            ("small", "डिजिटल हस्ताक्षर / Digitally signed"),
            ("name", self.name_hi),
            ("", designation_hi),
            ("small", english),
            ("small", f"{place}{self.minute} IST"),
        ]
        return [(style, text) for style, text in lines if text]


@lru_cache(maxsize=64)
def drawn(mark: Mark) -> bytes:
    """The mark as a PDF of one page, in the largest type that fits. A batch signed in one minute draws it once."""
    # Loaded on first use: it takes 60 MB, which a process that only verifies need not spend.
    from weasyprint import HTML

    size = min(LARGEST_TYPE, mark.height / (len(mark.lines()) * _LINE_HEIGHT))
    while True:
        document = HTML(string=_html(mark, size), url_fetcher=_no_fetching).render()
        if len(document.pages) == 1 or size <= SMALLEST_TYPE:
            return bytes(document.copy(document.pages[:1]).write_pdf())
        size = max(SMALLEST_TYPE, size * 0.88)


def style_of(stamp: bytes) -> StaticStampStyle:
    """The drawn mark as pyHanko wants it: filling the signature's box, without frame."""
    return StaticStampStyle(
        border_width=0,
        background=_DrawnPage(stamp),
        background_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MIN, y_align=AxisAlignment.ALIGN_MAX, margins=Margins.uniform(0)
        ),
        background_opacity=1.0,
    )


class _DrawnPage(PdfContent):
    """A page held in memory as content of another PDF; pyHanko's own takes a file name only."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/PatravaliMark"] = page
        left, bottom, right, top = (float(edge) for edge in page.get_object()["/BBox"])
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/PatravaliMark Do"


def _html(mark: Mark, size: float) -> str:
    paragraphs = "".join(f'<p class="{style}">{escape(text)}</p>' for style, text in mark.lines())
    return (
        f"<!doctype html><html lang=hi><meta charset=utf-8><style>"
        f"@page {{ size: {mark.width:.2f}pt {mark.height:.2f}pt; margin: 1pt }}"
        f"html {{ font: {size:.2f}pt/{_LINE_HEIGHT} 'Noto Sans Devanagari', 'Noto Sans', sans-serif }}"
        f"body, p {{ margin: 0; overflow-wrap: anywhere }}"
        f".name {{ font-weight: bold; font-size: 1.15em }} .small {{ font-size: 0.82em }}"
        f"</style><title>.</title>{paragraphs}"
    )


def _no_fetching(url: str, *arguments: object, **options: object) -> dict[str, object]:
    raise ValueError(f"a mark needs nothing from outside: {url}")
