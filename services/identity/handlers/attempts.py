"""Counting failed sign-ins around the slow look at a password."""

from __future__ import annotations

from services.identity.domain.attempts import ACCOUNT, SOURCE, account_subject, source_subject
from services.identity.storage import IdentityUnitOfWork


def count(uow: IdentityUnitOfWork, user_name: str, address: str | None) -> None:
    """One transaction: a failure more for the name and its source. Raises TooManyAttempts during a wait."""
    with uow:
        uow.attempts.locked(account_subject(user_name), uow.now()).count(ACCOUNT, uow.now())
        if address:
            uow.attempts.locked(source_subject(address), uow.now()).count(SOURCE, uow.now())
        uow.commit()


def settle(uow: IdentityUnitOfWork, user_name: str, address: str | None) -> None:
    """Inside the transaction that follows the right password: the name starts afresh, the source gets one back."""
    uow.attempts.locked(account_subject(user_name), uow.now()).forget()
    if address:
        uow.attempts.locked(source_subject(address), uow.now()).take_back(SOURCE)
