"""Signing in: who may, who waits, and what the answer does not tell."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from contracts.errors import PatravaliError
from contracts.identity import SavePerson, SignIn, SignInService, UnlockPerson
from contracts.identity.errors import SignInRefused, TooManyAttempts
from services.identity import tables
from services.identity.argon2id import Argon2Passwords
from services.identity.domain.passwords import Credential
from services.identity.handlers import directory, passwords, sessions
from tests.identity.builders import FAST, OPERATOR, PASSWORD, Office


class CountingPasswords:
    """Real hashes, and a count of how often somebody looked at one."""

    def __init__(self) -> None:
        self.looks = 0

    def hashed(self, password):
        return FAST.hashed(password)

    def matches(self, encoded, password):
        self.looks += 1
        return FAST.matches(encoded, password)

    def is_outdated(self, encoded):
        return FAST.is_outdated(encoded)


def refused(office: Office, user_name: str, password: str = "wrong", address: str | None = None) -> PatravaliError:
    request = SignIn(user_name=user_name, password=password, client_address=address)
    with pytest.raises(PatravaliError) as caught:
        sessions.sign_in(request, office.work(), office.passwords, office.signer)
    return caught.value


def test_the_right_password_opens_a_session_with_the_only_charge(office):
    person = office.a_holder()

    answer = office.sign_in(person)

    claims = office.claims(answer)
    assert answer.person == person
    assert [charge.id for charge in answer.charges] == [answer.charge_id]
    assert claims["sub"] == str(person.id)
    assert claims["chg"] == str(answer.charge_id)
    assert claims["knd"] == "person"
    assert claims["exp"] - claims["iat"] == 600


def test_a_wrong_password_opens_nothing(office):
    person = office.a_holder()

    assert isinstance(refused(office, person.user_name), SignInRefused)

    assert office.count(tables.sessions) == 0


def test_the_user_name_is_taken_in_any_case(office):
    person = office.a_holder(user_name="r.tomar")

    answer = sessions.sign_in(
        SignIn(user_name=" R.Tomar ", password=PASSWORD), office.work(), office.passwords, office.signer
    )

    assert answer.person.id == person.id


def test_an_unknown_name_gets_the_same_answer_after_the_same_work_as_a_wrong_password(office):
    person = office.a_holder()
    office.passwords = CountingPasswords()

    wrong = refused(office, person.user_name)
    looks_for_wrong, office.passwords.looks = office.passwords.looks, 0
    unknown = refused(office, "nobody.here")

    assert (type(wrong), wrong.code, wrong.message, wrong.fields) == (
        type(unknown),
        unknown.code,
        unknown.message,
        unknown.fields,
    )
    assert looks_for_wrong == office.passwords.looks == 1


def test_without_a_hash_argon2_works_as_hard_as_with_one():
    slow_hash = Argon2Passwords(memory_kib=16, passes=2)
    hashed = []
    slow_hash._run = lambda function, *arguments: hashed.append(arguments[0]) or function(*arguments)

    assert not slow_hash.matches(None, "any password")

    assert hashed[0].startswith("$argon2id$v=19$m=16,t=2,p=1$")


@pytest.mark.parametrize("change", [{"active": False}, {"deleted": True}])
def test_somebody_who_is_not_active_is_refused_like_anybody(office, change):
    person = office.a_person()
    values = {"person_id": person.id, "user_name": person.user_name, "name_hi": "क", "name_en": "A"}
    directory.save_person(SavePerson(**(values | change)), OPERATOR, office.work())

    assert isinstance(refused(office, person.user_name, PASSWORD), SignInRefused)


def test_a_person_without_a_password_cannot_sign_in(office):
    person = office.a_person(password=None)

    assert isinstance(refused(office, person.user_name, PASSWORD), SignInRefused)


def test_a_service_account_does_not_sign_in_as_a_person_nor_a_person_as_a_service(office):
    person = office.a_holder()

    with pytest.raises(SignInRefused):
        sessions.sign_in_service(
            SignInService(client_id=person.user_name, client_secret=PASSWORD),
            office.work(),
            office.passwords,
            office.signer,
        )


def test_after_five_failures_even_the_right_password_waits(office):
    person = office.a_holder()
    for _ in range(5):
        refused(office, person.user_name)

    waits = refused(office, person.user_name, PASSWORD)
    office.clock.forward(seconds=31)
    answer = office.sign_in(person)

    assert isinstance(waits, TooManyAttempts)
    assert waits.fields["retry_after"] == 31
    assert answer.person.id == person.id


def test_four_failures_do_not_keep_anybody_out(office):
    person = office.a_holder()
    for _ in range(4):
        refused(office, person.user_name)

    assert office.sign_in(person).person.id == person.id


def test_a_stranger_elsewhere_keeps_nobody_from_signing_in_at_his_own_place(office):
    """Guard: ``own_subject``. Who knows the District Magistrate's name could keep him out for ever."""
    person = office.a_person()
    office.sign_in(person, address="192.0.2.10")
    for _ in range(5):
        refused(office, person.user_name, address="203.0.113.9")

    assert isinstance(refused(office, person.user_name, PASSWORD, address="203.0.113.9"), TooManyAttempts)
    assert office.sign_in(person, address="192.0.2.10").person == person
    assert isinstance(refused(office, person.user_name, PASSWORD, address="203.0.113.9"), TooManyAttempts)


