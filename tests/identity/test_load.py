"""Loading a district file: once, again, and after somebody changed it or the running system."""

from __future__ import annotations

import copy
import stat
from pathlib import Path
from uuid import UUID

import pytest
import yaml

from contracts.identity import CalendarView, ChargeView, GetDirectorySnapshot, PersonView, SaveCalendar
from contracts.identity.errors import PostAlreadyHeld
from services.identity import load, tables
from services.identity.handlers.calendars import save_calendar
from services.identity.queries.snapshot import get_directory_snapshot
from tests.identity.builders import FAST, OPERATOR, PASSWORD, Office
from tests.identity.test_charges import relinquish
from tests.identity.test_directory import resave_person

DISTRICT = Path(__file__).resolve().parents[2] / "deploy" / "districts" / "in-uk-dehradun.yaml"

SMALL = yaml.safe_load("""
instance: in-xx-test
numbering: {file: "{head}/{serial}/{year}-{unit}", receipt: "{office}/{year}/{serial}", letter: "{serial}/{year}"}
charges_from: "2026-04-01T10:00:00+05:30"
offices:
- key: tehsil
  kind: tehsil
  lgd: {level: subdistrict, code: 302}
  name: {hi: तहसील, en: Tehsil}
  abbreviation: {hi: तह॰, en: TEH}
  revenue_parent: top
  development_parent: top
  posts:
  - {key: sdm, roles: [section_officer], superior: dm, designation: {hi: उप, en: SDM}, abbreviation: {hi: उप, en: SDM}}
  units: []
- key: top
  kind: collectorate
  lgd: {level: district, code: 49}
  name: {hi: कलेक्ट्रेट, en: Collectorate}
  abbreviation: {hi: कले॰, en: COLL}
  revenue_parent: null
  development_parent: null
  posts:
  - {key: dm, roles: [dm], designation: {hi: जिलाधिकारी, en: DM}, abbreviation: {hi: जि॰, en: DM}}
  units:
  - key: lra
    name: {hi: राजस्व, en: Revenue}
    abbreviation: {hi: राज॰, en: LRA}
    heads: [{code: "21", title: {hi: दाखिल, en: Mutation}}]
    posts:
    - {key: dh, superior: dm, roles: [dealing_hand], heads: ["21"], designation: {hi: सहायक, en: Hand},
       abbreviation: {hi: सहा॰, en: DH}}
people:
- {user_name: a.rawat, name: {hi: अ रावत, en: A Rawat}, language: hi, holds: [{post: dm, kind: substantive}]}
- user_name: b.negi
  name: {hi: ब नेगी, en: B Negi}
  email: b.negi@example.in
  mobile: "+910000000001"
  holds: [{post: dh, kind: substantive}, {post: sdm, kind: link_officer, until: "2027-01-01T10:00:00+05:30"}]
""")
ENTRIES = 2 + 1 + 3 + 2 + 3


@pytest.fixture
def small():
    return copy.deepcopy(SMALL)


def everything(office: Office, kind: str) -> list[dict]:
    return get_directory_snapshot(GetDirectorySnapshot(kind=kind, limit=1000), office.work()).items


def person_of(office: Office) -> dict:
    return next(one for one in everything(office, "person") if one["user_name"] == "b.negi")


def link_of(office: Office) -> dict:
    return next(one for one in everything(office, "charge") if one["kind"] == "link_officer")


def named(user_name: str) -> PersonView:
    """Enough of a person to sign in."""
    return PersonView(id=UUID(int=1), user_name=user_name, name_hi="-", name_en="-", version=1)


def test_a_file_becomes_offices_sections_posts_people_and_charges(office, small):
    taken = load.load(small, office.work)

    posts = {post["abbreviation_en"]: post for post in everything(office, "post")}
    offices = {one["abbreviation_en"]: one for one in everything(office, "office")}
    assert taken == ENTRIES == len(office.told())
    assert offices["TEH"]["revenue_parent_id"] == offices["COLL"]["id"]
    assert posts["SDM"]["superior_post_id"] == posts["DM"]["id"]
    assert posts["DH"]["heads"] == ["21"]
    assert sorted(charge["kind"] for charge in everything(office, "charge")) == [
        "link_officer",
        "substantive",
        "substantive",
    ]


def test_loading_it_again_does_nothing(office, small):
    load.load(small, office.work)

    assert load.load(small, office.work) == 0
    assert len(office.told()) == ENTRIES


def test_an_id_derives_from_the_key_and_is_the_same_in_every_database(office, small):
    load.load(small, office.work)

    again = load.District(small).id("post", "dm")

    assert again in {UUID(post["id"]) for post in everything(office, "post")}


def test_what_changed_in_the_file_is_taken_and_nothing_else(office, small):
    load.load(small, office.work)
    small["offices"][1]["units"][0]["name"]["hi"] = "राजस्व अनुभाग"

    taken = load.load(small, office.work)

    assert taken == 1
    assert office.told()[ENTRIES:] == everything(office, "unit")
    assert everything(office, "unit")[0]["version"] == 2


def test_what_people_changed_in_the_running_system_stays(office, small):
    load.load(small, office.work)
    resave_person(office, PersonView.model_validate(person_of(office)), name_en="B Negi Rawat")
    relinquish(office, ChargeView.model_validate(link_of(office)))
    small["offices"][1]["name"]["en"] = "The Collectorate"

    load.load(small, office.work)

    assert person_of(office)["name_en"] == "B Negi Rawat"
    assert link_of(office)["held_until"] == office.clock.at.isoformat().replace("+00:00", "Z")


