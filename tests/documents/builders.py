"""Files and papers with defaults; each call makes bytes that no other test has."""

import io
import os
import uuid
import zlib
from datetime import UTC, date, datetime
from typing import Literal

import pikepdf
from PIL import Image, ImageDraw, ImageFont

from contracts.documents import RenderLetter, RenderNotesheet
from contracts.papers import (
    Addressee,
    Letter,
    Letterhead,
    LetterParagraph,
    Run,
    SheetNote,
    SheetParagraph,
    Signer,
)
from services.documents.rendering.fonts import FACES, find

HINDI_SERIF = find(FACES[0])


def a_pdf(pages: int = 1, text: str = "", encryption: pikepdf.Encryption | None = None, height: int = 842) -> bytes:
    """A PDF whose pages carry ``text`` in Helvetica."""
    pdf = pikepdf.new()
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(595, height))
        helvetica = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(helvetica)))
        words = f"BT /F1 14 Tf 72 {height - 60} Td ({text} {number + 1}) Tj ET" if text else ""
        page.Contents = pdf.make_stream(f"% {uuid.uuid4()}\n{words}".encode())
    file = io.BytesIO()
    pdf.save(file, encryption=encryption or False)
    return file.getvalue()


def an_image(form: str = "PNG", size: tuple[int, int] = (600, 800)) -> bytes:
    file = io.BytesIO()
    _speckled(size).save(file, form)
    return file.getvalue()


def an_image_that_claims(width: int, height: int) -> bytes:
    """A small PNG whose header announces this many dots."""
    content = bytearray(an_image("PNG"))
    content[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


def a_tiff(pages: int = 3) -> bytes:
    frames = [_speckled((200, 300)) for _ in range(pages)]
    file = io.BytesIO()
    frames[0].save(file, "TIFF", save_all=True, append_images=frames[1:])
    return file.getvalue()


def _speckled(size: tuple[int, int]) -> Image.Image:
    """White paper with a mark that no other has."""
    image = Image.new("L", size, "white")
    image.paste(Image.frombytes("L", (8, 8), os.urandom(64)), (20, 20))
    return image


def a_looping_tiff() -> bytes:
    """Two directories, the second of which says that the first comes next."""
    content = bytearray(a_tiff(pages=2))
    order: Literal["little", "big"] = "little" if content[:2] == b"II" else "big"

    def number(at: int, length: int) -> int:
        return int.from_bytes(content[at : at + length], order)

    first = number(4, 4)
    second = number(_end_of_directory(first, number(first, 2)), 4)
    at = _end_of_directory(second, number(second, 2))
    content[at : at + 4] = first.to_bytes(4, order)
    return bytes(content)


def _end_of_directory(at: int, entries: int) -> int:
    """Where a TIFF directory says which one comes next."""
    return at + 2 + 12 * entries


def a_bomb() -> bytes:
    """A PDF of a megabyte whose page unpacks to 600 times as many drawing instructions."""
    squeezer = zlib.compressobj(9)
    packed = b"".join(squeezer.compress(b"q 1 0 0 1 0 0 cm Q\n" * 55_000) for _ in range(500)) + squeezer.flush()
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Contents = pdf.make_stream(b"")
    page.Contents.write(packed, filter=pikepdf.Name.FlateDecode)
    file = io.BytesIO()
    pdf.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return file.getvalue()


def a_scan(lines: list[str], size: tuple[int, int] = (1654, 2339)) -> bytes:
    """A page of Hindi as a scanner would give it: a picture, at 200 dots an inch."""
    image = Image.new("L", size, 252)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(HINDI_SERIF), 44, layout_engine=ImageFont.Layout.RAQM)
    for number, line in enumerate(lines):
        draw.text((150, 200 + 90 * number), line, font=font, fill=10)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def a_letter(**changes: object) -> Letter:
    values: dict[str, object] = {
        "letterhead": Letterhead(
            lines_hi=["कार्यालय जिलाधिकारी, देहरादून"], lines_en=["Office of the District Magistrate"]
        ),
        "number": "1234/15-राजस्व/2026",
        "dated": date(2026, 11, 22),
        "addressees": [Addressee(lines=["उपजिलाधिकारी,", "ऋषिकेश।"])],
        "subject": "सीमांकन के सम्बन्ध में।",
        "body": [LetterParagraph(runs=[Run(text="उपर्युक्त विषयक प्रार्थना-पत्र का अवलोकन करने का कष्ट करें।")])],
        "signer": Signer(name="स्वाति शर्मा", designation="जिलाधिकारी"),
    }
    return Letter.model_validate(values | changes)


def a_letter_request(**changes: object) -> RenderLetter:
    document_id = changes.pop("document_id", None)
    return RenderLetter(title="सीमांकन", letter=a_letter(**changes), document_id=document_id)  # type: ignore[arg-type]


def a_notesheet_request(notes: int = 2, **changes: object) -> RenderNotesheet:
    values: dict[str, object] = {
        "title": "टिप्पणी",
        "office": "कार्यालय जिलाधिकारी, देहरादून",
        "file_number": "15/राजस्व/2026",
        "subject": "सीमांकन के सम्बन्ध में",
        "notes": [
            SheetNote(
                paragraphs=[SheetParagraph(number=number, text="कृपया पृष्ठ 1 का अवलोकन करें।")],
                author="राम सिंह",
                designation="लिपिक",
                at=datetime(2026, 11, 22, 5, 30, tzinfo=UTC),
                side="left" if number % 2 else "right",
            )
            for number in range(1, notes + 1)
        ],
    }
    return RenderNotesheet.model_validate(values | changes)
