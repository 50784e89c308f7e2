"""Write the calendar of a State that a district file starts with.

    python -m deploy.districts.holidays --state UK --years 2024-2028 > deploy/districts/calendars/in-uk.yaml

Public holidays come from the package ``holidays`` (MIT); the weekly pattern is the customary one. Neither is the
State's gazette: Islamic dates are estimates, and what the State or the District Magistrate declares is entered in the
running system, where it stays whatever a later file says.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any

import holidays
import yaml

Entry = dict[str, Any]
SUNDAYS: Entry = {"weekday": 7}
HEADING = """\
# Made by `python -m deploy.districts.holidays --state {state} --years {first}-{last}`.
# Public holidays: PyPI package holidays {version} (MIT). Not the State's gazette: compare the two each year; what the
# State or the District Magistrate declares besides is entered under Administration, Calendars.
"""
NAMES = {
    "UK": {"hi": "उत्तराखण्ड शासन", "en": "Government of Uttarakhand"},
    "UP": {"hi": "उत्तर प्रदेश शासन", "en": "Government of Uttar Pradesh"},
    "MP": {"hi": "मध्य प्रदेश शासन", "en": "Government of Madhya Pradesh"},
}
SECOND_SATURDAYS = [
    {"valid_from": "2000-01-01", "opens": "10:00", "closes": "17:00", "days_off": [SUNDAYS, {"weekday": 6, "nth": [2]}]}
]
PATTERNS: dict[str, list[Entry]] = {
    "UK": SECOND_SATURDAYS,
    "UP": SECOND_SATURDAYS,
    # Five days a week instead of closed second and third Saturdays.
    "MP": [
        {
            "valid_from": "2000-01-01",
            "opens": "10:30",
            "closes": "17:30",
            "days_off": [SUNDAYS, {"weekday": 6, "nth": [2, 3]}],
        },
        {"valid_from": "2021-04-08", "opens": "10:00", "closes": "18:00", "days_off": [SUNDAYS, {"weekday": 6}]},
    ],
}


def public_holidays(state: str, years: range) -> list[Entry]:
    """One entry a day, names in Hindi and English as the package has them."""

    def named(language: str) -> dict[date, str]:
        return holidays.country_holidays("IN", subdiv=state, years=years, language=language, categories=("public",))

    hindi, english = named("hi"), named("en_IN")
    return [
        {"day": day.isoformat(), "kind": "public", "name": {"hi": hindi[day], "en": english[day]}}
        for day in sorted(english)
    ]


def calendar(state: str, years: range) -> Entry:
    """The State's calendar as a district file holds it."""
    return {"name": NAMES[state], "patterns": PATTERNS[state], "days": public_holidays(state, years)}


class OneLine(yaml.SafeDumper):
    """A day on a line."""

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        return super().represent_mapping(tag, mapping, flow_style="days" not in mapping)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(state: str, years: range) -> str:
    heading = HEADING.format(state=state, first=years[0], last=years[-1], version=holidays.__version__)
    return heading + yaml.dump(
        calendar(state, years), Dumper=OneLine, allow_unicode=True, sort_keys=False, width=10_000
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", choices=sorted(PATTERNS), required=True)
    parser.add_argument("--years", required=True, help="as 2024-2028")
    given = parser.parse_args(arguments)
    first, last = (int(year) for year in given.years.split("-"))
    sys.stdout.write(written(given.state, range(first, last + 1)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
