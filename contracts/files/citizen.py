"""What the sender of a letter is told: the acknowledgement slip, and the status without signing in (row 74)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts.base import Line, OptionalLine, Query, View
from contracts.files.views import ReceiptForm

Stage = Literal["received", "with_section", "under_consideration", "letter_sent", "closed"]
Level = Literal["section", "section_officer", "adm", "dm"]
StatusCode = Annotated[str, StringConstraints(min_length=8, max_length=12, pattern=r"^[0-9A-Za-z -]{8,12}$")]


class SlipView(View):
    """What the acknowledgement slip says. The QR code is ``status_url``."""

    receipt_id: UUID
    office_hi: OptionalLine
    office_en: OptionalLine
    diary_number: Line
    received_on: date
    diarised_at: datetime
    subject: Line
    sender_name: Line
    form: ReceiptForm
    status_code: str = Field(max_length=12, description="For asking the status, in two groups of four.")
    status_url: str = Field(max_length=1000)


class GetReceiptSlip(Query, service="files", returns=SlipView):
    """The acknowledgement slip of a receipt that the actor may see."""

    receipt_id: UUID


class ReceiptStatusView(View):
    """Where the matter stands, without names and contents."""

    diary_number: Line
    office_hi: OptionalLine
    office_en: OptionalLine
    received_on: date
    stage: Stage
    level: Level | None = Field(default=None, description="With whom it is; only under consideration.")
    since: date = Field(description="The day in India on which this stage began.")
    cancelled: bool = Field(default=False, description="The number was given by mistake; the stage is closed.")


class GetReceiptStatus(Query, service="files", returns=ReceiptStatusView, anonymous=True):
    """The status of a letter, for whoever has the slip. A wrong number and a wrong code are answered alike."""

    number: Line
    code: StatusCode
