"""Accounts of other programmes: a person of kind service, with a charge and a secret."""

from __future__ import annotations

from chassis import ids
from chassis.auth import Caller
from contracts.identity import ChargeAssumed, CreateServiceAccount, PersonChanged, RotateServiceSecret, ServiceSecret
from contracts.identity.errors import GuardedPost, NotForServices
from services.identity.domain.charges import Charge
from services.identity.domain.directory import Person
from services.identity.domain.passwords import Passwords, generated
from services.identity.handlers.access import keeper
from services.identity.handlers.passwords import put
from services.identity.storage import IdentityUnitOfWork


def create(
    request: CreateServiceAccount, caller: Caller, uow: IdentityUnitOfWork, passwords: Passwords
) -> ServiceSecret:
    """Its charge is an additional one, so that a person may hold the post beside it. Raises NameTaken, GuardedPost."""
    secret = new_secret()
    encoded = passwords.hashed(secret)
    with uow:
        actor = keeper(uow, caller)
        post = uow.posts.get(request.post_id)
        if post.is_guarded:
            raise GuardedPost
        person = Person(id=ids.new_id())
        person.revise(
            {
                "kind": "service",
                "user_name": request.name,
                "name_hi": request.name_hi,
                "name_en": request.name_en,
            }
        )
        uow.people.add(person)
        uow.written()
        charge = Charge(
            id=ids.new_id(), person_id=person.id, post_id=post.id, kind="additional", held_from=uow.now(), version=1
        )
        uow.charges.add(charge)
        put(uow, person.id, encoded, must_change=False)
        uow.publish(PersonChanged.model_validate(person), actor)
        uow.publish(ChargeAssumed.model_validate(charge), actor)
        return uow.commit(ServiceSecret(person=person.view(), client_id=person.user_name, client_secret=secret))


def rotate_secret(
    request: RotateServiceSecret, caller: Caller, uow: IdentityUnitOfWork, passwords: Passwords
) -> ServiceSecret:
    """A new secret; the old one and the sessions it opened end."""
    secret = new_secret()
    encoded = passwords.hashed(secret)
    with uow:
        keeper(uow, caller)
        person = uow.people.get(request.person_id)
        if person.kind != "service":
            raise NotForServices
        put(uow, person.id, encoded, must_change=False)
        uow.sessions.end_all(person.id, uow.now(), "secret_rotated")
        return uow.commit(ServiceSecret(person=person.view(), client_id=person.user_name, client_secret=secret))


def new_secret() -> str:
    """Two passwords long: 158 bits."""
    return f"{generated()}-{generated()}"
