"""What the operator does at the command line of identity, on a real database."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest

from chassis.database import system_clock
from contracts.identity import RelinquishCharge, SetPassword
from services.identity import cli, tables
from services.identity.handlers import charges
from tests.identity.builders import OPERATOR, Office
from tests.identity.district import District, a_district, a_newcomer, charges_on, confirm, propose, refuse
from tests.throwaway import ROOT


@pytest.fixture
def office(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """As ever, but at the time of the command line, which reads the machine's clock and the environment."""
    office.clock.at = system_clock()
    for name in ("broker_url", "database_url", "key_encryption_key", "password_memory_kib", "password_passes"):
        monkeypatch.setenv(f"PATRAVALI_IDENTITY_{name}".upper(), str(getattr(office.settings, name)))
    return office


def test_what_waits_for_a_second_person_is_listed(office: Office, district: District, capsys):
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))
    refuse(office, propose(office, district.manager, **a_newcomer(office, district.adm.post)), by=district.dm)

    assert cli.main(["proposals"]) == 0

    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{pending.number}  assume_charge  ")
    assert f"by {district.manager.person.name_en}" in line
    assert f"until {pending.lapses_at:%Y-%m-%d %H:%M}" in line


def test_where_nothing_waits_nothing_is_listed(office: Office, capsys):
    assert cli.main(["proposals"]) == 0

    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("as_typed", [str.upper, str.lower])
def test_the_operator_gives_the_second_persons_word(office: Office, district: District, as_typed, capsys):
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))

    assert cli.main(["confirm", as_typed(pending.number)]) == 0

    assert capsys.readouterr().out == "confirmed\n"
    assert charges_on(office, district.dm.post) == 2
    [told] = office.told("proposal_settled")
    assert (told["number"], told["state"], told["settled_by"]) == (pending.number, "confirmed", None)


def test_a_password_confirmed_at_the_machine_is_printed_there_and_signs_in(office: Office, district: District, capsys):
    pending = propose(office, district.manager, set_password=SetPassword(person_id=district.dm.person.id))

    assert cli.main(["confirm", pending.number]) == 0

    given = capsys.readouterr().out.strip()
    office.clock.at = system_clock()
    assert office.sign_in(district.dm.person, given).must_change_password


def test_a_number_that_nobody_proposed_is_refused(office: Office, district: District, capsys):
    propose(office, district.manager, **a_newcomer(office, district.dm.post))

    assert cli.main(["confirm", "NOSUCH"]) == 1

    assert "NOSUCH" in capsys.readouterr().err
    assert office.told("proposal_settled") == []


@pytest.mark.parametrize("settled", [confirm, refuse])
def test_what_is_settled_is_not_confirmed_again(office: Office, district: District, settled, capsys):
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))
    settled(office, pending, by=district.administrator)
    held = charges_on(office, district.dm.post)

    assert cli.main(["confirm", pending.number]) == 1

    assert pending.number in capsys.readouterr().err
    assert charges_on(office, district.dm.post) == held


def test_what_has_lapsed_is_neither_listed_nor_confirmed(office: Office, capsys):
    """Also before its due row has said so: the row may be late."""
    office.clock.at = system_clock() - office.settings.proposal_life - timedelta(minutes=1)
    district = a_district(office)
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))

    assert cli.main(["proposals"]) == 0
    assert cli.main(["confirm", pending.number]) == 1

    told = capsys.readouterr()
    assert told.out == ""
    assert pending.number in told.err
    assert charges_on(office, district.dm.post) == 1


def test_a_proposal_whose_proposer_has_left_is_refused_with_the_reason(office: Office, district: District, capsys):
    """The operator stands in for the second person, never for the first."""
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))
    charge = office.sign_in(district.manager.person).charges[0]
    charges.relinquish(RelinquishCharge(charge_id=charge.id), OPERATOR, office.work())

    assert cli.main(["confirm", pending.number]) == 1

    told = capsys.readouterr()
    assert told.out == ""
    assert "proposal.over" in told.err
    assert charges_on(office, district.dm.post) == 1
    assert office.count(tables.proposals, state="pending") == 1


def test_what_the_act_itself_is_refused_with_is_said(office: Office, district: District, capsys):
    """Guard: the confirmation looks at everything anew; the newcomer signs in with a password that the keeper knows."""
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))
    with office.engine.begin() as connection:
        connection.execute(tables.credentials.update().values(must_change=True))

    assert cli.main(["confirm", pending.number]) == 1

    assert "one-time password" in capsys.readouterr().err
    assert office.count(tables.proposals, state="pending") == 1


def test_it_runs_as_a_command(office: Office, district: District):
    pending = propose(office, district.manager, **a_newcomer(office, district.dm.post))

    command = [sys.executable, "-m", "services.identity.cli", "proposals"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.startswith(pending.number)
