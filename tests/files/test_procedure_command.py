"""The operator's command: packs checked without a database, and put into use in the running one."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.files import GetProcedure
from services.files.procedure import __main__ as command
from tests.files.office import Office
from tests.throwaway import ROOT

UTTARAKHAND = ROOT / "deploy" / "procedure" / "in-uk.yaml"
DEHRADUN = ROOT / "deploy" / "districts" / "in-uk-dehradun.yaml"


@pytest.fixture
def office(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    for name in ("broker_url", "database_url"):
        monkeypatch.setenv(f"PATRAVALI_FILES_{name}".upper(), getattr(office.settings, name))
    return office


def spoilt(folder: Path) -> Path:
    path = folder / "in-uk.yaml"
    path.write_text(UTTARAKHAND.read_text(encoding="utf-8").replace("confirmed: false", "confirmed: perhaps", 3))
    return path


def test_right_packs_are_checked_without_a_database(capsys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("PATRAVALI_FILES_DATABASE_URL", raising=False)

    assert command.main(["check", *map(str, UTTARAKHAND.parent.glob("*.yaml"))]) == 0

    assert [line.split(" version ")[0].rpartition(" ")[2] for line in capsys.readouterr().out.splitlines()]


def test_a_wrong_pack_fails_the_check_and_names_file_and_line(tmp_path: Path, capsys):
    path = spoilt(tmp_path)

    assert command.main(["check", str(UTTARAKHAND), str(path)]) == 1

    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith(f"{path}:")
    assert "citations.practice.confirmed: true या false दें / give true or false" in told[0]
    assert len(told) == 2


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys):
    assert command.main(["check", str(tmp_path / "none.yaml")]) == 1

    assert "cannot be read" in capsys.readouterr().err


def test_a_district_takes_the_pack_of_its_state(office: Office, capsys):
    assert command.main(["load", "--district", str(DEHRADUN)]) == 0
    assert command.main(["load", "--district", str(DEHRADUN)]) == 0

    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("is in use from now on")
    assert second.endswith("was in use already")
    assert office.ask(GetProcedure(), by="clerk").pack.code == "in-uk"


def test_a_district_without_a_pack_loads_none(office: Office, tmp_path: Path):
    district = tmp_path / "district.yaml"
    district.write_text("instance: in-xx-test\n")

    assert command.main(["load", "--district", str(district)]) == 0

    assert office.ask(GetProcedure(), by="clerk").pack is None


def test_a_wrong_pack_is_not_loaded(office: Office, tmp_path: Path):
    assert command.main(["load", str(spoilt(tmp_path))]) == 1

    assert office.ask(GetProcedure(), by="clerk").pack is None


def test_a_refusal_is_a_sentence_in_both_languages(office: Office, capsys):
    command.main(["load", str(UTTARAKHAND)])

    assert command.main(["load", str(UTTARAKHAND.with_name("in-mp.yaml"))]) == 1

    told = capsys.readouterr().err
    assert "यहाँ in-uk प्रयोग में है" in told
    assert "in-uk is in use here" in told
