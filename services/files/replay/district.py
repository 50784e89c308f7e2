"""The desks of a log as a district file, which identity's loader takes.

A log says nothing of who may do what. So each desk may deal with papers and close a file, the section is the one in
which the log saw it most often, and who holds the desk bears its name. A DM stands above all and sees the whole table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from typing import Any

from services.files.replay.log import Log

ROLES = ["dealing_hand", "section_officer"]
HEAD = {"code": "1", "title": {"hi": "घटना-लॉग से आए प्रकरण", "en": "Cases from the event log"}}
ABBREVIATION_LIMIT = 60
DM = {
    "designation": {"hi": "जिलाधिकारी", "en": "District Magistrate"},
    "abbreviation": {"hi": "जि॰अ॰", "en": "DM"},
}
Entry = dict[str, Any]


def district_of(log: Log, digest: str, name: str) -> Entry:
    """``digest`` is the log's SHA-256, of which the ids derive; ``name`` is shown as the office's."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for case in log.cases:
        for event in case.events:
            if event.resource:
                seen[event.resource][event.group] += 1
    sections = sorted({group for groups in seen.values() for group in groups if group})
    posts = {desk: _post(number, desk) for number, desk in enumerate(sorted(seen), start=1)}
    # Of two sections in which a desk was seen as often, the first by name.
    home = {desk: max(sorted(groups), key=groups.__getitem__) for desk, groups in seen.items()}
    dm = _dm(set(seen))
    begins = min(case.events[0].at for case in log.cases) - timedelta(days=1)
    office = {
        "key": "office",
        "kind": "other",
        "name": _both(name),
        "abbreviation": _both(_short(name, 0)),
        "revenue_parent": None,
        "development_parent": None,
        "posts": [dm, *(posts[desk] for desk in sorted(seen) if not home[desk])],
        "units": [
            {
                "key": f"section-{number}",
                "name": _both(section),
                "abbreviation": _both(_short(section, number)),
                "heads": [HEAD],
                "posts": [posts[desk] for desk in sorted(seen) if home[desk] == section],
            }
            for number, section in enumerate(sections, start=1)
        ],
    }
    people = [_person("log.dm", dm["key"], dm["designation"])]
    people += [_person(f"log.{post['key']}", post["key"], post["designation"]) for post in posts.values()]
    return {
        "instance": f"log-{digest[:12]}",
        "numbering": {
            "file": "{head}/{serial}/{year}-{unit}",
            "receipt": "{office}/{year}/{serial}",
            "letter": "{file}/{serial}",
        },
        "charges_from": begins.isoformat(),
        "offices": [office],
        "people": people,
    }


def _dm(desks: set[str]) -> Entry:
    """The DM's post, under names that no desk of the log bears."""
    names = {*DM["designation"].values(), *DM["abbreviation"].values()}
    stars = ""
    while {f"{name}{stars}" for name in names} & desks:
        stars += "*"
    said = {
        field: {each: f"{name}{stars}" for each, name in DM[field].items()} for field in ("designation", "abbreviation")
    }
    return {"key": "dm", "roles": ["dm"], **said}


def _post(number: int, desk: str) -> Entry:
    return {
        "key": f"desk-{number}",
        "roles": ROLES,
        "superior": "dm",
        "designation": _both(desk),
        "abbreviation": _both(_short(desk, number)),
    }


def _person(user_name: str, post: Any, name: Any) -> Entry:
    return {"user_name": user_name, "name": name, "holds": [{"post": post, "kind": "substantive"}]}


def _short(name: str, number: int) -> str:
    return name if len(name) <= ABBREVIATION_LIMIT else f"{name[: ABBREVIATION_LIMIT - 8]}… {number}"


def _both(name: str) -> dict[str, str]:
    """A log has its names in one language."""
    return {"hi": name, "en": name}
