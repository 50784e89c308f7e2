"""Nobody who keeps the directory gives authority to himself, not even with a second person's word."""

import pytest

from contracts.identity import AssumeCharge, CreateServiceAccount, SavePost
from contracts.identity.errors import GuardedPost, ToOneself
from services.identity.handlers import charges, directory, service_accounts
from tests.identity.builders import OPERATOR, Office


def a_keeper(office: Office):
    """An e-District manager, as the bus names the caller, and the person."""
    person = office.a_holder("emd_manager")
    return office.as_caller(office.sign_in(person)), person


def changed(post, **values):
    kept = post.model_dump(exclude={"id", "version", "deleted"})
    return SavePost(post_id=post.id, **{**kept, **values})


@pytest.mark.parametrize("kind", ["substantive", "additional", "link_officer", "acting_for"])
def test_a_manager_cannot_give_himself_a_charge(office, kind):
    caller, himself = a_keeper(office)
    post = office.a_post(roles=["dm"])
    told = len(office.told("charge_assumed"))

    with pytest.raises(ToOneself):
        charges.assume(AssumeCharge(person_id=himself.id, post_id=post.id, kind=kind), caller, office.work())

    assert len(office.told("charge_assumed")) == told


def test_the_operators_loader_is_nobody(office):
    himself, post = office.a_person(), office.a_post(roles=["administrator"])

    charge = charges.assume(AssumeCharge(person_id=himself.id, post_id=post.id), OPERATOR, office.work())

    assert charge.post_id == post.id


@pytest.mark.parametrize("role", ["dm", "adm", "administrator"])
def test_a_manager_cannot_raise_a_post_that_he_holds(office, role):
    caller, himself = a_keeper(office)
    post = office.a_post(roles=["dealing_hand"])
    office.a_charge(himself, post, kind="additional")

    with pytest.raises(ToOneself):
        directory.save_post(changed(post, roles=["dealing_hand", role]), caller, office.work())


def test_a_manager_changes_the_plain_roles_of_other_posts_and_of_his_own(office):
    caller, himself = a_keeper(office)
    own, another = (office.a_post(roles=["dealing_hand"]) for _ in range(2))
    office.a_charge(himself, own, kind="additional")

    plain = directory.save_post(changed(own, roles=["dispatch"]), caller, office.work())
    others = directory.save_post(changed(another, roles=["section_officer"]), caller, office.work())

    assert (plain.roles, others.roles) == (["dispatch"], ["section_officer"])


@pytest.mark.parametrize("role", ["dm", "adm", "emd_manager", "administrator"])
def test_no_programme_acts_from_a_post_that_decides(office, role):
    caller, _ = a_keeper(office)
    post = office.a_post(roles=[role])
    request = CreateServiceAccount(name="portal", name_hi="पोर्टल", name_en="Portal", post_id=post.id)

    with pytest.raises(GuardedPost):
        service_accounts.create(request, caller, office.work(), office.passwords)
