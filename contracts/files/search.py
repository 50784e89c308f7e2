"""The search over files, receipts and letters."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts.base import Code, Line, OptionalLine, Page, Paged, PageNumber, View
from contracts.bounds import ONE_LINE, Growing
from contracts.files.views import Grading, Label, PostRef, Urgency

PaperKind = Literal["file", "receipt", "letter"]
Words = Annotated[str, StringConstraints(min_length=1, max_length=200), ONE_LINE]
FoundBy = Annotated[
    Literal["number", "heading", "text", "yellow_note", "beginning", "sound", "likeness", "subject_head"],
    Growing(),
]
FoundIn = Annotated[
    Literal["number", "subject", "sender", "note", "yellow_note", "opinion", "question", "paper"], Growing()
]
HitLimit = Annotated[int, Field(ge=1, le=50)]


class SnippetPartView(View):
    """A stretch of the snippet; ``hit`` where it is what was looked for."""

    text: str = Field(max_length=2000)
    hit: bool


class SnippetView(View):
    """Where it stands, in its own words."""

    found_in: FoundIn
    parts: list[SnippetPartView] = Field(max_length=100)
    paragraph: int | None = Field(default=None, ge=1, description="Of the note, where it stands in one.")
    document_id: UUID | None = Field(default=None, description="The paper in whose text it stands.")
    page: PageNumber | None = Field(default=None, description="Of that paper, counted from its own first page.")


class SearchHitView(View):
    """A file, a receipt or a letter that the asker may see."""

    kind: PaperKind
    id: UUID
    file_id: UUID | None = Field(description="The file that it is or in which it lies.")
    number: Line
    subject: Line
    sender: OptionalLine = Field(default="", description="Who wrote it, or to whom the letter goes.")
    grading: Grading
    urgency: Urgency
    labels: list[Label] = Field(max_length=4)
    state: str = Field(max_length=20, description="As the view of its kind has it.")
    holder: PostRef | None = Field(description="The desk that has it; none for a letter.")
    made_at: datetime = Field(description="When it was opened, diarised or approved.")
    found_by: FoundBy = Field(
        description="How well it fits, the best first: its number; the words themselves in the heading, in a text, in "
        "the yellow note on the asker's own desk; words that begin so; words that sound so, or nearly so; "
        "where no words were given, the head of the subject tree."
    )
    snippet: SnippetView | None = None
    cancelled: bool = Field(default=False, description="Of a receipt: diarised by mistake, its number cancelled.")


class Search(Paged, service="files", returns=Page[SearchHitView]):
    """Files, receipts and letters that say all of these words, in Hindi or Latin letters alike (row 48).

    Looked for in numbers, subjects, senders, notes, opinions and the text of papers; only what the asker may see.
    Better fitting ones come first, among equals the newest, of the same quarter of a day the more urgent.
    """

    text: Words | None = Field(
        default=None,
        examples=["Dehradun सीमांकन"],
        description="May be left out where a head of the subject tree is given: then all that stands under it.",
    )
    subject_head: Code | None = Field(
        default=None,
        description="The head of the subject tree under which the file or the receipt stands, or a head below it; a "
        "letter stands where its file does.",
    )
    kind: PaperKind | None = None
    office_id: UUID | None = None
    unit_id: UUID | None = Field(default=None, description="The section whose file it is, or where the receipt lies.")
    year: int | None = Field(default=None, ge=1947, le=2200, description="Of its number; calendar year in India.")
    state: Literal["open", "closed"] | None = Field(
        default=None, description="A letter is closed when it is dispatched or cancelled; a receipt with its file."
    )
    label: Label | None = None
    limit: HitLimit = 20
