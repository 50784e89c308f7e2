"""What a screen reader is told of a page: Chromium's own accessibility tree (CDP ``Accessibility.getFullAXTree``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.browser.people import Person

INTERACTIVE = frozenset(
    [
        "button",
        "checkbox",
        "combobox",
        "disclosuretriangle",
        "grid",
        "link",
        "listbox",
        "menuitem",
        "option",
        "radio",
        "scrollbar",
        "searchbox",
        "slider",
        "spinbutton",
        "switch",
        "tab",
        "textbox",
        "toggle",
        "treeitem",
        "popupbutton",
        "datetime",
        "date",
        "inputtime",
        "colorwell",
    ]
)
NAMED = frozenset(
    [
        "dialog",
        "alertdialog",
        "form",
        "group",
        "img",
        "image",
        "navigation",
        "region",
        "table",
        "tablist",
        "tabpanel",
        "heading",
    ]
)
"""What else says by its name what it is. A group, a picture or a region without a name is not heard as one."""
_DATES = {"date", "datetime", "inputtime"}
LANDMARKS = ("banner", "navigation", "main")
_WORD = re.compile(r"[A-Za-z]{2,}")
_NUMBER = re.compile(r"[A-Z0-9][A-Za-z0-9()&.-]*(?:/[A-Za-z0-9()&.-]+)+")
"""Of a file, a receipt or a letter: written in Latin letters in every language."""


@dataclass(frozen=True)
class Heard:
    """One node of the tree, in the order in which it is read."""

    role: str
    name: str
    properties: dict[str, Any]
    within: tuple[str, ...]
    """Roles around it, the outermost first."""
    live: str
    """How it is read aloud when it changes: polite, assertive, or not at all."""

    def __str__(self) -> str:
        return f"{self.role} “{self.name[:60]}”"


def heard(person: Person) -> list[Heard]:
    session = person.context.new_cdp_session(person.page)
    try:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        session.detach()
    known = {node["nodeId"]: node for node in nodes}
    return list(_read(known, nodes[0]["nodeId"], (), ""))


def _read(known: dict[str, Any], node_id: str, within: tuple[str, ...], live: str) -> Iterator[Heard]:
    node = known.get(node_id)
    if node is None:
        return
    role = str(node.get("role", {}).get("value", "")).lower()
    inside = within
    if not node["ignored"]:
        name = str(node.get("name", {}).get("value", "")).strip()
        properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
        live = str(properties.get("live", live))
        yield Heard(role, name, properties, within, live)
        inside = (*within, role)
    for child in node.get("childIds", []):
        yield from _read(known, child, inside, live)


def nameless(nodes: list[Heard]) -> list[str]:
    """What can be done, and is not said to be anything."""
    return [
        f"has no name: {node.role} in {' > '.join(node.within[-3:])}" for node in nodes if _acts(node) and not node.name
    ]


def not_in_hindi(nodes: list[Heard], own: re.Pattern[str]) -> list[str]:
    """Names in another script than the screen's language. ``own`` finds what keeps its letters in every language."""
    found = []
    for node in nodes:
        if not node.name or not (_acts(node) or node.role in NAMED) or _is_the_browsers(node):
            continue
        rest = own.sub("", _NUMBER.sub("", node.name))
        if _WORD.search(rest):
            found.append(f"is not named in Hindi: {node}")
    return found


def disorder(nodes: list[Heard], *, signed_in: bool) -> list[str]:
    """Landmarks that are missing, double or in another order than they are passed; headings that leave out a level.

    Over a dialogue the page is not read, so it begins below the heading of the page.
    """
    found = []
    if any(node.role == "dialog" for node in nodes):
        return _leaps(nodes, from_level=1)
    places = [node.role for node in nodes if node.role in LANDMARKS]
    if places.count("main") != 1:
        found.append(f"{places.count('main')} main parts")
    wanted = [each for each in LANDMARKS if each in places]
    if list(dict.fromkeys(places)) != wanted or (signed_in and wanted != list(LANDMARKS)):
        found.append(f"landmarks are {places}")
    found += _leaps(nodes, from_level=0)
    firsts = [str(node) for node in nodes if node.role == "heading" and node.properties.get("level") == 1]
    if len(firsts) != 1:
        found.append(f"headings of the first level: {firsts}")
    return found


def _is_the_browsers(node: Heard) -> bool:
    """Parts of a field for a date, which are named in the browser's own language."""
    return not _DATES.isdisjoint(node.within)


def _leaps(nodes: list[Heard], *, from_level: int) -> list[str]:
    found, level = [], from_level
    for node in nodes:
        if node.role != "heading":
            continue
        own = int(node.properties.get("level", 0))
        if own > level + 1:
            found.append(f"after level {level} comes {own}: {node}")
        level = own
    return found


def _acts(node: Heard) -> bool:
    return node.role in INTERACTIVE and not node.properties.get("disabled", False)
