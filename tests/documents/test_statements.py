"""Statements as workbooks and on paper: texts stay texts, numbers and days are such, the same bytes each time."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from zipfile import ZipFile

import pypdfium2 as pdfium
import pytest

from contracts.documents import RenderStatement
from contracts.papers import Statement
from services.documents.rendering.press import typeset
from services.documents.rendering.workbook import is_like_a_formula

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EVIL = ('=HYPERLINK("http://x.in","यहाँ")', "+1+1", "-2+3", "@SUM(A1)", " =1+1", "http://example.in/x", "12345")


def a_statement(form: str, texts: tuple[str, ...] = ("सीमांकन का प्रकरण",)) -> RenderStatement:
    columns = [
        {"heading": "क्रम", "kind": "number", "width": 5},
        {"heading": "विषय", "width": 40},
        {"heading": "आरम्भ तिथि", "kind": "day", "width": 12},
    ]
    rows = [{"cells": [number, text, "2026-03-02"]} for number, text in enumerate(texts, 1)]
    rows.append({"cells": [None, "योग", None], "strong": True})
    statement = Statement.model_validate(
        {
            "office": "कार्यालय जिलाधिकारी, देहरादून",
            "title": "साप्ताहिक बकाया विवरण",
            "period": "02.03.2026 से 08.03.2026 तक",
            "tables": [{"heading": "पत्रावलियाँ: [सभी]", "columns": columns, "rows": rows}] * 2,
            "remarks": ["=1 गोपनीय"],
            "made_by": "श्री मोहन, जिलाधिकारी",
            "made_at": datetime(2026, 3, 9, 5, 0, tzinfo=UTC),
        }
    )
    return RenderStatement(title="बकाया विवरण", form=form, statement=statement)


def test_no_text_of_a_citizen_becomes_a_formula_or_a_link(tmp_path):
    """Guard: ``write_string`` with the quoted style in ``rendering.workbook``."""
    paper = typeset("statement", a_statement("xlsx", EVIL), tmp_path)

    with ZipFile(paper.path) as book:
        names = set(book.namelist())
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
        styles = ET.fromstring(book.read("xl/styles.xml"))
        strings = [item.findtext(f"{SHEET}t") for item in ET.fromstring(book.read("xl/sharedStrings.xml"))]
    assert not list(sheet.iter(f"{SHEET}f"))
    assert not list(sheet.iter(f"{SHEET}hyperlink"))
    assert not any("externalLink" in name or "vba" in name for name in names)
    quoted = [style.get("quotePrefix") == "1" for style in styles.find(f"{SHEET}cellXfs")]
    cells = {
        strings[int(cell.findtext(f"{SHEET}v"))].strip(): quoted[int(cell.get("s", 0))]
        for cell in sheet.iter(f"{SHEET}c")
        if cell.get("t") == "s"
    }
    assert {text: cells[text.strip()] for text in EVIL} == {text: is_like_a_formula(text) for text in EVIL}
    assert cells["=1 गोपनीय"]
    assert [is_like_a_formula(text) for text in EVIL] == [True] * 5 + [False] * 2
    assert is_like_a_formula("\ufeff \u200b=cmd()")


def test_numbers_and_days_of_a_workbook_can_be_added_up_and_sorted(tmp_path):
    paper = typeset("statement", a_statement("xlsx"), tmp_path)

    with ZipFile(paper.path) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
        named = [each.get("name") for each in ET.fromstring(book.read("xl/workbook.xml")).iter(f"{SHEET}sheet")]
    row = next(row for row in sheet.iter(f"{SHEET}row") if row.get("r") == "7")
    number, _, day = row.findall(f"{SHEET}c")
    assert (number.get("t", "n"), number.findtext(f"{SHEET}v")) == ("n", "1")
    assert (day.get("t", "n"), day.findtext(f"{SHEET}v")) == ("n", "46083")
    assert named == ["पत्रावलियाँ सभी", "पत्रावलियाँ सभी 2"]
    assert paper.texts == []


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_the_same_statement_has_the_same_bytes(tmp_path, form):
    made = []
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        made.append(typeset("statement", a_statement(form), tmp_path / place).path.read_bytes())

    assert made[0] == made[1]


def test_on_paper_it_lies_across_and_each_page_repeats_the_headings(tmp_path):
    paper = typeset("statement", a_statement("pdf", ("सीमांकन का प्रकरण <b>",) * 60), tmp_path)

    document = pdfium.PdfDocument(paper.path)
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    assert len(document) == len(paper.texts) > 2
    assert all("आरम्भ तिथि" in text for text in paper.texts[:2])
    assert "सीमांकन का प्रकरण <b>" in paper.texts[0]
    assert "02.03.2026" in paper.texts[0]
    assert "श्री मोहन, जिलाधिकारी" in paper.texts[-1]
