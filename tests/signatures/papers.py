"""Letters to sign: small PDFs made here, one as WeasyPrint makes them and one as sloppy programs do."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
from PIL import Image


@cache
def a_letter(paragraphs: int = 3) -> bytes:
    """One page of A4 in Hindi, as the documents service typesets it."""
    from weasyprint import HTML

    body = "<p>कृपया प्रकरण में नियमानुसार आवश्यक कार्यवाही करते हुए आख्या उपलब्ध कराएँ।</p>" * paragraphs
    style = "@page { size: A4 } body { font-family: 'Noto Sans Devanagari' }"
    return bytes(HTML(string=f"<meta charset=utf-8><style>{style}</style><h1>पत्र</h1>{body}").write_pdf())


def a_scan_saved_by_pillow() -> bytes:
    """A PDF whose cross-reference table strict readers refuse."""
    output = BytesIO()
    Image.new("L", (1240, 1754), 255).save(output, "PDF", resolution=150)
    return output.getvalue()


def an_encrypted_letter() -> bytes:
    output = BytesIO()
    with pikepdf.open(BytesIO(a_letter())) as document:
        document.save(output, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return output.getvalue()


def a_form_with_xfa() -> bytes:
    output = BytesIO()
    with pikepdf.open(BytesIO(a_letter())) as document:
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=document.make_stream(b"<xdp/>"))
        document.save(output)
    return output.getvalue()


def a_letter_on_a_shifted_page() -> bytes:
    """Its MediaBox does not begin at 0, 0 and is inherited from the page tree."""
    output = BytesIO()
    with pikepdf.open(BytesIO(a_letter())) as document:
        del document.pages[0].obj["/MediaBox"]
        document.Root.Pages.MediaBox = pikepdf.Array([100, 200, 695, 1042])
        document.save(output)
    return output.getvalue()
