"""The typesetting process: a paper as JSON on standard input, its PDF into the file named, a report on standard output.

``python -m services.documents.rendering.child letter /path/out.pdf``
"""

import json
import sys
from pathlib import Path
from typing import Any

from contracts.documents import RenderLetter, RenderNotesheet, RenderStatement
from services.documents.rendering.book import book_html, note_bookmarks
from services.documents.rendering.pages import letter_html, notesheet_html, statement_html

ARCHIVAL = "pdf/a-2b"


def main() -> None:
    """Read, typeset, write, report. Any failure ends the process with its traceback on standard error."""
    kind, target = sys.argv[1], Path(sys.argv[2])
    body = sys.stdin.buffer.read()
    if kind == "letter":
        report = _typeset(letter_html(RenderLetter.model_validate_json(body)), target)
    elif kind == "notesheet":
        report = _typeset(notesheet_html(RenderNotesheet.model_validate_json(body)), target)
    elif kind.startswith("book-"):
        report = _sheets(kind.removeprefix("book-"), json.loads(body), target)
    else:
        report = _statement(RenderStatement.model_validate_json(body), target)
    json.dump(report, sys.stdout)


def _typeset(html: str, target: Path, *, kept: bool = False) -> dict[str, Any]:
    # Half a second and 60 MB, which a workbook does not need.
    from services.documents.rendering.coverage import spelt
    from services.documents.rendering.typesetter import typeset

    made = typeset(spelt(html), variant=ARCHIVAL) if kept else typeset(html)
    target.write_bytes(made.pdf)
    return {"texts": made.texts, "signature": made.signature, "places": made.places}


def _sheets(kind: str, said: dict[str, Any], target: Path) -> dict[str, Any]:
    """Sheets of a bound file; of notes also what the outline says of them. Those of a package are kept for ever."""
    report = _typeset(book_html(kind, said), target, kept=said["order"]["kind"] == "package" and kind == "notes")
    return {**report, "anchors": note_bookmarks(said, report["places"])} if kind == "notes" else report


def _statement(request: RenderStatement, target: Path) -> dict[str, Any]:
    if request.form == "pdf":
        return _typeset(statement_html(request), target)
    from services.documents.rendering.workbook import write_workbook

    write_workbook(request.statement, target)
    return {"texts": [], "signature": None}


if __name__ == "__main__":
    main()
