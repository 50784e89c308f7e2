"""Around a file: where it is likely to go next, and who can see it."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Query, View
from contracts.files.views import PersonRef, PostRef

NextReason = Literal["came_from", "superior", "section_officer", "habit"]
ReaderReason = Literal["has_it", "had_it", "above_holder", "above_past_holder", "section_officer", "office_head"]


class NextDeskView(View):
    post: PostRef
    person: PersonRef | None = Field(description="Who holds the post now; none where it is vacant.")
    reason: NextReason = Field(description="The first that holds: the channel before the habit.")


class NextDesksView(View):
    items: list[NextDeskView] = Field(max_length=8)


class ListNextDesks(Query, service="files", returns=NextDesksView):
    """The desks to which the actor most likely marks the file: up to eight, by the channel, then by habit."""

    file_id: UUID


class ReaderView(View):
    post: PostRef
    person: PersonRef | None = Field(description="Who holds the post now; none where it is vacant.")
    reason: ReaderReason = Field(description="The strongest of the reasons.")


class ReadersView(View):
    items: list[ReaderView] = Field(max_length=200)
    more: bool = Field(description="There are others besides; these are the nearest.")


class ListReaders(Query, service="files", returns=ReadersView):
    """The posts that can see the file, and why."""

    file_id: UUID
