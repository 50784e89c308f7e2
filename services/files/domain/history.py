"""Which desk had a file and for how long, by the wall clock and by the calendars. The shares sum to the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from contracts.files import (
    ConsultedView,
    ContestView,
    DeadlineView,
    DeskTimeView,
    HistoryView,
    MovementView,
    OutageView,
    PersonRef,
    SharesView,
    StopView,
)
from services.files.domain.clock.charging import HoursOf, Piece, Stay, Stretch, elapsed, pieces, shares
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

    def stay(self) -> Stay:
        """As the clocks count it: a desk has what it was sent from when it could see it."""
        movement = self.movement
        begin = movement.occurred_at
        if movement.kind == "forwarded" and movement.source != "migrated":
            begin = max(begin, movement.recorded_at)
        return Stay(movement.serial, movement.to_post.office_id, begin, movement.kind == "closed")

    def view(self, now: datetime, charged: SharesView, allowed_actions: list[str]) -> MovementView:
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
            shares=charged,
            jumped=list(movement.passed.jumped),
            informed=list(movement.passed.informed),
            vacant=list(movement.passed.vacant),
            allowed_actions=allowed_actions,
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


@dataclass(frozen=True)
class Told:
    """What is told besides the stays, and what of it the clocks count."""

    stops: Sequence[StopView] = ()
    consultations: Sequence[ConsultedView] = ()
    contests: Sequence[ContestView] = ()
    outages: Sequence[OutageView] = ()
    deadlines: Sequence[DeadlineView] = ()
    stretches: Sequence[Stretch] = ()
    """Outages, and contested time that was accepted."""
    actions: Mapping[int, list[str]] = field(default_factory=dict)
    """What the asker may do about each stay, by its serial."""

    def counted(self) -> list[Stretch]:
        """All times for which the desk is not charged."""
        return [
            *(Stretch(stop.reason, stop.since, stop.resumed_at, stop.serial) for stop in self.stops),
            *self.stretches,
        ]


NOTHING_TOLD = Told()


def history(found: Sequence[Visit], now: datetime, hours_of: HoursOf, told: Told = NOTHING_TOLD) -> HistoryView:
    """The movements, and the desks in the order of their first visit.

    ``elapsed_seconds`` runs from the first movement until now, without the time in which the file was closed.
    """
    stays = [visit.stay() for visit in found]
    by_stay: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces(stays, hours_of, told.counted(), now):
        by_stay[piece.serial].append(piece)
    by_desk: dict[UUID, list[Visit]] = defaultdict(list)
    for visit in found:
        by_desk[visit.movement.to_post.post_id].append(visit)
    return HistoryView.model_construct(
        movements=[
            visit.view(now, charged(by_stay[visit.movement.serial]), told.actions.get(visit.movement.serial, []))
            for visit in found
        ],
        desks=[_desk(of_desk, by_stay, now) for of_desk in by_desk.values()],
        elapsed_seconds=_elapsed(found, now),
        shares=charged((one for of_stay in by_stay.values() for one in of_stay), elapsed(stays, now)),
        consultations=list(told.consultations),
        stops=list(told.stops),
        contests=list(told.contests),
        outages=list(told.outages),
        deadlines=list(told.deadlines),
    )


def _desk(of_desk: Sequence[Visit], by_stay: dict[int, list[Piece]], now: datetime) -> DeskTimeView:
    return DeskTimeView.model_construct(
        post=of_desk[-1].movement.to_post,
        visits=sum(visit.movement.kind != "closed" for visit in of_desk),
        held_seconds=sum(visit.held_seconds(now) for visit in of_desk),
        shares=charged(one for visit in of_desk for one in by_stay[visit.movement.serial]),
    )


def charged(of: Iterable[Piece], total: int | None = None) -> SharesView:
    """The shares of these pieces; ``total`` where it was counted another way."""
    sums = shares(of)
    whole = sum(sums.values()) if total is None else total
    return SharesView.model_validate({**sums, "total": whole})


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
