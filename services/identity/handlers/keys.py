"""Which key signs now; a further one is made in time, by whoever signs first."""

from __future__ import annotations

from services.identity.domain.keys import SigningKey, next_start, signing
from services.identity.signing import Signer
from services.identity.storage import IdentityUnitOfWork


def signing_key(uow: IdentityUnitOfWork, signer: Signer) -> SigningKey:
    """Inside a transaction, which has to be committed before what it signs is handed out."""
    keys = uow.keys.published(uow.now())
    if next_start(keys, uow.now()) is not None:
        uow.keys.lock()
        keys = uow.keys.published(uow.now())
        start = next_start(keys, uow.now())
        if start is not None:
            keys.append(signer.make_key(start))
            uow.keys.add(keys[-1])
    key = signing(keys, uow.now())
    assert key is not None, "next_start sees to it that there is one"
    return key


def ensure_key(uow: IdentityUnitOfWork, signer: Signer) -> SigningKey:
    """Have a key before the first sign-in needs one, and see that it opens. Raises KeyDoesNotOpen."""
    with uow:
        key = signing_key(uow, signer)
        signer.sign(key, {})
        uow.commit()
        return key


def rotate(uow: IdentityUnitOfWork, signer: Signer) -> SigningKey:
    """A new key signs from now on; what the others signed stays good until it expires."""
    with uow:
        uow.keys.lock()
        for key in uow.keys.published(uow.now()):
            key.retire(uow.now())
        made = signer.make_key(uow.now())
        uow.keys.add(made)
        uow.commit()
        return made


def withdraw(kid: str, uow: IdentityUnitOfWork) -> bool:
    """Publish a key no longer, because somebody knows it. False where there is no such key."""
    with uow:
        for key in uow.keys.published(uow.now()):
            if key.kid == kid:
                key.withdraw(uow.now())
                uow.commit()
                return True
    return False
