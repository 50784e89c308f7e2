"""Orders that were given by word of mouth, as the officer meets them who is said to have given them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Command, Line, OptionalLine, Page, Paged, Query, Remarks, View
from contracts.files.notes import OfficerView, OralOrderState, OrderMeans, ParagraphView
from contracts.files.views import Action, SignatureBlock

OralOrderBox = Literal["to_confirm", "awaited"]


class OralOrderView(View):
    """One order with the note that records it."""

    note_id: UUID
    file_id: UUID
    file_number: Line
    subject: OptionalLine = Field(default="", description="Of the file; empty where the file is out of reach.")
    paragraphs: list[ParagraphView] = Field(description="Of the note that records it.")
    ordered_by: OfficerView
    ordered_at: datetime
    means: OrderMeans
    recorded_by: SignatureBlock
    recorded_at: datetime
    state: OralOrderState
    answered_by: SignatureBlock | None = None
    answered_at: datetime | None = None
    remarks: str = Field(default="", max_length=2000)
    may_open_file: bool = False
    allowed_actions: list[Action] = Field(default_factory=list, max_length=50)


class ConfirmOralOrder(Command, service="files", returns=OralOrderView):
    """The officer himself: yes, I gave this order."""

    note_id: UUID
    remarks: Remarks = ""


class DenyOralOrder(Command, service="files", returns=OralOrderView):
    """The officer himself: not so, with what was said instead."""

    note_id: UUID
    reason: Line


class GetOralOrder(Query, service="files", returns=OralOrderView):
    note_id: UUID


class ListOralOrders(Paged, service="files", returns=Page[OralOrderView]):
    """Those that wait for the actor's own word, or that the actor's desk recorded and waits for; newest first."""

    box: OralOrderBox = "to_confirm"


__all__ = [
    "ConfirmOralOrder",
    "DenyOralOrder",
    "GetOralOrder",
    "ListOralOrders",
    "OralOrderBox",
    "OralOrderView",
]
