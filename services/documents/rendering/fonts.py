"""The fonts that a letter is set in: Noto, as Debian's package fonts-noto-core installs it, embedded into each PDF.

Serif, with Devanagari and Latin of one design. The typesetter may read these files and nothing else.
"""

from dataclasses import dataclass
from pathlib import Path

from contracts.errors import Unavailable

FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/noto"),
    Path("/usr/local/share/fonts/noto"),
)


@dataclass(frozen=True)
class Face:
    """One font file and where it is used."""

    family: str
    file: str
    weight: str
    style: str


FACES = (
    Face("Patravali Devanagari", "NotoSerifDevanagari-Regular.ttf", "normal", "normal"),
    Face("Patravali Devanagari", "NotoSerifDevanagari-Bold.ttf", "bold", "normal"),
    Face("Patravali Latin", "NotoSerif-Regular.ttf", "normal", "normal"),
    Face("Patravali Latin", "NotoSerif-Bold.ttf", "bold", "normal"),
    Face("Patravali Latin", "NotoSerif-Italic.ttf", "normal", "italic"),
    Face("Patravali Latin", "NotoSerif-BoldItalic.ttf", "bold", "italic"),
)


class FontMissing(Unavailable):
    """A font for letters is not installed. Field ``part`` names its file."""

    code = "documents.font_missing"


def find(face: Face) -> Path:
    """Where the font lies. Raises FontMissing."""
    for folder in FOLDERS:
        if (folder / face.file).is_file():
            return folder / face.file
    raise FontMissing(part=face.file)


def font_faces() -> str:
    """The ``@font-face`` rules of all faces."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{find(face).as_uri()}");'
        f" font-weight: {face.weight}; font-style: {face.style}; }}"
        for face in FACES
    )


def allowed_urls() -> frozenset[str]:
    """The only addresses that the typesetter may open."""
    return frozenset(find(face).as_uri() for face in FACES)
