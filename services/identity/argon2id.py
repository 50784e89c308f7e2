"""Password hashes with argon2id (RFC 9106), off the hub's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

Run = Callable[..., Any]


def directly(function: Callable[..., Any], *arguments: Any) -> Any:
    return function(*arguments)


class Argon2Passwords:
    """See domain.passwords.Passwords. ``run`` takes the work elsewhere: under eventlet, to a thread."""

    def __init__(self, memory_kib: int, passes: int, run: Run = directly) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._run = run
        # What is compared where there is no hash, so that an unknown name takes as long as a wrong password.
        self._nobodys = self._hasher.hash("nobody has this password")

    def hashed(self, password: str) -> str:
        return str(self._run(self._hasher.hash, password))

    def matches(self, encoded: str | None, password: str) -> bool:
        try:
            self._run(self._hasher.verify, encoded or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return False
        return encoded is not None

    def is_outdated(self, encoded: str) -> bool:
        return self._hasher.check_needs_rehash(encoded)
