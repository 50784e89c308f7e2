"""Charges: who holds a post when, in which capacity, and which of them may be chosen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from contracts.errors import PatravaliError
from contracts.identity import AssumeCharge, ChooseCharge, RelinquishCharge
from contracts.identity.errors import (
    BadPeriod,
    ChargeNotCurrent,
    ChargeOverlaps,
    NotInDirectory,
    PersonInactive,
    PostAlreadyHeld,
)
from services.identity.handlers import charges, sessions
from tests.identity.builders import NOON, OPERATOR, Office

HOUR = timedelta(hours=1)


def choose(office: Office, answer, charge, *, lasting=True):
    request = ChooseCharge(charge_id=charge.id, lasting=lasting)
    return sessions.choose_charge(request, office.as_caller(answer), office.work(), office.signer)


def relinquish(office: Office, charge, at=None):
    return charges.relinquish(RelinquishCharge(charge_id=charge.id, at=at), OPERATOR, office.work())


@pytest.mark.parametrize(
    ("kind", "capacity"),
    [
        ("substantive", "own"),
        ("additional", "own"),
        ("link_officer", "link_officer"),
        ("leave_substitute", "link_officer"),
        ("acting_for", "for"),
    ],
)
def test_the_kind_of_charge_decides_the_capacity(office, kind, capacity):
    person = office.a_person()
    charge = office.a_charge(person, office.a_post(), kind=kind)

    assert charge.capacity == capacity
    named = {"person_id": str(person.id), "name_hi": person.name_hi, "name_en": person.name_en}
    assert office.told("charge_assumed") == [{**charge.model_dump(mode="json"), "person": named}]


def test_a_post_has_one_substantive_holder_at_a_time(office):
    post = office.a_post()
    office.a_charge(office.a_person(), post)

    with pytest.raises(PostAlreadyHeld):
        office.a_charge(office.a_person(), post)

    assert len(office.told("charge_assumed")) == 1


def test_the_successor_takes_charge_the_moment_the_predecessor_gives_it_up(office):
    post = office.a_post()
    before = office.a_charge(office.a_person(), post, held_until=NOON + HOUR)

    after = office.a_charge(office.a_person(), post, held_from=NOON + HOUR)

    assert before.held_until == after.held_from


def test_others_may_hold_a_post_beside_its_substantive_holder(office):
    post = office.a_post()
    office.a_charge(office.a_person(), post)

    beside = [office.a_charge(office.a_person(), post, kind=kind) for kind in ("link_officer", "acting_for")]

    assert all(charge.version == 1 for charge in beside)


def test_of_two_who_assume_a_post_at_once_one_gets_it(office):
    post, people = office.a_post(), [office.a_person() for _ in range(4)]

    def assume(person):
        try:
            return office.a_charge(person, post)
        except PatravaliError as refusal:
            return refusal

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(assume, people))

    assert sorted(type(answer).__name__ for answer in answers) == ["ChargeView"] + ["PostAlreadyHeld"] * 3


def test_the_database_itself_refuses_a_second_substantive_holder(office):
    post, person = office.a_post(), office.a_person()
    office.a_charge(office.a_person(), post)
    row = {"id": uuid4(), "person": person.id, "post": post.id, "at": NOON + HOUR}

    with pytest.raises(IntegrityError, match="ex_charges_one_substantive_holder"), office.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO charges VALUES (:id, 1, false, :person, :post, 'substantive', :at, null)"), row
        )


def test_nobody_holds_the_same_post_twice_at_once(office):
    post, person = office.a_post(), office.a_person()
    office.a_charge(person, post)

    with pytest.raises(ChargeOverlaps):
        office.a_charge(person, post, kind="link_officer")


def test_a_charge_cannot_end_before_it_begins(office):
    person, post = office.a_person(), office.a_post()

    with pytest.raises(BadPeriod):
        office.a_charge(person, post, held_until=NOON - HOUR)

    assert office.told("charge_assumed") == []


def test_somebody_out_of_action_gets_no_charge(office):
    person, post = office.a_person(active=False), office.a_post()

    with pytest.raises(PersonInactive):
        office.a_charge(person, post)


def test_a_current_charge_can_be_chosen_and_stays_chosen_through_refreshes(office):
    person = office.a_holder()
    link = office.a_charge(person, office.a_post(), kind="link_officer")
    answer = office.sign_in(person)

    chosen = choose(office, answer, link)
    refreshed = office.refresh(answer.refresh_token)

    assert answer.charge_id != link.id
    assert chosen.charge_id == refreshed.charge_id == link.id
    assert chosen.refresh_token is None
    assert office.claims(chosen)["chg"] == str(link.id)


def test_a_charge_may_be_chosen_for_one_token_alone(office):
    person = office.a_holder()
    link = office.a_charge(person, office.a_post(), kind="link_officer")
    answer = office.sign_in(person)

    chosen = choose(office, answer, link, lasting=False)
    refreshed = office.refresh(answer.refresh_token)

    assert office.claims(chosen)["chg"] == str(link.id)
    assert refreshed.charge_id == answer.charge_id != link.id


@pytest.mark.parametrize(
    "dates",
    [
        {"held_from": NOON + HOUR},
        {"held_from": NOON - 2 * HOUR, "held_until": NOON - HOUR},
        {"held_from": NOON - HOUR, "held_until": NOON},
    ],
)
def test_a_charge_out_of_its_dates_cannot_be_chosen(office, dates):
    person = office.a_holder()
    other = office.a_charge(person, office.a_post(), kind="link_officer", **dates)
    answer = office.sign_in(person)

    with pytest.raises(ChargeNotCurrent):
        choose(office, answer, other)

    assert other.id not in [charge.id for charge in answer.charges]


def test_the_charge_of_another_person_cannot_be_chosen(office):
    answer = office.sign_in(office.a_holder())
    anothers = office.a_charge(office.a_person(), office.a_post())

    with pytest.raises(ChargeNotCurrent):
        choose(office, answer, anothers)


def test_with_two_posts_of_ones_own_nothing_is_chosen_by_itself(office):
    person = office.a_holder()
    office.a_charge(person, office.a_post())

    answer = office.sign_in(person)

    assert answer.charge_id is None
    assert "chg" not in office.claims(answer)
    assert len(answer.charges) == 2


def test_a_charge_that_ended_is_out_of_the_next_token(office):
    person = office.a_person()
    charge = office.a_charge(person, office.a_post())
    answer = office.sign_in(person)
    office.clock.forward(minutes=5)

    ended = relinquish(office, charge)
    refreshed = office.refresh(answer.refresh_token)

    assert ended.held_until == office.clock.at
    assert answer.charge_id == charge.id
    assert refreshed.charge_id is None
    assert refreshed.charges == []


def test_giving_up_a_charge_is_told_once(office):
    charge = office.a_charge(office.a_person(), office.a_post())
    office.clock.forward(hours=1)

    first, again = relinquish(office, charge), relinquish(office, charge)

    assert first == again
    assert first.version == 2
    assert office.told("charge_relinquished") == [first.model_dump(mode="json")]


def test_a_charge_given_up_before_it_began_is_cancelled(office):
    charge = office.a_charge(office.a_person(), office.a_post(), held_from=NOON + HOUR)

    cancelled = relinquish(office, charge)

    assert cancelled.deleted
    assert office.told("charge_relinquished")[0]["deleted"]


def test_an_unknown_charge_cannot_be_given_up(office):
    with pytest.raises(NotInDirectory):
        charges.relinquish(RelinquishCharge(charge_id=uuid4()), OPERATOR, office.work())


def test_the_id_of_one_charge_cannot_be_used_for_another(office):
    person, post = office.a_person(), office.a_post()
    charge = office.a_charge(person, post)

    with pytest.raises(ChargeOverlaps):
        office.a_charge(person, office.a_post(), charge_id=charge.id)


def test_the_same_charge_entered_again_changes_nothing(office):
    person, post, charge_id = office.a_person(), office.a_post(), uuid4()
    first = office.a_charge(person, post, charge_id=charge_id, held_from=NOON)

    again = office.a_charge(person, post, charge_id=charge_id, held_from=NOON)

    assert first == again
    assert len(office.told("charge_assumed")) == 1


def test_a_date_without_a_time_zone_is_refused():
    with pytest.raises(ValidationError, match="timezone"):
        AssumeCharge(person_id=uuid4(), post_id=uuid4(), held_from="2026-11-23T10:00:00")
