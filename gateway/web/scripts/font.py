"""Makes the Devanagari font that the client ships: ``python gateway/web/scripts/font.py`` after `make web-dev`.

Of Noto Sans Devanagari it keeps all that text in the block U+0900 to U+097F needs: every letter, sign and digit of
Hindi, Sanskrit, Marathi, Nepali and their like, each conjunct of them and all rules of shaping. The Vedic tones, the
signs of the extended blocks and the old fractions are left out, which no office writes. tests/browser/test_font.py
compares it with the whole font.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WEB = Path(__file__).parents[1]
PACKAGE = WEB / "node_modules/@fontsource/noto-sans-devanagari"
WHOLE = PACKAGE / "files/noto-sans-devanagari-devanagari-400-normal.woff2"
OWN = WEB / "src/fonts/noto-sans-devanagari.woff2"
KEPT = {*range(0x0900, 0x0980), 0x0020, 0x00A0, 0x200B, 0x200C, 0x200D, 0x20B9, 0x25CC}
"""Besides the block: spaces, the joiners, the rupee and the circle under a sign that stands alone."""


def main() -> None:
    options = Options(flavor="woff2", layout_features=["*"])
    # The same bytes each time.
    font = TTFont(WHOLE, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=KEPT)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(OWN)
    sys.stdout.write(f"{OWN.relative_to(WEB)}: {OWN.stat().st_size} bytes of {WHOLE.stat().st_size}\n")


if __name__ == "__main__":
    main()
