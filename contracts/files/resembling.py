"""Letters that may have been diarised before."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Line, OptionalLine, Query, View
from contracts.bounds import GROWING
from contracts.files.views import PostRef


class ResemblingReceiptView(View):
    id: UUID
    diary_number: Line
    subject: Line
    sender_name: Line
    letter_number: OptionalLine
    received_on: date
    holder: PostRef
    reason: Annotated[Literal["letter_number", "sender"], GROWING] = Field(description="What is the same.")


class ResemblingReceiptsView(View):
    items: list[ResemblingReceiptView] = Field(max_length=5, description="The likeliest first, then the newest.")


class ListResemblingReceipts(Query, service="files", returns=ResemblingReceiptsView):
    """Letters of the last twelve months in the actor's office that bear this number, or come from this sender.

    Both are compared without case, blanks and the ways in which Devanagari can be encoded. Receipts that the actor may
    not see are left out.
    """

    sender_name: OptionalLine = ""
    letter_number: OptionalLine = ""


__all__ = ["ListResemblingReceipts", "ResemblingReceiptView", "ResemblingReceiptsView"]
