"""What waits at the desks, by age and week by week."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Count, Page, Paged, Query, View
from contracts.bounds import Moment
from contracts.files.views import DeskItemView, PersonRef, PostRef


class BucketView(View):
    """Counts of what waits at one desk by age in days: its date in India against today's."""

    days_0_3: Count
    days_4_7: Count
    days_8_15: Count
    days_16_30: Count
    days_31_90: Count
    days_over_90: Count


class DeskPendencyView(View):
    post: PostRef
    holder: PersonRef | None = Field(description="Who holds the post now; none where it is vacant.")
    total: Count
    unopened: Count
    buckets: BucketView
    oldest_since: datetime | None
    overdue: Count = Field(default=0, description="Files of which the deadline has passed.")


class PendencyView(View):
    as_of: datetime
    total: Count
    overdue: Count = Field(default=0, description="Files of which the deadline has passed.")
    started: Count | None = Field(
        default=None,
        description="Files that had been opened at these desks by then. Only for a moment of the past.",
    )
    desks: list[DeskPendencyView]


class WeekView(View):
    """Seven days in India that end at that moment; the last week is under way until the answer's ``as_of``.

    A file counts on the days on which it was opened and closed, also where that was told later.
    """

    ends_at: datetime
    opened: Count = Field(description="Files opened in it.")
    closed: Count = Field(description="Files closed in it and not reopened since.")
    open: Count = Field(description="Files open at its end.")


class PendencyTrendView(View):
    as_of: datetime
    weeks: list[WeekView] = Field(max_length=53, description="The oldest first.")


class GetPendency(Query, service="files", returns=PendencyView):
    """Desk by age, in one call (row 63): the whole district for the DM, for others what lies below their post.

    With ``as_of`` the table as it was at that moment: ages, desks and who held them are those of then.
    """

    office_id: UUID | None = None
    as_of: Moment | None = Field(default=None, description="A moment of the past; none is now.")


class GetPendencyTrend(Query, service="files", returns=PendencyTrendView):
    """Files opened, closed and open week by week: of the whole district for the DM, for others of their own office."""

    weeks: int = Field(default=12, ge=2, le=53)
    office_id: UUID | None = None


class ListPending(Paged, service="files", returns=Page[DeskItemView]):
    """The files behind one cell of the pendency table, with ``as_of`` those that lay there then, as they lay."""

    post_id: UUID
    as_of: Moment | None = Field(default=None, description="A moment of the past; none is now.")
    bucket: Literal["days_0_3", "days_4_7", "days_8_15", "days_16_30", "days_31_90", "days_over_90"] | None = None
