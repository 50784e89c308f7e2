"""What decides for the district is changed by two: one proposes, another confirms, and everybody concerned is told."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from chassis.auth import Person
from contracts.identity import (
    AssumeCharge,
    ChangePassword,
    CreateServiceAccount,
    RelinquishCharge,
    SavePerson,
    SavePost,
    SetPassword,
    UnlockPerson,
)
from contracts.identity.errors import (
    GuardedPost,
    NeedsSecondPerson,
    NoSecondPersonNeeded,
    NotAdministrator,
    NotSecondPerson,
    OneTimePasswordPending,
    ProposalOver,
    StaleEntry,
    ToOneself,
)
from services.identity.handlers import charges, directory, passwords, service_accounts
from tests.identity.builders import OPERATOR, PASSWORD, Office
from tests.identity.district import (
    NEW,
    District,
    Seat,
    a_newcomer,
    a_seat,
    charges_on,
    confirm,
    propose,
)
from tests.identity.test_own_authority import changed


def guarded_acts(office: Office, district: District) -> dict[str, dict]:
    """Each way to a deciding post, or into the account of somebody who holds one."""
    dm, charge = district.dm, office.sign_in(district.dm.person).charges[0]
    person = dm.person.model_dump(exclude={"id", "kind", "version", "deleted"})
    return {
        "give it to somebody": a_newcomer(office, dm.post),
        "end its charge": {"relinquish_charge": RelinquishCharge(charge_id=charge.id)},
        "take its role away": {"save_post": changed(dm.post, roles=["dealing_hand"])},
        "raise another post": {"save_post": changed(district.clerk.post, roles=["dealing_hand", "dm"])},
        "make a new one": {"save_post": changed(dm.post, roles=["adm"], abbreviation_hi="न", abbreviation_en="N")},
        "set another above it": {"save_post": changed(dm.post, superior_post_id=district.clerk.post.id)},
        "reset the password": {"set_password": SetPassword(person_id=dm.person.id)},
        "end the wait": {"unlock_person": UnlockPerson(person_id=dm.person.id)},
        "turn the warnings away": {
            "save_person": SavePerson(person_id=dm.person.id, **{**person, "mobile": "+919000000009"})
        },
        "put out of action": {"save_person": SavePerson(person_id=dm.person.id, **{**person, "active": False})},
    }


WAYS = [
    "give it to somebody",
    "end its charge",
    "take its role away",
    "raise another post",
    "make a new one",
    "set another above it",
    "reset the password",
    "end the wait",
    "turn the warnings away",
    "put out of action",
]
DIRECT = {
    "assume_charge": lambda office, request, by: charges.assume(request, by, office.work()),
    "relinquish_charge": lambda office, request, by: charges.relinquish(request, by, office.work()),
    "save_post": lambda office, request, by: directory.save_post(request, by, office.work()),
    "save_person": lambda office, request, by: directory.save_person(request, by, office.work()),
    "set_password": lambda office, request, by: passwords.set_one_time(request, by, office.work(), office.passwords),
    "unlock_person": lambda office, request, by: passwords.unlock(request, by, office.work()),
}


@pytest.mark.parametrize("keeper", ["manager", "administrator"])
@pytest.mark.parametrize("way", WAYS)
def test_one_keeper_alone_does_not_change_who_decides(office, district, way, keeper):
    """Guard: ``one_is_enough`` in each handler."""
    [(act, request)] = guarded_acts(office, district)[way].items()
    if way == "make a new one":
        request = request.model_copy(update={"post_id": None})
    told = len(office.told())

    with pytest.raises(NeedsSecondPerson) as refused:
        DIRECT[act](office, request, getattr(district, keeper).caller)

    assert refused.value.fields["act"] == act
    assert len(office.told()) == told


@pytest.mark.parametrize("way", WAYS)
def test_what_was_proposed_takes_effect_by_a_second_persons_word_only(office, district, way):
    [(act, request)] = guarded_acts(office, district)[way].items()
    if way == "make a new one":
        request = request.model_copy(update={"post_id": None})
    before = office.told()

    pending = propose(office, district.manager, **{act: request})
    told_before = office.told()
    done = confirm(office, pending, by=district.administrator)

    assert pending.state == "pending"
    assert told_before[len(before) :] == office.told("proposal_made")
    assert (done.proposal.state, done.proposal.settled_by.person_id) == ("confirmed", district.administrator.person.id)
    assert (done.one_time_password is not None) == (act == "set_password")
    assert len(office.told()) > len(told_before)


def test_what_nobody_decides_by_stays_the_keepers_own(office, district):
    clerk, caller = district.clerk, district.manager.caller

    moved = directory.save_post(changed(clerk.post, roles=["section_officer"]), caller, office.work())
    named = directory.save_post(changed(district.dm.post, designation_en="Collector"), caller, office.work())
    given = passwords.set_one_time(SetPassword(person_id=clerk.person.id), caller, office.work(), office.passwords)

    assert (moved.roles, named.designation_en, given.person_id) == (["section_officer"], "Collector", clerk.person.id)


def test_what_needs_nobody_else_is_not_proposed(office, district):
    with pytest.raises(NoSecondPersonNeeded):
        propose(office, district.manager, set_password=SetPassword(person_id=district.clerk.person.id))


def test_only_who_keeps_the_directory_proposes(office, district):
    with pytest.raises(NotAdministrator):
        propose(office, district.dm, **a_newcomer(office, district.dm.post))


def test_nobody_proposes_what_he_gains_by(office, district):
    himself = AssumeCharge(person_id=district.manager.person.id, post_id=district.dm.post.id, kind="additional")

    with pytest.raises(ToOneself):
        propose(office, district.manager, assume_charge=himself)
    with pytest.raises(ToOneself):
        propose(office, district.manager, set_password=SetPassword(person_id=district.manager.person.id))


# ------------------------------------------------------------ who the second one may be


@pytest.mark.parametrize("second", ["administrator", "dm", "adm"])
def test_an_administrator_the_holder_or_the_one_above_confirms(office, district, second):
    """At the ADM's post, that is the ADM himself and the District Magistrate."""
    pending = propose(office, district.manager, **a_newcomer(office, district.adm.post))

    done = confirm(office, pending, by=getattr(district, second))

    assert done.proposal.state == "confirmed"
    assert charges_on(office, district.adm.post) == 2


