"""The adoption board: what it counts and of which offices, as of then; and savings, which are never invented."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from contracts.errors import Unavailable
from contracts.files import (
    AdoptionReturnView,
    CancelReceipt,
    CloseFile,
    ForwardFile,
    GetAdoption,
    GetAdoptionReturn,
    ListSavingsFactors,
    PrintAdoption,
    SavingsFactorView,
    SetSavingsFactor,
    digest,
)
from contracts.files.adoption_errors import DistrictUnknown
from contracts.files.errors import NotYet, OfficeUnknown, RoleMissing
from contracts.identity import OfficeUseView
from services.files.domain.adoption import cuts, figures, in_force, rolled_up, savings, together, tree, under
from tests.files.office import HandClock, key

MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


@pytest.fixture
def clock(office):
    office.clock = HandClock(MONDAY)
    return office.clock


def use_of(name, users=0, week=0, parent=None, **given):
    """An office as identity tells it."""
    return OfficeUseView(
        **{
            "office_id": key(name),
            "kind": "tehsil",
            "name_hi": name,
            "name_en": name,
            "revenue_parent_id": key(parent) if parent else None,
            "development_parent_id": None,
            "lgd_level": None,
            "lgd_code": None,
            "users": users,
            "active_7": week,
            "active_30": week,
        }
        | given
    )


@pytest.fixture
def offices(neighbours):
    neighbours.offices = [
        use_of("collectorate", 5, 4, kind="collectorate", lgd_level="district", lgd_code=45),
        use_of("tehsil", 3, 1, parent="collectorate"),
    ]
    return neighbours


def board(office, by="dm", **given):
    return office.ask(GetAdoption(**given), by=by)


def of(view, name):
    (found,) = [each for each in view.offices if each.office_id == key(name)]
    return found


def test_work_is_counted_in_the_office_that_did_it_and_rolled_up_to_the_one_above(office, clock, offices):
    file = office.a_file("tehsil-clerk")
    office.a_file("clerk")
    office.a_receipt()
    clock.forward(hours=5)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("sdm")), by="tehsil-clerk")
    clock.forward(hours=3)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="sdm")
    clock.forward(days=1)
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")

    view = board(office)

    tehsil, collectorate = of(view, "tehsil"), of(view, "collectorate")
    assert (tehsil.parent_id, tehsil.depth, collectorate.depth) == (key("collectorate"), 1, 0)
    assert (tehsil.own.files_created, tehsil.own.files_moved, tehsil.own.transfers) == (1, 2, 1)
    assert (tehsil.own.stays, tehsil.own.stay_hours, tehsil.own.files_disposed) == (2, 8, 0)
    assert (collectorate.own.files_created, collectorate.own.files_disposed) == (1, 1)
    assert (collectorate.own.stays, collectorate.own.stay_hours) == (1, 24)
    assert (collectorate.own.receipts, collectorate.own.files_open) == (1, 1)
    assert collectorate.whole.files_created == 2
    assert collectorate.whole == together([collectorate.own, tehsil.own])
    others = [each.own for each in view.offices if each.parent_id is None and each.office_id != key("collectorate")]
    assert view.total == together([collectorate.whole, *others])
    assert (tehsil.own.onboarded, tehsil.own.in_use, tehsil.own.users, tehsil.own.active_7) == (1, 1, 3, 1)


def test_a_period_that_is_over_stays_as_it_was(office, clock, offices):
    """Guard: ``_in_period`` and the moment of what is open."""
    file = office.a_file("clerk")
    clock.forward(days=9)
    before = board(office, since=date(2026, 3, 1), until=date(2026, 3, 8))
    office.ask(CloseFile(file_id=_to_so(office, file), reason="निस्तारित"), by="so-lra")
    office.a_file("clerk")
    clock.forward(days=1)

    after = board(office, since=date(2026, 3, 1), until=date(2026, 3, 8))
    now = board(office, since=date(2026, 3, 9))

    assert before.total == after.total
    assert (after.total.files_created, after.total.files_open, after.total.files_disposed) == (1, 1, 0)
    assert (now.total.files_created, now.total.files_open, now.total.files_disposed) == (1, 1, 1)
    assert after.as_of == datetime(2026, 3, 8, 18, 30, tzinfo=UTC) - timedelta(microseconds=1)
    with pytest.raises(NotYet):
        board(office, since=date(2026, 3, 20), until=date(2026, 3, 21))


def _to_so(office, file):
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    return file.id


def test_a_letter_diarised_by_mistake_is_counted_until_that_was_said(office, clock, offices):
    """Guard: ``_KEPT``."""
    receipt = office.a_receipt()
    clock.forward(days=1)
    office.ask(CancelReceipt(receipt_id=receipt.id, reason="दो बार डायरी"), by="dak")

    seen = [of(board(office, until=date(2026, 3, day)), "collectorate").own.receipts for day in (2, 3)]

    assert seen == [1, 0]


def test_the_dm_sees_all_offices_others_their_own_and_those_below_and_a_clerk_none(office, clock, offices):
    """Guard: ``_places`` and ``REVIEWERS``."""
    assert {key("collectorate"), key("tehsil")} <= {each.office_id for each in board(office).offices}
    assert [each.office_id for each in board(office, by="so-lra").offices] == [key("collectorate")]
    assert [each.office_id for each in board(office, office_id=key("tehsil")).offices] == [key("tehsil")]
    with pytest.raises(OfficeUnknown):
        board(office, by="so-lra", office_id=key("tehsil"))
    with pytest.raises(RoleMissing):
        board(office, by="clerk")
    with pytest.raises(RoleMissing):
        office.ask(ListSavingsFactors(), by="clerk")


def test_without_identity_the_board_has_no_users_and_a_return_is_not_made(office, clock, offices):
    offices.away = "identity"

    view = board(office)

    assert view.total.users is None
    assert of(view, "tehsil").own.active_7 is None
    with pytest.raises(Unavailable):
        office.ask(GetAdoptionReturn(), by="dm")


# --- Savings ------------------------------------------------------------------------------------------------------


def state(office, code, value, valid_from, by="dm", basis="जिलाधिकारी का आदेश 12/2026"):
    return office.ask(SetSavingsFactor(code=code, value=value, valid_from=valid_from, basis=basis), by=by)


def saved(view):
    return {one.code: one for one in view.savings}


def test_without_a_factor_nothing_is_saved(office, clock, offices):
    """Guard: ``_Line.add`` counts what has no factor as not valued."""
    _to_so(office, office.a_file("clerk"))

    view = board(office)

    assert {one.result for one in view.savings} == {None}
    assert view.factors == []


def test_each_count_is_valued_by_what_was_in_force_on_its_day(office, clock, offices):
    """Guard: ``cuts``, and ``width_bucket`` in the statement."""
    state(office, "journeys_per_transfer", "1", date(2026, 3, 1))
    state(office, "rupees_per_journey", "100", date(2026, 3, 1))
    state(office, "rupees_per_journey", "90.5", date(2026, 3, 10))
    for sent_on in (2, 9, 10):
        clock.now = MONDAY.replace(day=sent_on)
        file = office.a_file("tehsil-clerk")
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("sdm")), by="tehsil-clerk")
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="sdm")
    clock.now = MONDAY.replace(day=12)

    found = saved(board(office))

    assert (found["journeys"].base, found["journeys"].result, found["journeys"].unvalued) == ("3", "3", "0")
    assert found["rupees_journeys"].result == found["rupees"].result == "290.5"
    assert found["sheets"].result is None


def test_days_saved_may_be_fewer_than_none(office, clock, offices):
    state(office, "days_per_file", "2", date(2026, 3, 1))
    file = office.a_file("clerk")
    clock.forward(days=5)
    office.ask(CloseFile(file_id=_to_so(office, file), reason="निस्तारित"), by="so-lra")

    days = saved(board(office))["days"]

    assert (days.base, days.taken, days.result) == ("1", "5", "-3")


def test_a_factor_is_stated_by_the_dm_or_a_keeper_and_what_was_stated_stays(office, clock, offices):
    """Guard: the role in ``set_factor``."""
    state(office, "sheets_per_note", "0.5", date(2026, 3, 1))
    state(office, "sheets_per_note", None, date(2026, 3, 1), basis="आधार की पुनः जाँच होगी")
    with pytest.raises(RoleMissing):
        state(office, "sheets_per_note", "9", date(2026, 3, 1), by="so-lra")

    page = office.ask(ListSavingsFactors(code="sheets_per_note", limit=1), by="adm")
    rest = office.ask(ListSavingsFactors(code="sheets_per_note", cursor=page.next), by="adm")

    assert [one.value for one in (*page.items, *rest.items)] == [None, "0.5"]
    assert board(office).factors == []


@pytest.mark.parametrize("change", ["UPDATE savings_factors SET value = 9", "DELETE FROM savings_factors"])
def test_the_database_itself_lets_nobody_change_what_was_stated(office, clock, change):
    """Guard: the append-only trigger of ``savings_factors``."""
    state(office, "sheets_per_note", "0.5", date(2026, 3, 1))

    with pytest.raises(DBAPIError, match="never changes"), office.owner.begin() as connection:
        connection.execute(text(change))


def test_the_last_word_on_a_day_counts_and_a_later_day_goes_before():
    stated = [_stated("5", 1), _stated("6", 1), _stated("9", 20), _stated("4", 10)]

    found = [in_force(stated, date(2026, 3, day))["rupees_per_sheet"].value for day in (1, 10, 19, 20, 31)]

    assert found == ["6", "4", "4", "9", "9"]
    assert in_force(stated, date(2026, 2, 28)) == {}
    assert cuts(stated, date(2026, 3, 1), date(2026, 3, 15)) == [date(2026, 3, 10)]


def _stated(value, day, code="rupees_per_sheet"):
    return SavingsFactorView.model_construct(
        id=UUID(int=day), code=code, value=value, valid_from=date(2026, 3, day), basis="", by=None, at=MONDAY
    )


def test_what_had_no_factor_is_named_and_not_valued():
    stated = [_stated("2", 10, "sheets_per_note")]

    lines = savings([{"notes": 7}, {"notes": 3}], stated, date(2026, 3, 1), date(2026, 3, 31))

    found = {one.code: (one.base, one.unvalued, one.result) for one in lines}
    assert found["sheets_notes"] == ("10", "7", "6")
    assert found["sheets"][2] == "6"
    assert found["rupees_paper"] == ("6", "6", None)


# --- The tree -----------------------------------------------------------------------------------------------------


def test_an_office_stands_below_its_first_parent_that_is_shown_and_a_ring_is_opened():
    names = {UUID(int=n): (str(n), str(n)) for n in range(1, 7)}
    one, two, three, four, five, six = names
    parents = {two: (one, None), three: (UUID(int=99), one), four: (two, None), five: (six, None), six: (five, None)}

    places = tree(names, parents)

    assert [(place.office_id, place.parent_id, place.depth) for place in places] == [
        (one, None, 0),
        (two, one, 1),
        (four, two, 2),
        (three, one, 1),
        (five, None, 0),
        (six, five, 1),
    ]
    assert [(place.office_id, place.depth) for place in under(places, two)] == [(two, 0), (four, 1)]
    own = {place.office_id: figures({"notes": 1}, None) for place in places}
    assert [rolled_up(places, own)[office].notes for office in (one, two, five)] == [4, 2, 2]


# --- The return and the document ----------------------------------------------------------------------------------


def test_a_return_says_the_district_and_bears_a_hash_of_everything_else(office, clock, offices):
    office.a_file("clerk")

    made = office.ask(GetAdoptionReturn(), by="dm")

    said = json.loads(made.model_dump_json())
    assert said["district"]["lgd_code"] == 45
    assert digest(said) == said["sha256"]
    assert digest({**said, "until": "2026-03-30"}) != said["sha256"]
    assert AdoptionReturnView.model_validate(said).total == board(office).total
    with pytest.raises(RoleMissing):
        office.ask(GetAdoptionReturn(), by="adm")
    offices.offices = offices.offices[1:]
    with pytest.raises(DistrictUnknown):
        office.ask(GetAdoptionReturn(), by="dm")


def test_a_printed_board_shows_what_is_shown(office, clock, offices):
    state(office, "days_per_file", "20", date(2026, 3, 1))
    office.a_file("clerk")

    made = office.ask(PrintAdoption(form="xlsx"), by="dm")

    (order,) = offices.statements
    first = order.statement.tables[0]
    assert first.rows[-1].cells[8] == 1
    assert first.rows[-1].strong
    assert order.statement.tables[3].rows[0].cells[1] == "20"
    (grant,) = offices.grants
    assert grant.document_ids == [made.document_id]
    with pytest.raises(RoleMissing):
        office.ask(PrintAdoption(), by="clerk")
