"""WeasyPrint: HTML in, PDF out, with the same bytes for the same input.

Runs in the child process only (``child.py``): importing it takes half a second and 60 MB, and PDF code that fails
should not take the service with it.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.urls import URLFetcher, URLFetcherResponse

from services.documents.rendering.fonts import allowed_urls

# CSS pixels are 1/96 inch, PDF points 1/72.
POINTS_PER_PIXEL = 0.75


class FontsOnly(URLFetcher):
    """Opens our fonts. A letter that names any other address gets nothing from it."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._urls = allowed_urls()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in self._urls:
            raise ValueError(f"a paper may not open {url[:80]}")
        return super().fetch(url, headers)


@dataclass(frozen=True)
class Typeset:
    """A paper. ``signature``: fields of ``SignaturePlace``; ``texts``: what stands on each page, in reading order.

    The text is kept because it cannot be had back from the PDF: its glyphs are clusters, and extraction gives
    another order and other letters.
    """

    pdf: bytes
    texts: list[str]
    signature: dict[str, float] | None
    places: dict[str, int]
    """On which page each named place stands."""


def typeset(html: str, variant: str | None = None) -> Typeset:
    """Lay out and draw. ``variant``: of PDF, for example pdf/a-2b."""
    document = HTML(string=html, url_fetcher=FontsOnly()).render()
    # The identifier is random otherwise; the same paper has the same bytes.
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    pdf = document.write_pdf(pdf_identifier=identifier, pdf_variant=variant)
    pages = document.pages
    return Typeset(pdf, [_text(page) for page in pages], _signature_place(pages), _places(pages))


def _text(page: Any) -> str:
    # WeasyPrint offers the laid-out lines only here; the golden test on Hindi text guards it.
    lines = (box for box in page._page_box.descendants() if isinstance(box, LineBox))
    spelt = ("".join(part.text for part in line.descendants() if isinstance(part, TextBox)) for line in lines)
    return "\n".join(line.strip() for line in spelt if line.strip())


def _places(pages: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for name in page.anchors:
            # What runs over several pages begins on the first.
            found.setdefault(name, number)
    return found


def _signature_place(pages: Any) -> dict[str, float] | None:
    for number, page in enumerate(pages, start=1):
        if "signature" in page.anchors:
            left, top, right, bottom = page.anchors["signature"]
            return {
                "page": number,
                "left": round(left * POINTS_PER_PIXEL, 2),
                "bottom": round((page.height - bottom) * POINTS_PER_PIXEL, 2),
                "right": round(right * POINTS_PER_PIXEL, 2),
                "top": round((page.height - top) * POINTS_PER_PIXEL, 2),
            }
    return None
