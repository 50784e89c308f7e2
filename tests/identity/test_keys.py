"""Signing keys: rotation that no token notices, and a database copy that signs nothing."""

from __future__ import annotations

from datetime import timedelta

import jwt
import pytest

from chassis.auth import KeyRing, TokenVerifier
from chassis.clock import system_clock
from contracts.errors import Unauthenticated
from contracts.identity import GetJwks
from services.identity import tables
from services.identity.handlers import keys
from services.identity.queries.keys import get_jwks
from services.identity.signing import KeyDoesNotOpen, Seal, Signer
from tests.identity.builders import Office


def published(office: Office) -> list[str]:
    return [key.kid for key in get_jwks(GetJwks(), office.work()).keys]


def kid_of(answer) -> str:
    return jwt.get_unverified_header(answer.access_token)["kid"]


def test_the_chassis_verifies_what_identity_signs(office):
    office.clock.at = system_clock()
    answer = office.sign_in(office.a_holder())

    caller = office.caller(answer)

    assert caller.person_id == answer.person.id
    assert caller.charge_id == answer.charge_id
    assert caller.kind == "person"


def test_an_expired_token_is_refused(office):
    office.clock.at = system_clock() - timedelta(minutes=11)
    answer = office.sign_in(office.a_holder())

    with pytest.raises(Unauthenticated):
        office.caller(answer)


def test_a_token_signed_with_a_key_of_ones_own_is_refused(office):
    office.clock.at = system_clock()
    office.sign_in(office.a_holder())
    own = Signer("fedcba9876543210fedcba9876543210").make_key(office.clock.at)
    forged = Signer("fedcba9876543210fedcba9876543210").sign(own, office.claims(office.sign_in(office.a_holder())))

    with pytest.raises(Unauthenticated):
        TokenVerifier(KeyRing(lambda: office.published_keys())).person(forged, "hi")


def test_one_key_signs_for_everybody(office):
    first, second = office.sign_in(office.a_holder()), office.sign_in(office.a_holder())

    assert published(office) == [kid_of(first)] == [kid_of(second)]


def test_the_next_key_is_published_a_day_before_it_signs(office):
    person = office.a_holder()
    old = kid_of(office.sign_in(person))
    office.clock.forward(days=29, hours=1)

    still = kid_of(office.sign_in(person))
    both = published(office)
    office.clock.forward(days=1)
    new = kid_of(office.sign_in(person))

    assert still == old
    assert both == [old, new]
    assert new != old


def test_the_old_key_verifies_until_its_last_token_has_expired(office):
    person = office.a_holder()
    office.sign_in(person)
    office.clock.forward(days=29, hours=1)
    old = kid_of(office.sign_in(person))
    office.clock.forward(hours=23, minutes=10)

    during = published(office)
    office.clock.forward(minutes=10)

    assert old in during
    assert old not in published(office)


def test_after_a_long_silence_a_new_key_signs_at_once(office):
    person = office.a_holder()
    old = kid_of(office.sign_in(person))
    office.clock.forward(days=90)

    new = kid_of(office.sign_in(person))

    assert new != old
    assert published(office) == [new]


def test_rotation_by_hand_lets_old_tokens_expire_in_peace(office):
    person = office.a_holder()
    old = kid_of(office.sign_in(person))

    made = keys.rotate(office.work(), office.signer)

    assert kid_of(office.sign_in(person)) == made.kid
    assert published(office) == [old, made.kid]


def test_a_withdrawn_key_is_published_no_more_and_signs_no_more(office):
    person = office.a_holder()
    old = kid_of(office.sign_in(person))

    assert keys.withdraw(old, office.work())

    assert published(office) == []
    assert kid_of(office.sign_in(person)) != old


def test_an_unknown_key_cannot_be_withdrawn(office):
    assert not keys.withdraw("none", office.work())


def test_private_keys_lie_encrypted_in_the_database(office):
    office.sign_in(office.a_holder())
    with office.work().reading() as database:
        row = database.execute(tables.signing_keys.select()).one()

    private = Seal(office.settings.key_encryption_key).open(row.sealed_private, row.kid)

    assert len(private) == 32
    assert private not in row.sealed_private


def test_with_another_key_encryption_key_nothing_opens(office):
    keys.ensure_key(office.work(), office.signer)

    with pytest.raises(KeyDoesNotOpen):
        keys.ensure_key(office.work(), Signer("another secret of 32 characters!"))


def test_a_sealed_key_does_not_open_under_another_id(office):
    seal = Seal(office.settings.key_encryption_key)
    sealed = seal.close(b"k" * 32, "one")

    assert seal.open(sealed, "one") == b"k" * 32
    with pytest.raises(KeyDoesNotOpen):
        seal.open(sealed, "two")
