"""Notes: what is written on the noting side, and what is shown of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from contracts.base import Page, Paged, Text, Version, View
from contracts.bounds import PLAIN_TEXT, Moment
from contracts.files.custody import Edits, InHand, OnText
from contracts.files.views import MergedFromView, PersonRef, PostRef, SignatureBlock
from contracts.marked import fits_a_sheet

NoteKind = Literal["yellow", "green"]
OrderMeans = Literal["in_person", "telephone", "meeting", "video"]
OralOrderState = Literal["unconfirmed", "confirmed", "denied"]
NoteParagraph = Annotated[str, StringConstraints(min_length=1, max_length=10_000), PLAIN_TEXT]
ParagraphNumber = Annotated[int, Field(ge=1, le=1_000_000)]
MOST_OF_A_NOTE = 50_000


def _a_note(paragraphs: list[str]) -> list[str]:
    """For a validator: what somebody can read at a desk, and a sheet can print, as one note."""
    if sum(len(paragraph) for paragraph in paragraphs) > MOST_OF_A_NOTE:
        raise PydanticCustomError("note_too_long", "a note holds no more than 50,000 characters")
    return paragraphs


def _in_their_order(numbers: list[int]) -> list[int]:
    """For a validator: each paragraph once, the first one first."""
    return sorted(set(numbers))


NoteParagraphs = Annotated[
    list[NoteParagraph],
    Field(
        min_length=1,
        max_length=200,
        description="May hold `**bold**`, `__underlined__`, lists and tables as ADR 101 says; kept as they are typed.",
    ),
    AfterValidator(_a_note),
    AfterValidator(fits_a_sheet),
]
Corrects = Annotated[
    list[ParagraphNumber],
    Field(
        max_length=50,
        description="Earlier paragraphs that this note corrects. They stay; both are shown with each other.",
    ),
    AfterValidator(_in_their_order),
]


# ---------------------------------------------------------------- views


class OfficerView(View):
    """A person at a post, as both were named at that time."""

    person: PersonRef
    post: PostRef


class OralOrderRef(View):
    """That a note records an order given by word of mouth, and what the officer said of it later."""

    ordered_by: OfficerView
    ordered_at: datetime
    means: OrderMeans
    state: OralOrderState
    answered_at: datetime | None = None
    remarks: str = Field(default="", max_length=2000, description="The officer's own words when he answered.")


class ParagraphView(View):
    number: int = Field(ge=1, description="Runs through the whole file, across notes.")
    text: Text
    corrected_by: list[int] = Field(
        default_factory=list, description="With which paragraphs the notes begin that correct this one."
    )


class NoteView(View):
    id: UUID
    file_id: UUID
    kind: NoteKind
    state: Literal["draft", "confirmed", "discarded"]
    paragraphs: list[ParagraphView]
    author: SignatureBlock
    side: Literal["left", "right"] = Field(description="The dealing hand signs left, officers right.")
    written_at: datetime
    confirmed_at: datetime | None
    corrects: list[int] = Field(default_factory=list, description="Numbers of the paragraphs that it corrects.")
    oral_order: OralOrderRef | None = None
    merged_from: MergedFromView | None = None
    version: Version


# ---------------------------------------------------------------- what can be asked


class AddNote(InHand, service="files", returns=NoteView):
    """Write a note: yellow is a draft of this desk, green is final at once."""

    file_id: UUID
    kind: NoteKind = "green"
    paragraphs: NoteParagraphs
    corrects: Corrects = Field(default_factory=list)
    expected_version: Version | None = None


class ReviseNote(Edits, service="files", returns=NoteView):
    """Change a yellow note."""

    file_id: UUID
    note_id: UUID
    paragraphs: NoteParagraphs
    corrects: Corrects = Field(default_factory=list)


class ConfirmNote(OnText, service="files", returns=NoteView):
    """Turn a yellow note into a green one; from then on it never changes."""

    file_id: UUID
    note_id: UUID
    expected_version: Version | None = None


class DiscardNote(OnText, service="files", returns=NoteView):
    file_id: UUID
    note_id: UUID
    expected_version: Version | None = None


class RecordOralOrder(InHand, service="files", returns=NoteView):
    """Put on record, as a green note, what an officer above ordered by word of mouth (row 20).

    The manuals want such an order followed by writing: until the officer has confirmed it, it is shown as unconfirmed.
    """

    file_id: UUID
    ordered_by: UUID = Field(description="The officer's post, above the desk that records the order.")
    ordered_at: Moment = Field(description="When it was given; not in the future, at most 90 days ago.")
    means: OrderMeans = "in_person"
    paragraphs: NoteParagraphs
    expected_version: Version | None = None


class ListNotes(Paged, service="files", returns=Page[NoteView]):
    file_id: UUID
