"""What the text of a paragraph may be marked with: emphasis, lists and tables (the grammar is that of ADR 101).

The text stays what was typed and is kept and hashed as it is. Marks are read out of it wherever it is shown; every
text can be read, and what is no mark is text. Browsers read the same by ``parts/marked/grammar.ts``; both are held to
``tests/contract/marked.json``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from pydantic_core import PydanticCustomError

MOST_COLUMNS = 12
"""Of a table: as many as can be read across an A4 sheet. What is wider is no table, and shown as it was typed."""
MOST_ROWS = 100
"""Below a table's heading."""
MOST_CELLS = 2000
"""Of all tables of a note: what the typesetter sets in a few seconds. It takes milliseconds for each."""
MOST_LINES = 2000
"""Of a note, points of lists and rows of tables included: some forty sheets, set in a few seconds."""

# Named one by one, and not by what Unicode calls a letter: two programmes must agree on each of them.
_BLANK = " \t\u00a0"
_WORD = r"A-Za-z0-9\u0900-\u0963\u0966-\u096f\u0971-\u097f\u200c\u200d"
_ORDINAL = r"[0-9\u0966-\u096f]{1,3}|[\u0905-\u0939]|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5}"
_NUMBERED = rf"\((?:{_ORDINAL})\)|(?:{_ORDINAL})\)|(?:[0-9\u0966-\u096f]{{1,3}}|[\u0905-\u0939])[.-]"
_ITEM = re.compile(rf"([{_BLANK}]*)(?:([-*\u2022])|({_NUMBERED}))[{_BLANK}]+([^{_BLANK}].*)", re.DOTALL)
_INDENTED = re.compile(rf"[{_BLANK}]{{2,}}([^{_BLANK}].*)", re.DOTALL)
_RULE = re.compile(":?-{3,}:?")
_PIPE = re.compile(r"(?<!\\)\|")
_BOLD, _UNDERLINED = "**", "__"
_MARK = re.compile(r"(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)")
_IS_WORD = re.compile(f"[{_WORD}]")
_LINE_END = re.compile("\r\n?|\n")
BULLET = "\u2022"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    underlined: bool = False


Line = tuple[Run, ...]
"""Empty where the line is."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines as they were typed."""

    lines: tuple[Line, ...]
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list. ``marker`` is printed before it: a number is the one that was typed."""

    marker: str
    lines: tuple[Line, ...]
    below: tuple[Points, ...] = ()
    """Of a point of the first level only."""


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    ordered: bool
    items: tuple[Item, ...]
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row has a cell for each column. ``numeric``: whether a column stands at its right edge."""

    head: tuple[Line, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Line, ...], ...]
    kind: Literal["table"] = "table"


Block = Lines | Points | Table


def blocks_of(text: str) -> tuple[Block, ...]:
    """What the text of a paragraph consists of, in its order. Takes time in proportion to its length."""
    lines = _LINE_END.split(text)
    found: list[Block] = []
    typed: list[Line] = []
    at = 0
    while at < len(lines):
        block: Block | None
        block, after = _table(lines, at)
        if block is None and after == at:
            block, after = _points(lines, at)
        if block is None:
            after = max(after, at + 1)
            typed += [runs_of(line) for line in lines[at:after]]
        else:
            found += [Lines(tuple(typed))] if typed else []
            found.append(block)
            typed = []
        at = after
    return (*found, Lines(tuple(typed))) if typed else tuple(found)


def plain(text: str) -> str:
    """The text without its marks, as a search shows it: cells of a row apart by a bar."""
    return "\n".join(line for block in blocks_of(text) for line in _said(block))


def cells_of(paragraphs: Iterable[str]) -> int:
    """How many cells the tables of these have."""
    tables = (block for text in paragraphs for block in blocks_of(text) if isinstance(block, Table))
    return sum(len(table.head) * (1 + len(table.rows)) for table in tables)


def lines_of(paragraphs: Iterable[str]) -> int:
    """How many lines these were typed in."""
    return sum(1 + len(_LINE_END.findall(text)) for text in paragraphs)


def fits_a_sheet(paragraphs: list[str]) -> list[str]:
    """For a validator: lines and tables of a note, an opinion or an order can be set at once."""
    if lines_of(paragraphs) > MOST_LINES:
        raise PydanticCustomError("too_many_lines", "a note holds no more than 2,000 lines")
    if cells_of(paragraphs) > MOST_CELLS:
        raise PydanticCustomError("tables_too_large", "the tables of a note hold no more than 2,000 cells")
    return paragraphs


