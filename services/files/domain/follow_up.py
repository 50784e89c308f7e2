"""A follow-up: a desk has itself reminded of a file on a day, wherever the file is by then.

It is the desk's, not the person's: who takes over the post is reminded. A desk has one of a file; a new one replaces
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from contracts.files.follow_up_errors import FollowUpInThePast, FollowUpNotFound, FollowUpOver, NeverAtDesk
from contracts.files.follow_up_events import FollowUpDue
from contracts.files.follow_ups import FollowUpView, FollowUpWish
from contracts.files.views import PostRef, SignatureBlock
from services.files.domain.access import Reach
from services.files.domain.actor import Actor
from services.files.domain.custody import When
from services.files.domain.file import File
from services.files.domain.numbering import office_day

Outcome = Literal["done", "cancelled", "replaced"]


@dataclass(slots=True, kw_only=True)
class FollowUp:
    id: UUID
    file_id: UUID
    post: PostRef
    due_on: date
    word: str
    set_by: SignatureBlock
    set_at: datetime
    alerted_at: datetime | None = None
    """When the desk was told: it is told once."""
    outcome: Outcome | None = None
    ended_by: SignatureBlock | None = None
    ended_at: datetime | None = None

    def must_be_of(self, actor: Actor) -> None:
        """Raises FollowUpNotFound."""
        if self.post.post_id != actor.post_id:
            raise FollowUpNotFound

    def end(self, outcome: Outcome, by: Actor, when: When) -> None:
        """Raises FollowUpOver."""
        if self.outcome is not None:
            raise FollowUpOver
        self.outcome, self.ended_by, self.ended_at = outcome, by.signature, when.not_before(self.set_at)

    def alert(self, at: datetime, file: File) -> FollowUpDue | None:
        """What the desk is told, once and only while it has not ended."""
        if self.outcome is not None or self.alerted_at is not None:
            return None
        self.alerted_at = at
        return FollowUpDue(
            follow_up_id=self.id,
            file_id=file.id,
            number=file.number,
            subject=file.subject,
            grading=file.grading,
            post=self.post,
            holder=file.holder,
            word=self.word,
            due_on=self.due_on,
        )

    def view(self, file: File, today: date) -> FollowUpView:
        return FollowUpView.model_construct(
            id=self.id,
            file_id=file.id,
            file_number=file.number,
            subject=file.subject,
            grading=file.grading,
            file_state=file.state,
            holder=file.holder,
            is_here=file.holder.post_id == self.post.post_id,
            due_on=self.due_on,
            is_due=self.due_on <= today,
            word=self.word,
            set_by=self.set_by,
            set_at=self.set_at,
            outcome=self.outcome,
            ended_at=self.ended_at,
        )


def begin(follow_up_id: UUID, file: File, wish: FollowUpWish, by: Actor, when: When) -> FollowUp:
    """Raises FollowUpInThePast."""
    if wish.due_on < office_day(when.occurred_at):
        raise FollowUpInThePast(due_on=wish.due_on.isoformat())
    return FollowUp(
        id=follow_up_id,
        file_id=file.id,
        post=by.post,
        due_on=wish.due_on,
        word=wish.word,
        set_by=by.signature,
        set_at=when.occurred_at,
    )


def must_have_had(reach: Reach) -> None:
    """Raises NeverAtDesk."""
    if not (reach.holds or reach.held_before):
        raise NeverAtDesk
