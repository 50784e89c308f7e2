"""Who may act: the charge is read at the moment of each act, from the directory as projected here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chassis.auth import Person, Service
from chassis.ids import new_id
from contracts.files import CreateFile, ForwardFile, GetFile, ListDesk
from contracts.files.errors import ChargeNotHeld
from tests.files.office import LONG_AGO, HandClock, Office, key

NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


def test_the_record_shows_person_post_and_capacity(office: Office):
    office.charge("dm", "clerk", capacity="for", name="clerk for dm")
    acting = office.person("clerk", "clerk for dm")

    file = office.ask(CreateFile(subject="विषय", free_number="FOR-1"), by=acting)

    assert file.created_by.person.name_en == "clerk"
    assert file.created_by.post.designation_en == "dm"
    assert file.created_by.capacity == "for"


def test_a_relinquished_charge_bites_at_once(office: Office):
    file = office.a_file("clerk")
    office.charge("clerk", until=datetime.now(UTC) - timedelta(seconds=1))

    with pytest.raises(ChargeNotHeld):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="clerk")
    with pytest.raises(ChargeNotHeld):
        office.ask(GetFile(file_id=file.id), by="clerk")


def test_a_charge_ends_by_the_clock(office: Office):
    office.clock = HandClock(NOON)
    office.charge("clerk", until=NOON + timedelta(minutes=1))
    file = office.a_file("clerk")

    office.clock.forward(minutes=1)

    with pytest.raises(ChargeNotHeld):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="clerk")


def test_a_charge_that_has_not_begun_gives_nothing(office: Office):
    office.clock = HandClock(NOON)
    office.charge("clerk", since=NOON + timedelta(minutes=1))

    with pytest.raises(ChargeNotHeld):
        office.a_file("clerk")

    office.clock.forward(minutes=1)
    assert office.a_file("clerk").holder.post_id == office.post("clerk")


def test_nobody_acts_under_the_charge_of_another(office: Office):
    with pytest.raises(ChargeNotHeld):
        office.ask(CreateFile(subject="विषय", free_number="X-1"), by=office.person("clerk", "dm"))


def test_a_person_out_of_service_does_not_act(office: Office):
    office.employ("clerk", active=False)

    with pytest.raises(ChargeNotHeld):
        office.a_file("clerk")


def test_a_cancelled_charge_gives_nothing(office: Office):
    office.charge("clerk", deleted=True)

    with pytest.raises(ChargeNotHeld):
        office.a_file("clerk")


def test_who_has_chosen_no_charge_and_who_is_no_person_does_not_act(office: Office):
    without = Person(key("person clerk"), None, key("session clerk"))

    with pytest.raises(ChargeNotHeld):
        office.ask(ListDesk(), by=without)
    with pytest.raises(ChargeNotHeld):
        office.ask(ListDesk(), by=Service("documents"))


def test_a_successor_finds_the_files_of_the_post(office: Office):
    file = office.a_file_sent("clerk", "so-lra")
    office.charge("so-lra", until=LONG_AGO + timedelta(days=1))
    office.charge("so-lra", "est-clerk", name="successor")

    seen = office.ask(GetFile(file_id=file.id), by=office.person("est-clerk", "successor"))

    assert "forward_file" in seen.allowed_actions


def test_a_repeated_command_is_answered_only_to_one_who_still_holds_the_charge(office: Office):
    file = office.a_file("clerk")
    forward = ForwardFile(file_id=file.id, to_post=office.post("adm"))
    command_id = new_id()
    first = office.ask(forward, by="clerk", command_id=command_id)

    assert office.ask(forward, by="clerk", command_id=command_id) == first
    office.charge("clerk", until=datetime.now(UTC) - timedelta(seconds=1))
    with pytest.raises(ChargeNotHeld):
        office.ask(forward, by="clerk", command_id=command_id)