def runs_of(line: str) -> Line:
    """A line's stretches by their style. A mark that is not closed on its line is text."""
    pairs = sorted(_pairs(line))
    styles = {_BOLD: False, _UNDERLINED: False}
    found: list[Run] = []
    done = 0
    for at, mark, opens in pairs:
        if at > done:
            found.append(Run(line[done:at], styles[_BOLD], styles[_UNDERLINED]))
        styles[mark] = opens
        done = at + 2
    if done < len(line):
        found.append(Run(line[done:], styles[_BOLD], styles[_UNDERLINED]))
    return tuple(found)


def _pairs(line: str) -> Iterator[tuple[int, str, bool]]:
    """Where each pair of marks opens and closes. It embraces whole words, and no blank at its ends."""
    opened: dict[str, int] = {}
    for match in _MARK.finditer(line):
        before, after = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
        mark = match.group()
        if mark in opened and before not in _BLANK and not _IS_WORD.match(after):
            yield opened.pop(mark), mark, True
            yield match.start(), mark, False
        elif after and after not in _BLANK and not _IS_WORD.match(before):
            opened[mark] = match.start()


@dataclass(slots=True)
class _Point:
    marker: str
    lines: list[Line]
    below: list[_List] = field(default_factory=list)

    def done(self) -> Item:
        return Item(self.marker, tuple(self.lines), tuple(one.done() for one in self.below))


@dataclass(slots=True)
class _List:
    ordered: bool
    items: list[_Point] = field(default_factory=list)

    def done(self) -> Points:
        return Points(self.ordered, tuple(item.done() for item in self.items))


def _points(lines: list[str], at: int) -> tuple[Points | None, int]:
    """The list that begins on this line, and the line after it."""
    first = _ITEM.fullmatch(lines[at])
    if first is None:
        return None, at
    found = _List(first.group(3) is not None)
    last: _Point | None = None
    while at < len(lines):
        match = _ITEM.fullmatch(lines[at])
        if match is None:
            more = _INDENTED.fullmatch(lines[at])
            if more is None or last is None:
                break
            last.lines.append(runs_of(more.group(1)))
        else:
            ordered = match.group(3) is not None
            if last is not None and len(match.group(1)) >= 2:
                below = found.items[-1].below
                if not below or below[-1].ordered != ordered:
                    below.append(_List(ordered))
                into = below[-1]
            elif found.ordered == ordered:
                into = found
            else:
                break
            last = _Point(match.group(3) or BULLET, [runs_of(match.group(4))])
            into.items.append(last)
        at += 1
    return found.done(), at


def _table(lines: list[str], at: int) -> tuple[Table | None, int]:
    """The table that begins on this line, and the line after it; no table but a later line where it is too large."""
    head = _cells(lines[at])
    rule = _cells(lines[at + 1]) if head is not None and at + 1 < len(lines) else None
    if head is None or rule is None or len(rule) != len(head) or not all(map(_RULE.fullmatch, rule)):
        return None, at
    rows: list[list[str]] = []
    after = at + 2
    while after < len(lines) and (row := _cells(lines[after])) is not None and len(row) <= len(head):
        rows.append(row + [""] * (len(head) - len(row)))
        after += 1
    if len(head) > MOST_COLUMNS or len(rows) > MOST_ROWS:
        return None, after
    numeric = tuple(one.endswith(":") and not one.startswith(":") for one in rule)
    return Table(_row(head), numeric, tuple(_row(row) for row in rows)), after


def _row(cells: Iterable[str]) -> tuple[Line, ...]:
    return tuple(runs_of(cell) for cell in cells)


def _cells(line: str) -> list[str] | None:
    """Of a line between two bars; a bar inside a cell has a backslash before it."""
    line = line.strip(_BLANK)
    if len(line) < 2 or line[0] != "|" or line[-1] != "|" or line[-2] == "\\":
        return None
    return [cell.strip(_BLANK).replace("\\|", "|") for cell in _PIPE.split(line[1:-1])]


def _said(block: Block) -> Iterator[str]:
    """The block's lines without marks."""
    if isinstance(block, Lines):
        yield from map(_text, block.lines)
    elif isinstance(block, Table):
        yield from (" | ".join(map(_text, row)) for row in (block.head, *block.rows))
    else:
        for item in block.items:
            first, *more = map(_text, item.lines)
            yield f"{item.marker} {first}"
            yield from more
            for below in item.below:
                yield from _said(below)


def _text(line: Line) -> str:
    return "".join(run.text for run in line)
