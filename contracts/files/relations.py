"""Files that belong together: parts and volumes of one file, links and references between files."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from contracts.base import Line, OptionalLine, Query, Version, View
from contracts.bounds import GROWING, ONE_LINE
from contracts.files.custody import CustodyNumber, InHand
from contracts.files.views import FileView, Grading, PostRef, ReceiptView, SignatureBlock

LinkKind = Literal["link", "reference"]
Relation = Annotated[Literal["main", "part", "volume", "link", "reference"], GROWING]
FileNumber = Annotated[str, StringConstraints(min_length=1, max_length=300), ONE_LINE]


class RelatedFileView(View):
    """A file that belongs with this one, for an asker who may see both."""

    relation: Relation = Field(description="What the other file is: this one's main file, a part or a volume of it, …")
    file_id: UUID
    number: Line
    subject: Line
    grading: Grading
    state: Literal["open", "closed"]
    holder: PostRef
    serial: int | None = Field(default=None, ge=1, description="Of a part or a volume: which one.")
    merged_at: datetime | None = Field(default=None, description="Of a part: when it was merged into its main file.")
    link_id: UUID | None = Field(default=None, description="Of a link or a reference.")
    remarks: OptionalLine = ""
    by: SignatureBlock | None = Field(default=None, description="Of a link or a reference: who made it.")
    since: datetime


class RelatedFilesView(View):
    """Those of them that the asker may see: the others are neither named nor counted."""

    file_id: UUID
    items: list[RelatedFileView] = Field(max_length=500)


class OpenPartFile(InHand, service="files", returns=FileView):
    """Open a part file where the main file is not at hand (row 9).

    It is numbered after the main file, has a custody of its own, and is merged back into the main file later."""

    file_id: UUID = Field(description="The main file. It may lie elsewhere.")
    reason: Line = Field(description="Why the matter cannot wait for the main file.")


class MergePartFile(InHand, service="files", returns=FileView):
    """Merge a part file into its main file. Both lie on the actor's desk.

    Notes and papers are appended there in their order, paragraphs and pages carry on, and the part is closed."""

    file_id: UUID = Field(description="The part file.")
    expected_version: Version | None = None
    main_custody_number: CustodyNumber | None = Field(default=None, description="As custody_number, of the main file.")


class OpenVolume(InHand, service="files", returns=FileView):
    """Open the next volume of a full file: paragraphs and pages carry on there, and this one is closed to noting."""

    file_id: UUID
    expected_version: Version | None = None


class LinkFile(InHand, service="files", returns=RelatedFilesView):
    """Link two files, which are seen together from both, or refer to another file, which is seen from this one only.

    The other file is named by its id, or by its number in the actor's or the file's office."""

    file_id: UUID
    kind: LinkKind = "link"
    other_file_id: UUID | None = None
    other_number: FileNumber | None = Field(default=None, examples=["21/7/2026-LRA"])
    remarks: OptionalLine = ""
    expected_version: Version | None = None

    @model_validator(mode="after")
    def _named_one_way(self) -> LinkFile:
        if (self.other_file_id is None) == (self.other_number is None):
            raise ValueError("give either other_file_id or other_number")
        return self


class UnlinkFile(InHand, service="files", returns=RelatedFilesView):
    """End a link, from either of its files, or a reference; the trail keeps that there was one."""

    file_id: UUID
    link_id: UUID
    reason: Line
    expected_version: Version | None = None


class DetachReceipt(InHand, service="files", returns=ReceiptView):
    """Take a receipt out of the file that it was wrongly put in. It lies on the actor's desk again.

    In the file its pages keep their numbers and are marked as detached."""

    file_id: UUID
    receipt_id: UUID
    reason: Line
    expected_version: Version | None = Field(default=None, description="Of the receipt.")


class ListRelatedFiles(Query, service="files", returns=RelatedFilesView):
    """Main file, parts, volumes, links and references."""

    file_id: UUID
