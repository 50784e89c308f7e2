"""What came to desks and went from them in a period, for one desk or for many.

Everything is counted from steps: how many things went from a desk to another, from nowhere (made, reopened) or to
nowhere (closed, put in a file). A group of desks receives what crosses its border inwards and disposes of what crosses
it outwards, so a section's figures do not grow with what its desks pass to each other, and for each group
``opening + received - disposed = closing``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from contracts.files import BucketView, FlowView
from services.files.domain.pendency import BUCKETS, LAST_DAYS


@dataclass(frozen=True, slots=True)
class Step:
    """So many things went this way; None is outside all desks."""

    from_post: UUID | None
    to_post: UUID | None
    closed: bool
    count: int


@dataclass(frozen=True, slots=True)
class Closing:
    """What waits at a desk at the end: all of it, and what is older than each of ``LAST_DAYS``."""

    waiting: int
    older: tuple[int, ...]
    oldest: datetime | None


@dataclass(slots=True)
class _Sum:
    received: int = 0
    disposed: int = 0
    closed: int = 0
    waiting: int = 0
    older: list[int] = field(default_factory=lambda: [0] * len(LAST_DAYS))
    oldest: datetime | None = None

    def view(self) -> FlowView:
        ages = [self.waiting, *self.older, 0]
        return FlowView(
            opening=self.waiting - self.received + self.disposed,
            received=self.received,
            disposed=self.disposed,
            closed=self.closed,
            closing=self.waiting,
            buckets=BucketView(**{name: ages[at] - ages[at + 1] for at, name in enumerate(BUCKETS)}),
            oldest_since=self.oldest,
        )


Group = TypeVar("Group", bound=Hashable)
NOTHING = _Sum().view()


@dataclass(frozen=True)
class Flows:
    """Of one kind of thing, at all desks that are asked for."""

    steps: Sequence[Step]
    closing: Mapping[UUID, Closing]

    def busy(self) -> set[UUID]:
        """Desks at which something waited, came or went."""
        moved = {post for step in self.steps for post in (step.from_post, step.to_post) if post is not None}
        return moved | set(self.closing)

    def by(self, groups: Mapping[UUID, Group]) -> dict[Group, FlowView]:
        """Of each group of desks; desks that are in none are outside."""
        sums: dict[Group, _Sum] = defaultdict(_Sum)
        for step in self.steps:
            came = groups.get(step.to_post) if step.to_post is not None else None
            went = groups.get(step.from_post) if step.from_post is not None else None
            if came == went:
                continue
            if came is not None:
                sums[came].received += step.count
            if went is not None:
                sums[went].disposed += step.count
                sums[went].closed += step.count if step.closed else 0
        for post, closing in self.closing.items():
            if post in groups:
                _add(sums[groups[post]], closing)
        return {group: found.view() for group, found in sums.items()}


def _add(to: _Sum, closing: Closing) -> None:
    to.waiting += closing.waiting
    to.older = [before + more for before, more in zip(to.older, closing.older, strict=True)]
    if closing.oldest is not None:
        to.oldest = min(to.oldest, closing.oldest) if to.oldest is not None else closing.oldest
