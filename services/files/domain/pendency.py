"""What waits at the desks, by age in days as an office counts them: by the date in India (feature row 63).

What came today is of age 0 and becomes older at midnight, for all desks at once; between two midnights an age changes
only by what comes and goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from services.files.domain.numbering import dawn

Bucket = Literal["days_0_3", "days_4_7", "days_8_15", "days_16_30", "days_31_90", "days_over_90"]
BUCKETS: tuple[Bucket, ...] = get_args(Bucket)
# A bucket takes ages of up to so many days.
LAST_DAYS = (3, 7, 15, 30, 90)


@dataclass(frozen=True, slots=True)
class Span:
    """The times of arrival that fall into a bucket: ``since <= arrival < before``; none is without limit."""

    since: datetime | None
    before: datetime | None


def edges(today: date) -> list[datetime]:
    """Where the buckets meet, from the youngest to the oldest: who came before an edge is in the older one."""
    return [dawn(today - timedelta(days=last)) for last in LAST_DAYS]


def span(bucket: Bucket, today: date) -> Span:
    """The arrivals that this bucket counts on this day in India."""
    between = [None, *edges(today), None]
    place = BUCKETS.index(bucket)
    return Span(since=between[place + 1], before=between[place])
