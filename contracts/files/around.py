"""Around a file: where it is likely to go next, and who can see it."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Query, View
from contracts.bounds import GROWING
from contracts.files.views import JumpedLevelView, PersonRef, PostRef, SenderCategory

NextReason = Annotated[Literal["came_from", "superior", "section_officer", "habit", "returns_through"], GROWING]
ReaderReason = Annotated[
    Literal[
        "has_it",
        "had_it",
        "above_holder",
        "above_past_holder",
        "section_officer",
        "office_head",
        "consulted",
        "gave_opinion",
        "above_consulted",
        "has_main",
        "reads_main",
        "other_volume",
    ],
    GROWING,
]


class NextDeskView(View):
    post: PostRef
    person: PersonRef | None = Field(description="Who holds the post now; none where it is vacant.")
    reason: NextReason = Field(description="The first that holds: the channel before the habit.")


class NextDesksView(View):
    items: list[NextDeskView] = Field(max_length=8)


class ListNextDesks(Query, service="files", returns=NextDesksView):
    """The desks to which the actor most likely marks the file: up to eight, by the channel, then by habit.

    None to which the channel does not let it go.
    """

    file_id: UUID


class ListNextDesksForReceipt(Query, service="files", returns=NextDesksView):
    """The desks to which the actor most likely marks a receipt, or, without one, a letter that is being diarised."""

    receipt_id: UUID | None = None
    category: SenderCategory | None = Field(
        default=None, description="Whose letter is being diarised; of a receipt it is known."
    )


class JumpedLevelsView(View):
    items: list[JumpedLevelView] = Field(max_length=4, description="Passed over on the way up, the lowest first.")
    first: JumpedLevelView | None = Field(
        default=None, description="Marking it to the desk is refused: it comes back through this level before."
    )
    informed: list[JumpedLevelView] = Field(
        default_factory=list, max_length=20, description="Who is informed if it goes straight, the highest first."
    )
    vacant: list[JumpedLevelView] = Field(
        default_factory=list,
        max_length=20,
        description="Levels through which it need not come back: nobody sits there.",
    )
    most_levels: int | None = Field(
        default=None, description="Marking it to the desk is refused: no more levels than these deal with a submission."
    )


class ListJumpedLevels(Query, service="files", returns=JumpedLevelsView):
    """What the State's channel says of marking the file to a post: levels jumped on the way up, and on the way back."""

    file_id: UUID
    to_post: UUID


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
