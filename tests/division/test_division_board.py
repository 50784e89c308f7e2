"""A division's board: several districts' returns add up, and what is no honest return is refused with the reason."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from clients.division.__main__ import main
from clients.division.board import NO_FACTOR
from contracts.files import RETURN_FORMAT, AdoptionFigures, digest

ROOT = Path(__file__).parents[2]
NOTHING = dict.fromkeys(AdoptionFigures.model_fields, 0)


def a_return(code=45, name="Dehradun", **given):
    """As a district's gateway gives it: two offices."""
    own = [
        {**NOTHING, "offices": 1, "notes": 3, "stays": 2, "stay_hours": 10, "users": 4},
        {**NOTHING, "offices": 1, "users": 1},
    ]
    said = {
        "format": RETURN_FORMAT,
        "district": {"lgd_code": code, "name_hi": "जनपद", "name_en": name},
        "since": "2026-03-01",
        "until": "2026-03-31",
        "as_of": "2026-03-31T18:29:59.999999Z",
        "made_at": "2026-04-01T05:00:00Z",
        "made_by": "A. Singh, District Magistrate",
        "total": {figure: own[0][figure] + own[1][figure] for figure in NOTHING},
        "offices": [
            {
                "office_id": f"5f0c2a52-6f0e-5c64-a6c5-3f2f5f6c8a{at:02}",
                "name_hi": f"कार्यालय {at}",
                "name_en": "=Office",
                "parent_id": None,
                "lgd_code": None,
                "figures": figures,
            }
            for at, figures in enumerate(own)
        ],
        "savings": [{"code": "days", "base": "1", "unvalued": "0", "taken": "2", "result": "3.5"}],
        "factors": [],
    } | given
    return {**said, "sha256": digest(said)}


@pytest.fixture
def file(tmp_path):
    def write(said, name="return.json"):
        path = tmp_path / name
        path.write_text(said if isinstance(said, str) else json.dumps(said, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def board(capsys, *paths):
    """Figure → its cells: each district's, then the sum."""
    assert main([str(path) for path in paths]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    return {heading: cells for heading, *cells in (line.split("\t") for line in lines)}


def test_districts_add_up_by_their_names(file, capsys):
    haridwar = a_return(
        52, "Haridwar", savings=[{"code": "days", "base": "1", "unvalued": "1", "taken": None, "result": None}]
    )

    shown = board(capsys, file(haridwar, "b.json"), file(a_return(), "a.json"))

    assert shown["जनपद / District"] == ["जनपद / Dehradun", "जनपद / Haridwar", "योग / Total"]
    assert shown["टिप्पणियाँ / Notes"] == ["3", "3", "6"]
    assert shown["औसत धारण, घण्टे / Average holding, hours"] == ["5", "5", "5"]
    assert shown["दिन / Days"] == ["3.5", NO_FACTOR, "3.5 (1/2)"]
    assert shown["पन्ने / Sheets"] == [NO_FACTOR] * 3


def test_what_one_district_does_not_know_the_division_does_not(file, capsys):
    unknown = a_return(52, "Haridwar")
    unknown["total"]["users"] = unknown["offices"][1]["figures"]["users"] = None
    unknown["sha256"] = digest(unknown)

    shown = board(capsys, file(a_return(), "a.json"), file(unknown, "b.json"))

    assert shown["उपयोगकर्ता / Users"] == ["5", NO_FACTOR, NO_FACTOR]


def changed(said, *way, to):
    *upper, last = way
    inner = said
    for part in upper:
        inner = inner[part]
    inner[last] = to
    return said


def honest(said):
    return {**said, "sha256": digest(said)}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("{", "it is no JSON"),
        ("[]", "it is no return"),
        ('{"format": 1, "format": 2}', "a name stands twice"),
        (a_return(format="patravali.adoption-return/2"), "its format is not"),
        (honest({**a_return(), "until": "soon"}), "until"),
        (honest({key: value for key, value in a_return().items() if key != "total"}), "total"),
        (changed(a_return(), "total", "notes", to=4), "it was changed after it was made"),
        ({**a_return(), "more": 1}, "it was changed after it was made"),
        (honest(changed(a_return(), "total", "notes", to=4)), "notes: its offices make 3, the district 4"),
        (honest(changed(a_return(), "offices", 1, "office_id", to=a_return()["offices"][0]["office_id"])), "twice"),
        (a_return(since="2026-04-01"), "its period ends before it begins"),
    ],
)
def test_what_is_no_honest_return_is_refused(file, capsys, said, reason):
    """Guard: each check of ``returns.read``."""
    refused = file(said, "b.json")

    assert main([str(file(a_return(), "a.json")), str(refused)]) == 1

    shown = capsys.readouterr()
    assert reason in shown.err
    assert str(refused) in shown.err
    assert shown.out == ""


def test_a_district_is_taken_once_and_all_are_of_one_period(file, capsys):
    first = file(a_return(), "a.json")

    assert main([str(first), str(file(a_return(name="Doon"), "b.json"))]) == 1
    assert f"given already: {first}" in capsys.readouterr().err
    assert main([str(first), str(file(a_return(52, until="2026-03-30"), "c.json"))]) == 1
    assert f"is not that of {first}" in capsys.readouterr().err
    assert main([str(first), str(first.with_name("none.json"))]) == 1


def test_the_operators_command_writes_a_workbook_in_which_texts_stay_texts(file, tmp_path):
    book = tmp_path / "board.xlsx"
    command = [ROOT / "patravali", "division-board", file(a_return()), "--xlsx", book]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Dehradun" in done.stdout
    with zipfile.ZipFile(book) as packed:
        sheets = [packed.read(name).decode() for name in packed.namelist() if "worksheets/sheet" in name]
        assert "=Office" not in "".join(sheets)
        assert "<f>" not in "".join(sheets)
    assert len(sheets) == 3
