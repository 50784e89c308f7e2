"""A pack's file as values with the line of each, and everything that is wrong with it, by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from pydantic import ValidationError

from services.files.procedure import checks
from services.files.procedure.complaints import Complaint, of_error
from services.files.procedure.pack import Pack

Place = tuple[str | int, ...]
"""Where a value stands: names of keys and places in lists, from the top."""


@dataclass(frozen=True, order=True)
class Wrong:
    """A complaint and where it belongs."""

    line: int
    """From 1."""
    place: str
    """As ``limits[2].unit``; empty for the whole file."""
    complaint: Complaint = field(compare=False)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{self.line}: {where}{self.complaint.hi} / {self.complaint.en}"


def read(text: str) -> tuple[Pack | None, list[Wrong]]:
    """The pack, or none and all that is wrong with it, the first line first."""
    try:
        document = Document.of(text)
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        return None, [Wrong(mark.line + 1 if mark else 1, "", not_yaml(broken.problem or broken.context))]
    except yaml.YAMLError as broken:
        return None, [Wrong(1, "", not_yaml(broken))]
    except RecursionError:
        return None, [Wrong(1, "", not_yaml("it lies in itself, or goes too deep"))]
    found = list(document.wrong)
    pack = None
    try:
        pack = Pack.model_validate(document.value)
    except ValidationError as refused:
        found += [document.at(error["loc"], of_error(error)) for error in refused.errors()]
    else:
        found += [document.at(place, complaint) for place, complaint in checks.complaints(pack)]
    return (None if found else pack), sorted(found)


def not_yaml(why: object) -> Complaint:
    return Complaint("यह YAML के रूप में पढ़ा नहीं जा सकता", f"this is not YAML: {why}")


class Document:
    """A YAML document's value, with the line on which each part of it stands."""

    def __init__(self) -> None:
        self.value: Any = None
        self.lines: dict[Place, int] = {}
        self.wrong: list[Wrong] = []

    @classmethod
    def of(cls, text: str) -> Document:
        """Raises yaml.YAMLError."""
        loader = yaml.SafeLoader(text)
        try:
            made = cls()
            node = loader.get_single_node()
            made.value = made._built(loader, node, ()) if node is not None else None
            return made
        finally:
            loader.dispose()

    def at(self, place: Place, complaint: Complaint) -> Wrong:
        """A complaint about a part, on its line; about one that is missing, on the line of what it is missing in."""
        known = next((place[:end] for end in range(len(place), 0, -1) if place[:end] in self.lines), ())
        return Wrong(self.lines.get(known, 1), spelt(place), complaint)

    def _built(self, loader: yaml.SafeLoader, node: yaml.Node, place: Place) -> Any:
        self.lines[place] = node.start_mark.line + 1
        if isinstance(node, yaml.SequenceNode):
            return [self._built(loader, item, (*place, at)) for at, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(loader, node, place))
        try:
            return loader.construct_object(node)
        except ValueError as impossible:
            # A date that is none, such as the 31st of a short month.
            raise yaml.constructor.ConstructorError(None, None, str(impossible), node.start_mark) from None

    def _pairs(self, loader: yaml.SafeLoader, node: yaml.MappingNode, place: Place) -> Iterator[tuple[Any, Any]]:
        seen = set()
        for key_node, value_node in node.value:
            key = str(loader.construct_object(key_node))
            within = (*place, key)
            value = self._built(loader, value_node, within)
            self.lines[within] = key_node.start_mark.line + 1
            if key in seen:
                self.wrong.append(self.at(within, Complaint("यह कुंजी दो बार है", "this key stands twice")))
            seen.add(key)
            yield key, value


def spelt(place: Place) -> str:
    """``limits[2].unit``."""
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return words.removeprefix(".")
