"""The noting side as PDF/A, by itself and joined. veraPDF finds both compliant with 2b; this guards what it saw."""

from __future__ import annotations

import re
from pathlib import Path

from pikepdf import pdfa

from contracts.compilations import BeginCompilation
from services.documents.press.book import Made, join_notes, prepare_print
from tests.documents.test_compilations import COVER, notes

ORDER = BeginCompilation(kind="package", file_name="LRA-12.zip", cover=COVER, items=2)


def typeset(folder: Path, number: int) -> Made:
    own = folder / str(number)
    own.mkdir()
    path, said = prepare_print(ORDER, notes(number), None, own, first_page=number)
    return Made(path, said, None)


def test_notes_are_pdf_a_also_where_they_come_in_parts(tmp_path: Path):
    made = [typeset(tmp_path, 1), typeset(tmp_path, 2)]
    joined = join_notes(made, tmp_path)
    assert joined is not None

    assert join_notes(made[:1], tmp_path) == made[0].path
    assert join_notes([], tmp_path) is None
    for path in (made[0].path, joined):
        # It knows no patterns and shadings, of which the typesetter names empty lists on every page.
        report = pdfa.validate_written(path, "2b")
        assert {finding.kind for finding in report.findings} <= {"unsupported"}, report.findings
        assert re.search(rb"[^\r\n]endstream", path.read_bytes()) is None
