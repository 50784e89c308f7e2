"""Token buckets: so many requests at once, so many a second for long. Kept in memory, for each gateway process."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from contracts.errors import TooMany

REMEMBERED = 20_000


class Buckets:
    """One bucket a key. ``rate`` a second, ``burst`` at most in the bucket."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._clock = clock
        self._levels: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, key: Hashable) -> None:
        """Take one. Raises TooMany with ``retry_after`` in whole seconds where the bucket is empty."""
        now = self._clock()
        level, seen = self._levels.pop(key, (self._burst, now))
        level = min(self._burst, level + (now - seen) * self._rate)
        allowed = level >= 1
        self._levels[key] = (level - 1 if allowed else level, now)
        # The one not seen for longest goes; its bucket has most likely filled again.
        while len(self._levels) > REMEMBERED:
            self._levels.popitem(last=False)
        if not allowed:
            raise TooMany(retry_after=max(1, math.ceil((1 - level) / self._rate)))
