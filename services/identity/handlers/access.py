"""Who asks, and whether he may keep the directory. Identity reads its own tables, so a lost charge bites at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session as Database

from chassis.auth import Caller, Person, Service
from contracts.base import ActorView
from contracts.errors import Unauthenticated
from contracts.identity.errors import NotAdministrator, SessionEnded, ToOneself
from services.identity.domain.charges import Charge
from services.identity.domain.directory import Post
from services.identity.domain.sessions import Session
from services.identity.storage import Charges, Entries, IdentityUnitOfWork, Sessions


def live_session(database: Database, caller: Caller, at: datetime) -> Session:
    """The caller's session. Raises SessionEnded: here a sign-out bites at once, not when the token expires."""
    session = Sessions(database).find(session_of(caller))
    return checked(session, caller, at)


def locked_session(uow: IdentityUnitOfWork, caller: Caller) -> Session:
    """The same, to change it."""
    return checked(uow.sessions.locked(session_of(caller)), caller, uow.now())


def session_of(caller: Caller) -> UUID:
    if not isinstance(caller, Person):
        raise Unauthenticated
    return caller.session_id


def _charge_of(caller: Caller) -> UUID | None:
    return caller.charge_id if isinstance(caller, Person) else None


def checked(session: Session | None, caller: Caller, at: datetime) -> Session:
    if session is None or not isinstance(caller, Person) or session.person_id != caller.person_id:
        raise SessionEnded
    session.check_alive(at)
    return session


def must_not_be(caller: Caller, person_id: UUID) -> None:
    """Raises ToOneself where the caller is this person; the loader is nobody."""
    if isinstance(caller, Person) and caller.person_id == person_id:
        raise ToOneself


def must_not_hold(uow: IdentityUnitOfWork, caller: Caller, post_id: UUID) -> None:
    """Raises ToOneself where the caller holds this post, or will."""
    if isinstance(caller, Person) and uow.charges.held_by(caller.person_id, post_id, uow.now()):
        raise ToOneself


def keeper(uow: IdentityUnitOfWork, caller: Caller) -> ActorView:
    """Who keeps the directory: an e-District manager or administrator, or the operator who runs the loader.

    The broker lets no service call these commands; ``Service`` here is the loader in this very process. From
    here to the end of the transaction nobody else changes the directory, so that its rules can look around.
    """
    uow.lock_directory()
    if isinstance(caller, Service):
        return ActorView(service=caller.name)
    charge = keeping_charge(uow.session, caller, uow.now())
    return ActorView(person_id=charge.person_id, charge_id=charge.id, post_id=charge.post_id, capacity=charge.capacity)


def keeping_charge(database: Database, caller: Caller, at: datetime) -> Charge:
    """The charge from which the caller keeps the directory. Raises NotAdministrator."""
    session = live_session(database, caller, at)
    for charge in Charges(database, Charge).current_of(session.person_id, at):
        if charge.id == _charge_of(caller) and Entries(database, Post).get(charge.post_id).is_keeper:
            return charge
    raise NotAdministrator
