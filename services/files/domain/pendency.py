"""What waits at the desks, by age in days of 24 hours (feature row 63; wall clock)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

Bucket = Literal["days_0_3", "days_4_7", "days_8_15", "days_16_30", "days_31_90", "days_over_90"]
BUCKETS: tuple[Bucket, ...] = get_args(Bucket)
# A bucket takes ages of up to so many whole days; a file is in its third day until the fourth is full.
LAST_DAYS = (3, 7, 15, 30, 90)


@dataclass(frozen=True, slots=True)
class Span:
    """The times of arrival that fall into a bucket: ``after < arrival <= until``; none is without limit."""

    after: datetime | None
    until: datetime | None


def edges(now: datetime) -> list[datetime]:
    """Where the buckets meet, from the youngest to the oldest: who came at an edge or before is in the older one."""
    return [now - timedelta(days=last + 1) for last in LAST_DAYS]


def span(bucket: Bucket, now: datetime) -> Span:
    """The arrivals that this bucket counts at this moment."""
    between = [None, *edges(now), None]
    place = BUCKETS.index(bucket)
    return Span(after=between[place + 1], until=between[place])
