"""Typesetting as the service sees it: a paper in, a PDF in a folder out. The work is done by ``rendering.child``."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from contracts.documents import RenderLetter, RenderNotesheet, RenderStatement, SignaturePlace
from contracts.errors import InternalError
from services.documents.press.limits import Limits, python_module, run

CHILD = "services.documents.rendering.child"
# A letter takes a second, a notesheet of 2,000 notes twenty; callers wait thirty.
LIMITS = Limits(seconds=28.0)

Kind = Literal["letter", "notesheet", "statement"]
Render = RenderLetter | RenderNotesheet | RenderStatement


class RenderingFailed(InternalError):
    """The typesetter failed or took too long. Field ``status``: how it ended."""

    code = "documents.rendering_failed"


@dataclass(frozen=True)
class Paper:
    """A PDF or workbook on this machine's disk, the text of its pages, and where a visible signature goes."""

    path: Path
    texts: list[str]
    signature: SignaturePlace | None


def typeset(kind: Kind, request: Render, folder: Path) -> Paper:
    """Typeset into a file in this folder. Raises RenderingFailed."""
    path = folder / kind
    ended = run(python_module(CHILD, kind, str(path)), LIMITS, folder, stdin=request.model_dump_json().encode())
    if ended.status != 0:
        last_line = (ended.errors.strip().splitlines() or [""])[-1]
        raise RenderingFailed(f"The typesetter failed: {last_line}", status=ended.status)
    report = json.loads(ended.output)
    place = report["signature"]
    return Paper(path, report["texts"], SignaturePlace.model_validate(place) if place else None)
