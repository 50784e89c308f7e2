"""Which desk had a file and for how long, by the wall clock. The shares sum to the whole (feature rows 63, 64)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from contracts.files import DeskTimeView, HistoryView, MovementView, PersonRef
from services.files.domain.custody import Movement


@dataclass(frozen=True, slots=True)
class Opening:
    """Who first opened at a desk what a movement had brought there."""

    person: PersonRef
    at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """A stay at one desk: the movement that began it, and when the next one ended it (none: it lies there)."""

    movement: Movement
    opening: Opening | None
    left_at: datetime | None

    def held_seconds(self, now: datetime) -> float:
        """A closed file lies on a desk, but is not held by it."""
        if self.movement.kind == "closed":
            return 0.0
        # A claimed time may lie a little ahead of the server's clock; time does not run backwards for it.
        return max(0.0, ((self.left_at or now) - self.movement.occurred_at).total_seconds())

    def view(self, now: datetime) -> MovementView:
        movement = self.movement
        return MovementView.model_construct(
            serial=movement.serial,
            kind=movement.kind,
            from_post=movement.from_post,
            to_post=movement.to_post,
            by=movement.by,
            remarks=movement.remarks,
            occurred_at=movement.occurred_at,
            recorded_at=movement.recorded_at,
            source=movement.source,
            opened_at=self.opening.at if self.opening else None,
            opened_by=self.opening.person if self.opening else None,
            left_at=self.left_at,
            held_seconds=self.held_seconds(now),
        )


def visits(chain: Sequence[tuple[Movement, Opening | None]]) -> list[Visit]:
    """The stays, from a file's chain in the order of its serials. What is not forwarded comes to the desk opened."""
    ends = [later.occurred_at for _, (later, _) in pairwise(chain)]
    return [
        Visit(movement, opening or _opened_on_arrival(movement), left_at)
        for (movement, opening), left_at in zip(chain, [*ends, None], strict=True)
    ]


def _opened_on_arrival(movement: Movement) -> Opening | None:
    if movement.kind == "forwarded":
        return None
    return Opening(movement.by.person, movement.occurred_at)


def history(chain: Sequence[tuple[Movement, Opening | None]], now: datetime) -> HistoryView:
    """The movements, and the desks in the order of their first visit.

    ``elapsed_seconds`` runs from the first movement until now, without the time in which the file was closed.
    """
    stays = visits(chain)
    desks: dict[UUID, DeskTimeView] = {}
    for stay in stays:
        held = stay.held_seconds(now)
        post = stay.movement.to_post
        before = desks.get(post.post_id)
        arrived = 0 if stay.movement.kind == "closed" else 1
        desks[post.post_id] = DeskTimeView.model_construct(
            post=post,
            visits=(before.visits if before else 0) + arrived,
            held_seconds=(before.held_seconds if before else 0.0) + held,
        )
    return HistoryView.model_construct(
        movements=[stay.view(now) for stay in stays],
        desks=list(desks.values()),
        elapsed_seconds=_elapsed(stays, now),
    )


def _elapsed(stays: Sequence[Visit], now: datetime) -> float:
    """From end to end, less the closed intervals; not a sum over the desks, so that the two can be compared."""
    last = stays[-1]
    end = last.movement.occurred_at if last.movement.kind == "closed" else max(now, last.movement.occurred_at)
    whole = (end - stays[0].movement.occurred_at).total_seconds()
    closed = sum(
        (stay.left_at - stay.movement.occurred_at).total_seconds()
        for stay in stays
        if stay.movement.kind == "closed" and stay.left_at is not None
    )
    return float(whole - closed)
