"""The sentences that people read when something is refused: ``messages/hi.json`` and ``messages/en.json``.

Each holds ``errors`` (code → title, and a detail that says what to do), ``rules`` (pydantic's error types), ``fields``
(what a field is called on a form) and ``values`` (words for values of an error's fields). ``{name}`` in a sentence is
filled from the error's fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from contracts.base import Language

FOLDER = Path(__file__).parent / "messages"
LANGUAGES: tuple[Language, ...] = ("hi", "en")
MIB = 2**20
INDIA = timezone(timedelta(hours=5, minutes=30))
_OR: dict[Language, str] = {"hi": " या ", "en": " or "}
UNKNOWN = "—"
"""Stands where an error does not bring a field that its sentence names."""
_CATALOGUES: dict[str, dict[str, Any]] = {
    language: json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8")) for language in LANGUAGES
}
_BY_KIND = {
    "invalid": "request.invalid",
    "unauthenticated": "auth.unauthenticated",
    "forbidden": "auth.forbidden",
    "not_found": "request.not_found",
    "conflict": "request.conflict",
    "precondition": "request.stale",
    "mismatch": "command.body_mismatch",
    "too_large": "request.too_large",
    "unsupported": "request.unsupported",
    "too_many": "request.too_many",
    "unavailable": "platform.unavailable",
    "timeout": "platform.timeout",
}
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?P<time>T[0-9:.]+(?:Z|[+-][0-9:]+))?")
_WISH = re.compile(r"\s*(hi|en)\b[^,;]*(?:;\s*q=([01](?:\.[0-9]{1,3})?))?", re.IGNORECASE)


class _Fields(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return UNKNOWN


def language_of(accept_language: str) -> Language:
    """Hindi or English as the header ranks them (RFC 9110, 12.5.4); Hindi where it names neither."""
    best: Language = "hi"
    rank = 0.0
    for wish in accept_language[:200].split(","):
        match = _WISH.match(wish)
        if match is None:
            continue
        quality = float(match.group(2) or 1)
        if quality > rank:
            best, rank = ("en" if match.group(1).lower() == "en" else "hi"), quality
    return best


def codes() -> set[str]:
    """Every code that has sentences."""
    return set(_CATALOGUES["hi"]["errors"])


def entry(language: Language, code: str, kind: str = "internal") -> Mapping[str, str]:
    """Title and detail, unfilled. An unknown code (a newer service's) gets those of its kind."""
    errors = _CATALOGUES[language]["errors"]
    found: Mapping[str, str] = errors.get(code) or errors[_BY_KIND.get(kind, "platform.internal")]
    return found


def fill(language: Language, sentence: str, fields: Mapping[str, Any]) -> str:
    """The sentence with the error's fields in it."""
    return sentence.format_map(_Fields({name: _shown(language, name, value) for name, value in fields.items()}))


def _shown(language: Language, name: str, value: Any) -> Any:
    """A field as people read it: words instead of a code, MB instead of bytes, the time on the wall in India."""
    if value is None or value == "":
        return UNKNOWN
    if name.startswith("limit") and isinstance(value, int) and value >= MIB:
        return f"{value / MIB:.4g} MB"
    if isinstance(value, str) and (written := _MOMENT.fullmatch(value)):
        # What only looks like one is shown as it was written.
        with suppress(ValueError):
            if written["time"]:
                return f"{datetime.fromisoformat(value).astimezone(INDIA):%d.%m.%Y, %H:%M}"
            return f"{date.fromisoformat(value):%d.%m.%Y}"
    words_of = _CATALOGUES[language]["values"].get(name, {})
    if isinstance(value, str):
        # "adm / dm": any of several will do.
        return _OR[language].join(words_of.get(part, part) for part in value.split(" / "))
    return words_of.get(value, value)


def rule(language: Language, name: str, context: Mapping[str, Any]) -> str | None:
    """What a field breaks, as a sentence; nothing where the catalogue does not have the rule."""
    sentence = _CATALOGUES[language]["rules"].get(name)
    return fill(language, sentence, context) if sentence else None


def label(language: Language, field: str) -> str:
    """What the field is called."""
    return str(_CATALOGUES[language]["fields"].get(field, field))


def words(language: Language, part: str) -> Mapping[str, Any]:
    """A whole part of the catalogue, for tests and pages."""
    found: Mapping[str, Any] = _CATALOGUES[language][part]
    return found
