"""The process that opens received papers to lay them on sheets, and binds the sheets of a file.

``python -m services.documents.press.book_child lay|bind`` with the task as JSON on standard input. Pages are placed as
whole drawings (form XObjects), streams are copied as they are: memory does not grow with pictures.
"""

import json
import sys
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import AttachedFileSpec, Dictionary, Name, Object, OutlineItem, Page, Pdf, Rectangle

from services.documents.press.child import Pictures

A4 = (595.28, 841.89)
# Points that a sheet keeps free of the page: above for the number of the series, below for the count and watermark.
TOP, BOTTOM, SIDE = 40.0, 34.0, 18.0
MOST_PAGES = 5000
# What we typeset for a sheet comes twice, for tall and for wide ones; behind both are the digits.
FORMS = 2
PICTURE_WIDTH = 2480


def lay(task: dict[str, Any]) -> dict[str, Any]:
    """Each page of a paper on a sheet of its own, with the paper's heading and its number of the series."""
    sheets = Pdf.new()
    source = Path(task["source"])
    with Pdf.open(task["band"]) as bands, ExitStack() as opened:
        digits = Digits(sheets, bands)
        forms = [sheets.copy_foreign(page.as_form_xobject()) for page in list(bands.pages)[:FORMS]]
        if task["media_type"] == "application/pdf":
            pages = opened.enter_context(Pdf.open(source)).pages
            count = min(len(pages), MOST_PAGES)
        else:
            pictures = Pictures(source)
            count = min(len(pictures), MOST_PAGES)
        for at in range(count):
            drawn = pages[at] if task["media_type"] == "application/pdf" else _picture(sheets, pictures, at + 1)
            sheet, size = _sheet_for(sheets, drawn)
            sheet.add_overlay(drawn, Rectangle(SIDE, BOTTOM, size[0] - SIDE, size[1] - TOP))
            sheet.add_overlay(forms[0 if size == A4 else 1], Rectangle(0, 0, *size))
            if task["from_page"] is not None and task["from_page"] + at <= (task["to_page"] or 0):
                digits.write(sheet, str(task["from_page"] + at), size[0] - SIDE - 8, size[1] - 37, 15)
        sheets.save(task["target"])
    return {"pages": count}


def _sheet_for(sheets: Pdf, drawn: Page | Object) -> tuple[Page, tuple[float, float]]:
    """An empty sheet that lies as the page does."""
    if isinstance(drawn, Page):
        wide, high = _size(drawn)
    else:
        wide, high = (float(edge) for edge in list(drawn.BBox)[2:])
    size = A4 if high >= wide else (A4[1], A4[0])
    return sheets.add_blank_page(page_size=size), size


def _picture(sheets: Pdf, pictures: Pictures, number: int) -> Object:
    """A picture as a drawing of its own."""
    image = pictures._page(number)
    if image.width > PICTURE_WIDTH:
        image = image.resize((PICTURE_WIDTH, max(1, round(image.height * PICTURE_WIDTH / image.width))))
    packed = BytesIO()
    image.save(packed, "JPEG", quality=80)
    colours = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
    stream = sheets.make_stream(
        packed.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=colours,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    return sheets.make_stream(
        f"q {image.width} 0 0 {image.height} 0 0 cm /Im Do Q".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, image.width, image.height],
        Resources=Dictionary(XObject=Dictionary(Im=stream)),
    )


def bind(task: dict[str, Any]) -> dict[str, Any]:
    """Watermark and count on each sheet, bookmarks, originals as attachments."""
    with Pdf.open(task["source"]) as book, Pdf.open(task["mark"]) as marks:
        digits = Digits(book, marks)
        forms = [book.copy_foreign(page.as_form_xobject()) for page in list(marks.pages)[:FORMS]]
        total = len(book.pages)
        for number, page in enumerate(book.pages, start=1):
            wide, high = _size(page)
            page.add_overlay(forms[0 if high >= wide else 1], Rectangle(0, 0, wide, high))
            digits.write(page, f"{number} / {total}", wide - SIDE, 8, 9)
        with book.open_outline() as outline:
            outline.root.extend(_items(task["outline"]))
        for attachment in task["attachments"]:
            path = Path(attachment["path"])
            name, kind = attachment["name"], attachment["media_type"]
            book.attachments[name] = AttachedFileSpec(
                book, path.read_bytes(), description=name, filename=name, mime_type=kind, creation_date="", mod_date=""
            )
        with book.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = task["title"]
        book.Root.Lang = task["language"]
        book.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        book.save(task["target"], object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return {"pages": total}


def _items(outline: list[dict[str, Any]]) -> list[OutlineItem]:
    found = []
    for one in outline:
        item = OutlineItem(one["title"], one["page"])
        item.children.extend(_items(one.get("below", [])))
        found.append(item)
    return found


def _size(page: Page) -> tuple[float, float]:
    """Width and height as the page is looked at."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    wide, high = abs(right - left), abs(top - bottom)
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return (high, wide) if turned else (wide, high)


class Digits:
    """Writes numbers with drawings of digits, so that their font is in the file."""

    def __init__(self, pdf: Pdf, drawn: Pdf) -> None:
        pages = list(drawn.pages)[FORMS:]
        self._signs = {
            sign: pdf.copy_foreign(page.as_form_xobject()) for sign, page in zip("0123456789/", pages, strict=True)
        }

    def write(self, page: Page, text: str, x: float, y: float, size: float) -> None:
        """Ends at ``x``, stands on ``y``; points."""
        scale = size / 100
        at = x - sum(WIDTHS.get(sign, DIGIT_WIDTH) for sign in text) * size
        names = {sign: page.add_resource(self._signs[sign], Name.XObject) for sign in set(text) - {" "}}
        drawing = []
        for sign in text:
            if sign in names:
                drawing.append(f"q {scale:.4f} 0 0 {scale:.4f} {at:.2f} {y:.2f} cm {names[sign]} Do Q")
            at += WIDTHS.get(sign, DIGIT_WIDTH) * size
        page.contents_add("\n".join(drawing).encode("ascii"), prepend=False)


# Of the drawings' pages, in ems.
DIGIT_WIDTH = 0.6
WIDTHS = {" ": 0.25}


def main() -> None:
    """Do the task; any failure ends the process with its traceback on standard error."""
    task = json.loads(sys.stdin.buffer.read())
    json.dump({"lay": lay, "bind": bind}[sys.argv[1]](task), sys.stdout)


if __name__ == "__main__":
    main()
