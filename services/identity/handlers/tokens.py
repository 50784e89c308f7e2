"""What somebody who is signed in gets: the access token, the acting charge and the refresh token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from contracts.identity import SignedIn
from services.identity.domain.charges import Charge, chosen_by_itself
from services.identity.domain.directory import Person
from services.identity.domain.sessions import RefreshToken, Session, hash_of, new_token
from services.identity.handlers.keys import signing_key
from services.identity.signing import Signer
from services.identity.storage import IdentityUnitOfWork


@dataclass(frozen=True)
class Refresh:
    """A refresh token as it is handed out."""

    token: str
    expires_at: datetime


def new_refresh(uow: IdentityUnitOfWork, session: Session) -> Refresh:
    made = Refresh(new_token(), min(uow.now() + uow.settings.refresh_token_life, session.ends_at))
    uow.sessions.add_token(RefreshToken(hash_of(made.token), session.id, made.expires_at))
    return made


def signed_in(
    uow: IdentityUnitOfWork, signer: Signer, person: Person, session: Session, refresh: Refresh | None
) -> SignedIn:
    """The answer to sign-in, refresh and choice of charge. With a one-time password nobody gets a charge."""
    charges = uow.charges.current_of(person.id, uow.now())
    credential = uow.credential(person.id)
    must_change = credential is not None and credential.must_change
    session.charge_id = None if must_change else _acting(session, charges)
    expires_at = min(uow.now() + uow.settings.access_token_life, session.ends_at)
    return SignedIn(
        access_token=_access_token(uow, signer, person, session, expires_at),
        expires_at=expires_at,
        refresh_token=refresh.token if refresh else None,
        refresh_expires_at=refresh.expires_at if refresh else None,
        person=person.view(),
        charges=[charge.view() for charge in charges],
        charge_id=session.charge_id,
        must_change_password=must_change,
    )


def _acting(session: Session, charges: list[Charge]) -> UUID | None:
    """What was chosen, while it is current; otherwise what chooses itself."""
    if any(charge.id == session.charge_id for charge in charges):
        return session.charge_id
    by_itself = chosen_by_itself(charges)
    return by_itself.id if by_itself else None


def _access_token(
    uow: IdentityUnitOfWork, signer: Signer, person: Person, session: Session, expires_at: datetime
) -> str:
    claims = {
        "sub": str(person.id),
        "sid": str(session.id),
        "knd": person.kind,
        "iat": int(uow.now().timestamp()),
        "exp": int(expires_at.timestamp()),
        "jti": uuid4().hex,
    }
    if session.charge_id is not None:
        claims["chg"] = str(session.charge_id)
    return signer.sign(signing_key(uow, signer), claims)
