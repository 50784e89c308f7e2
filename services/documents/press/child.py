"""The process that opens a hostile file: makes pictures of pages and takes their text.

``python -m services.documents.press.child <file> <media type> <first> <last> look|pictures|<dots per inch>``, run in
a folder of its own. It writes ``<page>-full.webp``, ``<page>-light.webp`` and ``<page>-thumb.webp``, or ``<page>.png``
for OCR, and appends a line of JSON for each page to ``report.jsonl`` once its files are whole. A page that takes too
long ends the process by SIGALRM: the parent sees which page has no line, and goes on behind it.
"""

import json
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from PIL import Image, ImageOps

from services.documents.press.light import save_light
from services.documents.press.report import REPORT, SECONDS_A_PAGE

FULL_WIDTH, THUMB_WIDTH = 1240, 200
# A page may be a roll: beyond this many pixels it is made narrower instead of longer.
LONGEST = 6000
MOST_PAGES = 5000
# An A0 sheet at 300 dpi. Pillow refuses at twice its limit; we refuse at its warning.
Image.MAX_IMAGE_PIXELS = 150_000_000
LONGEST_TEXT = 200_000
A4_INCHES = 8.27
# Of 255. A page without a darker spot is an empty back side; reading it costs as much as reading a full one.
PAPER = 160


class Source(Protocol):
    """A file with pages, numbered from 1."""

    def __len__(self) -> int: ...

    def picture(self, number: int, width: int) -> Image.Image:
        """The page, this many pixels wide, or narrower where it would be too long."""

    def scan(self, number: int, dpi: int) -> Image.Image:
        """The page in grey, for OCR."""

    def text(self, number: int) -> tuple[str, list[str]]:
        """The text layer and the names of its fonts."""


class Pictures:
    """JPEG, PNG and TIFF; a TIFF may have many pages."""

    def __init__(self, path: Path) -> None:
        self._image = Image.open(path, formats=("JPEG", "PNG", "TIFF"))

    def __len__(self) -> int:
        # Counting walks the chain of directories; Pillow stops where it closes on itself.
        return int(getattr(self._image, "n_frames", 1))

    def _page(self, number: int) -> Image.Image:
        self._image.seek(number - 1)
        image = ImageOps.exif_transpose(self._image)
        if image.mode in ("La", "RGBa"):
            image = image.convert(image.mode.upper())
        if image.mode.startswith(("I", "F")):
            # 16 and 32 bits a pixel: stretched, because 8-bit conversion would clip them to white.
            image = image.convert("F")
            extremes = [float(str(value)) for value in image.getextrema()]
            scale = 255 / max(extremes[1] - extremes[0], 1)
            image = image.point(lambda value: value * scale - extremes[0] * scale)
        if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
            white = Image.new("RGBA", image.size, "white")
            image = Image.alpha_composite(white, image.convert("RGBA"))
        return image.convert("L" if image.mode in ("1", "L", "F") else "RGB")

    def picture(self, number: int, width: int) -> Image.Image:
        image = self._page(number)
        return _scaled(image, min(width / image.width, LONGEST / image.height))

    def scan(self, number: int, dpi: int) -> Image.Image:
        image = self._page(number).convert("L")
        # Scans know their resolution or lie about it; an A4 page at this resolution is what OCR wants.
        wanted = round(A4_INCHES * dpi)
        return image if image.width >= wanted * 0.6 else _scaled(image, wanted / image.width)

    def text(self, number: int) -> tuple[str, list[str]]:
        return "", []


def _scaled(image: Image.Image, scale: float) -> Image.Image:
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, reducing_gap=2.0)


def _open(path: Path, media_type: str) -> Source:
    if media_type == "application/pdf":
        from services.documents.press.pdf import PdfPages

        return PdfPages(path, LONGEST)
    return Pictures(path)


@contextmanager
def _time_limit() -> Iterator[None]:
    signal.alarm(SECONDS_A_PAGE)
    try:
        yield
    finally:
        signal.alarm(0)


def _make_pictures(source: Source, number: int) -> dict[str, object]:
    full = source.picture(number, FULL_WIDTH)
    full.save(f"{number}-full.webp", quality=72, method=2)
    save_light(full, Path(f"{number}-light.webp"))
    thumb = _scaled(full, THUMB_WIDTH / FULL_WIDTH)
    thumb.save(f"{number}-thumb.webp", quality=70, method=2)
    text, fonts = source.text(number)
    return {"width": full.width, "height": full.height, "text": text[:LONGEST_TEXT], "fonts": fonts}


def _make_scan(source: Source, number: int, dpi: int) -> dict[str, object]:
    scan = source.scan(number, dpi)
    darkest = scan.getextrema()[0]
    if isinstance(darkest, int | float) and darkest > PAPER:
        return {"blank": True}
    scan.save(f"{number}.png", compress_level=1, dpi=(dpi, dpi))
    return {}


def _work_on(source: Source, number: int, task: str) -> dict[str, object]:
    try:
        if task == "look":
            source.picture(number, THUMB_WIDTH)
            return {}
        return _make_pictures(source, number) if task == "pictures" else _make_scan(source, number, int(task))
    except Exception as error:  # noqa: BLE001 - whatever a hostile page provokes, the next one may be good
        return {"failure": type(error).__name__}


def main() -> None:
    """Works through the pages asked for. A file that cannot be opened leaves a report without a page count."""
    path, media_type, task = Path(sys.argv[1]), sys.argv[2], sys.argv[5]
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Path(REPORT).open("a", encoding="utf-8") as report:

        def tell(**line: object) -> None:
            report.write(json.dumps(line) + "\n")
            report.flush()

        with _time_limit():
            source = _open(path, media_type)
            count = min(len(source), MOST_PAGES)
        tell(pages=count)
        for number in range(int(sys.argv[3]), min(int(sys.argv[4]), count) + 1):
            with _time_limit():
                made = _work_on(source, number, task)
            tell(page=number, **made)


if __name__ == "__main__":
    main()
