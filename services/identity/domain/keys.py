"""Keys that sign access tokens, and when each of them signs and verifies.

A key is published before it signs, so that every service has it in time, and verifies until the last token that it
signed has expired.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

SIGNS_FOR = timedelta(days=30)
PUBLISHED_BEFORE = timedelta(days=1)
VERIFIES_AFTER = timedelta(minutes=15)
"""Longer than a token lives plus the leeway of the verifiers."""


@dataclass(eq=False)
class SigningKey:
    kid: str
    public_x: str
    """The public key as in a JWK (RFC 8037): base64url without padding."""
    sealed_private: bytes
    signs_from: datetime
    signs_until: datetime
    verifies_until: datetime

    def signs(self, at: datetime) -> bool:
        return self.signs_from <= at < self.signs_until

    def retire(self, at: datetime) -> None:
        """Sign no more; what was signed stays good until it expires."""
        self.signs_until = min(self.signs_until, at)
        self.verifies_until = min(self.verifies_until, at + VERIFIES_AFTER)

    def withdraw(self, at: datetime) -> None:
        """The private key is known to somebody: nothing signed with it may be published as good."""
        self.signs_until = min(self.signs_until, at)
        self.verifies_until = min(self.verifies_until, at)


def signing(keys: Iterable[SigningKey], at: datetime) -> SigningKey | None:
    """The key to sign with now: of several the newest."""
    return max((key for key in keys if key.signs(at)), key=lambda key: key.signs_from, default=None)


def next_start(keys: Iterable[SigningKey], at: datetime) -> datetime | None:
    """When a further key has to begin to sign, if it has to be made now; none if the present ones suffice."""
    last = max((key.signs_until for key in keys), default=at)
    if last <= at:
        return at
    return last if last - at <= PUBLISHED_BEFORE else None
