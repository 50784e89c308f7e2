"""Passwords: which are good enough, how ours are made, and what hashes them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from contracts.identity.errors import PasswordTooWeak

MINIMUM = 12
DIFFERENT = 5
# No letters and digits that look alike on a printed slip.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 4


class Passwords(Protocol):
    """A slow hash (argon2id). Hashing takes tens of milliseconds and tens of megabytes."""

    def hashed(self, password: str) -> str:
        """The encoded hash with its salt and parameters."""

    def matches(self, encoded: str | None, password: str) -> bool:
        """Whether it is the password. Without a hash it takes as long, and is never true."""

    def is_outdated(self, encoded: str) -> bool:
        """Whether the hash was made with other parameters than today's."""


@dataclass(eq=False)
class Credential:
    """What a person proves himself with. A service account's secret is kept in the same way."""

    person_id: UUID
    encoded: str
    must_change: bool
    changed_at: datetime

    def replace(self, encoded: str, *, must_change: bool, at: datetime) -> None:
        self.encoded, self.must_change, self.changed_at = encoded, must_change, at


def check_strength(password: str, user_name: str, old: str | None = None) -> None:
    """Length before composition, as NIST SP 800-63B asks. Raises PasswordTooWeak."""
    if len(password) < MINIMUM:
        raise PasswordTooWeak(reason="short")
    if len(set(password)) < DIFFERENT:
        raise PasswordTooWeak(reason="repeats")
    if any(len(part) > 2 and part in password.lower() for part in (user_name, *user_name.split("."))):
        raise PasswordTooWeak(reason="contains_name")
    if password == old:
        raise PasswordTooWeak(reason="same")


def generated() -> str:
    """A new password as ``kx7m-2hqp-9rtd-4wzn``: 79 bits, readable over a telephone."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
