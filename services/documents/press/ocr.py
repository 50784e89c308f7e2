"""Reading a page by Tesseract, in Hindi and English. The text is a sidecar; the file itself never changes."""

import csv
from dataclasses import dataclass
from pathlib import Path

from services.documents.press.limits import Limits, run
from services.documents.press.pages import clean

LANGUAGES = "hin+eng"
LIMITS = Limits(seconds=120.0, memory=1536 * 2**20)
# Column of Tesseract's TSV: 5 is a word, everything below that a frame around words.
WORD_LEVEL = "5"


@dataclass(frozen=True)
class Reading:
    """What was read. ``confidence``: mean over the words in percent, none where there was no word."""

    text: str
    confidence: int | None


def read_page(picture: Path, folder: Path) -> Reading | None:
    """The text of a page, or nothing where Tesseract failed or took too long."""
    output = folder / f"{picture.stem}-text"
    command = ["tesseract", str(picture), str(output), "-l", LANGUAGES, "--psm", "3", "txt", "tsv"]
    ended = run(command, LIMITS, folder)
    written, words = output.with_suffix(".txt"), output.with_suffix(".tsv")
    if ended.status != 0 or not written.exists() or not words.exists():
        return None
    text = written.read_text(encoding="utf-8", errors="replace").replace("\f", "")
    return Reading(text=clean(text).strip(), confidence=_confidence(words))


def _confidence(words: Path) -> int | None:
    with words.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = [float(row["conf"]) for row in rows if row["level"] == WORD_LEVEL and (row["text"] or "").strip()]
    return round(max(0.0, min(100.0, sum(found) / len(found)))) if found else None
