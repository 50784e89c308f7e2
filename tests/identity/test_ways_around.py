"""What somebody with one post of the keepers tries against the second person."""

from __future__ import annotations

import pytest

from contracts.identity import AssumeCharge, RelinquishCharge, SavePerson, WithdrawProposal
from contracts.identity.errors import NeedsSecondPerson, NotInDirectory, NotSecondPerson, StaleEntry, TooManyProposals
from services.identity import tables
from services.identity.handlers import charges, directory, proposals
from tests.identity.builders import OPERATOR, Office
from tests.identity.district import District, Seat, a_newcomer, a_seat, confirm, listed, propose, refuse
from tests.identity.test_own_authority import changed


def charge_of(office: Office, seat: Seat):
    return office.sign_in(seat.person).charges[0]


def person_as(seat: Seat, **values) -> SavePerson:
    known = seat.person.model_dump(exclude={"id", "kind", "version", "deleted"})
    return SavePerson(person_id=seat.person.id, **{**known, **values})


def ways_out(office: Office, district: District) -> dict[str, dict]:
    """How the directory is taken from the manager."""
    return {
        "relieved": {"relinquish_charge": RelinquishCharge(charge_id=charge_of(office, district.manager).id)},
        "role taken": {"save_post": changed(district.manager.post, roles=["dealing_hand"])},
        "put out of action": {"save_person": person_as(district.manager, active=False)},
    }


def test_an_ended_charge_at_a_deciding_post_is_not_shortened_by_one(office, district):
    """Guard: ``is_over`` is asked of the time from which the charge shall end."""
    charge = charge_of(office, district.dm)
    office.clock.forward(minutes=10)
    charges.relinquish(RelinquishCharge(charge_id=charge.id), OPERATOR, office.work())
    office.clock.forward(minutes=10)
    undone = RelinquishCharge(charge_id=charge.id, at=charge.held_from)

    with pytest.raises(NeedsSecondPerson):
        charges.relinquish(undone, district.manager.caller, office.work())

    assert office.count(tables.charges, id=charge.id, deleted=False) == 1


def test_the_holder_is_not_exchanged_while_the_second_person_thinks(office, district):
    """Guard: ``_must_serve_those_shown``. The post shall be raised for one, and another sits there meanwhile."""
    honest, accomplice = a_seat(office, "dealing_hand"), office.a_person()
    pending = propose(office, district.manager, save_post=changed(honest.post, roles=["adm"]))
    charges.assume(
        AssumeCharge(person_id=accomplice.id, post_id=honest.post.id, kind="additional"),
        district.manager.caller,
        office.work(),
    )

    with pytest.raises(StaleEntry):
        confirm(office, pending, by=district.administrator)

    assert office.count(tables.proposals, id=pending.id, state="pending") == 1


@pytest.mark.parametrize("way", ["relieved", "role taken", "put out of action"])
def test_a_keeper_does_not_refuse_that_he_goes(office, district, way):
    """He could put it off for ever, and go on with what he is to be stopped from. Guard: ``stands_in_the_way``."""
    pending = propose(office, district.administrator, **ways_out(office, district)[way])

    [shown] = [one for one in listed(office, district.manager) if one.id == pending.id]
    with pytest.raises(NotSecondPerson):
        refuse(office, pending, by=district.manager)
    done = confirm(office, pending, by=district.adm)

    assert "refuse_proposal" not in shown.allowed_actions
    assert done.proposal.state == "confirmed"


def test_whoever_decides_still_refuses_that_he_goes(office, district):
    charge = charge_of(office, district.dm)
    pending = propose(office, district.manager, relinquish_charge=RelinquishCharge(charge_id=charge.id))

    assert refuse(office, pending, by=district.dm).state == "refused"


@pytest.mark.parametrize("way", ["relieved", "role taken", "put out of action"])
def test_a_keeper_does_not_bar_that_he_goes_by_proposing_it_himself(office, district, way):
    """Guard: ``_refuse_twice``."""
    act = ways_out(office, district)[way]
    barrier = propose(office, district.manager, **act)

    pending = propose(office, district.administrator, **act)

    assert confirm(office, pending, by=district.adm).proposal.state == "confirmed"
    settled = {one["id"]: one["state"] for one in office.told("proposal_settled")}
    assert settled == {str(barrier.id): "refused", str(pending.id): "confirmed"}


def test_what_nobody_stands_behind_bars_nothing(office, district):
    act = a_newcomer(office, district.dm.post)
    abandoned = propose(office, district.manager, **act)
    charges.relinquish(RelinquishCharge(charge_id=charge_of(office, district.manager).id), OPERATOR, office.work())
    office.clock.forward(seconds=1)

    pending = propose(office, district.administrator, **act)

    states = {one.id: one.state for one in listed(office, district.administrator)}
    assert states == {abandoned.id: "lapsed", pending.id: "pending"}


def test_nobody_buries_a_proposal_under_others(office, district):
    """Each is told by SMS, the withdrawn ones too. Guard: ``_refuse_flood``."""
    office.settings = office.settings.model_copy(update={"proposals_a_day": 2})
    first = propose(office, district.manager, **a_newcomer(office, district.dm.post))
    proposals.withdraw(WithdrawProposal(proposal_id=first.id), district.manager.caller, office.work())
    office.clock.forward(hours=1)
    propose(office, district.manager, **a_newcomer(office, district.dm.post))

    with pytest.raises(TooManyProposals) as refused:
        propose(office, district.manager, **a_newcomer(office, district.dm.post))
    propose(office, district.administrator, **a_newcomer(office, district.dm.post))
    office.clock.forward(hours=23)
    later = propose(office, district.manager, **a_newcomer(office, district.dm.post))

    assert refused.value.fields == {"limit": 2, "retry_after": 23 * 3600}
    assert later.state == "pending"


@pytest.mark.parametrize(("reader", "allowed"), [("administrator", []), ("dm", ["refuse_proposal"])])
def test_a_proposal_about_somebody_who_was_removed_hides_no_other(office, district, reader, allowed):
    """Guard: ``_may_confirm``."""
    other = propose(office, district.manager, **a_newcomer(office, district.dm.post))
    stranger = office.a_person()
    gift = AssumeCharge(person_id=stranger.id, post_id=district.dm.post.id, kind="additional")
    pending = propose(office, district.manager, assume_charge=gift)
    gone = stranger.model_dump(exclude={"id", "kind", "version", "deleted"})
    directory.save_person(
        SavePerson(person_id=stranger.id, **gone, deleted=True), district.manager.caller, office.work()
    )

    shown = {one.id: one.allowed_actions for one in listed(office, getattr(district, reader))}

    assert shown == {other.id: ["confirm_proposal", "refuse_proposal"], pending.id: allowed}
    with pytest.raises(NotInDirectory):
        confirm(office, pending, by=district.administrator)
