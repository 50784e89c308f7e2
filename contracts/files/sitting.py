"""An officer's sitting as a visitor may watch it: numbers, ages and counts, nothing of the matters."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Count, OptionalLine, Query, View
from contracts.bounds import GROWING, Moment
from contracts.errors import Invalid
from contracts.files.pendency import BucketView
from contracts.files.views import PostRef, Urgency

MOST_SHOWN = 200
SittingState = Annotated[Literal["waiting", "noted", "approved", "sent", "closed"], GROWING]


class SittingTooLong(Invalid):
    """A sitting begins at most a day ago. Field ``earliest``."""

    code = "sitting.too_long"


class SittingFileView(View):
    """A file of the sitting. One that is confidential, or higher, has no number: it is only counted."""

    key: UUID = Field(description="Tells one from another in this answer and the next; opens nothing.")
    number: OptionalLine | None
    urgency: Urgency
    arrived_at: datetime = Field(description="When it came to the desk.")
    age_days: Count = Field(description="Between two dates in India: that day, and today or the day it left.")
    state: SittingState = Field(description="What was done with it here since the sitting began, the last that counts.")
    done_at: datetime | None = Field(description="When; none while it waits.")
    letters: Count = Field(description="Drafts in it that were approved here since then.")
    to_post: PostRef | None = Field(description="Where it was sent; never the person.")


class SittingView(View):
    as_of: datetime
    since: datetime
    post: PostRef
    waiting: Count
    buckets: BucketView = Field(description="What waits, by age.")
    approved: Count = Field(description="Files in which a draft was approved or a note written here.")
    letters: Count = Field(description="Drafts approved here.")
    sent: Count
    closed: Count
    files: list[SittingFileView] = Field(
        max_length=MOST_SHOWN, description="What came first is first; done ones keep their place."
    )
    more: bool = Field(description="There are others besides; the counts have them too.")


class GetSitting(Query, service="files", returns=SittingView):
    """The actor's own desk since a moment, fit to be shown to a visitor: no subject, no person, no link."""

    since: Moment = Field(description="When the sitting began, at most a day ago.")


__all__ = ["MOST_SHOWN", "GetSitting", "SittingFileView", "SittingState", "SittingTooLong", "SittingView"]
