"""The noting side as PDF/A, by itself and joined. veraPDF finds both compliant with 2b; this guards what it saw."""

from __future__ import annotations

import re
from pathlib import Path

from pikepdf import pdfa

from contracts.compilations import BeginCompilation, CompilationItem
from contracts.papers import SheetNote, SheetParagraph
from services.documents.press.book import Made, join_notes, prepare_print
from services.documents.rendering.coverage import spelt
from tests.documents.test_compilations import COVER

ORDER = BeginCompilation(kind="package", file_name="LRA-12.zip", cover=COVER, items=2)


def typeset(folder: Path, number: int) -> Made:
    own = folder / str(number)
    own.mkdir()
    paragraphs = [SheetParagraph(number=number, text="कृपया अवलोकन करें \u2028 \U0001f4c1")]
    note = SheetNote(paragraphs=paragraphs, author="क", designation="लिपिक", at=COVER.made_at)
    path, said = prepare_print(ORDER, CompilationItem(notes=[note]), None, own, first_page=number)
    return Made(path, said, None)


def test_no_empty_box_is_left_of_a_sign_that_the_fonts_lack():
    assert spelt("क्\u200dष ₹\u2028“é”\t\n") == "क्\u200dष ₹\n“é”\t\n"
    assert spelt("\U0001f4c1 漢 ✓ x\u3000y\u061cz") == "[U+1F4C1] [U+6F22] [U+2713] x yz"


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
