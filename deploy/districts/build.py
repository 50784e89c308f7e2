"""Build the skeleton of a district file from the LGD tables, or check a file against them.

    python -m deploy.districts.build skeleton --district 49 --instance in-uk-dehradun > skeleton.yaml
    python -m deploy.districts.build check deploy/districts/in-uk-dehradun.yaml

The skeleton has the State's calendar, procedure and patterns of numbers, every office with both parents, the sections
and posts of ``template.yaml``, and no people. Tables: Local Government Directory, Ministry of Panchayati Raj, GoI,
under GODL-India (``lgd/SOURCES.txt``). They hold no Hindi names; ``--hindi`` takes a CSV (level, lgd_code, name_hi),
and where it has none the English name stands in.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
Entry = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """One unit of the Local Government Directory."""

    level: str
    """district, subdistrict or block."""
    code: int
    name_en: str
    name_hi: str

    @property
    def slug(self) -> str:
        """``Vikas Nagar`` → ``vikas-nagar``: keys in the file."""
        return "-".join(self.name_en.lower().replace(".", " ").split())

    @property
    def capitals(self) -> str:
        """``Vikas Nagar`` → ``VIKASNAGAR``: in abbreviations."""
        return self.name_en.upper().replace(".", "").replace(" ", "")


def rows(name: str, folder: Path) -> Iterator[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)


def hindi_names(path: Path | None) -> dict[tuple[str, int], str]:
    """(level, code) → Hindi name, from a table whose levels are called district, tehsil and block."""
    if path is None:
        return {}
    found = {}
    for row in rows(path.name, path.parent):
        level = "subdistrict" if row["level"] == "tehsil" else row["level"]
        if row["name_hi"]:
            found[level, int(row["lgd_code"])] = row["name_hi"]
    return found


def places(district: int, folder: Path, hindi: dict[tuple[str, int], str]) -> list[Place]:
    """The district, its sub-districts (tehsils) and its blocks, each in the order of their codes."""
    found = []
    for level, table in (("district", "districts.csv"), ("subdistrict", "subdistricts.csv"), ("block", "blocks.csv")):
        own = [row for row in rows(table, folder) if int(row["district_code"]) == district]
        for row in sorted(own, key=lambda row: int(row[f"{level}_code"])):
            code, name = int(row[f"{level}_code"]), row[f"{level}_name"].title()
            found.append(Place(level, code, name, hindi.get((level, code), name)))
    if not any(place.level == "district" for place in found):
        raise SystemExit(f"The LGD tables have no district {district}.")
    return found


def filled(value: Any, words: dict[str, str]) -> Any:
    """A copy of a piece of the template with {hi}, {en}, {slug} and {code} filled in."""
    if isinstance(value, dict):
        return {key: filled(item, words) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, words) for item in value]
    return value.format(**words) if isinstance(value, str) else value


def section_posts(unit: Entry) -> list[Entry]:
    """The section officer and the dealing hands that the template asks for by number."""
    name, short = unit["name"], unit["abbreviation"]
    posts = []
    officer = unit.pop("officer", None)
    if officer:
        posts.append(
            {
                **officer,
                "roles": ["section_officer"],
                "designation": {"hi": f"अनुभाग अधिकारी, {name['hi']}", "en": f"Section Officer, {name['en']}"},
                "abbreviation": {"hi": f"अनु॰अ॰({short['hi']})", "en": f"SO({short['en']})"},
            }
        )
    more_roles = unit.pop("first_hand_roles", [])
    for number in range(1, unit.pop("hands", 0) + 1):
        posts.append(
            {
                "key": f"dh-{unit['key']}-{number}",
                "superior": officer["key"],
                "roles": ["dealing_hand", *(more_roles if number == 1 else [])],
                "heads": [head["code"] for head in unit["heads"]],
                "designation": {
                    "hi": f"वरिष्ठ सहायक-{number}, {name['hi']}",
                    "en": f"Dealing Hand {number}, {name['en']}",
                },
                "abbreviation": {"hi": f"सहा॰{number}({short['hi']})", "en": f"DH{number}({short['en']})"},
            }
        )
    return posts


def office(kind: str, form: Entry, place: Place, parents: tuple[str | None, str | None]) -> Entry:
    words = {"hi": place.name_hi, "en": place.name_en, "slug": place.slug, "code": place.capitals}
    entry = filled(form, words)
    units = entry.pop("units", [])
    for unit in units:
        unit["posts"] = section_posts(unit) + unit.get("posts", [])
    return {
        "key": entry["key"],
        "kind": kind,
        "lgd": {"level": place.level, "code": place.code} if kind != "development" else None,
        "name": entry["name"],
        "abbreviation": entry["abbreviation"],
        "revenue_parent": parents[0],
        "development_parent": parents[1],
        "posts": entry.get("posts", []),
        "units": units,
    }


def skeleton(instance: str, found: list[Place], template: Entry) -> Entry:
    """The district file without people. Tehsils and blocks lie under the collectorate for revenue and under
    Vikas Bhawan for development, as LGD keeps the two hierarchies apart."""
    district = next(place for place in found if place.level == "district")
    root, development = template["collectorate"]["key"], template["development"]["key"]
    offices = [
        office("collectorate", template["collectorate"], district, (None, None)),
        office("development", template["development"], district, (root, root)),
    ]
    for level, kind in (("subdistrict", "tehsil"), ("block", "block")):
        offices += [office(kind, template[kind], place, (root, development)) for place in found if place.level == level]
    return {
        "instance": instance,
        "district": {"lgd_code": district.code, "name": {"hi": district.name_hi, "en": district.name_en}},
        **procedure(instance, template),
        "calendars": calendars(instance, district),
        "offices": offices,
        "people": [],
    }


def state_of(instance: str) -> str:
    """``in-uk`` of ``in-uk-dehradun``."""
    return "-".join(instance.split("-")[:2])


def procedure(instance: str, template: Entry) -> Entry:
    """The State's pack of rules, where there is one here, and its patterns of numbers, else the template's."""
    pack = f"../procedure/{state_of(instance)}.yaml"
    if not (HERE / pack).exists():
        return {"numbering": template["numbering"]}
    rules = yaml.safe_load((HERE / pack).read_text(encoding="utf-8"))["numbering"]
    in_force = {rule["code"]: rule["pattern"] for rule in rules if "valid_to" not in rule}
    return {"numbering": {**template["numbering"], **in_force}, "procedure": pack}


def calendars(instance: str, district: Place) -> list[Entry]:
    """The State's, where it has a file here (``in-uk`` of ``in-uk-dehradun``), and an empty one of the district."""
    seed = f"calendars/{state_of(instance)}.yaml"
    above = [{"key": "state", "scope": "state", "from": seed}] if (HERE / seed).exists() else []
    name = {"hi": f"जनपद {district.name_hi}", "en": f"{district.name_en} district"}
    return [*above, {"key": "district", "scope": "district", "name": name}]


