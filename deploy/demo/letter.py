"""Make the demonstration's letter: a typed Hindi complaint as it looks after it was stamped and scanned.

    python -m deploy.demo.letter deploy/demo/letter.pdf

Typeset with WeasyPrint (Pango shapes the Devanagari), rasterised at 200 dpi, signed, stamped, laid slightly askew on
the glass, with paper grain and uneven light, and stored as one JPEG in a PDF without any text, as scanners do. The
same fonts and libraries give the same bytes. People, village and numbers are invented.
"""

from __future__ import annotations

import io
import math
import random
import sys
from pathlib import Path

import pypdfium2
import weasyprint
from PIL import Image, ImageChops, ImageDraw, ImageFilter

DPI = 200
SKEW = 0.9
"""Degrees that the sheet lies askew on the scanner's glass, clockwise."""
PAPER = (250, 247, 238)
INK_OF_STAMP = (84, 48, 140)
INK_OF_PEN = (28, 52, 150)
STAMP_AT = (985, 48)
SIGNATURE_AT = (905, 1650)
SEED = 49

STYLE = """
@page { size: A4; margin: 24mm 22mm 18mm 26mm }
body { font-family: 'Noto Serif Devanagari', serif; font-size: 13pt; line-height: 1.62 }
p { margin: 0 0 8pt 0; text-align: justify } .first { text-indent: 14mm }
.to { margin-bottom: 14pt } .to p { margin: 0; text-align: left } .to .in { margin-left: 14mm }
.subject { font-weight: bold; margin: 0 0 12pt 0; padding-left: 14mm; text-indent: -14mm }
.foot { display: flex; justify-content: space-between; margin-top: 12pt } .foot p { margin: 0; text-align: left }
.sign { width: 72mm } .room { height: 19mm }
"""

LETTER = """
<div class="to"><p>सेवा में,</p><p class="in">श्रीमान जिलाधिकारी महोदय,</p><p class="in">जनपद देहरादून, उत्तराखण्ड।</p></div>
<p class="subject">विषय: ग्राम देवखाल, तहसील कालसी में विरासत के आधार पर दाखिल-खारिज (नामान्तरण) में हो रहे विलम्ब के सम्बन्ध में।</p>
<p>महोदय,</p>
<p class="first">सविनय निवेदन है कि प्रार्थी ग्राम देवखाल, तहसील कालसी, जनपद देहरादून का स्थायी निवासी है। प्रार्थी के पिता
स्व॰ श्री मोतीराम का देहान्त दिनांक 14 फरवरी, 2026 को हो गया था। उनके नाम ग्राम देवखाल की खाता संख्या 47 में
खसरा संख्या 212, 213 तथा 218, कुल रकबा 0.412 हेक्टेयर भूमि दर्ज है।</p>
<p class="first">प्रार्थी ने दिनांक 10 मार्च, 2026 को तहसील कार्यालय कालसी में मृत्यु प्रमाण-पत्र एवं परिवार रजिस्टर की नकल
सहित दाखिल-खारिज हेतु आवेदन-पत्र प्रस्तुत किया था, जो क्रमांक 318 पर दर्ज है। आठ माह से अधिक समय बीत जाने पर भी
प्रार्थी का नाम अभिलेखों में दर्ज नहीं हुआ है। प्रार्थी अनेक बार तहसील कार्यालय गया, किन्तु प्रत्येक बार यही बताया गया कि
राजस्व उप निरीक्षक की आख्या प्राप्त नहीं हुई है।</p>
<p class="first">नाम दर्ज न होने के कारण प्रार्थी को फसल बीमा, कृषि ऋण तथा अन्य शासकीय योजनाओं का लाभ नहीं मिल पा
रहा है, जिससे परिवार के भरण-पोषण में कठिनाई हो रही है।</p>
<p class="first">अतः श्रीमान जी से प्रार्थना है कि तहसीलदार कालसी को उक्त प्रकरण का शीघ्र निस्तारण करने हेतु आवश्यक निर्देश
देने तथा कृत कार्यवाही से प्रार्थी को अवगत कराने की कृपा करें। प्रार्थी सदैव आभारी रहेगा।</p>
<div class="foot"><div><p>दिनांक: 16 नवम्बर, 2026</p><p>संलग्नक: 1. आवेदन-पत्र की छायाप्रति</p>
<p style="margin-left: 19mm">2. मृत्यु प्रमाण-पत्र की छायाप्रति</p></div>
<div class="sign"><p>प्रार्थी</p><div class="room"></div><p>(जगतराम)</p><p>पुत्र स्व॰ श्री मोतीराम</p>
<p>ग्राम एवं पोस्ट देवखाल,</p><p>तहसील कालसी, जनपद देहरादून</p></div></div>
"""

