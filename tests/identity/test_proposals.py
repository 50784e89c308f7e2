"""The life of a proposal: told, listed, settled once, on record for ever."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from chassis.auth import Person
from contracts.identity import (
    ChangePassword,
    ConfirmProposal,
    ListProposals,
    SetPassword,
    WithdrawProposal,
)
from contracts.identity.errors import (
    NotSecondPerson,
    ProposalNotFound,
    ProposalOver,
    ProposalPending,
    SessionEnded,
)
from services.identity.handlers import passwords, proposals
from services.identity.queries.proposals import list_proposals
from tests.identity.district import (
    NEW,
    Seat,
    a_newcomer,
    charges_on,
    confirm,
    listed,
    propose,
    refuse,
)


def test_those_concerned_and_those_who_may_confirm_are_told_at_once(office, district):
    pending = propose(office, district.manager, set_password=SetPassword(person_id=district.dm.person.id))

    [told] = office.told("proposal_made")
    assert told["number"] == pending.number
    assert told["person"]["person_id"] == str(district.dm.person.id)
    assert told["concerned"] == [str(district.dm.person.id)]
    assert told["second"] == [str(district.administrator.person.id)]


def test_the_one_concerned_stops_it_although_he_may_not_confirm_it(office, district):
    pending = propose(office, district.manager, set_password=SetPassword(person_id=district.dm.person.id))

    shown = listed(office, district.dm)[0]
    refused = refuse(office, pending, by=district.dm)

    assert shown.allowed_actions == ["refuse_proposal"]
    assert (refused.state, refused.remarks) == ("refused", "आदेश प्राप्त नहीं")
    with pytest.raises(ProposalOver):
        confirm(office, pending, by=district.administrator)
    assert office.sign_in(district.dm.person).person == district.dm.person


def test_a_stranger_neither_sees_nor_refuses_it(office, district):
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))

    with pytest.raises(NotSecondPerson):
        refuse(office, pending, by=district.clerk)

    assert listed(office, district.clerk) == []
    assert [one.id for one in listed(office, district.administrator)] == [pending.id]


def test_only_who_proposed_it_takes_it_back(office, district):
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))

    with pytest.raises(ProposalNotFound):
        proposals.withdraw(WithdrawProposal(proposal_id=pending.id), district.administrator.caller, office.work())
    back = proposals.withdraw(WithdrawProposal(proposal_id=pending.id), district.manager.caller, office.work())

    assert back.state == "withdrawn"
    with pytest.raises(ProposalOver):
        confirm(office, pending, by=district.administrator)


def test_it_lapses_and_can_be_proposed_again(office, district):
    act = a_newcomer(office, district.dm.post)
    pending = propose(office, district.manager, **act)
    with pytest.raises(ProposalPending):
        propose(office, district.manager, **act)
    # Nobody is signed in for three days.
    office.clock.forward(hours=office.settings.proposal_hours)
    again = Seat(
        district.manager.person, district.manager.post, office.as_caller(office.sign_in(district.manager.person))
    )
    second = office.as_caller(office.sign_in(district.administrator.person))

    with pytest.raises(ProposalOver):
        confirm(office, pending, by=Seat(district.administrator.person, district.administrator.post, second))
    proposals.lapse({"proposal_id": str(pending.id)}, office.work())
    later = propose(office, again, **act)

    assert [one["state"] for one in office.told("proposal_settled")] == ["lapsed"]
    assert {one.id: one.state for one in listed(office, again)} == {pending.id: "lapsed", later.id: "pending"}


def test_confirming_again_changes_nothing(office, district):
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))
    first = confirm(office, pending, by=district.administrator)
    told = len(office.told())

    again = confirm(office, pending, by=district.administrator)

    assert again.proposal.settled_at == first.proposal.settled_at
    assert len(office.told()) == told
    assert charges_on(office, district.dm.post) == 2


def test_the_one_time_password_is_the_confirmers_and_works_once(office, district):
    """A lost answer gives another one, until its owner has used it."""
    pending = propose(office, district.manager, set_password=SetPassword(person_id=district.dm.person.id))
    confirm(office, pending, by=district.administrator)

    second = confirm(office, pending, by=district.administrator).one_time_password
    signed_in = office.as_caller(office.sign_in(district.dm.person, second))
    passwords.change(ChangePassword(old_password=second, new_password=NEW), signed_in, office.work(), office.passwords)
    third = confirm(office, pending, by=district.administrator)

    assert third.one_time_password is None
    assert office.sign_in(district.dm.person, NEW).charge_id is not None
    with pytest.raises(SessionEnded):
        listed(office, district.dm)


def test_who_signed_out_confirms_nothing(office, district):
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))
    gone = Person(district.administrator.person.id, district.administrator.caller.charge_id, uuid4())

    with pytest.raises(SessionEnded):
        confirm(office, pending, by=Seat(district.administrator.person, district.administrator.post, gone))


def test_an_unknown_proposal_is_not_found(office, district):
    with pytest.raises(ProposalNotFound):
        proposals.confirm(
            ConfirmProposal(proposal_id=UUID(int=1)), district.administrator.caller, office.work(), office.passwords
        )


def test_the_list_is_read_part_by_part(office, district):
    made = [propose(office, district.manager, **a_newcomer(office, district.dm.post)) for _ in range(3)]

    first = list_proposals(ListProposals(limit=2), district.administrator.caller, office.work())
    rest = list_proposals(ListProposals(limit=2, cursor=first.next), district.administrator.caller, office.work())

    assert {one.id for one in [*first.items, *rest.items]} == {one.id for one in made}
    assert rest.next is None
    assert all(one.allowed_actions == ["confirm_proposal", "refuse_proposal"] for one in first.items)


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE proposals SET body = '{}'",
        "UPDATE proposals SET state = 'pending', settled_at = null",
        "DELETE FROM proposals",
    ],
)
def test_the_record_of_a_proposal_never_changes(office, district, forged):
    """Guard: the triggers of migration 0003 (and no right to delete)."""
    refuse(office, propose(office, district.manager, **a_newcomer(office, district.dm.post)), by=district.dm)

    with pytest.raises(DBAPIError, match=r"refused|denied"), office.engine.begin() as connection:
        connection.execute(text(forged))
