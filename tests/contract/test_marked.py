"""What a paragraph is marked with: read by two programmes alike, and nothing of it lost."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contracts.files import AddNote
from contracts.marked import MOST_COLUMNS, MOST_ROWS, Points, Table, blocks_of, plain, runs_of

FIXTURES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("marked.json").read_text(encoding="utf-8"))
LETTER = re.compile(r"[^\W_]")
PIECES = (
    *("**", "__", "|", "|---|", "---:", "\n", "\n- ", "\n1. ", "\n(अ) ", "\n| ", "\r"),
    *("  ", " ", "क", "राम", "x7", "\\", "<b>"),
)
WRITTEN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@pytest.mark.parametrize("case", FIXTURES, ids=[one["says"] for one in FIXTURES])
def test_it_is_read_as_the_browser_reads_it(case: dict[str, Any]):
    """``gateway/web/src/parts/marked/grammar.test.ts`` reads the same file."""
    read = json.loads(json.dumps([asdict(block) for block in blocks_of(case["text"])]))

    assert read == case["blocks"]
    assert plain(case["text"]) == case["plain"]


@given(WRITTEN)
def test_no_letter_is_lost_added_or_moved(text: str):
    assert "".join(LETTER.findall(plain(text))) == "".join(LETTER.findall(text))


@given(WRITTEN)
def test_a_table_is_rectangular_and_bounded(text: str):
    for table in [block for block in blocks_of(text) if isinstance(block, Table)]:
        assert 1 <= len(table.head) <= MOST_COLUMNS
        assert len(table.rows) <= MOST_ROWS
        assert {len(table.numeric), *map(len, table.rows)} == {len(table.head)}


def test_emphasis_needs_both_its_marks():
    assert [(run.text, run.bold, run.underlined) for run in runs_of("क **ख** __ग__ **घ")] == [
        ("क ", False, False), ("ख", True, False), (" ", False, False), ("ग", False, True), (" **घ", False, False),
    ]  # fmt: skip


def test_a_number_is_the_one_that_was_typed():
    (points,) = blocks_of("(ब) दूसरा\n(द) चौथा")

    assert isinstance(points, Points)
    assert [item.marker for item in points.items] == ["(ब)", "(द)"]


def test_a_note_whose_tables_no_typesetter_sets_in_time_is_refused():
    row = "|" + "१|" * 10
    table = "\n".join([row, "|" + "---|" * 10, *[row] * 99])
    file_id = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f05"

    assert AddNote(file_id=file_id, paragraphs=[table] * 2)
    with pytest.raises(ValidationError, match="2,000 cells"):
        AddNote(file_id=file_id, paragraphs=[table] * 3)


def test_a_note_of_so_many_lines_that_no_typesetter_sets_them_in_time_is_refused():
    file_id = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f05"

    assert AddNote(file_id=file_id, paragraphs=["- क\r\n" * 999 + "- क"] * 2)
    with pytest.raises(ValidationError, match="2,000 lines"):
        AddNote(file_id=file_id, paragraphs=["क\n" * 1000 + "क"] * 2)


@pytest.mark.parametrize(("columns", "rows"), [(MOST_COLUMNS + 1, 1), (2, MOST_ROWS + 1)])
def test_a_table_that_fits_no_sheet_is_shown_as_it_was_typed(columns: int, rows: int):
    text = "\n".join(["|" + "क|" * columns, "|" + "---|" * columns, *["|" + "1|" * columns] * rows])

    assert [block.kind for block in blocks_of(text)] == ["text"]
    assert plain(text) == text