STAMP = """
<style>@page { size: 76mm 36mm; margin: 1.5mm }
body { font-family: 'Noto Sans Devanagari', sans-serif; font-weight: bold; font-size: 11.5pt; text-align: center;
       border: 1mm solid; border-radius: 2mm; margin: 0; padding: 1mm 2mm; line-height: 1.5; height: 29mm }</style>
<div>कार्यालय जिलाधिकारी, देहरादून</div><div style="font-size: 15pt">प्राप्त</div>
<div>20 नवम्बर 2026</div>
<div style="text-align: left; font-size: 9.5pt">डायरी सं॰ .................... ह॰ .............</div>
"""


def rasterised(html: str) -> Image.Image:
    """The first page at 200 dpi, in grey."""
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=html).write_pdf())
    page = document[0]
    return page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")


def grain(size: tuple[int, int], chance: random.Random, cell: int) -> Image.Image:
    """Random grey of the given size whose spots are ``cell`` pixels wide."""
    small = (max(size[0] // cell, 2), max(size[1] // cell, 2))
    return Image.frombytes("L", small, chance.randbytes(small[0] * small[1])).resize(size, Image.Resampling.BICUBIC)


def pressed(sheet: Image.Image, mark: Image.Image, colour: tuple[int, int, int], at: tuple[int, int]) -> None:
    """Lay a mark (white = ink) on the sheet as ink that lets the print below show through."""
    under = sheet.crop((*at, at[0] + mark.width, at[1] + mark.height))
    inked = ImageChops.multiply(under, Image.new("RGB", mark.size, colour))
    sheet.paste(inked, at, mark)


def stamp(chance: random.Random) -> Image.Image:
    """The receipt stamp, worn and unevenly inked, turned a little by the hand that held it."""
    ink = ImageChops.invert(rasterised(STAMP))
    worn = grain(ink.size, chance, 6).point(lambda level: 255 if level > 70 else 120)
    uneven = grain(ink.size, chance, 90).point(lambda level: 150 + level * 2 // 5)
    ink = ImageChops.multiply(ImageChops.multiply(ink, worn), uneven)
    return ink.rotate(4.5, Image.Resampling.BICUBIC, expand=True).filter(ImageFilter.GaussianBlur(0.7))


def signature(chance: random.Random) -> Image.Image:
    """A few loops of a ball pen, drawn at twice the size and shrunk."""
    mark = Image.new("L", (760, 220), 0)
    pen = ImageDraw.Draw(mark)
    stroke = []
    for step in range(420):
        turn = step / 420
        height = 62 * math.exp(-2.2 * turn) + 12
        stroke.append(
            (
                60 + 560 * turn + 34 * math.sin(turn * 44),
                120 + height * math.cos(turn * 37 + chance.random() * 0.05) - 30 * turn,
            )
        )
    pen.line(stroke, fill=235, width=6, joint="curve")
    pen.line([(70, 186), (340, 172), (660, 150)], fill=220, width=5, joint="curve")
    return mark.resize((380, 110), Image.Resampling.LANCZOS)


def scanned() -> Image.Image:
    """The letter as a scanner would give it, in colour."""
    chance = random.Random(SEED)  # noqa: S311 - paper grain, not a secret
    print_ = rasterised(f"<style>{STYLE}</style>{LETTER}").filter(ImageFilter.GaussianBlur(0.6))
    sheet = Image.new("RGB", print_.size, PAPER)
    pressed(sheet, ImageChops.invert(print_).point(lambda level: level * 9 // 10), (38, 36, 40), (0, 0))
    pressed(sheet, signature(chance), INK_OF_PEN, SIGNATURE_AT)
    pressed(sheet, stamp(chance), INK_OF_STAMP, STAMP_AT)
    sheet = sheet.rotate(-SKEW, Image.Resampling.BICUBIC, fillcolor=(226, 224, 218))
    light = grain(sheet.size, chance, 900).point(lambda level: 236 + level * 19 // 255)
    fibres = grain(sheet.size, chance, 3).point(lambda level: 246 + level * 9 // 255)
    shade = ImageChops.multiply(light, fibres)
    return ImageChops.multiply(sheet, Image.merge("RGB", (shade, shade, shade)))


def as_pdf(picture: Image.Image) -> bytes:
    """One page that is one JPEG, without a date, so that the same picture is the same bytes."""
    body = io.BytesIO()
    picture.save(
        body,
        "PDF",
        resolution=DPI,
        quality=42,
        creationDate=None,
        modDate=None,
        producer="Patravali demonstration letter",
    )
    return body.getvalue()


def main(path: Path) -> None:
    path.write_bytes(as_pdf(scanned()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