def test_where_an_administrator_proposes_the_manager_confirms(office, district):
    pending = propose(office, district.administrator, **a_newcomer(office, district.dm.post))

    assert confirm(office, pending, by=district.manager).proposal.state == "confirmed"


def test_a_second_manager_is_not_enough_for_a_manager(office, district):
    other = a_seat(office, "emd_manager")
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))

    with pytest.raises(NotSecondPerson):
        confirm(office, pending, by=other)

    assert charges_on(office, district.dm.post) == 1


@pytest.mark.parametrize("nobody", ["manager", "clerk", "adm"])
def test_neither_who_proposed_it_nor_who_has_no_say_confirms(office, district, nobody):
    """Guard: ``is_second``. The ADM sits below the post concerned."""
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))

    with pytest.raises(NotSecondPerson):
        confirm(office, pending, by=getattr(district, nobody))

    assert charges_on(office, district.dm.post) == 1


def test_who_proposed_it_does_not_confirm_it_from_another_post_of_his(office, district):
    """Guard: the person counts, not the post."""
    post = office.a_post(roles=["administrator"])
    second_charge = office.a_charge(district.manager.person, post, kind="additional")
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))
    himself = Person(district.manager.person.id, second_charge.id, district.manager.caller.session_id)

    with pytest.raises(NotSecondPerson):
        confirm(office, pending, by=Seat(district.manager.person, post, himself))


def test_who_gains_by_it_does_not_confirm_it(office, district):
    """Guard: ``Matter.gains``. The administrator would get the District Magistrate's post."""
    gift = AssumeCharge(person_id=district.administrator.person.id, post_id=district.dm.post.id, kind="additional")
    pending = propose(office, district.manager, assume_charge=gift)

    with pytest.raises(NotSecondPerson):
        confirm(office, pending, by=district.administrator)

    assert confirm(office, pending, by=district.dm).proposal.state == "confirmed"


def test_the_holder_of_a_post_does_not_confirm_that_it_is_raised(office, district):
    raised = changed(district.adm.post, roles=["adm", "administrator"])
    pending = propose(office, district.manager, save_post=raised)

    with pytest.raises(NotSecondPerson):
        confirm(office, pending, by=district.adm)


def test_the_database_itself_lets_nobody_confirm_what_he_proposed(office, district):
    """Guard: the check constraint ``two_people``."""
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))
    confirmed = text(
        "UPDATE proposals SET state = 'confirmed', settled_at = now(), settled_by = proposed_by WHERE id = :id"
    )

    with pytest.raises(IntegrityError, match="two_people"), office.engine.begin() as connection:
        connection.execute(confirmed, {"id": pending.id})


