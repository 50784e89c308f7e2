"""Passwords: changing one's own, one-time passwords, and secrets of service accounts."""

from __future__ import annotations

import pytest

from contracts.identity import (
    ChangePassword,
    ChooseCharge,
    CreateServiceAccount,
    RotateServiceSecret,
    SetPassword,
    SignInService,
)
from contracts.identity.errors import (
    NameTaken,
    NotAdministrator,
    NotForServices,
    PasswordMustChange,
    PasswordTooWeak,
    SessionEnded,
    SignInRefused,
    TooManyAttempts,
    WrongPassword,
)
from services.identity.domain.passwords import check_strength, generated
from services.identity.handlers import passwords, service_accounts, sessions
from tests.identity.builders import OPERATOR, PASSWORD, Office

NEW = "naya rasta pul ke paar"


def change(office: Office, answer, old=PASSWORD, new=NEW):
    request = ChangePassword(old_password=old, new_password=new)
    return passwords.change(request, office.as_caller(answer), office.work(), office.passwords)


def one_time(office: Office, person):
    return passwords.set_one_time(SetPassword(person_id=person.id), OPERATOR, office.work(), office.passwords)


def an_account(office: Office, name="e-district", post=None):
    request = CreateServiceAccount(
        name=name, name_hi="ई-डिस्ट्रिक्ट", name_en="e-District", post_id=(post or office.a_post()).id
    )
    return service_accounts.create(request, OPERATOR, office.work(), office.passwords)


def sign_in_service(office: Office, name: str, secret: str):
    request = SignInService(client_id=name, client_secret=secret)
    return sessions.sign_in_service(request, office.work(), office.passwords, office.signer)


def test_a_changed_password_opens_and_the_old_one_does_not(office):
    person = office.a_holder()
    change(office, office.sign_in(person))

    with pytest.raises(SignInRefused):
        office.sign_in(person)

    assert office.sign_in(person, NEW).person == person


def test_changing_it_ends_every_other_session(office):
    person = office.a_holder()
    here, there = office.sign_in(person), office.sign_in(person)

    change(office, here)

    assert office.refresh(here.refresh_token).person == person
    with pytest.raises(SessionEnded):
        office.refresh(there.refresh_token)


def test_a_wrong_old_password_changes_nothing(office):
    person = office.a_holder()

    with pytest.raises(WrongPassword):
        change(office, office.sign_in(person), old="not the password")

    assert office.sign_in(person).person == person


def test_guessing_the_old_password_is_counted_like_guessing_at_sign_in(office):
    answer = office.sign_in(office.a_holder())
    for _ in range(5):
        with pytest.raises(WrongPassword):
            change(office, answer, old="a guess")

    with pytest.raises(TooManyAttempts):
        change(office, answer)


def test_the_same_change_again_after_a_lost_answer_succeeds(office):
    person = office.a_holder()
    answer = office.sign_in(person)
    change(office, answer)

    change(office, answer)

    assert office.sign_in(person, NEW).person == person


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "short"),
        ("abababababab", "repeats"),
        ("tomar-is-my-name", "contains_name"),
        ("Tomar and a pony", "contains_name"),
        (PASSWORD, "same"),
    ],
)
def test_a_weak_password_is_refused(password, reason):
    with pytest.raises(PasswordTooWeak) as refused:
        check_strength(password, "r.tomar", PASSWORD)

    assert refused.value.fields == {"reason": reason}


def test_a_long_one_in_hindi_is_strong_enough():
    check_strength("पहाड़ की पगडंडी", "r.tomar", PASSWORD)


def test_what_we_generate_is_strong_and_never_twice_the_same():
    made = {generated() for _ in range(200)}

    assert len(made) == 200
    for password in made:
        check_strength(password, "r.tomar")


def test_a_one_time_password_opens_nothing_but_its_change(office):
    person = office.a_holder()
    before = office.sign_in(person)
    issued = one_time(office, person)

    answer = office.sign_in(person, issued.password)
    with pytest.raises(PasswordMustChange):
        sessions.choose_charge(
            ChooseCharge(charge_id=answer.charges[0].id), office.as_caller(answer), office.work(), office.signer
        )
    change(office, answer, old=issued.password)
    after = office.refresh(answer.refresh_token)

    assert answer.must_change_password
    assert answer.charge_id is None
    assert "chg" not in office.claims(answer)
    assert not after.must_change_password
    assert after.charge_id == before.charge_id


def test_a_one_time_password_ends_all_sessions_and_the_wait_after_failures(office):
    person = office.a_holder()
    answer = office.sign_in(person)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            office.sign_in(person, "wrong")

    issued = one_time(office, person)

    assert office.sign_in(person, issued.password).must_change_password
    with pytest.raises(SessionEnded):
        office.refresh(answer.refresh_token)


def test_only_who_keeps_the_directory_sets_passwords(office):
    person, clerk = office.a_holder(), office.as_caller(office.sign_in(office.a_holder("dm")))

    with pytest.raises(NotAdministrator):
        passwords.set_one_time(SetPassword(person_id=person.id), clerk, office.work(), office.passwords)

    assert office.sign_in(person).person == person


def test_a_service_account_signs_in_with_its_secret_and_acts_from_its_post(office):
    post = office.a_post()
    holder = office.a_charge(office.a_person(), post)
    account = an_account(office, post=post)

    answer = sign_in_service(office, account.client_id, account.client_secret)

    assert office.claims(answer)["knd"] == "service"
    assert [charge.post_id for charge in answer.charges] == [post.id]
    assert answer.charge_id == answer.charges[0].id != holder.id
    assert office.told("person_changed")[-1]["kind"] == "service"
    assert office.told("charge_assumed")[-1]["person_id"] == str(account.person.id)


def test_its_name_cannot_be_used_twice(office):
    an_account(office)

    with pytest.raises(NameTaken):
        an_account(office)


def test_a_new_secret_ends_the_old_one_and_its_sessions(office):
    account = an_account(office)
    answer = sign_in_service(office, account.client_id, account.client_secret)

    request = RotateServiceSecret(person_id=account.person.id)
    renewed = service_accounts.rotate_secret(request, OPERATOR, office.work(), office.passwords)

    with pytest.raises(SignInRefused):
        sign_in_service(office, account.client_id, account.client_secret)
    with pytest.raises(SessionEnded):
        office.refresh(answer.refresh_token)
    assert sign_in_service(office, renewed.client_id, renewed.client_secret).person == account.person


def test_a_person_has_no_secret_and_a_service_account_no_password(office):
    person, account = office.a_person(), an_account(office)

    with pytest.raises(NotForServices):
        service_accounts.rotate_secret(
            RotateServiceSecret(person_id=person.id), OPERATOR, office.work(), office.passwords
        )
    with pytest.raises(NotForServices):
        one_time(office, account.person)


def test_answers_with_secrets_do_not_show_them_when_printed(office):
    person, account = office.a_holder(), an_account(office)
    answer = office.sign_in(person)

    assert account.client_secret not in repr(account)
    assert one_time(office, person).password not in repr(one_time(office, person))
    assert answer.access_token not in repr(answer)
    assert str(answer.refresh_token) not in repr(answer)
    assert PASSWORD not in repr(ChangePassword(old_password=PASSWORD, new_password=NEW))
