"""What our fonts have no drawing for, written as code points: PDF/A allows no empty box (ISO 19005-2, 6.2.11.8)."""

import unicodedata

from fontTools.ttLib import TTFont

from services.documents.rendering.fonts import FACES, find

INVISIBLE, SPACE, BREAKS = "Cf", "Zs", ("Zl", "Zp")


def spelt(html: str) -> str:
    """The same, with ``[U+1F4C1]`` where a picture of a folder would be an empty box that nobody can read."""
    drawn = _drawn()
    unfit = {sign for sign in set(html) if _breaks(sign) or (ord(sign) not in drawn and sign not in "\t\n\r")}
    return html.translate({ord(sign): _instead(sign) for sign in unfit})


def _breaks(sign: str) -> bool:
    """A separator of lines or paragraphs; the typesetter draws an empty box for it though the font knows it."""
    return unicodedata.category(sign) in BREAKS


def _instead(sign: str) -> str:
    kind = unicodedata.category(sign)
    if _breaks(sign):
        return "\n"
    return {INVISIBLE: "", SPACE: " "}.get(kind, f"[U+{ord(sign):04X}]")


def _drawn() -> set[int]:
    """What one of the families has in all its weights and styles."""
    families: dict[str, set[int]] = {}
    for face in FACES:
        with TTFont(find(face), lazy=True) as font:
            own = set(font.getBestCmap())
        families[face.family] = families.get(face.family, own) & own
    return set().union(*families.values())
