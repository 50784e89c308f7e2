"""A whole file as one PDF or as an archive package: files says what belongs into it, documents' worker makes it.

What is said goes in small parts, each within a message; bytes go from the object store to the worker and back. What
was made is kept for some days and can be made again at any time, so it is no document and has no versions.
"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints, model_validator

from contracts.base import Command, Count, Language, Line, OptionalLine, Query, Sha256, Strict, Version, View
from contracts.bounds import BARE_TEXT, GROWING, Day, Moment
from contracts.documents import SERVICE, ReadView
from contracts.errors import Conflict, NotFound
from contracts.papers import Digits, SheetNote

CompilationKind = Annotated[Literal["print", "package"], GROWING]
CompilationState = Literal["waiting", "making", "ready", "failed", "expired"]
PageOfFile = Annotated[int, Field(ge=1, le=1_000_000)]
MOST_ITEMS = 20_000


class CompilationNotFound(NotFound):
    """There is no such compilation, or it is none of this file."""

    code = "compilation.not_found"


class CompilationNotReady(Conflict):
    """It is still being made, has failed, or has been thrown away. Field ``state`` says which."""

    code = "compilation.not_ready"


class CompilationItem(Strict):
    """One thing that goes into it, in its place: notes, a paper, or (of a package) lines of the record."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "notes": [
                        {
                            "paragraphs": [{"number": 1, "text": "प्रार्थी का पत्र अवलोकनार्थ प्रस्तुत है।"}],
                            "author": "दीपक भट्ट",
                            "designation": "वरिष्ठ सहायक",
                            "at": "2026-11-20T05:30:00Z",
                        }
                    ]
                }
            ]
        }
    )

    notes: list[SheetNote] = Field(default=[], max_length=2000)
    paper: CompiledPaper | None = None
    record: RecordPart | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> CompilationItem:
        if [bool(self.notes), self.paper is not None, self.record is not None].count(True) != 1:
            raise ValueError("give notes, a paper or a part of the record")
        return self


class RecordPart(Strict):
    """Text at the end of a file of the package's ledger or metadata, as ``contracts.archive`` describes it."""

    # A part may begin and end with a line break.
    model_config = ConfigDict(str_strip_whitespace=False)

    path: str = Field(pattern=r"^(ledger|metadata)/[a-z_]{1,40}\.jsonl$", max_length=60)
    text: Annotated[str, StringConstraints(min_length=1, max_length=100_000), BARE_TEXT]


class CompiledPaper(Strict):
    """A paper of the correspondence side. One without a document is kept on paper only."""

    serial: int = Field(ge=1, le=1_000_000)
    kind: Literal["receipt", "issue", "enclosure"]
    title: Line
    flag: Literal["puc", "fr"] | None = None
    flag_number: int | None = Field(default=None, ge=1, le=1_000_000, description="Of a fresh receipt: FR-1, FR-2.")
    document_id: UUID | None = None
    version: Version | None = None
    from_page: PageOfFile | None = Field(default=None, description="Of the file's own series.")
    to_page: PageOfFile | None = None
    added_on: Day
    signed: bool = Field(default=False, description="Its original is put into the PDF as it is, as an attachment.")


class Stay(Strict):
    """A desk that had the file."""

    desk: Line
    since: Moment


class Cover(Strict):
    """The first page. ``made_by`` and ``made_at`` are the watermark."""

    office: Line
    file_number: Line
    subject: Line
    subject_en: OptionalLine = ""
    opened_on: Day
    state: Literal["open", "closed"]
    grading: Literal["normal", "confidential", "secret", "top_secret"]
    stays: list[Stay] = Field(max_length=12, description="The newest last.")
    made_by: Line
    made_as: Line
    made_at: Moment


class CompilationView(View):
    """How far it is."""

    id: UUID
    kind: CompilationKind
    state: CompilationState
    done: Count = Field(description="Things that were prepared.")
    total: Count
    pages: Count = Field(default=0, description="Of the PDF.")
    size: int = Field(default=0, ge=0, le=5 * 2**40)
    sha256: Sha256 | None = None
    failure: str | None = Field(default=None, max_length=100)
    expires_at: AwareDatetime


class BeginCompilation(Command, service=SERVICE, returns=CompilationView, callers=("files",)):
    """Announce one, with as many items as will follow."""

    kind: Literal["print", "package"] = "print"
    file_name: Line
    language: Language = "hi"
    digits: Digits = "latin"
    cover: Cover
    items: int = Field(ge=1, le=MOST_ITEMS)


class AddToCompilation(Command, service=SERVICE, returns=CompilationView, callers=("files",)):
    """Some of its items, from this number on. When all are there the worker begins."""

    compilation_id: UUID
    first: int = Field(ge=1, le=MOST_ITEMS)
    items: list[CompilationItem] = Field(min_length=1, max_length=200)


class GetCompilation(Query, service=SERVICE, returns=CompilationView, callers=("files",)):
    compilation_id: UUID


class OpenCompilation(Query, service=SERVICE, returns=ReadView, callers=("files",)):
    """Where its bytes are read. files has looked who asks."""

    compilation_id: UUID


CompilationItem.model_rebuild()
