"""What those who keep the directory look up: sections, people, who held what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.errors import Invalid
from contracts.identity import ListCharges, ListPeople, ListUnits, SignOut
from contracts.identity.errors import NotAdministrator, SessionEnded
from services.identity.domain.attempts import ACCOUNT
from services.identity.handlers import attempts, charges, sessions
from services.identity.queries.keeping import list_charges, list_people, list_units
from tests.identity.builders import NOON, OPERATOR, Office


@pytest.fixture
def manager(office):
    return office.as_caller(office.sign_in(office.a_holder("emd_manager", name_en="Zz Manager")))


def names(office: Office, caller, **wish) -> list[str]:
    return [entry.person.name_en for entry in list_people(ListPeople(**wish), caller, office.work()).items]


@pytest.mark.parametrize("text", ["sajwan", "पूनम", "poonam.s", "poonam district", "DM"])
def test_a_person_is_found_by_name_user_name_or_post(office, manager, text):
    post = office.a_post(designation_en="District Magistrate", abbreviation_en="DM")
    poonam = office.a_person(name_hi="पूनम सजवाण", name_en="Poonam Sajwan", user_name="poonam.s")
    office.a_charge(poonam, post)
    office.a_person(name_en="Suresh Negi")

    assert names(office, manager, text=text) == ["Poonam Sajwan"]


def test_a_post_that_was_left_does_not_find_the_person(office, manager):
    post = office.a_post(abbreviation_en="DM")
    office.a_charge(office.a_person(), post, held_from=NOON - timedelta(days=9), held_until=NOON - timedelta(days=1))

    assert names(office, manager, text="DM") == []


def test_an_entry_shows_charges_now_and_to_come_with_their_posts(office, manager):
    held, later = office.a_post(), office.a_post()
    person = office.a_person(name_en="Usha Maithani")
    now = office.a_charge(person, held)
    to_come = office.a_charge(person, later, kind="additional", held_from=NOON + timedelta(days=3))
    office.a_charge(person, office.a_post(), held_from=NOON - timedelta(days=9), held_until=NOON - timedelta(days=8))

    (entry,) = list_people(ListPeople(text="usha"), manager, office.work()).items

    assert [charge.id for charge in entry.charges] == [now.id, to_come.id]
    assert {post.id for post in entry.posts} == {held.id, later.id}


def test_an_entry_tells_how_it_stands_with_signing_in(office, manager):
    office.a_person(None, name_en="A Nobody")
    office.a_person(one_time=True, name_en="B New")
    old = office.a_person(name_en="C Old", user_name="c.old")
    office.a_charge(old, office.a_post())
    office.sign_in(old)
    for _ in range(ACCOUNT.free):
        attempts.count(office.work(), "c.old", None)

    nobody, new, known, _manager = list_people(ListPeople(), manager, office.work()).items

    assert (nobody.has_password, nobody.last_signed_in_at) == (False, None)
    assert (new.has_password, new.must_change_password, new.locked_until) == (True, True, None)
    assert (known.must_change_password, known.last_signed_in_at) == (False, NOON)
    assert known.locked_until is not None
    assert known.locked_until > NOON


def test_those_without_a_charge_and_those_put_out_of_action_are_found(office, manager):
    office.a_holder(name_en="With Charge")
    office.a_person(name_en="Without Charge")
    office.a_person(name_en="Gone", active=False)

    assert names(office, manager, without_charge=True) == ["Gone", "Without Charge"]
    assert names(office, manager, active=False) == ["Gone"]


def test_people_come_part_by_part_each_once(office, manager):
    expected = [*sorted(office.a_person(None).name_en for _ in range(5)), "Zz Manager"]
    seen, cursor = [], None
    while True:
        page = list_people(ListPeople(limit=2, cursor=cursor), manager, office.work())
        seen += [entry.person.name_en for entry in page.items]
        if (cursor := page.next) is None:
            break

    assert seen == expected


def test_charges_of_a_post_are_listed_the_latest_first(office, manager):
    post = office.a_post()
    before = office.a_charge(
        office.a_person(), post, held_from=NOON - timedelta(days=99), held_until=NOON - timedelta(days=9)
    )
    present = office.a_charge(office.a_person(), post, held_from=NOON - timedelta(days=9))
    office.a_charge(office.a_person(), office.a_post())

    current = list_charges(ListCharges(post_id=post.id), manager, office.work())
    everything = list_charges(ListCharges(post_id=post.id, ended=True), manager, office.work())

    assert [entry.charge.id for entry in current.items] == [present.id]
    assert [entry.charge.id for entry in everything.items] == [present.id, before.id]
    assert everything.items[0].post.id == post.id


def test_charges_come_part_by_part_each_once(office, manager):
    person = office.a_person()
    given = {office.a_charge(person, office.a_post(), kind="additional").id for _ in range(3)}
    first = list_charges(ListCharges(person_id=person.id, limit=2), manager, office.work())
    second = list_charges(ListCharges(person_id=person.id, limit=2, cursor=first.next), manager, office.work())

    assert {entry.charge.id for entry in (*first.items, *second.items)} == given
    assert second.next is None


def test_sections_of_one_office_or_of_all(office, manager):
    here, elsewhere = office.an_office(), office.an_office()
    first, second = office.a_unit(here), office.a_unit(here)
    third = office.a_unit(elsewhere)

    of_one = list_units(ListUnits(office_id=here.id), manager, office.work())
    part = list_units(ListUnits(limit=2), manager, office.work())
    rest = list_units(ListUnits(limit=2, cursor=part.next), manager, office.work())

    assert [unit.id for unit in of_one.items] == [first.id, second.id]
    assert [unit.id for unit in (*part.items, *rest.items)] == [first.id, second.id, third.id]


@pytest.mark.parametrize("role", ["dealing_hand", "dm"])
@pytest.mark.parametrize(("look", "request_type"), [(list_people, ListPeople), (list_charges, ListCharges)])
def test_who_does_not_keep_the_directory_sees_neither_people_nor_charges(office, role, look, request_type):
    caller = office.as_caller(office.sign_in(office.a_holder(role)))

    with pytest.raises(NotAdministrator):
        look(request_type(), caller, office.work())


def test_a_manager_whose_charge_was_taken_sees_nothing_more(office):
    person = office.a_person()
    charge = office.a_charge(person, office.a_post(roles=["emd_manager"]))
    caller = office.as_caller(office.sign_in(person))
    from_the_operator = charges.RelinquishCharge(charge_id=charge.id)
    office.clock.forward(minutes=1)
    charges.relinquish(from_the_operator, OPERATOR, office.work())

    with pytest.raises(NotAdministrator):
        list_people(ListPeople(), caller, office.work())


def test_sections_are_for_who_is_signed_in(office, manager):
    sessions.sign_out(SignOut(), manager, office.work())

    with pytest.raises(SessionEnded):
        list_units(ListUnits(), manager, office.work())


@pytest.mark.parametrize("cursor", ["nonsense", "WyJhIl0=", "WyIyMDI2LTExLTIzIiwgInh4Il0="])
def test_a_cursor_that_is_none_of_ours_is_refused(office, manager, cursor):
    with pytest.raises(Invalid):
        list_charges(ListCharges(cursor=cursor), manager, office.work())
