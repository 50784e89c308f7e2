"""Sessions and refresh tokens.

A refresh token works once and gives a successor. Who did not get the answer sends the same token again and gets the
very same successor, for 60 seconds and only while nobody has used that one. Any later use means that two
hold the token, so the session ends.

The successor is kept only in a form that the predecessor opens: XOR with HMAC-SHA256 under the predecessor, a 256-bit
secret that is used for this once. Whoever reads the table can neither use nor compute a token.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from uuid import UUID

from contracts.identity.errors import SessionEnded

REPEAT_WINDOW = timedelta(seconds=60)
PREFIX = "ptv-r-"
BYTES = 32
INDIA = timezone(timedelta(hours=5, minutes=30), "IST")
KEPT_AFTER_END = timedelta(days=366)
"""Who was signed in, from where and when, stays on record for a year."""


def office_day(at: datetime) -> date:
    """The date in India."""
    return at.astimezone(INDIA).date()


@dataclass(eq=False)
class Session:
    """One sign-in on one device."""

    id: UUID
    person_id: UUID
    charge_id: UUID | None
    started_at: datetime
    ends_at: datetime
    """However often it is refreshed."""
    client_address: str | None = None
    ended_at: datetime | None = None
    end_reason: str | None = None

    def check_alive(self, at: datetime) -> None:
        if self.ended_at is not None or at >= self.ends_at:
            raise SessionEnded

    def end(self, at: datetime, reason: str) -> None:
        """Ending twice keeps the first time and reason."""
        if self.ended_at is None:
            self.ended_at, self.end_reason = at, reason


@dataclass(eq=False)
class RefreshToken:
    """What the table knows of a token: its hash and, once it was used, its sealed successor."""

    token_hash: bytes
    session_id: UUID
    expires_at: datetime
    used_at: datetime | None = None
    successor_hash: bytes | None = None
    successor_sealed: bytes | None = None

    def is_repeat(self, at: datetime, successor: RefreshToken | None) -> bool:
        """Whether a second use is a client that lost the answer, and not theft."""
        if self.used_at is None or successor is None:
            return False
        return at - self.used_at <= REPEAT_WINDOW and successor.used_at is None

    def use(self, token: str, successor: str, at: datetime) -> None:
        self.used_at = at
        self.successor_hash = hash_of(successor)
        self.successor_sealed = _crossed(raw(successor), token)

    def successor(self, token: str) -> str:
        """The successor's text, for who holds ``token`` itself."""
        if self.successor_sealed is None:
            raise SessionEnded
        return spelt(_crossed(self.successor_sealed, token))


def new_token() -> str:
    return spelt(secrets.token_bytes(BYTES))


def spelt(value: bytes) -> str:
    return PREFIX + base64.urlsafe_b64encode(value).decode().rstrip("=")


def raw(token: str) -> bytes:
    """Raises SessionEnded where it is no token of ours."""
    try:
        value = base64.urlsafe_b64decode(token.removeprefix(PREFIX) + "=")
    except ValueError:
        raise SessionEnded from None
    if not token.startswith(PREFIX) or len(value) != BYTES:
        raise SessionEnded
    return value


def hash_of(token: str) -> bytes:
    return hashlib.sha256(raw(token)).digest()


def _crossed(value: bytes, token: str) -> bytes:
    pad = hmac.new(raw(token), b"successor", hashlib.sha256).digest()
    return bytes(a ^ b for a, b in zip(value, pad, strict=True))
