"""Failed sign-ins: who fails repeatedly waits, longer each time.

An attempt is counted before the password is looked at and taken back when it was right, so that many guesses at once
count as many. A name that nobody bears is counted like any other: the answers do not tell which names exist.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from contracts.identity.errors import TooManyAttempts


@dataclass(frozen=True)
class Limit:
    """``free`` failures cost nothing; then each one costs a wait that doubles from ``first`` up to ``longest``."""

    free: int
    first: timedelta
    longest: timedelta
    forgotten_after: timedelta
    """Without an attempt for this long, counting starts again."""

    def wait(self, failures: int) -> timedelta:
        if failures < self.free:
            return timedelta(0)
        doublings: int = 2 ** min(failures - self.free, 30)
        return min(self.first * doublings, self.longest)


ACCOUNT = Limit(free=5, first=timedelta(seconds=30), longest=timedelta(minutes=30), forgotten_after=timedelta(hours=24))
KNOWN_FOR = timedelta(days=30)
"""How long an address counts as the owner's own after a sign-in from there."""
# An office behind one line shares an address, so a source may fail more often before it waits.
SOURCE = Limit(
    free=50, first=timedelta(seconds=30), longest=timedelta(minutes=15), forgotten_after=timedelta(minutes=30)
)


@dataclass(eq=False)
class Attempts:
    """Failures of one account name or one source address."""

    subject: bytes
    failures: int
    last_at: datetime
    locked_until: datetime | None = None

    def count(self, limit: Limit, at: datetime) -> None:
        """One more, until ``took_back``. Raises TooManyAttempts, without counting, during a wait."""
        if self.locked_until is not None and at < self.locked_until:
            raise TooManyAttempts(retry_after=int((self.locked_until - at).total_seconds()) + 1)
        if at - self.last_at > limit.forgotten_after:
            self.failures = 0
        self.failures += 1
        self.last_at = at
        wait = limit.wait(self.failures)
        self.locked_until = at + wait if wait else None

    def take_back(self, limit: Limit) -> None:
        """The attempt was no failure after all."""
        self.failures = max(self.failures - 1, 0)
        if self.failures < limit.free:
            self.locked_until = None

    def forget(self) -> None:
        """The right password, or an administrator, makes good for all failures of an account."""
        self.failures = 0
        self.locked_until = None


def account_subject(user_name: str) -> bytes:
    """Hashed, because people type their password into the name field."""
    return hashlib.sha256(b"account:" + user_name.encode()).digest()


def own_subject(user_name: str, address: str) -> bytes:
    """The name at an address from which its owner signed in lately."""
    return hashlib.sha256(b"own:" + user_name.encode() + b"\0" + address.encode()).digest()


def source_subject(address: str) -> bytes:
    return hashlib.sha256(b"source:" + address.encode()).digest()