def test_at_ones_own_place_guessing_waits_as_elsewhere_until_somebody_ends_it(office):
    person = office.a_person()
    office.sign_in(person, address="192.0.2.10")
    for _ in range(5):
        refused(office, person.user_name, address="192.0.2.10")

    assert isinstance(refused(office, person.user_name, PASSWORD, address="192.0.2.10"), TooManyAttempts)
    passwords.unlock(UnlockPerson(person_id=person.id), OPERATOR, office.work())
    assert office.sign_in(person, address="192.0.2.10").person == person


def test_a_place_is_ones_own_for_a_month(office):
    person = office.a_person()
    office.sign_in(person, address="192.0.2.10")
    office.clock.forward(days=31)
    for _ in range(5):
        refused(office, person.user_name, address="203.0.113.9")

    assert isinstance(refused(office, person.user_name, PASSWORD, address="192.0.2.10"), TooManyAttempts)


def test_the_wait_grows_with_each_further_failure_up_to_half_an_hour(office):
    waits = []
    for _ in range(5):
        refused(office, "r.tomar")
    for _ in range(9):
        waits.append(refused(office, "r.tomar").fields["retry_after"] - 1)
        office.clock.forward(seconds=waits[-1])
        refused(office, "r.tomar")

    assert waits == [30, 60, 120, 240, 480, 960, 1800, 1800, 1800]


def test_a_name_that_nobody_bears_waits_in_the_same_way(office):
    answers = [refused(office, "nobody.here") for _ in range(6)]

    assert [type(answer) for answer in answers] == [SignInRefused] * 5 + [TooManyAttempts]


def test_the_right_password_clears_earlier_failures(office):
    person = office.a_holder()
    for _ in range(4):
        refused(office, person.user_name)
    office.sign_in(person)

    for _ in range(4):
        assert isinstance(refused(office, person.user_name), SignInRefused)

    assert office.sign_in(person).person.id == person.id


def test_guesses_at_once_are_counted_each(office):
    person = office.a_holder()

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: refused(office, person.user_name), range(16)))

    assert sum(isinstance(answer, SignInRefused) for answer in answers) == 5
    assert sum(isinstance(answer, TooManyAttempts) for answer in answers) == 11


def test_one_source_that_tries_many_names_waits_and_another_does_not(office):
    person = office.a_holder()
    for number in range(50):
        refused(office, f"name{number}", address="198.51.100.7")

    waits = refused(office, person.user_name, PASSWORD, address="198.51.100.7")
    answer = office.sign_in(person, address="198.51.100.8")

    assert isinstance(waits, TooManyAttempts)
    assert answer.person.id == person.id


def test_good_sign_ins_do_not_use_up_what_an_office_behind_one_address_may_fail(office):
    person = office.a_holder()

    for _ in range(60):
        office.sign_in(person, address="198.51.100.7")

    assert isinstance(refused(office, person.user_name, address="198.51.100.7"), SignInRefused)


def test_an_administrator_unlocks_a_person(office):
    person = office.a_holder()
    for _ in range(5):
        refused(office, person.user_name)

    passwords.unlock(UnlockPerson(person_id=person.id), OPERATOR, office.work())

    assert office.sign_in(person).person.id == person.id


def test_neither_names_nor_passwords_lie_in_the_table_of_attempts(office):
    refused(office, "my secret password")

    with office.work().reading() as database:
        (row,) = database.execute(tables.attempts.select()).all()
    assert len(row.subject) == 32
    assert b"secret" not in row.subject


def test_a_hash_with_old_parameters_is_renewed_at_sign_in(office):
    person = office.a_holder()
    office.passwords = Argon2Passwords(memory_kib=16, passes=1)

    office.sign_in(person)

    with office.work().reading() as database:
        encoded = database.get(Credential, person.id).encoded
    assert "m=16,t=1" in encoded
    assert office.passwords.matches(encoded, PASSWORD)
