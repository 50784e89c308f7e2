"""Diary numbers that a desk on a bad line took in advance, so that a letter gets its real number at once (row 8)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Command, Count, Line, OptionalLine, Query, Strict, View
from contracts.files.views import PostRef, SignatureBlock

BlockSize = Annotated[int, Field(ge=1, le=50)]


class ReservedNumber(Strict):
    """A number of a block, given to a letter by the PC that has the block."""

    block_id: UUID
    serial: int = Field(ge=1, le=2_000_000_000)
    pc: UUID = Field(description="The PC that took the block: no other one may use it.")


class DiaryBlockView(View):
    """Numbers that nobody else gets, whether they are used or not."""

    id: UUID
    office_id: UUID
    year: int = Field(ge=1947, le=2200)
    template: Line = Field(description="The number with {serial} in the place of the serial.")
    first: int = Field(ge=1)
    last: int = Field(ge=1)
    post: PostRef = Field(description="The desk that took it.")
    taken_by: SignatureBlock
    taken_at: datetime
    expires_at: datetime = Field(description="Letters that came by then bear its numbers, whenever they are told.")
    state: Literal["open", "expired", "returned"]
    used: list[int] = Field(max_length=50, description="Serials under which letters are in the diary.")
    returned_by: SignatureBlock | None = None
    returned_at: datetime | None = None
    reason: OptionalLine = Field(default="", description="Why it was returned.")


class DiaryBlocksView(View):
    items: list[DiaryBlockView] = Field(description="The newest first, at most 50.")
    unused: Count = Field(description="Numbers of open blocks under which there is no letter yet.")


class TakeDiaryBlock(Command, service="files", returns=DiaryBlockView):
    """Take numbers for work without a line, until the seventh day or the end of the year.

    A PC that has an open block with numbers left gets that one.
    """

    pc: UUID = Field(description="Made once by the PC and kept there.")
    size: BlockSize = 20


class ReturnDiaryBlock(Command, service="files", returns=DiaryBlockView):
    """Say that no more of its numbers will be used. They are never given again; the register says why not."""

    block_id: UUID
    reason: Line


class ListDiaryBlocks(Query, service="files", returns=DiaryBlocksView):
    """The blocks of the desk, and those of desks below."""


__all__ = [
    "BlockSize",
    "DiaryBlockView",
    "DiaryBlocksView",
    "ListDiaryBlocks",
    "ReservedNumber",
    "ReturnDiaryBlock",
    "TakeDiaryBlock",
]
