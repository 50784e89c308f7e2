"""Counting failed sign-ins around the slow look at a password.

At an address from which its owner signed in lately a name is counted apart: who knows the name and sits elsewhere keeps
the owner waiting elsewhere only.
"""

from __future__ import annotations

from services.identity.domain.attempts import (
    ACCOUNT,
    KNOWN_FOR,
    SOURCE,
    account_subject,
    own_subject,
    source_subject,
)
from services.identity.storage import IdentityUnitOfWork


def count(uow: IdentityUnitOfWork, user_name: str, address: str | None) -> None:
    """One transaction: a failure more for the name and its source. Raises TooManyAttempts during a wait."""
    with uow:
        uow.attempts.locked(_subject(uow, user_name, address), uow.now()).count(ACCOUNT, uow.now())
        if address:
            uow.attempts.locked(source_subject(address), uow.now()).count(SOURCE, uow.now())
        uow.commit()


def settle(uow: IdentityUnitOfWork, user_name: str, address: str | None) -> None:
    """Inside the transaction that follows the right password: the name starts afresh, the source gets one back."""
    uow.attempts.locked(_subject(uow, user_name, address), uow.now()).forget()
    if address:
        uow.attempts.locked(source_subject(address), uow.now()).take_back(SOURCE)


def forget(uow: IdentityUnitOfWork, user_name: str) -> None:
    """Inside a transaction: the name waits nowhere any more."""
    own = uow.sessions.addresses_of(user_name, uow.now() - KNOWN_FOR)
    for subject in sorted({account_subject(user_name), *(own_subject(user_name, one) for one in own)}):
        uow.attempts.locked(subject, uow.now()).forget()


def _subject(uow: IdentityUnitOfWork, user_name: str, address: str | None) -> bytes:
    if address and address in uow.sessions.addresses_of(user_name, uow.now() - KNOWN_FOR):
        return own_subject(user_name, address)
    return account_subject(user_name)
