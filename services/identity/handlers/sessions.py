"""Signing in, refreshing, choosing a charge, signing out."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from chassis import ids, log
from chassis.auth import Caller
from contracts.base import Nothing
from contracts.identity import (
    ChooseCharge,
    RefreshSession,
    SignedIn,
    SignIn,
    SignInService,
    SignOut,
    SignOutEverywhere,
)
from contracts.identity.errors import ChargeNotCurrent, PasswordMustChange, SessionEnded, SignInRefused
from services.identity.domain.attempts import ACCOUNT
from services.identity.domain.directory import Person
from services.identity.domain.passwords import Credential, Passwords
from services.identity.domain.sessions import KEPT_AFTER_END, RefreshToken, Session, hash_of, office_day
from services.identity.handlers import attempts
from services.identity.handlers.access import locked_session, session_of
from services.identity.handlers.tokens import Refresh, new_refresh, signed_in
from services.identity.signing import Signer
from services.identity.storage import IdentityUnitOfWork, People

logger = log.get_logger(__name__)

SWEEP = "sweep_sessions"
SWEEP_EVERY = timedelta(days=1)


def sign_in(request: SignIn, uow: IdentityUnitOfWork, passwords: Passwords, signer: Signer) -> SignedIn:
    name = request.user_name
    person_id = _proven(name, request.password, "person", request.client_address, uow, passwords)
    return _open(person_id, name, request.password, request.client_address, uow, passwords, signer)


def sign_in_service(request: SignInService, uow: IdentityUnitOfWork, passwords: Passwords, signer: Signer) -> SignedIn:
    name, secret = request.client_id, request.client_secret
    person_id = _proven(name, secret, "service", request.client_address, uow, passwords)
    return _open(person_id, name, secret, request.client_address, uow, passwords, signer)


def _proven(
    name: str, secret: str, kind: str, address: str | None, uow: IdentityUnitOfWork, passwords: Passwords
) -> UUID:
    """Whose name and password these are. The same steps and the same refusal whether the name exists or not."""
    attempts.count(uow, name, address)
    with uow.reading() as database:
        person = People(database, Person).named(name, kind)
        credential = database.get(Credential, person.id) if person is not None else None
    right = passwords.matches(credential.encoded if credential else None, secret)
    if not right or person is None or not person.may_sign_in:
        logger.info("sign_in_refused", source=address)
        raise SignInRefused
    return person.id


def _open(
    person_id: UUID,
    name: str,
    secret: str,
    address: str | None,
    uow: IdentityUnitOfWork,
    passwords: Passwords,
    signer: Signer,
) -> SignedIn:
    with uow:
        person, credential = uow.people.get(person_id), uow.credential(person_id)
        if credential is None or not person.may_sign_in:
            raise SignInRefused
        if passwords.is_outdated(credential.encoded):
            credential.encoded = passwords.hashed(secret)
        attempts.settle(uow, name, address)
        session = Session(ids.new_id(), person.id, None, uow.now(), uow.now() + uow.settings.session_life, address)
        uow.sessions.add(session)
        uow.sessions.used(person.id, office_day(uow.now()))
        return uow.commit(signed_in(uow, signer, person, session, new_refresh(uow, session)))


def refresh(request: RefreshSession, uow: IdentityUnitOfWork, signer: Signer) -> SignedIn:
    """The next refresh token and a new access token; see domain.sessions for repeats and theft."""
    presented = request.refresh_token
    with uow:
        known = uow.sessions.token(hash_of(presented))
        session = uow.sessions.locked(known.session_id) if known is not None else None
        if known is None or session is None:
            raise SessionEnded
        session.check_alive(uow.now())
        person = uow.people.get(session.person_id)
        # Read again: another refresh may have had the session's lock before this one.
        token = uow.sessions.token(known.token_hash)
        if token is None or not person.may_sign_in:
            raise SessionEnded
        handed_out = _rotated(uow, session, token, presented)
        if handed_out is None:
            session.end(uow.now(), "refresh_token_reused")
            uow.commit()
            logger.warning("refresh_token_reused", session=str(session.id), person=str(person.id))
            raise SessionEnded
        uow.sessions.used(person.id, office_day(uow.now()))
        return uow.commit(signed_in(uow, signer, person, session, handed_out))


def _rotated(uow: IdentityUnitOfWork, session: Session, token: RefreshToken, presented: str) -> Refresh | None:
    """The token's successor; none where the token was used before and this is not a mere repeat."""
    if token.used_at is None:
        if token.expires_at <= uow.now():
            raise SessionEnded
        made = new_refresh(uow, session)
        token.use(presented, made.token, uow.now())
        return made
    successor = uow.sessions.token(token.successor_hash)
    if successor is None or not token.is_repeat(uow.now(), successor):
        return None
    return Refresh(token.successor(presented), successor.expires_at)


def choose_charge(request: ChooseCharge, caller: Caller, uow: IdentityUnitOfWork, signer: Signer) -> SignedIn:
    """Act under another charge, which has to be one's own and current."""
    with uow:
        session = locked_session(uow, caller)
        person = uow.people.get(session.person_id)
        credential = uow.credential(person.id)
        if credential is not None and credential.must_change:
            raise PasswordMustChange
        held = uow.charges.current_of(person.id, uow.now())
        if all(charge.id != request.charge_id for charge in held):
            raise ChargeNotCurrent
        usual = session.charge_id
        session.charge_id = request.charge_id
        answer = signed_in(uow, signer, person, session, None)
        if not request.lasting:
            session.charge_id = usual
        return uow.commit(answer)


def sign_out(request: SignOut, caller: Caller, uow: IdentityUnitOfWork) -> Nothing:
    """End this session. Signing out twice is no fault."""
    with uow:
        session = uow.sessions.locked(session_of(caller))
        if session is not None:
            session.end(uow.now(), "signed_out")
        return uow.commit(Nothing())


def sign_out_everywhere(request: SignOutEverywhere, caller: Caller, uow: IdentityUnitOfWork) -> Nothing:
    with uow:
        session = uow.sessions.locked(session_of(caller))
        if session is not None:
            uow.sessions.end_all(session.person_id, uow.now(), "signed_out_everywhere")
        return uow.commit(Nothing())


def sweep(uow: IdentityUnitOfWork) -> None:
    """Once a day: forget what no rule needs any more, and order the next sweep."""
    with uow:
        uow.sessions.forget(tokens_before=uow.now() - SWEEP_EVERY, sessions_before=uow.now() - KEPT_AFTER_END)
        uow.attempts.forget(uow.now() - ACCOUNT.forgotten_after)
        uow.due(uow.now() + SWEEP_EVERY, SWEEP, key=SWEEP)
        uow.commit()