# ------------------------------------------------------------ ways around it


def test_a_manager_makes_no_second_person_of_his_own(office, district):
    """He enters somebody, gives him a password and a post, and puts that post above the one concerned."""
    accomplice, caller = office.a_person(), district.manager.caller
    above = directory.save_post(
        SavePost(
            office_id=district.dm.post.office_id,
            designation_hi="आयुक्त",
            designation_en="Commissioner",
            abbreviation_hi="आयु॰",
            abbreviation_en="COMM",
        ),
        caller,
        office.work(),
    )
    charges.assume(AssumeCharge(person_id=accomplice.id, post_id=above.id), caller, office.work())
    seat = Seat(accomplice, above, office.as_caller(office.sign_in(accomplice)))

    with pytest.raises(NeedsSecondPerson):
        directory.save_post(changed(district.dm.post, superior_post_id=above.id), caller, office.work())
    with pytest.raises(NeedsSecondPerson):
        directory.save_post(changed(above, roles=["administrator"]), caller, office.work())
    pending = propose(office, district.manager, save_post=changed(district.dm.post, superior_post_id=above.id))
    with pytest.raises(NotSecondPerson):
        confirm(office, pending, by=seat)


def test_a_post_above_that_decides_nothing_has_no_say(office):
    """A commissioner's desk above the District Magistrate, which a keeper can fill alone."""
    commissioner = a_seat(office, "dealing_hand")
    dm, manager = a_seat(office, "dm", superior=commissioner.post), a_seat(office, "emd_manager")
    pending = propose(office, manager, **a_newcomer(office, dm.post))

    with pytest.raises(NotSecondPerson):
        confirm(office, pending, by=commissioner)


def test_whoever_will_hold_the_post_is_protected_before_he_does(office, district):
    successor = office.a_person()
    office.clock.forward(minutes=1)
    tomorrow = office.clock.at.replace(day=office.clock.at.day + 1)
    office.a_charge(successor, district.dm.post, kind="additional", held_from=tomorrow)

    with pytest.raises(NeedsSecondPerson):
        DIRECT["set_password"](office, SetPassword(person_id=successor.id), district.manager.caller)


def test_nobody_comes_to_the_post_with_a_password_that_a_keeper_knows(office, district):
    """Guard: ``take_guarded``."""
    successor = office.a_person(one_time=True)
    gift = AssumeCharge(person_id=successor.id, post_id=district.dm.post.id, kind="additional")
    pending = propose(office, district.manager, assume_charge=gift)

    with pytest.raises(OneTimePasswordPending):
        confirm(office, pending, by=district.administrator)
    his_own = ChangePassword(old_password=PASSWORD, new_password=NEW)
    signed_in = office.as_caller(office.sign_in(successor))
    passwords.change(his_own, signed_in, office.work(), office.passwords)

    assert confirm(office, pending, by=district.administrator).proposal.state == "confirmed"


def test_no_programme_gets_to_a_post_that_decides_by_raising_its_post(office, district):
    post = office.a_post()
    request = CreateServiceAccount(name="portal", name_hi="पोर्टल", name_en="Portal", post_id=post.id)
    made = service_accounts.create(request, OPERATOR, office.work(), office.passwords)
    raised = propose(office, district.manager, save_post=changed(post, roles=["dm"]))
    gift = AssumeCharge(person_id=made.person.id, post_id=district.dm.post.id, kind="additional")
    given = propose(office, district.manager, assume_charge=gift)

    for pending in (raised, given):
        with pytest.raises(GuardedPost):
            confirm(office, pending, by=district.administrator)


def test_the_word_covers_what_was_seen(office, district):
    """The post changed after it was proposed: the confirmer would sign what he never saw."""
    pending = propose(office, district.manager, save_post=changed(district.dm.post, roles=["dm", "adm"]))
    directory.save_post(changed(district.dm.post, designation_en="Collector"), OPERATOR, office.work())

    with pytest.raises(StaleEntry):
        confirm(office, pending, by=district.administrator)


def test_with_whoever_proposed_it_the_proposal_goes(office, district):
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))
    charge = office.sign_in(district.manager.person).charges[0]
    charges.relinquish(RelinquishCharge(charge_id=charge.id), OPERATOR, office.work())
    office.clock.forward(seconds=1)

    with pytest.raises((ProposalOver, NotSecondPerson)):
        confirm(office, pending, by=district.administrator)

    assert charges_on(office, district.dm.post) == 1
