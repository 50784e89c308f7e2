"""PDF pages by PDFium. Imported in the child process only."""

import ctypes
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

POINTS_PER_INCH = 72
# Enough to meet every font of a page.
OBJECTS_LOOKED_AT = 400


class PdfPages:
    """The pages of one PDF, numbered from 1."""

    def __init__(self, path: Path, longest: int) -> None:
        """``longest``: pixels that a picture may have in height."""
        self._document = pdfium.PdfDocument(path)
        self._longest = longest
        if self._document.get_formtype() != raw.FORMTYPE_NONE:
            # What is filled into a form is drawn only then.
            self._document.init_forms()

    def __len__(self) -> int:
        return len(self._document)

    def picture(self, number: int, width: int) -> Image.Image:
        page = self._document[number - 1]
        wide, high = page.get_size()
        scale = min(width / max(wide, 1), self._longest / max(high, 1))
        return page.render(scale=scale).to_pil().convert("RGB")

    def scan(self, number: int, dpi: int) -> Image.Image:
        page = self._document[number - 1]
        wide, high = page.get_size()
        # At most the pixels of an A3 page: a poster needs no such resolution to be read.
        scale = min(dpi / POINTS_PER_INCH, (16.54 * dpi) / max(wide, high, 1))
        return page.render(scale=scale, grayscale=True).to_pil().convert("L")

    def text(self, number: int) -> tuple[str, list[str]]:
        page = self._document[number - 1]
        textpage = page.get_textpage()
        # PDFium hands a surrogate without its partner on as it found it.
        text = textpage.get_text_range().encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text, sorted(self._fonts(page)) if text.strip() else []

    def _fonts(self, page: pdfium.PdfPage) -> set[str]:
        names = set()
        for item in list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4))[:OBJECTS_LOOKED_AT]:
            font = raw.FPDFTextObj_GetFont(item.raw)
            if font:
                name = ctypes.create_string_buffer(200)
                raw.FPDFFont_GetBaseFontName(font, name, len(name))
                names.add(name.value.decode("utf-8", "replace"))
        return names
