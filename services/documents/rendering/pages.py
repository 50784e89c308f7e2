"""From the contract models to HTML. Everything that a person wrote is escaped."""

from datetime import date
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from contracts.documents import RenderLetter, RenderNotesheet, RenderStatement
from contracts.marked import blocks_of
from contracts.papers import Cell, Digits, Run, StatementColumn
from services.documents.domain.hindi import in_digits, long_date, short_date, short_moment
from services.documents.rendering.fonts import font_faces
from services.documents.rendering.words import words

TEMPLATES = Path(__file__).parent / "templates"
# Points. Wide enough for a name, a time and a serial number in three lines of 9 pt.
SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 190, 54

_environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


def _style(run: Run) -> str:
    """Emphasis as CSS; Devanagari has no italic, so it is slanted by the typesetter."""
    rules = {
        "font-weight: bold": run.bold,
        "font-style: italic": run.italic,
        "text-decoration: underline": run.underline,
    }
    return "; ".join(rule for rule, wanted in rules.items() if wanted)


def counter_of(digits: Digits) -> str:
    return "devanagari" if digits == "devanagari" else "decimal"


def paper_css() -> str:
    return (TEMPLATES / "paper.css").read_text(encoding="utf-8")


def template(name: str) -> Template:
    """A template in which everything that a person wrote is escaped."""
    return _environment.get_template(name)


def letter_html(request: RenderLetter) -> str:
    """The letter as one HTML page with all its styles in it."""
    letter = request.letter
    return _environment.get_template("letter.html").render(
        title=request.title,
        letter=letter,
        number=in_digits(letter.number, letter.digits),
        dated=letter.dated and long_date(letter.dated, letter.language, letter.digits),
        w=words(letter.language),
        fonts=font_faces(),
        paper_css=paper_css(),
        style=_style,
        is_marked=any(paragraph.marked for paragraph in letter.body),
        blocks=blocks_of,
        typed=lambda paragraph: "".join(run.text for run in paragraph.runs),
        counter=counter_of(letter.digits),
        signature_width=SIGNATURE_WIDTH,
        signature_height=SIGNATURE_HEIGHT,
    )


def notesheet_html(request: RenderNotesheet) -> str:
    """The note side of a file as one HTML page with all its styles in it."""
    return _environment.get_template("notesheet.html").render(
        title=request.title,
        language=request.language,
        office=request.office,
        file_number=request.file_number,
        subject=request.subject,
        notes=request.notes,
        first_page=None,
        blocks=blocks_of,
        w=words(request.language),
        fonts=font_faces(),
        paper_css=paper_css(),
        moment=partial(short_moment, digits=request.digits),
        digit=lambda number: in_digits(str(number), request.digits),
        numbers=lambda all_: ", ".join(in_digits(str(number), request.digits) for number in all_),
        counter=counter_of(request.digits),
    )


def statement_html(request: RenderStatement) -> str:
    """A statement as one HTML page with all its styles in it."""
    statement = request.statement
    return _environment.get_template("statement.html").render(
        title=request.title,
        statement=statement,
        tables=[
            (
                table,
                [round(100 * column.width / sum(one.width for one in table.columns), 2) for column in table.columns],
            )
            for table in statement.tables
        ],
        w=words(statement.language),
        fonts=font_faces(),
        paper_css=paper_css(),
        moment=short_moment,
        shown=_shown,
    )


def _shown(cell: Cell, column: StatementColumn) -> str:
    """A cell as it is printed."""
    if cell is None or cell == "":
        return ""
    return short_date(date.fromisoformat(str(cell))) if column.kind == "day" else str(cell)
