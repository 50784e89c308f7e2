"""The order of what is found, and how far back one has to look for the next of it.

Papers are ordered by quarters of a day in India, the newest first; within a quarter the more urgent come first, then
the newer. So that a page of a common word costs no more than one of a rare word, every paper is filed in the index
under the quarter to which it belongs, under the four quarters of which that is one, the sixteen, and so on. A search
goes down a **ladder** of such stretches from now into the past, each at most four times as long as all before it, and
stops where it has enough: the number of rungs grows with the logarithm of the years.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

QUARTER = timedelta(hours=6)
BEGINNING = datetime(1999, 12, 31, 18, 30, tzinfo=UTC)
"""Midnight in India; what is older is filed as of that day."""
LEVELS = 9
"""4**8 quarters are 44 years."""
STEP = 4


def quarter_of(moment: datetime) -> int:
    """Which quarter of a day it is, counted from the beginning."""
    return max(0, (moment - BEGINNING) // QUARTER)


def filed_under(quarter: int) -> list[str]:
    """The stretches to which a quarter belongs, as the index names them."""
    return [_name(level, quarter // STEP**level) for level in range(LEVELS)]


def ladder(newest: int) -> Iterator[str]:
    """The stretches from this quarter down to the beginning, each once."""
    end, passed = newest + 1, 1
    while end > 0:
        level = 0
        while level + 1 < LEVELS and end % STEP ** (level + 1) == 0 and STEP**level <= passed:
            level += 1
        end -= STEP**level
        passed += STEP**level
        yield _name(level, end // STEP**level)


def _name(level: int, place: int) -> str:
    return f"#q{level}.{place}"
