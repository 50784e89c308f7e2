"""The typesetting process: a paper as JSON on standard input, its PDF into the file named, a report on standard output.

``python -m services.documents.rendering.child letter /path/out.pdf``
"""

import json
import sys
from pathlib import Path

from contracts.documents import RenderLetter, RenderNotesheet
from services.documents.rendering.pages import letter_html, notesheet_html
from services.documents.rendering.typesetter import typeset


def main() -> None:
    """Read, typeset, write, report. Any failure ends the process with its traceback on standard error."""
    kind, target = sys.argv[1], Path(sys.argv[2])
    body = sys.stdin.buffer.read()
    if kind == "letter":
        html = letter_html(RenderLetter.model_validate_json(body))
    else:
        html = notesheet_html(RenderNotesheet.model_validate_json(body))
    made = typeset(html)
    target.write_bytes(made.pdf)
    json.dump({"texts": made.texts, "signature": made.signature}, sys.stdout)


if __name__ == "__main__":
    main()
