"""How many people use the system in each office: each once, and only on days on which they were signed in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from contracts.identity import GetOfficeUse
from services.identity.handlers import sessions
from services.identity.queries.office_use import get_office_use
from services.identity.tables import days_of_use, people
from tests.identity.builders import NOON


def use(office, at=None):
    """(users, active in 7 days, active in 30 days) by the office's id."""
    answer = get_office_use(GetOfficeUse(as_of=at or office.clock.at), office.work())
    return {row.office_id: (row.users, row.active_7, row.active_30) for row in answer.offices}


@pytest.fixture
def place(office):
    return office.an_office()


def someone(office, place, **charge):
    person = office.a_person()
    office.a_charge(person, office.a_post(place), **charge)
    return person


def test_a_user_is_active_through_the_seventh_and_the_thirtieth_day(office, place):
    office.sign_in(someone(office, place))
    someone(office, place)

    seen = [use(office, NOON + timedelta(days=days))[place.id] for days in (0, 6, 7, 29, 30)]

    assert seen == [(2, 1, 1), (2, 1, 1), (2, 0, 1), (2, 0, 1), (2, 0, 0)]


def test_who_stays_signed_in_is_active_on_each_day_of_a_refresh(office, place):
    """Guard: ``used`` in ``sessions.refresh``."""
    signed_in = office.sign_in(someone(office, place))
    office.clock.forward(days=1)
    again = office.refresh(signed_in.refresh_token)
    office.clock.forward(minutes=9)
    office.refresh(again.refresh_token)

    assert use(office, NOON + timedelta(days=7))[place.id] == (1, 1, 1)
    assert use(office, NOON + timedelta(days=8))[place.id] == (1, 0, 1)


def test_a_day_is_one_of_india(office, place):
    office.clock.at = NOON.replace(hour=19)
    office.sign_in(someone(office, place, held_from=NOON))

    assert use(office, NOON.replace(hour=20))[place.id] == (1, 1, 1)
    assert use(office, NOON.replace(hour=17))[place.id] == (1, 0, 0)


def test_a_person_with_two_charges_is_counted_in_the_office_of_the_substantive_one(office, place):
    other = office.an_office()
    person = office.a_person()
    office.a_charge(person, office.a_post(other), kind="additional", held_from=NOON - timedelta(days=90))
    office.a_charge(person, office.a_post(place), kind="substantive", held_from=NOON)

    counted = use(office)

    assert (counted[place.id][0], counted[other.id][0]) == (1, 0)
    assert use(office, NOON - timedelta(days=1))[other.id][0] == 1


def test_programmes_and_people_without_a_charge_are_no_users(office, place):
    """Guard: the kind of person in ``_users``."""
    office.a_person()
    programme = someone(office, place)
    with office.work() as work:
        work.session.execute(update(people).where(people.c.id == programme.id).values(kind="service"))
        work.commit()
    office.sign_in(someone(office, place))

    assert use(office)[place.id] == (1, 1, 1)


def test_what_is_older_than_the_record_is_unknown(office, place):
    office.sign_in(someone(office, place, held_from=NOON - timedelta(days=400)))

    assert use(office, NOON - timedelta(days=340))[place.id] == (1, 0, None)
    assert use(office, NOON - timedelta(days=370))[place.id] == (1, None, None)


def test_the_days_are_forgotten_with_the_sessions(office, place):
    """Guard: the deletion in ``Sessions.forget``."""
    office.sign_in(someone(office, place))
    office.clock.forward(days=367)
    sessions.sweep(office.work())

    with office.work() as work:
        assert work.session.execute(select(days_of_use)).all() == []
