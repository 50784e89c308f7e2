"""A statement as a workbook (Office Open XML, ECMA-376), with the same bytes for the same input.

Subjects and names are written by citizens. None of them becomes a formula or a link: each text is a string cell by
name, never left to the library's guess. One that begins like a formula is also marked as quoted, which keeps it a text
where somebody edits the cell, or saves the sheet as CSV and opens that again in the same program.
"""

import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from contracts.papers import Cell, Statement, StatementColumn, StatementTable

A4 = 9
# What spreadsheet programs take for the beginning of a formula, also after white space (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LONGEST_NAME = 31
# The library would put the moment of writing into the file.
WRITTEN = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
WIDTH = 1.15
"""Characters a unit of a column's width."""


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool, bool], Format] = {}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.plain = book.add_format({"text_wrap": False})
        self.quoted_plain = book.add_format({"quote_prefix": True})
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "border": 1, "valign": "top", "bg_color": "#E8E8E8"}
        )

    def cell(self, kind: str, strong: bool, quoted: bool) -> Format:
        key = (kind, strong, quoted)
        if key not in self._made:
            look = {"border": 1, "valign": "top", "text_wrap": kind == "text", "bold": strong, "quote_prefix": quoted}
            numbers = {"day": "dd\\.mm\\.yyyy", "number": "0"}
            self._made[key] = self._book.add_format({**look, "num_format": numbers.get(kind, "@")})
        return self._made[key]


def write_workbook(statement: Statement, target: Path) -> None:
    """One sheet a table, each with what stands above and below it on paper."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(target), options)
    book.set_properties({"title": statement.title, "created": WRITTEN})
    styles = Styles(book)
    names: set[str] = set()
    for place, table in enumerate(statement.tables, 1):
        sheet = book.add_worksheet(_name(table.heading or statement.title, place, names))
        _lay_out(sheet, table)
        row = _above(sheet, statement, table, styles)
        row = _table(sheet, table, styles, row)
        _below(sheet, statement, styles, row + 1)
    book.close()


def _name(heading: str, place: int, taken: set[str]) -> str:
    plain = " ".join(heading.translate(NOT_IN_A_NAME).split())[:LONGEST_NAME] or str(place)
    name = plain if plain.casefold() not in taken else f"{plain[: LONGEST_NAME - 3]} {place}"
    taken.add(name.casefold())
    return name


def _lay_out(sheet: Worksheet, table: StatementTable) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, max(6.0, column.width * WIDTH))


def _above(sheet: Worksheet, statement: Statement, table: StatementTable, styles: Styles) -> int:
    """The next free row."""
    lines = [statement.office, statement.title, statement.period, *([table.heading] if table.heading else [])]
    for row, line in enumerate(lines):
        _text(sheet, row, 0, line, styles.title if row < 2 else _plain(styles, line))
    return len(lines) + 1


def _table(sheet: Worksheet, table: StatementTable, styles: Styles, first: int) -> int:
    for at, column in enumerate(table.columns):
        _text(sheet, first, at, column.heading, styles.head)
    sheet.repeat_rows(first)
    sheet.freeze_panes(first + 1, 0)
    row = first
    for row, line in enumerate(table.rows, first + 1):
        for at, (cell, column) in enumerate(zip(line.cells, table.columns, strict=True)):
            _cell(sheet, row, at, cell, column, styles, line.strong)
    return row + 1


def _cell(
    sheet: Worksheet, row: int, at: int, cell: Cell, column: StatementColumn, styles: Styles, strong: bool
) -> None:
    if isinstance(cell, int):
        sheet.write_number(row, at, cell, styles.cell("number", strong, quoted=False))
    elif cell and column.kind == "day":
        sheet.write_datetime(row, at, date.fromisoformat(cell), styles.cell("day", strong, quoted=False))
    elif cell:
        _text(sheet, row, at, cell, styles.cell("text", strong, quoted=is_like_a_formula(cell)))
    else:
        sheet.write_blank(row, at, None, styles.cell("text", strong, quoted=False))


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet program would try to calculate it, also one that passes over what nobody sees."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return seen.lstrip().startswith(FORMULA)


def _below(sheet: Worksheet, statement: Statement, styles: Styles, row: int) -> None:
    for at, line in enumerate([*statement.remarks, statement.made_by]):
        _text(sheet, row + at, 0, line, _plain(styles, line))


def _plain(styles: Styles, text: str) -> Format:
    return styles.quoted_plain if is_like_a_formula(text) else styles.plain


def _text(sheet: Worksheet, row: int, at: int, text: str, style: Format) -> None:
    sheet.write_string(row, at, text, style)
