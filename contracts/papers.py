"""What a letter and a notesheet consist of, as files composes them and documents prints them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from contracts.base import Language, Line, OptionalLine, Strict, Text
from contracts.bounds import BARE_TEXT, ONE_LINE, ONE_LINE_OR_NONE, PLAIN_TEXT_OR_NONE, Day, Moment

Digits = Literal["latin", "devanagari"]
Subject = Annotated[str, StringConstraints(min_length=1, max_length=1000), ONE_LINE]
# A word space between two styles is a run of its own.
RunText = Annotated[str, StringConstraints(min_length=1, max_length=50_000), BARE_TEXT]


class Run(Strict):
    """A stretch of text in one style."""

    # White space at the ends of a run is a word space inside the paragraph.
    model_config = ConfigDict(str_strip_whitespace=False)

    text: RunText
    bold: bool = False
    italic: bool = False
    underline: bool = False


class LetterParagraph(Strict):
    """One paragraph of a letter's body. ``number`` is printed before it, as given."""

    number: str | None = Field(default=None, max_length=12, examples=["2."])
    runs: list[Run] = Field(min_length=1, max_length=200)
    marked: bool = Field(default=False, description="The text of its runs holds emphasis, lists and tables (ADR 101).")


class Letterhead(Strict):
    """The office above the letter; the first line is set largest. English is left away where empty."""

    lines_hi: list[Line] = Field(min_length=1, max_length=6, examples=[["कार्यालय जिलाधिकारी", "देहरादून"]])
    lines_en: list[Line] = Field(default=[], max_length=6)
    contact: OptionalLine = ""


class Addressee(Strict):
    """Name or designation, office, place; one line each."""

    lines: list[Line] = Field(min_length=1, max_length=10)


class Signer(Strict):
    """Who signs, as printed under the place of the signature."""

    name: Line
    designation: Line
    office: OptionalLine = ""


class Letter(Strict):
    """A letter as it is printed. Words that the form itself prints are in ``language``."""

    language: Language = "hi"
    digits: Digits = "latin"
    letterhead: Letterhead
    number: OptionalLine = Field(default="", description="The issue number; left open on a draft.")
    dated: Day | None = None
    place: OptionalLine = ""
    addressees: list[Addressee] = Field(default=[], max_length=100)
    subject: Subject
    references: list[Line] = Field(default=[], max_length=20)
    heading: OptionalLine = Field(
        default="", description="Of an order or notice, which addresses nobody.", examples=["आदेश"]
    )
    salutation: OptionalLine | None = Field(
        default=None, description="The usual words where absent; empty prints none."
    )
    body: list[LetterParagraph] = Field(min_length=1, max_length=500)
    closing: OptionalLine | None = Field(default=None, description="The usual words where absent; empty prints none.")
    signer: Signer
    enclosures: list[Line] = Field(default=[], max_length=100)
    copies: list[Line] = Field(default=[], max_length=200)
    draft: bool = Field(default=False, description="Print the word draft across each page.")

    @model_validator(mode="after")
    def _is_complete(self) -> Letter:
        if not self.draft and not (self.number and self.dated):
            raise ValueError("a letter that is not a draft needs its number and its date")
        if not self.heading and not self.addressees:
            raise ValueError("a letter without a heading is addressed to somebody")
        return self


class SheetParagraph(Strict):
    """A numbered paragraph of a note."""

    number: int = Field(ge=1, le=1_000_000)
    text: Text
    corrected_by: list[Annotated[int, Field(ge=1, le=1_000_000)]] = Field(
        default=[], max_length=1000, description="With which paragraphs the notes begin that correct it."
    )


class SheetOrder(Strict):
    """That a note records an order given by word of mouth, and what the officer said of it."""

    officer: Line
    designation: Line
    at: Moment
    means: Literal["in_person", "telephone", "meeting", "video"]
    state: Literal["unconfirmed", "confirmed", "denied"]
    answered_at: Moment | None = None
    remarks: Annotated[str, StringConstraints(max_length=2000), PLAIN_TEXT_OR_NONE] = ""


class SheetNote(Strict):
    """One note: its paragraphs, who wrote it and when, and on which side the signature stands."""

    paragraphs: list[SheetParagraph] = Field(min_length=1, max_length=500)
    author: Line
    designation: Line
    at: Moment
    side: Literal["left", "right"] = "left"
    heading: OptionalLine = Field(
        default="",
        description="Of an opinion, which stands among the notes; its paragraphs are numbered by themselves.",
        examples=["राय 1"],
    )
    question: Annotated[str, StringConstraints(max_length=4000), PLAIN_TEXT_OR_NONE] = Field(
        default="", description="To which an opinion answers."
    )
    corrects: list[Annotated[int, Field(ge=1, le=1_000_000)]] = Field(default=[], max_length=50)
    order: SheetOrder | None = None


class StatementColumn(Strict):
    """A column of a table. ``width``: relative to the others."""

    heading: Line
    kind: Literal["text", "number", "day"] = "text"
    width: int = Field(default=10, ge=1, le=100)


Cell = (
    Annotated[int, Field(ge=-2_000_000_000, le=2_000_000_000)]
    | Annotated[str, StringConstraints(max_length=1000), ONE_LINE_OR_NONE]
    | None
)


class StatementRow(Strict):
    """A cell for each column; of a day in ISO 8601. ``strong``: a sum, or the line above a group."""

    cells: list[Cell] = Field(max_length=20)
    strong: bool = False


class StatementTable(Strict):
    """A table under its heading."""

    heading: OptionalLine = ""
    columns: list[StatementColumn] = Field(min_length=1, max_length=20)
    rows: list[StatementRow] = Field(default=[], max_length=5000)

    @model_validator(mode="after")
    def _is_rectangular(self) -> StatementTable:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("each row has a cell for each column")
        return self


class Statement(Strict):
    """A statement as an office submits it: whose, what, of which time, its tables, and who made it when."""

    language: Language = "hi"
    office: Line
    title: Line
    period: Line
    tables: list[StatementTable] = Field(min_length=1, max_length=10)
    remarks: list[Line] = Field(default=[], max_length=20)
    made_by: Line = Field(description="Name and designation.")
    made_at: Moment
