"""The typesetting process: one paper as JSON on standard input, its PDF into the file named, a report on standard output.

``python -m services.documents.rendering.child letter /path/out.pdf``
"""

import json
import resource
import sys
from pathlib import Path

from contracts.documents import RenderLetter, RenderNotesheet
from services.documents.rendering.pages import letter_html, notesheet_html

# Bytes of address space, seconds of processor: a notesheet of 2,000 notes needs a tenth of either.
MEMORY, SECONDS = 2 * 2**30, 60


def main() -> None:
    """Read, typeset, write, report. Any failure ends the process with its traceback on standard error."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    kind, target = sys.argv[1], Path(sys.argv[2])
    body = sys.stdin.buffer.read()
    if kind == "letter":
        html = letter_html(RenderLetter.model_validate_json(body))
    else:
        html = notesheet_html(RenderNotesheet.model_validate_json(body))

    # Imported after the limits are set.
    from services.documents.rendering.typesetter import typeset

    pdf, pages, signature = typeset(html)
    target.write_bytes(pdf)
    json.dump({"pages": pages, "signature": signature}, sys.stdout)


if __name__ == "__main__":
    main()
