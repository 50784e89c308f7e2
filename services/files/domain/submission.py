"""A file on its way up and back: at most so many levels deal with a submission, and a jump returns by what it jumped.

CSMOP, and the manuals of States after it: not more than four levels for a decision; where levels are jumped, the file
comes back through each of them; what is urgent may go straight to who carries it out, and the levels are informed.
Whatever moves a file without being marked by its desk (pulling back, pulling up, reopening) is not held to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import Field

from contracts.base import View
from contracts.files.levels import NotUrgent, ReasonMissing, ReturnsThrough, TooManyLevels
from contracts.files.views import JumpedLevelView, Urgency

Levels = Sequence[JumpedLevelView]


@dataclass(frozen=True, slots=True)
class Way:
    """From the desk that has a file to another one, as the channel and the hierarchy have it at that moment."""

    to: UUID
    upwards: bool = False
    same_office: bool = True
    jumped: Levels = ()
    """On the way up, the lowest first."""
    most: int | None = None
    """Levels that deal with a submission in one office; none where the State's procedure sets no bound."""
    above_to: Sequence[UUID] = ()
    """Posts above the other desk, the nearest first. Needed only where the file has something to return through."""
    live: frozenset[UUID] = frozenset()
    """Of the posts to be returned through, those at which somebody sits."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What a movement says of levels beside its two ends."""

    jumped: Levels = ()
    informed: Levels = ()
    vacant: Levels = ()

    @property
    def facts(self) -> dict[str, Any]:
        """For the ledger: ids, and nothing where nothing was passed."""
        parts = {"jumped": self.jumped, "informed": self.informed, "vacant": self.vacant}
        return {name: [str(level.post.post_id) for level in levels] for name, levels in parts.items() if levels}


NOTHING_PASSED = Passed()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the channel makes of marking a file to a desk."""

    jumped: Levels
    """Going up: levels that would be passed over."""
    blocked_by: Levels
    """Going down: levels jumped before that lie above the desk, the highest first, somebody at each."""
    vacant: Levels
    """The same with nobody at them: a file is not stranded at an empty desk."""
    too_many: bool

    def passed(self, most: int | None, urgency: Urgency, remarks: str, straight: bool) -> Passed:
        """Raises TooManyLevels, ReturnsThrough, NotUrgent, ReasonMissing."""
        if self.too_many:
            raise TooManyLevels(levels=most)
        if self.blocked_by and not straight:
            first = self.blocked_by[0].post
            raise ReturnsThrough(post=first.post_id, post_hi=first.designation_hi, post_en=first.designation_en)
        if self.blocked_by and urgency == "routine":
            raise NotUrgent
        if self.blocked_by and not remarks:
            raise ReasonMissing
        return Passed(self.jumped, self.blocked_by, self.vacant)


class Submission(View):
    """How far up a file has come, and what it has to return through. One that has only begun says nothing."""

    levels: int = 1
    """Desks of one office that dealt with it one above the other, the present one included."""
    through: list[JumpedLevelView] = Field(default_factory=list)
    """Jumped and not returned through, in the order in which they were jumped."""
    before: Submission | None = None
    """As it was before the last movement, for pulling that back."""

    def outlook(self, way: Way) -> Outlook:
        """What marking the file along this way would mean."""
        if way.upwards:
            levels = self.levels + 1 if way.same_office else 1
            return Outlook(way.jumped, (), (), too_many=way.most is not None and levels > way.most)
        above = {post_id: place for place, post_id in enumerate(way.above_to)}
        blocking = [level for level in self.through if level.post.post_id in above]
        blocking.sort(key=lambda level: above[level.post.post_id], reverse=True)
        live = [level for level in blocking if level.post.post_id in way.live]
        return Outlook((), live, [level for level in blocking if level not in live], too_many=False)

    def after(self, way: Way, passed: Passed) -> Submission | None:
        """Once it is there. None where it says nothing any more."""
        settled = {level.post.post_id for level in (*passed.informed, *passed.vacant)} | {way.to}
        new = {level.post.post_id for level in passed.jumped}
        through = [level for level in self.through if level.post.post_id not in settled | new] + list(passed.jumped)
        levels = self.levels + 1 if way.upwards and way.same_office else 1
        return Submission(levels=levels, through=through, before=self._bare()).or_none()

    def taken_back(self) -> Submission | None:
        """As it was before the movement that is pulled back."""
        return self.before.or_none() if self.before is not None else None

    def or_none(self) -> Submission | None:
        """None for what a file without any record is."""
        return self if self.levels > 1 or self.through or self.before is not None else None

    def _bare(self) -> Submission | None:
        return Submission(levels=self.levels, through=self.through).or_none()


BEGUN = Submission()
