"""What files tells of paper files."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from contracts.base import Event, Line, OptionalLine
from contracts.files.paper_files import BarcodeDigits, PaperEnd, PaperLoss, Volume
from contracts.files.views import Grading, PostRef


class OfPaperFile(Event):
    """What every event of a paper file says."""

    paper_id: UUID
    barcode: BarcodeDigits
    office_id: UUID
    number: Line
    volume: Volume
    subject: Line
    grading: Grading
    account: PostRef = Field(description="The desk that answers for it.")


class PaperFileRegistered(OfPaperFile, service="files"):
    is_pending: bool


class PaperFileHandedOver(OfPaperFile, service="files"):
    """It is on the way to this desk."""

    to_post: PostRef
    return_on: date | None = Field(description="Issued by the record room until this day.")


class PaperFileReceived(OfPaperFile, service="files"):
    """The account is another one from now on."""

    from_post: PostRef


class PaperFileRequested(OfPaperFile, service="files"):
    """A desk asks the record room, which has the account, for it."""

    asked_by: PostRef
    reason: Line


class PaperFileOverdue(OfPaperFile, service="files"):
    """It was to be back in the record room."""

    lender: PostRef
    return_on: date


class PaperFileMissing(OfPaperFile, service="files"):
    """A step of the procedure for a lost file; ``loss`` none where it was found."""

    loss: PaperLoss | None
    last_seen: OptionalLine = ""
    to_order: PostRef | None = Field(default=None, description="Reported: the desk above, which orders the search.")


class PaperFileEnded(OfPaperFile, service="files"):
    """It is physically pending no more."""

    ended_as: PaperEnd
    file_id: UUID | None
