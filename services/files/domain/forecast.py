"""Will it be in time? By what files of the same level have needed, and nothing else.

Two kinds of times are compared with what is left: how long it took from a file's coming to a level until its disposal
(against a deadline), and until it left that desk (against the day set for the desk). Only stays count that lasted as
long as this one has lasted already: who has waited ten days is compared with those that waited ten days, not with
those that were sent on the same afternoon. No model is fitted; the two quantiles and how many they are of are shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Literal
from uuid import UUID

from contracts.files.forecast import Outlook

FEWEST = 10
"""Stays of which something can be said."""
DAY = 86_400.0
HALF, FOUR_FIFTHS = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay of a file that was disposed of since: seconds until it left the desk, and until its disposal."""

    office_id: UUID
    level: str
    until_left: float
    until_closed: float


@dataclass(frozen=True, slots=True)
class Judged:
    outlook: Outlook
    usual_days: float | None
    slow_days: float | None
    sample: int
    sample_of: Literal["office", "district"] | None


class Experience:
    """How long things have taken, by level, in each office and in all."""

    def __init__(self, stays: Iterable[Stay]) -> None:
        known: dict[Hashable, list[float]] = defaultdict(list)
        for stay in stays:
            for office in (stay.office_id, None):
                known["left", office, stay.level].append(stay.until_left)
                known["closed", office, stay.level].append(stay.until_closed)
        self._known: Mapping[Hashable, list[float]] = {key: sorted(times) for key, times in known.items()}

    def judge(self, of: Literal["left", "closed"], office_id: UUID, level: str, here: float, left: float) -> Judged:
        """``here`` and ``left``: seconds that it has lain at this desk, and until it is due."""
        if left < 0:
            return Judged("missed", None, None, 0, None)
        for name, office in (("office", office_id), ("district", None)):
            longer = self._longer(of, office, level, here)
            if len(longer) >= FEWEST:
                usual, slow = (_quantile(longer, share) - here for share in (HALF, FOUR_FIFTHS))
                outlook: Outlook = "will_miss" if usual > left else "at_risk" if slow > left else "in_time"
                where: Literal["office", "district"] = "office" if name == "office" else "district"
                return Judged(outlook, round(usual / DAY, 1), round(slow / DAY, 1), len(longer), where)
        return Judged("unknown", None, None, 0, None)

    def _longer(self, of: str, office: UUID | None, level: str, here: float) -> list[float]:
        """Those that lasted longer than this one has lasted already."""
        times = self._known.get((of, office, level), [])
        return times[bisect_right(times, here) :]


def _quantile(times: list[float], share: float) -> float:
    """The smallest of these that so large a share of them does not exceed (nearest rank)."""
    return times[max(0, ceil(len(times) * share) - 1)]
