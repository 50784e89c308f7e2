"""Keeping the directory: who may, what is told, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from chassis.auth import Nobody
from contracts.errors import Invalid, Unauthenticated
from contracts.identity import Numbering, SaveOffice, SavePerson, SavePost, SaveUnit
from contracts.identity.errors import (
    BadPeriod,
    Loop,
    NameTaken,
    NotAdministrator,
    NotInDirectory,
    SessionEnded,
    StaleEntry,
    StillInUse,
)
from services.identity.handlers import directory
from tests.identity.builders import OPERATOR, Office

HEADS = [{"code": "21", "title_hi": "दाखिल-खारिज", "title_en": "Mutation"}]


def resaved(office: Office, view, save, handler, id_field, **changes):
    """Save an entry once more with changes."""
    values = view.model_dump(exclude={"id", "version", "kind"} if save is SavePerson else {"id", "version"})
    return handler(save(**(values | {id_field: view.id} | changes)), OPERATOR, office.work())


def resave_office(office, view, **changes):
    return resaved(office, view, SaveOffice, directory.save_office, "office_id", **changes)


def resave_post(office, view, **changes):
    return resaved(office, view, SavePost, directory.save_post, "post_id", **changes)


def resave_unit(office, view, **changes):
    return resaved(office, view, SaveUnit, directory.save_unit, "unit_id", **changes)


def resave_person(office, view, **changes):
    return resaved(office, view, SavePerson, directory.save_person, "person_id", **changes)


@pytest.mark.parametrize("role", ["emd_manager", "administrator"])
def test_who_keeps_the_directory_may_change_it_and_is_named_in_the_event(office, role):
    caller = office.as_caller(office.sign_in(office.a_holder(role)))
    request = SavePerson(user_name="new.clerk", name_hi="नया लिपिक", name_en="New Clerk")

    view = directory.save_person(request, caller, office.work())

    assert view.version == 1
    assert office.told("person_changed")[-1] == view.model_dump(mode="json")


@pytest.mark.parametrize("role", ["dealing_hand", "section_officer", "adm", "dm", "dispatch", "receipt"])
def test_nobody_else_may_change_it(office, role):
    caller = office.as_caller(office.sign_in(office.a_holder(role)))
    told = len(office.told())

    with pytest.raises(NotAdministrator):
        directory.save_person(SavePerson(user_name="new.clerk", name_hi="न", name_en="N"), caller, office.work())

    assert len(office.told()) == told


def test_a_keeper_whose_charge_ended_keeps_nothing_though_the_token_still_names_it(office):
    person, post = office.a_person(), office.a_post(roles=["emd_manager"])
    office.a_charge(person, post, held_until=office.clock.at + timedelta(minutes=30))
    caller = office.as_caller(office.sign_in(person))
    office.clock.forward(minutes=30)

    with pytest.raises(NotAdministrator):
        directory.save_person(SavePerson(user_name="x1", name_hi="न", name_en="N"), caller, office.work())


def test_a_keeper_who_acts_under_another_charge_keeps_nothing(office):
    person = office.a_holder("emd_manager")
    other = office.a_charge(person, office.a_post(roles=["dealing_hand"]), kind="additional")
    answer = office.sign_in(person)
    caller = office.as_caller(answer)
    acting_otherwise = type(caller)(caller.person_id, other.id, caller.session_id)

    with pytest.raises(NotAdministrator):
        directory.save_person(SavePerson(user_name="x1", name_hi="न", name_en="N"), acting_otherwise, office.work())


def test_nobody_is_asked_to_sign_in(office):
    with pytest.raises(Unauthenticated):
        directory.save_person(SavePerson(user_name="x1", name_hi="न", name_en="N"), Nobody(), office.work())


def test_a_session_of_another_person_is_no_session(office):
    keeper, other = office.sign_in(office.a_holder("emd_manager")), office.sign_in(office.a_holder())
    caller = office.as_caller(keeper)
    forged = type(caller)(caller.person_id, caller.charge_id, office.as_caller(other).session_id)

    with pytest.raises(SessionEnded):
        directory.save_person(SavePerson(user_name="x1", name_hi="न", name_en="N"), forged, office.work())


def test_an_office_keeps_its_lgd_unit_both_parents_and_how_it_numbers(office):
    revenue, development = office.an_office(), office.an_office()

    tehsil = office.an_office(
        kind="tehsil",
        lgd_level="subdistrict",
        lgd_code=302,
        revenue_parent_id=revenue.id,
        development_parent_id=development.id,
        numbering=Numbering(letter="{serial}/{office}/{year}"),
    )

    assert (tehsil.lgd_level, tehsil.lgd_code) == ("subdistrict", 302)
    assert (tehsil.revenue_parent_id, tehsil.development_parent_id) == (revenue.id, development.id)
    assert tehsil.numbering.letter == "{serial}/{office}/{year}"
    assert office.told("office_changed")[-1] == tehsil.model_dump(mode="json")


def test_a_number_pattern_knows_only_our_places():
    with pytest.raises(ValidationError, match="pattern"):
        Numbering(file="{serial}/{secret}")


def test_the_same_content_again_is_no_new_version_and_tells_nothing(office):
    first = office.an_office()

    again = resave_office(office, first)

    assert again == first
    assert len(office.told("office_changed")) == 1


def test_a_change_is_a_new_version_and_tells_the_whole_office(office):
    first = office.an_office()

    second = resave_office(office, first, name_hi="नया नाम")

    assert second.version == 2
    assert [told["name_hi"] for told in office.told("office_changed")] == [first.name_hi, "नया नाम"]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(office):
    first = office.an_office()
    resave_office(office, first, name_en="Second")

    with pytest.raises(StaleEntry) as refused:
        resave_office(office, first, name_en="Third", expected_version=1)

    assert refused.value.fields == {"version": 2}
    assert office.told("office_changed")[-1]["name_en"] == "Second"


def test_a_version_cannot_be_expected_of_what_is_not_there(office):
    with pytest.raises(NotInDirectory):
        office.an_office(office_id=uuid4(), expected_version=1)


def test_an_office_cannot_close_before_it_opens(office):
    with pytest.raises(BadPeriod):
        office.an_office(valid_from="2026-04-01", valid_until="2026-03-31")


def test_an_office_is_not_above_itself(office):
    top = office.an_office()
    below = office.an_office(revenue_parent_id=top.id)

    with pytest.raises(Loop):
        resave_office(office, top, development_parent_id=below.id)


def test_an_unknown_parent_is_refused(office):
    with pytest.raises(NotInDirectory):
        office.an_office(revenue_parent_id=uuid4())


def test_a_post_is_not_its_own_superior(office):
    dm = office.a_post()
    adm = office.a_post(superior_post_id=dm.id)

    with pytest.raises(Loop):
        resave_post(office, dm, superior_post_id=adm.id)
    with pytest.raises(Loop):
        resave_post(office, dm, superior_post_id=dm.id)


@pytest.mark.parametrize("field", ["abbreviation_en", "abbreviation_hi"])
def test_a_marking_abbreviation_is_unique_in_its_office(office, field):
    here = office.an_office()
    office.a_post(here, **{field: "DM"})

    with pytest.raises(NameTaken) as refused:
        office.a_post(here, **{field: "DM"})
    elsewhere = office.a_post(office.an_office(), **{field: "DM"})

    assert refused.value.fields == {"field": field}
    assert elsewhere.version == 1


def test_a_user_name_is_unique_among_the_living(office):
    first = office.a_person(user_name="r.tomar")

    with pytest.raises(NameTaken):
        office.a_person(user_name="r.tomar")
    resave_person(office, first, deleted=True)
    second = office.a_person(user_name="r.tomar")

    assert second.id != first.id


def test_a_section_belongs_to_the_office_of_its_posts(office):
    here, there = office.an_office(), office.an_office()
    unit = office.a_unit(there)

    with pytest.raises(Invalid) as refused:
        office.a_post(here, unit_id=unit.id)

    assert refused.value.fields["field"] == "unit_id"


def test_a_post_deals_with_heads_of_its_section_only(office):
    here = office.an_office()
    unit = office.a_unit(here, heads=HEADS)

    post = office.a_post(here, unit_id=unit.id, heads=["21"])
    with pytest.raises(Invalid):
        office.a_post(here, unit_id=unit.id, heads=["22"])

    assert post.heads == ["21"]
    assert office.told("unit_changed")[-1]["heads"] == HEADS


def test_a_section_with_posts_stays_in_its_office(office):
    here, there = office.an_office(), office.an_office()
    unit = office.a_unit(here)
    office.a_post(here, unit_id=unit.id)

    with pytest.raises(StillInUse):
        resave_unit(office, unit, office_id=there.id)
    with pytest.raises(StillInUse):
        resave_unit(office, unit, deleted=True)


def test_an_office_with_posts_cannot_be_removed_and_one_without_becomes_a_tombstone(office):
    used, empty = office.an_office(), office.an_office()
    office.a_post(used)

    with pytest.raises(StillInUse) as refused:
        resave_office(office, used, deleted=True)
    removed = resave_office(office, empty, deleted=True)

    assert refused.value.fields == {"by": "post"}
    assert (removed.deleted, removed.version) == (True, 2)
    assert office.told("office_changed")[-1]["deleted"]


def test_a_post_with_a_holder_or_a_subordinate_cannot_be_removed(office):
    held, superior, free = office.a_post(), office.a_post(), office.a_post()
    charge = office.a_charge(office.a_person(), held)
    office.a_post(superior_post_id=superior.id)

    for post, by in ((held, "charge"), (superior, "post")):
        with pytest.raises(StillInUse) as refused:
            resave_post(office, post, deleted=True)
        assert refused.value.fields == {"by": by}

    assert resave_post(office, free, deleted=True).deleted
    assert not charge.deleted


def test_a_person_with_a_charge_cannot_be_removed(office):
    with pytest.raises(StillInUse):
        resave_person(office, office.a_holder(), deleted=True)


def test_what_was_removed_can_be_entered_again_under_its_id(office):
    unit = office.a_unit(office.an_office())
    gone = resave_unit(office, unit, deleted=True)

    back = resave_unit(office, gone, deleted=False)

    assert (back.id, back.version, back.deleted) == (unit.id, 3, False)


def test_the_client_may_choose_the_id(office):
    chosen = UUID("01930000-0000-7000-8000-000000000001")

    assert office.an_office(office_id=chosen).id == chosen


def test_a_mobile_number_has_its_country_and_ten_digits():
    values = {"user_name": "r.tomar", "name_hi": "न", "name_en": "N"}

    assert SavePerson(mobile="+910000000001", **values).mobile == "+910000000001"
    with pytest.raises(ValidationError):
        SavePerson(mobile="9412000000", **values)
