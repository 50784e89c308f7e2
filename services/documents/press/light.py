"""The light picture of a page: its writing in black on white, for reading over a thin line.

``python -m services.documents.press.light <picture> …`` makes ``<picture's stem>-light.webp`` of each, in a child
process as everything that opens pictures.
"""

import sys
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

WIDTH = 680
"""Pixels; what a page has on a screen of 1280 beside the noting. A dense page in Hindi takes 9 to 14 kB."""
# A spot of this many pixels of the full picture has paper in it somewhere, whatever is written on it.
PAPER_SPOT = 16
# Smooths the grain of a scan, which costs more bytes than its letters, and closes strokes that break.
SMOOTHING = 0.6
# Of 255: what differs less from its paper is grain or the back side shining through.
FAINTEST = 40
# Of the pixels that are written on, this part is fully inked; how dark those are is the page's own black.
FULLY_INKED = 0.15
# A pale stamp is black by its own measure, but not what is paler than this part of the page's black.
PALEST = 0.45
# How far around a spot its own black is looked for, in pixels of the light picture.
AROUND = 24
# Of the way from paper to black.
BLACK_FROM = 0.47
# A page with more ink, or more paper that is half as bright as its brightest, is a photograph or a map: two tones would
# hide what it shows.
MOST_INK = 0.25
MOST_DARK_PAPER = 0.15
PICTURE_WIDTH, PICTURE_QUALITY = 480, 15


def save_light(full: Image.Image, path: Path) -> None:
    """Write the light picture of a page whose full picture this is."""
    grey = full.convert("L")
    paper = _paper(grey)
    written = _written(_ink(grey, paper))
    if _share(written, 1) > MOST_INK or _share(paper, _brightest(paper) // 2) > MOST_DARK_PAPER:
        _narrowed(grey, PICTURE_WIDTH).save(path, quality=PICTURE_QUALITY, method=4)
    else:
        written.save(path, lossless=True, quality=80, method=4)


def _paper(grey: Image.Image) -> Image.Image:
    """How bright the paper is, a dot for each spot."""
    spots = grey.resize((max(1, grey.width // PAPER_SPOT), max(1, grey.height // PAPER_SPOT)), Image.Resampling.BOX)
    return spots.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2))


def _ink(grey: Image.Image, paper: Image.Image) -> Image.Image:
    """How much darker than the paper around it each spot is: shadows and yellowed paper are taken away."""
    smooth = _narrowed(grey.filter(ImageFilter.GaussianBlur(SMOOTHING)), WIDTH)
    return ImageChops.subtract(paper.resize(smooth.size, Image.Resampling.BICUBIC), smooth)


def _written(ink: Image.Image) -> Image.Image:
    """Black where there is more ink than between the paper and the black of the writing around."""
    counts = ink.histogram()
    wanted = sum(counts[FAINTEST:]) * FULLY_INKED
    black = 255
    while black > FAINTEST and sum(counts[black:]) < wanted:
        black -= 1
    least = max(FAINTEST, round(black * PALEST))
    size = (max(1, ink.width // AROUND), max(1, ink.height // AROUND))
    darkest = ink.filter(ImageFilter.MaxFilter(5)).reduce(4).filter(ImageFilter.MaxFilter(7)).resize(size)
    around = darkest.filter(ImageFilter.GaussianBlur(1)).resize(ink.size, Image.Resampling.BICUBIC)
    needed = around.point([round(min(max(amount, least), black) * BLACK_FROM) for amount in range(256)])
    return ImageChops.subtract(ink, needed).point([255] + [0] * 255)


def _brightest(image: Image.Image) -> int:
    return max(tone for tone, count in enumerate(image.histogram()) if count)


def _share(image: Image.Image, tone: int) -> float:
    """Of the pixels that are darker than this tone."""
    counts = image.histogram()
    return sum(counts[:tone]) / max(sum(counts), 1)


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    if image.width <= width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def main() -> None:
    """A picture that cannot be opened gets none."""
    for name in sys.argv[1:]:
        path = Path(name)
        try:
            with Image.open(path, formats=("WEBP",)) as full:
                save_light(full, path.with_name(f"{path.stem}-light.webp"))
        except (OSError, ValueError, Image.DecompressionBombError):
            continue


if __name__ == "__main__":
    main()
