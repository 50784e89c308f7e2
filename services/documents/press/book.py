"""A file as one PDF, as the worker sees it: items and files in, a PDF out. The work is done by children.

Every paper is laid on an A4 sheet with its number of the file's series above it, outside the page itself; the bytes of
the original are not touched. Received PDFs are opened by children only (``book_child``, qpdf).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contracts.compilations import BeginCompilation, CompilationItem, CompiledPaper
from contracts.errors import InternalError
from services.documents.domain.media import PDF
from services.documents.press.limits import MEBIBYTE, Ended, Limits, python_module, run

CHILD = "services.documents.press.book_child"
TYPESETTER = "services.documents.rendering.child"
TYPESETTING = Limits(seconds=120.0)
LAYING = Limits(seconds=120.0, output=1024 * MEBIBYTE)
BINDING = Limits(seconds=600.0, output=8192 * MEBIBYTE)
WITH_WARNINGS = 3


class BookFailed(InternalError):
    """A file could not be made one PDF. Field ``step`` says where."""

    code = "documents.book_failed"


@dataclass(frozen=True)
class Original:
    """The bytes of a paper, as they were received or signed."""

    path: Path
    media_type: str
    sha256: str
    file_name: str


@dataclass(frozen=True)
class Made:
    """What was made of one item, and the original that goes into the PDF as an attachment."""

    path: Path
    said: dict[str, Any]
    attached: Original | None


def prepare_print(
    order: BeginCompilation, item: CompilationItem, original: Original | None, folder: Path, *, first_page: int
) -> tuple[Path, dict[str, Any]]:
    """The pages of one item, and what the table of contents says of it. Raises BookFailed.

    ``first_page``: of these notes in the series of the noting side.
    """
    if item.paper is None:
        notes = {"notes": [note.model_dump(mode="json") for note in item.notes], "first_page": first_page}
        path, report = _typeset("notes", order, notes, folder)
        numbers = [paragraph.number for note in item.notes if not note.heading for paragraph in note.paragraphs]
        said = {"kind": "notes", "pages": len(report["texts"]), "bookmarks": report["anchors"]}
        return path, {**said, "paragraphs": [min(numbers, default=0), max(numbers, default=0)]}
    return _lay_out(order, item.paper, original, folder)


def _lay_out(
    order: BeginCompilation, paper: CompiledPaper, original: Original | None, folder: Path
) -> tuple[Path, dict[str, Any]]:
    said = {**paper.model_dump(mode="json", exclude={"document_id", "version"}), "kind": "paper", "type": paper.kind}
    said["sha256"] = original.sha256 if original else None
    band, _ = _typeset("band", order, {"paper": said}, folder)
    target = folder / "paper.pdf"
    if original is not None:
        source = _drawn(original, folder)
        task: dict[str, Any] = {"source": str(source), "media_type": original.media_type}
        task |= {"band": str(band), "target": str(target)}
        task |= {"from_page": paper.from_page, "to_page": paper.to_page}
        ended = _child("lay", task, LAYING, folder)
        if ended.status == 0:
            return target, {**said, "pages": json.loads(ended.output)["pages"]}
    # On paper only, or nothing that can be drawn: a sheet says so in its place, with the hash of what is kept.
    slip, _ = _typeset("slip", order, {"paper": said, "broken": original is not None}, folder)
    return slip, {**said, "pages": 1, "slip": True}


def _drawn(original: Original, folder: Path) -> Path:
    """With marks of signatures and filled forms as part of the pages, where qpdf can make them so."""
    if original.media_type != PDF:
        return original.path
    flat = folder / "flat.pdf"
    program = ["qpdf", "--flatten-annotations=print", "--generate-appearances", str(original.path), str(flat)]
    ended = run(program, LAYING, folder)
    return flat if ended.status in (0, WITH_WARNINGS) and flat.exists() else original.path


def bind_print(order: BeginCompilation, made: Sequence[Made], folder: Path) -> tuple[Path, int]:
    """Cover and table of contents before everything, the watermark over everything. Answers how many pages.

    Raises BookFailed.
    """
    front, pages = _front(order, made, folder)
    joined = folder / "joined.pdf"
    parts = [str(front), *(str(one.path) for one in made)]
    _must(run(["qpdf", "--empty", "--pages", *parts, "--", str(joined)], BINDING, folder), "join")
    mark, _ = _typeset("mark", order, {}, folder)
    target = folder / "whole.pdf"
    task = {
        "source": str(joined),
        "mark": str(mark),
        "target": str(target),
        "title": f"{order.cover.file_number}: {order.cover.subject}",
        "language": order.language,
        "outline": _outline(order, made, pages),
        "attachments": [_attachment(one) for one in made if one.attached],
    }
    ended = _must(_child("bind", task, BINDING, folder), "bind")
    return target, int(json.loads(ended.output)["pages"])


def join_notes(made: Sequence[Made], folder: Path) -> Path | None:
    """The noting side by itself, as PDF/A where it was typeset so; none where there are no notes. Raises BookFailed."""
    parts = [str(one.path) for one in made if one.said["kind"] == "notes"]
    if len(parts) < 2:
        return Path(parts[0]) if parts else None
    target = folder / "notes-joined.pdf"
    # What the first says of itself (PDF/A, colours) holds for all: they come from one typesetter. PDF/A wants the line
    # break (ISO 19005-2, 6.1.7.1).
    program = ["qpdf", parts[0], "--newline-before-endstream", "--pages", *parts, "--", str(target)]
    _must(run(program, BINDING, folder), "join")
    return target


def _front(order: BeginCompilation, made: Sequence[Made], folder: Path) -> tuple[Path, int]:
    """Typeset twice: only then is it known how many pages the table of contents takes itself."""
    pages, path = 0, folder
    for _ in range(3):
        before, said = pages, []
        at = pages + 1
        for one in made:
            said.append({**one.said, "at": at})
            at += one.said["pages"]
        path, report = _typeset("front", order, {"parts": said, "total": at - 1}, folder)
        pages = len(report["texts"])
        if pages == before:
            break
    return path, pages


def _outline(order: BeginCompilation, made: Sequence[Made], before: int) -> list[dict[str, Any]]:
    """Bookmarks: title, page counted from 0, and those below."""
    words = {"hi": ("आवरण एवं विषय-सूची", "टिप्पणियाँ", "पत्राचार"), "en": ("Cover and contents", "Notes", "Correspondence")}
    cover, noting, papers = words[order.language]
    notes: list[dict[str, Any]] = []
    letters: list[dict[str, Any]] = []
    at = before
    for one in made:
        if one.said["kind"] == "notes":
            notes += [{"title": title, "page": at + page - 1} for title, page in one.said["bookmarks"]]
        else:
            letters.append({"title": f"{one.said['serial']}. {one.said['title']}", "page": at})
        at += one.said["pages"]
    found: list[dict[str, Any]] = [{"title": cover, "page": 0}]
    for title, below in ((noting, notes), (papers, letters)):
        if below:
            found.append({"title": title, "page": below[0]["page"], "below": below})
    return found


def _attachment(one: Made) -> dict[str, str]:
    assert one.attached is not None
    name = f"{one.said['serial']:04d}-{one.attached.sha256[:12]}-{one.attached.file_name}"
    return {"path": str(one.attached.path), "name": name, "media_type": one.attached.media_type}


def _typeset(
    template: str, order: BeginCompilation, values: dict[str, Any], folder: Path
) -> tuple[Path, dict[str, Any]]:
    path = folder / f"{template}.pdf"
    said = json.dumps({"order": order.model_dump(mode="json"), **values}).encode()
    ended = run(python_module(TYPESETTER, f"book-{template}", str(path)), TYPESETTING, folder, stdin=said)
    return path, json.loads(_must(ended, template).output)


def _child(step: str, task: dict[str, Any], limits: Limits, folder: Path) -> Ended:
    return run(python_module(CHILD, step), limits, folder, stdin=json.dumps(task).encode())


def _must(ended: Ended, step: str) -> Ended:
    if ended.status not in (0, WITH_WARNINGS):
        last_line = (ended.errors.strip().splitlines() or [""])[-1]
        raise BookFailed(f"The book's {step} failed: {last_line}", step=step, status=ended.status)
    return ended
