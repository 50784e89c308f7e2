"""Pictures and text of the pages of a file, made in child processes, a few pages at a time."""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from services.documents.domain.trust import is_believable, is_legacy_font
from services.documents.press.limits import Limits, python_module, run
from services.documents.press.report import REPORT, SECONDS_A_PAGE

BATCH = 16
"""Pages for which one child is started."""
CHILD = "services.documents.press.child"
LIGHTENER = "services.documents.press.light"
A_LIGHT_PICTURE_SECONDS = 5.0
START_SECONDS = 30.0


@dataclass(frozen=True)
class PressedPage:
    """A page's pictures, which lie in files that vanish with the next page, and its text layer if one is believable.

    ``failure`` names why there are none: the exception in the child, or ``stopped`` where the page ended the child.
    """

    number: int
    full: Path | None = None
    light: Path | None = None
    thumb: Path | None = None
    width: int = 0
    height: int = 0
    text: str | None = None
    failure: str | None = None


class Unopenable(Exception):
    """No page of the file can be reached, or its first one not be read."""


def count_pages(path: Path, media_type: str) -> int:
    """Raises Unopenable."""
    with TemporaryDirectory(prefix="patravali-press-") as folder:
        report = _run_child(path, media_type, range(0), "pictures", Path(folder))
    return _count(report)


def look_at(path: Path, media_type: str) -> None:
    """Open the first page, writing nothing. Raises Unopenable."""
    with TemporaryDirectory(prefix="patravali-look-") as folder:
        lines = _run_child(path, media_type, range(1, 2), "look", Path(folder))
    _count(lines)
    if not any(line.get("page") == 1 and "failure" not in line for line in lines):
        raise Unopenable


def press_pages(path: Path, media_type: str, wanted: list[int]) -> Iterator[PressedPage]:
    """The pages of these numbers, in order. A page that ends its child fails alone."""
    waiting = sorted(wanted)
    while waiting:
        batch = _first_run(waiting)
        with TemporaryDirectory(prefix="patravali-press-") as name:
            folder = Path(name)
            lines = _run_child(path, media_type, batch, "pictures", folder)
            done = {line["page"]: line for line in lines if "page" in line}
            finished = [_pressed(folder, done[number]) for number in batch if number in done]
            yield from finished
        last = batch[0] + len(finished)
        if last <= batch[-1]:
            yield PressedPage(number=last, failure="stopped")
            last += 1
        waiting = [number for number in waiting if number >= last]


def scan_page(path: Path, media_type: str, number: int, dpi: int, folder: Path) -> Path | None:
    """A page as a grey PNG for OCR, or nothing where it is empty or cannot be made."""
    lines = _run_child(path, media_type, range(number, number + 1), str(dpi), folder)
    done = any(line.get("page") == number for line in lines)
    picture = folder / f"{number}.png"
    return picture if done and picture.exists() else None


def lighten(pictures: list[Path]) -> dict[Path, Path]:
    """The light picture of each full one, beside it; none where it cannot be made."""
    if not pictures:
        return {}
    limits = Limits(seconds=START_SECONDS + A_LIGHT_PICTURE_SECONDS * len(pictures))
    run(python_module(LIGHTENER, *(str(picture) for picture in pictures)), limits, pictures[0].parent)
    made = {picture: picture.with_name(f"{picture.stem}-light.webp") for picture in pictures}
    return {picture: light for picture, light in made.items() if light.exists()}


def clean(text: str) -> str:
    """Unicode NFC, line feeds only, and no control characters, which PostgreSQL and readers would stumble over."""
    lined = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lined if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
    return unicodedata.normalize("NFC", kept)


def _first_run(waiting: list[int]) -> range:
    """The longest row of consecutive numbers at the beginning, a batch at most."""
    length = 1
    while length < min(BATCH, len(waiting)) and waiting[length] == waiting[0] + length:
        length += 1
    return range(waiting[0], waiting[0] + length)


def _run_child(path: Path, media_type: str, pages: range, task: str, folder: Path) -> list[dict[str, object]]:
    limits = Limits(seconds=START_SECONDS + SECONDS_A_PAGE * len(pages))
    first, last = (pages[0], pages[-1]) if pages else (1, 0)
    run(python_module(CHILD, str(path), media_type, str(first), str(last), task), limits, folder)
    report = folder / REPORT
    # A child that was killed may have left half a line.
    lines = report.read_text(encoding="utf-8").splitlines(keepends=True) if report.exists() else []
    return [json.loads(line) for line in lines if line.endswith("\n")]


def _count(report: list[dict[str, object]]) -> int:
    count = next((line["pages"] for line in report if "pages" in line), 0)
    if not isinstance(count, int) or count < 1:
        raise Unopenable
    return count


def _pressed(folder: Path, line: dict[str, object]) -> PressedPage:
    number = int(str(line["page"]))
    if "failure" in line:
        return PressedPage(number=number, failure=str(line["failure"]))
    fonts = line["fonts"] if isinstance(line["fonts"], list) else []
    text = clean(str(line["text"]))
    believable = is_believable(text) and not any(is_legacy_font(str(font)) for font in fonts)
    return PressedPage(
        number=number,
        full=folder / f"{number}-full.webp",
        light=folder / f"{number}-light.webp",
        thumb=folder / f"{number}-thumb.webp",
        width=int(str(line["width"])),
        height=int(str(line["height"])),
        text=text if believable else None,
    )
