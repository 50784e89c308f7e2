"""The wording of what people are told: templates with their lines, and the check that keeps them right.

A line is dropped where one of its values is empty. That is how the subject of a confidential paper is withheld: its
value is never filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.notifications.domain.sms import VARIABLE_LIMIT, Registry, as_registered, limit, shortened, units

INDIA = ZoneInfo("Asia/Kolkata")
LANGUAGES = ("hi", "en")
CHANNELS = ("in_app", "email", "sms")
TITLE_LIMIT = 300
TEXT_LIMIT = 2000
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
VALUES = frozenset(
    {"number", "subject", "remarks", "to_post", "from_post", "vacant_post", "told_post", "urgency", "due_on"}
    | {"received_on", "addressee", "mode", "tracking_number", "office", "question", "reason"}
    | {"code", "where", "status_page"}
    | {"act", "post", "person", "proposer", "reason", "until", "outcome", "decider", "charge", "since"}
    | {"left", "letter", "names", "count"}
)
# What an SMS may name, and the most characters each may take in it.
SMS_VALUES = {"number": VARIABLE_LIMIT, "received_on": 10, "code": 9, "where": VARIABLE_LIMIT}


@dataclass(frozen=True)
class Wording:
    """One kind of message in one language."""

    title: str
    lines: tuple[str, ...]
    sms: str
    """Empty where this kind is never sent by SMS."""
    sms_parts: int = 1
    """How many parts it may take; each costs as much as an SMS."""


@dataclass(frozen=True)
class Template:
    name: str
    channels: tuple[str, ...]
    wordings: Mapping[str, Wording]
    """By language."""


@dataclass(frozen=True)
class Worded:
    """A message in words."""

    title: str
    text: str
    sms: str


@dataclass(frozen=True)
class Catalogue:
    templates: Mapping[str, Template]
    words: Mapping[str, Mapping[str, Mapping[str, str]]]
    """List (urgency, mode) → code → language → word."""

    @classmethod
    def parse(cls, content: dict[str, Any]) -> Catalogue:
        """The catalogue in a data file. Raises KeyError or TypeError where its form is wrong."""
        templates = {
            name: Template(
                name=name,
                channels=tuple(entry["channels"]),
                wordings={
                    language: Wording(
                        title=entry[language]["title"],
                        lines=tuple(entry[language]["lines"]),
                        sms=entry[language].get("sms", ""),
                        sms_parts=entry[language].get("sms_parts", 1),
                    )
                    for language in LANGUAGES
                },
            )
            for name, entry in content["templates"].items()
        }
        return cls(templates, content["words"])

    def word(self, words: str, code: str, language: str) -> str:
        """The word for a code; an unknown code stays as it is."""
        return self.words[words].get(code, {}).get(language, code)

    def put(self, kind: str, language: str, values: Mapping[str, str]) -> Worded:
        """This kind of message in words. Values that are missing count as empty."""
        wording = self.templates[kind].wordings[language]
        lines = [line for line in (_filled(line, values) for line in wording.lines) if line is not None]
        short = {name: shortened(values.get(name, ""), limit) for name, limit in SMS_VALUES.items()}
        return Worded(
            title=wording.title.format_map(values)[:TITLE_LIMIT],
            text="\n".join(lines)[:TEXT_LIMIT],
            sms=wording.sms.format_map(short),
        )

    def problems(self) -> list[str]:
        """What is wrong with the catalogue, in sentences; empty if nothing is."""
        return [problem for template in self.templates.values() for problem in _problems(template)]

    def unregistered(self, registry: Registry) -> list[str]:
        """Every SMS text that the registry lacks or has in other words."""
        found = []
        for template in self.templates.values():
            for language, wording in template.wordings.items():
                if not wording.sms:
                    continue
                entry = registry.texts.get((template.name, language))
                if entry is None:
                    found.append(f"{template.name}.{language}: not registered")
                elif entry.text != as_registered(wording.sms):
                    found.append(f"{template.name}.{language}: registered in other words")
        return found


def _filled(line: str, values: Mapping[str, str]) -> str | None:
    names = PLACEHOLDER.findall(line)
    if any(not values.get(name) for name in names):
        return None
    return line.format_map(values)


def _problems(template: Template) -> list[str]:
    found = [f"{template.name}: unknown channel {name}" for name in template.channels if name not in CHANNELS]
    for language, wording in template.wordings.items():
        where = f"{template.name}.{language}"
        texts = (wording.title, wording.sms, *wording.lines)
        used = {name for text in texts for name in PLACEHOLDER.findall(text)}
        found += [f"{where}: unknown value {name}" for name in sorted(used - VALUES)]
        if set(PLACEHOLDER.findall(wording.title)) - {"number"}:
            found.append(f"{where}: a title names the number only, because it is shown for confidential papers too")
        if language == "hi" and any(re.search(r"[A-Za-z]{3,}", PLACEHOLDER.sub("", text)) for text in texts):
            found.append(f"{where}: English words in the Hindi text")
        if "sms" in template.channels:
            found += [f"{where}: {problem}" for problem in _sms_problems(wording)]
        elif wording.sms:
            found.append(f"{where}: has an SMS text but is not sent by SMS")
    return found


def _sms_problems(wording: Wording) -> list[str]:
    sms = wording.sms
    if not sms:
        return ["sent by SMS but has no SMS text"]
    names = PLACEHOLDER.findall(sms)
    strange = sorted(set(names) - set(SMS_VALUES))
    if strange:
        return [f"an SMS may not name {', '.join(strange)}"]
    fixed = PLACEHOLDER.sub("", sms)
    longest, room = units(fixed) + sum(SMS_VALUES[name] for name in names), limit(fixed, wording.sms_parts)
    if longest > room:
        return [f"the SMS may take {longest} characters; {wording.sms_parts} of its parts hold {room}"]
    return []


def day(value: date) -> str:
    """As it is written in offices: 22.11.2026."""
    return value.strftime("%d.%m.%Y")


def moment(at: datetime) -> str:
    """In India, as it is written in offices: 22.11.2026 17:30."""
    return at.astimezone(INDIA).strftime("%d.%m.%Y %H:%M")
