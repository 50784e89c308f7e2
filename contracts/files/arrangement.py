"""How a person arranges a desk: folders, what lies in them, and saved filters. Private, and no part of any record."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from contracts.base import Command, Count, Line, Query, Strict, Version, View
from contracts.files.views import Box, Label, Urgency

FolderCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,35}$")]
MOST_PLACED = 5_000


class Folder(Strict):
    code: FolderCode = Field(description="Made by the client; stays when the folder is renamed.")
    name: Line


class SavedFilter(Strict):
    name: Line
    box: Box = "inbox"
    kind: Literal["file", "receipt"] | None = None
    folder: FolderCode | None = None
    unopened: bool | None = None
    due: Literal["today", "overdue"] | None = None
    urgency: Urgency | None = None
    label: Label | None = None
    search: Line | None = None


Folders = Annotated[list[Folder], Field(max_length=100)]
SavedFilters = Annotated[list[SavedFilter], Field(max_length=50)]


class FolderView(View):
    code: FolderCode
    name: Line


class SavedFilterView(View):
    name: Line
    box: Box
    kind: Literal["file", "receipt"] | None = None
    folder: FolderCode | None = None
    unopened: bool | None = None
    due: Literal["today", "overdue"] | None = None
    urgency: Urgency | None = None
    label: Label | None = None
    search: Line | None = None


class ArrangementView(View):
    """Folders and saved filters of the person at this desk. The version is 0 before the first saving."""

    folders: list[FolderView]
    filters: list[SavedFilterView]
    placed: dict[UUID, FolderCode] = Field(description="Which folder a file or receipt lies in.")
    version: Count


class ArrangementSavedView(View):
    placed: Count = Field(description="How many files and receipts lie in folders.")
    version: Version


class GetDeskArrangement(Query, service="files", returns=ArrangementView):
    """The arrangement of the person at the desk of the acting charge."""


class SaveDeskArrangement(Command, service="files", returns=ArrangementSavedView):
    """Save folders and filters whole where they are given, and put files and receipts into folders or out of them."""

    folders: Folders | None = None
    filters: SavedFilters | None = None
    place: dict[UUID, FolderCode] = Field(default_factory=dict, max_length=1000)
    take_out: list[UUID] = Field(default_factory=list, max_length=1000)
    expected_version: Count | None = None

    @model_validator(mode="after")
    def _folders_differ(self) -> SaveDeskArrangement:
        codes = [folder.code for folder in self.folders or []]
        if len(set(codes)) < len(codes):
            raise ValueError("two folders have the same code")
        return self
