"""Changing one's password, and helping somebody who has none."""

from __future__ import annotations

from uuid import UUID

from chassis.auth import Caller
from contracts.base import ActorView, Nothing
from contracts.identity import ChangePassword, OneTimePassword, SetPassword, UnlockPerson
from contracts.identity.errors import NotForServices, WrongPassword
from services.identity.domain.directory import Person
from services.identity.domain.passwords import Credential, Passwords, check_strength, generated
from services.identity.handlers import attempts
from services.identity.handlers.access import keeper, live_session, locked_session
from services.identity.handlers.second import one_is_enough
from services.identity.storage import Entries, IdentityUnitOfWork


def change(request: ChangePassword, caller: Caller, uow: IdentityUnitOfWork, passwords: Passwords) -> Nothing:
    """Set one's own password. Guessing the old one is counted like guessing at sign-in.

    Once more with the same two passwords, after a lost answer, changes nothing and succeeds.
    """
    with uow.reading() as database:
        session = live_session(database, caller, uow.now())
        person = Entries(database, Person).get(session.person_id)
        credential = database.get(Credential, person.id)
    if person.kind != "person":
        raise NotForServices
    check_strength(request.new_password, person.user_name, request.old_password)
    attempts.count(uow, person.user_name, None)
    present = credential.encoded if credential else None
    if not passwords.matches(present, request.old_password):
        if not passwords.matches(present, request.new_password):
            raise WrongPassword
        return _settled(uow, person)
    encoded = passwords.hashed(request.new_password)
    with uow:
        session = locked_session(uow, caller)
        put(uow, person.id, encoded, must_change=False)
        uow.sessions.end_all(person.id, uow.now(), "password_changed", but=session.id)
        attempts.settle(uow, person.user_name, None)
        return uow.commit(Nothing())


def _settled(uow: IdentityUnitOfWork, person: Person) -> Nothing:
    with uow:
        attempts.settle(uow, person.user_name, None)
        return uow.commit(Nothing())


def put(uow: IdentityUnitOfWork, person_id: UUID, encoded: str, *, must_change: bool) -> None:
    """Inside a transaction: this is the person's credential from now on."""
    credential = uow.credential(person_id)
    if credential is None:
        uow.add_credential(Credential(person_id, encoded, must_change, uow.now()))
    else:
        credential.replace(encoded, must_change=must_change, at=uow.now())


def set_one_time(
    request: SetPassword, caller: Caller, uow: IdentityUnitOfWork, passwords: Passwords
) -> OneTimePassword:
    """A password for somebody who has none or lost it; it opens nothing but the change of it."""
    password = generated()
    encoded = passwords.hashed(password)
    with uow:
        actor = keeper(uow, caller)
        check_may_have_one(request, uow, actor)
        one_is_enough(uow, caller, request)
        give_one_time(request.person_id, encoded, uow)
        return uow.commit(OneTimePassword(person_id=request.person_id, password=password))


def check_may_have_one(request: SetPassword, uow: IdentityUnitOfWork, actor: ActorView) -> None:
    """Raises NotForServices."""
    if uow.people.get(request.person_id).kind != "person":
        raise NotForServices


def give_one_time(person_id: UUID, encoded: str, uow: IdentityUnitOfWork) -> None:
    """Inside a transaction: all sessions of the person end, and a wait after failed sign-ins."""
    person = uow.people.get(person_id)
    put(uow, person.id, encoded, must_change=True)
    uow.sessions.end_all(person.id, uow.now(), "password_set")
    attempts.forget(uow, person.user_name)


def give(person_id: UUID, encoded: str, uow: IdentityUnitOfWork, *, one_time: bool) -> None:
    """What the loader does: this is the password of a person it has just entered."""
    with uow:
        person = uow.people.get(person_id)
        put(uow, person.id, encoded, must_change=one_time)
        uow.sessions.end_all(person.id, uow.now(), "password_set")
        uow.commit()


def unlock(request: UnlockPerson, caller: Caller, uow: IdentityUnitOfWork) -> Nothing:
    """Forget a person's failed sign-ins."""
    with uow:
        actor = keeper(uow, caller)
        one_is_enough(uow, caller, request)
        forget_attempts(request, uow, actor)
        return uow.commit(Nothing())


def forget_attempts(request: UnlockPerson, uow: IdentityUnitOfWork, actor: ActorView) -> None:
    person = uow.people.get(request.person_id)
    attempts.forget(uow, person.user_name)
