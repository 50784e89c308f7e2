"""Who is charged with each second of a file's life.

A second belongs to exactly one of: nobody, because the office of the desk was closed (``off_hours``); whoever the
file waits for while its clock is stopped (``citizen``, ``other_office``, ``court``); nobody, during an outage that was
measured or declared (``outage``); the desk on which the file lies (``desk``). The first of these that holds takes it.
Time that was contested, and accepted by a superior, counts like a stopped clock or an outage of that stay alone. A
file that waits for a citizen on a Sunday is charged to the Sunday, because nobody at the desk could have acted either;
one that waits for him during an outage to the citizen, because the outage kept nobody.

Nothing is kept of what comes out: it is counted anew from the history, the calendars and the outages, so that a
changed calendar changes the past in the same way as if it had been so from the start.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Literal
from uuid import UUID

from services.files.domain.clock.calendar import OfficeHours

Share = Literal["desk", "other_office", "citizen", "court", "off_hours", "outage"]
Waiting = Literal["other_office", "citizen", "court"]
SHARES: tuple[Share, ...] = ("desk", "other_office", "citizen", "court", "off_hours", "outage")

Shares = dict[Share, int]
"""Whole seconds, all six."""
HoursOf = Callable[[UUID | None], OfficeHours]
"""The working time of an office; of an unknown one by the calendars of district and State."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit to a desk. The next one begins when it ends; the last one lasts until now."""

    serial: int
    office_id: UUID | None
    since: datetime
    closed: bool = False
    """The file is closed: time that nobody is charged with, and that does not count."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time for which the desk is not charged; open where ``until`` is None. Outages, stopped clocks, and what was
    contested and accepted."""

    share: Literal["other_office", "citizen", "court", "outage"]
    since: datetime
    until: datetime | None = None
    serial: int | None = None
    """The stay with which it ends at the latest; None for what concerns all."""
    office_id: UUID | None = None
    """The office whose desks it concerns; None for what concerns all."""

    def covers(self, at: datetime, stay: Stay) -> bool:
        if self.serial is not None and self.serial != stay.serial:
            return False
        if self.office_id is not None and self.office_id != stay.office_id:
            return False
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Piece:
    """A time charged to one share, in whole seconds."""

    serial: int
    since: datetime
    until: datetime
    share: Share

    @property
    def seconds(self) -> int:
        return int((self.until - self.since).total_seconds())


def pieces(stays: Sequence[Stay], hours_of: HoursOf, stretches: Iterable[Stretch], now: datetime) -> Iterator[Piece]:
    """The life of a file from the first stay until now, closed times left out, without gap or overlap.

    Moments are taken in whole seconds, so that sums are exact. A claimed time that runs backwards counts as the
    moment before it.
    """
    whole = [
        replace(one, since=_second(one.since), until=one.until and _second(one.until))
        for one in sorted(stretches, key=lambda one: one.since)
    ]
    for stay, (since, until) in zip(stays, spans(stays, now), strict=True):
        if not stay.closed:
            yield from _of_stay(stay, since, until, hours_of(stay.office_id), whole)


def spans(stays: Sequence[Stay], now: datetime) -> list[tuple[datetime, datetime]]:
    """Beginning and end of each stay in whole seconds; each begins where the one before it ended."""
    moments: list[datetime] = []
    for moment in (*(stay.since for stay in stays), now):
        at = _second(moment)
        moments.append(max(at, moments[-1]) if moments else at)
    return list(pairwise(moments))


def elapsed(stays: Sequence[Stay], now: datetime) -> int:
    """Seconds from end to end less the closed ones; not a sum over the pieces, so that the two can be compared."""
    every = spans(stays, now)
    if not every:
        return 0
    closed = sum(
        int((until - since).total_seconds()) for stay, (since, until) in zip(stays, every, strict=True) if stay.closed
    )
    return int((every[-1][1] - every[0][0]).total_seconds()) - closed


def shares(of: Iterable[Piece]) -> Shares:
    """Added up. All six are there, also those with nothing."""
    sums: Counter[Share] = Counter()
    for piece in of:
        sums[piece.share] += piece.seconds
    return {share: sums[share] for share in SHARES}


def _of_stay(
    stay: Stay, since: datetime, until: datetime, hours: OfficeHours, stretches: Sequence[Stretch]
) -> Iterator[Piece]:
    sessions = list(hours.sessions(since, until))
    begins = [begin for begin, _end in sessions]
    cuts = {since, until, *(moment for session in sessions for moment in session)}
    for one in stretches:
        cuts |= {moment for moment in (one.since, one.until) if moment is not None and since < moment < until}
    # Nothing changes between two cuts, so the first second of a piece speaks for all of it.
    for begin, end in pairwise(sorted(cuts)):
        place = bisect_right(begins, begin) - 1
        is_open = place >= 0 and begin < sessions[place][1]
        yield Piece(stay.serial, begin, end, _working_share(begin, stay, stretches) if is_open else "off_hours")


def _working_share(at: datetime, stay: Stay, stretches: Sequence[Stretch]) -> Share:
    """A stopped clock before an outage; of several waits the one that began first."""
    holding = [one.share for one in stretches if one.covers(at, stay)]
    return next((share for share in holding if share != "outage"), holding[0] if holding else "desk")


def _second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
