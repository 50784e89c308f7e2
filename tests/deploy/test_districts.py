"""District files agree with the LGD tables, and a skeleton of any district can be built from them."""

from __future__ import annotations

import copy
import csv
import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import yaml

from deploy.districts import build, holidays
from tests.external import DATA

DEHRADUN = build.HERE / "in-uk-dehradun.yaml"


@pytest.fixture(scope="module")
def dehradun():
    return yaml.safe_load(DEHRADUN.read_text(encoding="utf-8"))


def lgd(file):
    return build.places(file["district"]["lgd_code"], build.HERE / "lgd", {})


def test_the_dehradun_file_has_the_tehsils_and_blocks_of_the_directory(dehradun):
    assert build.differences(dehradun, lgd(dehradun)) == []
    assert build.main(["check", str(DEHRADUN)]) == 0


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda offices: offices.pop(), "block 384 (Vikasnagar) is missing"),
        (
            lambda offices: offices[2]["lgd"].update(code=9999),
            "subdistrict 9999 is not in LGD's table of this district",
        ),
        (
            lambda offices: offices[2]["name"].update(en="Tehsil Office, Elsewhere"),
            "subdistrict 300 is Chakrata in LGD",
        ),
        (
            lambda offices: offices[2].update(development_parent=None),
            "office tehsil-chakrata has no development_parent",
        ),
    ],
)
def test_a_file_that_differs_from_the_directory_is_told_so(dehradun, spoil, complaint):
    spoilt = copy.deepcopy(dehradun)
    spoil(spoilt["offices"])

    assert any(complaint in line for line in build.differences(spoilt, lgd(spoilt)))


@pytest.mark.parametrize(
    ("district", "offices"), [(49, 2 + 8 + 6), (137, 2 + 5 + 16), (151, 2 + 5 + 9), (410, 2 + 10 + 4)]
)
def test_a_skeleton_of_a_district_has_all_its_offices_and_agrees_with_the_directory(district, offices):
    printed = io.StringIO()
    with redirect_stdout(printed):
        build.main(["skeleton", "--district", str(district), "--instance", "in-xx-test"])

    made = yaml.safe_load(printed.getvalue())

    assert len(made["offices"]) == offices
    assert build.differences(made, lgd(made)) == []
    assert made["people"] == []


def test_an_unknown_district_is_refused():
    with pytest.raises(SystemExit, match="no district 99999"):
        build.places(99999, build.HERE / "lgd", {})


def test_keys_and_marking_abbreviations_are_unique(dehradun):
    keys, abbreviations = [], []
    for office in dehradun["offices"]:
        posts = office["posts"] + [post for unit in office["units"] for post in unit["posts"]]
        keys += [office["key"], *(unit["key"] for unit in office["units"]), *(post["key"] for post in posts)]
        abbreviations += [(language, post["abbreviation"][language]) for post in posts for language in ("hi", "en")]

    assert len(keys) == len(set(keys))
    assert len(abbreviations) == len(set(abbreviations))


def test_the_file_names_its_source_and_says_that_hindi_names_are_not_official():
    header = DEHRADUN.read_text(encoding="utf-8").split("instance:")[0]

    assert "Local Government Directory, Ministry of Panchayati" in header
    assert "GODL-India" in header
    assert "NOT official" in header


def seed(state: str) -> Path:
    return build.HERE / "calendars" / f"in-{state.lower()}.yaml"


@pytest.mark.parametrize("state", sorted(holidays.PATTERNS))
def test_the_calendar_of_a_state_is_what_the_package_of_holidays_says(state):
    written = holidays.written(state, range(2024, 2029))

    assert seed(state).read_text(encoding="utf-8") == written


@pytest.mark.external_data
@pytest.mark.parametrize("state", sorted(holidays.PATTERNS))
def test_the_calendar_of_a_state_agrees_with_the_table_of_public_holidays(state):
    with (DATA / "holidays" / "india_UK_UP_MP_2024_2028.csv").open(encoding="utf-8", newline="") as table:
        wanted = {
            (row["date"], row["name_hi"], row["name_en"])
            for row in csv.DictReader(table)
            if row["state"] == state and row["category"] == "public"
        }

    days = yaml.safe_load(seed(state).read_text(encoding="utf-8"))["days"]

    assert {(day["day"], day["name"]["hi"], day["name"]["en"]) for day in days} == wanted


@pytest.mark.parametrize(
    ("instance", "calendars"), [("in-mp-sehore", ["state", "district"]), ("in-xx-test", ["district"])]
)
def test_a_skeleton_takes_the_calendar_of_its_state_where_there_is_one(instance, calendars):
    printed = io.StringIO()
    with redirect_stdout(printed):
        build.main(["skeleton", "--district", "410", "--instance", instance])

    made = yaml.safe_load(printed.getvalue())["calendars"]

    assert [calendar["scope"] for calendar in made] == calendars
    assert all((build.HERE / one["from"]).exists() for one in made if "from" in one)


@pytest.mark.parametrize(
    ("instance", "pack", "letter"),
    [("in-mp-sehore", "../procedure/in-mp.yaml", "{serial}/{unit}/{year}"), ("in-xx-test", None, "{file}/{serial}")],
)
def test_a_skeleton_takes_the_procedure_of_its_state_where_there_is_one(instance, pack, letter):
    printed = io.StringIO()
    with redirect_stdout(printed):
        build.main(["skeleton", "--district", "410", "--instance", instance])

    made = yaml.safe_load(printed.getvalue())

    assert made.get("procedure") == pack
    assert made["numbering"]["letter"] == letter
    assert made["numbering"].keys() == {"file", "receipt", "letter"}
