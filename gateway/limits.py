"""Token buckets: so many requests at once, so many a second for long.

Kept in the memory of each gateway process and bounded there. Nothing outlives a restart: all buckets are full again.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address, ip_network

from contracts.errors import TooMany
from contracts.files.errors import ReceiptStatusNotFound
from gateway.errors import TooManyWrongCodes

REMEMBERED = 20_000
HOUR = 3600.0
ONE_LINE = 64
"""Bits of an IPv6 address that name a subscriber's line; the others its devices choose as they like (RFC 6177)."""


def line_of(address: str) -> str:
    """Whose share a request from this address takes from: the address; of IPv6 addresses the line they belong to."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return address
    return str(known.ipv4_mapped or ip_network((known.packed, ONE_LINE), strict=False))


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

    def give_back(self, key: Hashable) -> None:
        """Undo one ``take``. A bucket that is full by that is not remembered."""
        level, seen = self._levels.pop(key, (self._burst, 0.0))
        if level + 1 < self._burst:
            self._levels[key] = (level + 1, seen)


class WrongCodes:
    """Wrong codes for the number of a letter: few from one line, and from all together so few that nobody finds one.

    Right codes count nowhere, so whoever has the slip is in nobody's way. To stand in his takes wrong codes: a few from
    the line that he uses himself, from elsewhere so many that it takes a hundred lines.
    """

    def __init__(self, per_hour: int, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._of_line = Buckets(per_hour / HOUR, per_hour, clock)
        self._of_number = Buckets(rate, burst, clock)

    @contextmanager
    def counted(self, line: str, number: str) -> Iterator[None]:
        """Around the question, which counts where it ends in ReceiptStatusNotFound. Raises TooManyWrongCodes.

        Taken beforehand, so that questions asked at the same time do not all pass before the first has failed.
        """
        self._take(line, number)
        is_wrong = False
        try:
            yield
        except ReceiptStatusNotFound:
            is_wrong = True
            raise
        finally:
            if not is_wrong:
                self._of_line.give_back((line, number))
                self._of_number.give_back(number)

    def _take(self, line: str, number: str) -> None:
        try:
            self._of_line.take((line, number))
            try:
                self._of_number.take(number)
            except TooMany:
                self._of_line.give_back((line, number))
                raise
        except TooMany as full:
            seconds = int(full.fields["retry_after"] or 0)
            raise TooManyWrongCodes(retry_after=seconds, minutes=math.ceil(seconds / 60)) from None