def test_a_superior_that_does_not_exist_is_named(small):
    small["offices"][1]["posts"][0]["superior"] = "nobody"

    with pytest.raises(SystemExit, match="dm"):
        list(load.District(small).commands())


def test_everybody_gets_a_password_that_opens(office, small, tmp_path):
    load.load(small, office.work)
    path = tmp_path / "logins.txt"

    given = load.give_passwords(small, path, office.work, FAST, one_time=False)

    logins = load.read_logins(path)
    assert given == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text().splitlines()[1].split("\t")[2:] == ["DM", "अ रावत", "जिलाधिकारी"]
    assert sorted(logins) == ["a.rawat", "b.negi"]
    assert not office.sign_in(named("a.rawat"), logins["a.rawat"]).must_change_password


def test_a_second_run_leaves_passwords_and_list_as_they_are(office, small, tmp_path):
    load.load(small, office.work)
    path = tmp_path / "logins.txt"
    load.give_passwords(small, path, office.work, FAST, one_time=False)
    before = path.read_text()

    assert load.give_passwords(small, path, office.work, FAST, one_time=False) == 0

    assert path.read_text() == before


def test_a_lost_list_is_replaced_with_new_passwords_and_a_lost_database_with_the_listed_ones(office, small, tmp_path):
    load.load(small, office.work)
    path = tmp_path / "logins.txt"
    load.give_passwords(small, path, office.work, FAST, one_time=False)
    before = load.read_logins(path)
    with office.engine.begin() as connection:
        connection.execute(tables.credentials.delete())

    load.give_passwords(small, path, office.work, FAST, one_time=False)
    kept = load.read_logins(path)
    path.unlink()
    load.give_passwords(small, path, office.work, FAST, one_time=False)
    renewed = load.read_logins(path)

    assert kept == before
    assert renewed["a.rawat"] != before["a.rawat"]
    assert office.sign_in(named("a.rawat"), renewed["a.rawat"]).charge_id is not None


def test_one_time_passwords_have_to_be_changed(office, small, tmp_path):
    load.load(small, office.work)
    path = tmp_path / "logins.txt"

    load.give_passwords(small, path, office.work, FAST, one_time=True)

    answer = office.sign_in(named("a.rawat"), load.read_logins(path)["a.rawat"])
    assert answer.must_change_password
    assert PASSWORD not in path.read_text()


def test_the_dehradun_file_loads_as_it_is(office):
    file = load.read(DISTRICT)

    taken = load.load(file, office.work)

    posts = {post["abbreviation_en"]: post for post in everything(office, "post")}
    people = everything(office, "person")
    held = {charge["post_id"] for charge in everything(office, "charge")}
    assert taken == office.count(tables.loaded)
    assert len(everything(office, "office")) == 1 + 1 + 8 + 6
    assert {abbreviation for abbreviation, post in posts.items() if post["id"] not in held} == {
        "DH2(LA)",
        "TEHSILDAR-MUSSOORIE",
        "MC-TYUNI",
    }
    calendars = {one["scope"]: one for one in everything(office, "calendar")}
    assert sorted(calendars) == ["district", "state"]
    assert {"day": "2026-11-08", "kind": "public"}.items() <= calendars["state"]["days"][69].items()
    assert all(person["email"].endswith("@example.in") for person in people)
    assert all(person["mobile"].startswith("+9100000") for person in people)
    assert {role for post in posts.values() for role in post["roles"]} == {
        "dealing_hand",
        "section_officer",
        "adm",
        "dm",
        "dispatch",
        "receipt",
        "emd_manager",
        "administrator",
        "tl_section",
    }


def test_a_calendar_taken_from_a_file_beside_it_may_be_named_otherwise_and_stays_as_people_change_it(
    office, small, tmp_path
):
    (tmp_path / "state.yaml").write_text(
        """
        name: {hi: राज्य, en: State}
        patterns: [{valid_from: "2026-01-01", opens: "10:00", closes: "17:00", days_off: [{weekday: 7}]}]
        days: [{day: "2026-11-08", kind: public, name: {hi: दीपावली, en: Diwali}}]
        """
    )
    small["calendars"] = [{"key": "state", "scope": "state", "from": "state.yaml", "name": {"hi": "उ", "en": "Other"}}]
    (tmp_path / "district.yaml").write_text(yaml.safe_dump(small, allow_unicode=True))
    file = load.read(tmp_path / "district.yaml")

    taken = load.load(file, office.work)
    kept = CalendarView.model_validate(everything(office, "calendar")[0])
    values = kept.model_dump(mode="json", exclude={"id", "version", "days"})
    save_calendar(SaveCalendar(**values, calendar_id=kept.id, days=[]), OPERATOR, office.work())

    assert taken == ENTRIES + 1
    assert (kept.name_hi, kept.name_en, len(kept.patterns), kept.days[0].name_hi) == ("उ", "Other", 1, "दीपावली")
    assert load.load(file, office.work) == 0
    assert everything(office, "calendar")[0]["days"] == []


def test_what_was_taken_before_a_refused_entry_is_not_taken_again(office, small):
    small["people"][1]["holds"].append({"post": "dm", "kind": "substantive"})
    with pytest.raises(PostAlreadyHeld):
        load.load(small, office.work)
    small["people"][1]["holds"].pop()

    assert load.load(small, office.work) == 0
    assert len(office.told()) == ENTRIES