def differences(file: Entry, found: list[Place]) -> list[str]:
    """What the file's offices and the LGD tables do not agree on, as sentences."""
    wanted = {(place.level, place.code): place for place in found}
    given = {(entry["lgd"]["level"], entry["lgd"]["code"]): entry for entry in file["offices"] if entry.get("lgd")}
    keys = {entry["key"] for entry in file["offices"]}
    wrong = [
        f"{level} {code} ({wanted[level, code].name_en}) is missing" for level, code in wanted.keys() - given.keys()
    ]
    wrong += [f"{level} {code} is not in LGD's table of this district" for level, code in given.keys() - wanted.keys()]
    for at in given.keys() & wanted.keys():
        if wanted[at].name_en.lower() not in given[at]["name"]["en"].lower():
            wrong.append(f"{at[0]} {at[1]} is {wanted[at].name_en} in LGD, not {given[at]['name']['en']}")
    for entry in file["offices"]:
        for parent in ("revenue_parent", "development_parent"):
            if entry["kind"] != "collectorate" and entry.get(parent) not in keys:
                wrong.append(f"office {entry['key']} has no {parent}")
    return sorted(wrong)


class Plain(yaml.SafeDumper):
    """Short mappings on one line, so that a post is a line."""

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        leaf = not any(isinstance(value, dict) and len(value) > 2 for value in mapping.values())
        leaf = leaf and not any(
            isinstance(item, dict) for value in mapping.values() if isinstance(value, list) for item in value
        )
        return super().represent_mapping(tag, mapping, flow_style=leaf)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lgd", type=Path, default=HERE / "lgd", help="folder of the LGD tables")
    actions = parser.add_subparsers(dest="action", required=True)
    make = actions.add_parser("skeleton")
    make.add_argument("--district", type=int, required=True, help="LGD code")
    make.add_argument("--instance", required=True, help="as in-uk-dehradun; ids derive from it, so it never changes")
    make.add_argument("--hindi", type=Path)
    check = actions.add_parser("check")
    check.add_argument("file", type=Path)
    given = parser.parse_args(arguments)

    if given.action == "skeleton":
        template = yaml.safe_load((HERE / "template.yaml").read_text(encoding="utf-8"))
        found = places(given.district, given.lgd, hindi_names(given.hindi))
        made = skeleton(given.instance, found, template)
        yaml.dump(made, sys.stdout, Dumper=Plain, allow_unicode=True, sort_keys=False, width=10_000)
        return 0
    file = yaml.safe_load(given.file.read_text(encoding="utf-8"))
    wrong = differences(file, places(file["district"]["lgd_code"], given.lgd, {}))
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
