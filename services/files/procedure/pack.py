"""What a pack holds: rules by kind, each with its citation and the days on which it holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

import rfc8785
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from contracts.base import Code, Line, OptionalLine, Strict, Version
from contracts.bounds import Day
from contracts.files.procedure import ChecklistKind, LimitBasis, LimitUnit, PackCode
from contracts.files.views import Urgency
from contracts.identity import Role

_DEVANAGARI = re.compile(r"[\u0904-\u0939]")


def _is_hindi(text: str) -> str:
    if not _DEVANAGARI.search(text):
        raise PydanticCustomError("no_hindi", "the Hindi text has no letter of Devanagari")
    return text


Hindi = Annotated[Line, AfterValidator(_is_hindi)]


class Name(Strict):
    hi: Hindi
    en: Line


class Citation(Strict):
    """On what rules rest. ``source`` says where it can be read; ``confirmed`` is false until the office confirms it."""

    hi: Hindi
    en: Line
    source: OptionalLine = ""
    confirmed: bool


class Rule(Strict):
    """``valid_to`` is the last day; without one the rule holds until a later version of the pack ends it."""

    code: Code
    citation: Code
    valid_from: Day
    valid_to: Day | None = None

    @property
    def last(self) -> date:
        return self.valid_to or date.max


class Named(Rule):
    name: Name


class Level(Named):
    roles: list[Role] = Field(min_length=1)


class Channel(Named):
    levels: list[Code] = Field(min_length=1)


class UrgencyGrade(Named):
    code: Urgency


class NumberPattern(Rule):
    code: Literal["file", "receipt", "letter", "part", "volume"]
    pattern: Line


class Limit(Named):
    basis: LimitBasis
    count: int = Field(ge=1, le=10_000)
    unit: LimitUnit
    rolls_forward: bool = False
    """Where it would end on a day on which the office is closed, it ends on the next open one."""


class CaseLimit(Strict):
    """A limit of a case type. ``after``: it begins where that one ends, not with the matter."""

    limit: Code
    after: Code | None = None


class ChecklistItem(Strict):
    """A paper that belongs into the file, or a step that is taken. A mandatory one keeps the file from being closed."""

    code: Code
    kind: ChecklistKind
    mandatory: bool
    name: Name


class CaseType(Named):
    """A kind of matter. The first of ``limits`` is its deadline unless another is chosen; ``besides`` run along."""

    channel: Code | None = None
    limits: list[CaseLimit] = Field(default_factory=list)
    besides: list[CaseLimit] = Field(default_factory=list)
    checklist: list[ChecklistItem] = Field(max_length=60)


class Noting(Rule):
    hi: Hindi
    en: Line


class Disposal(Named):
    pass


class Closing(Rule):
    """What closing a file takes."""

    code: Literal["disposal"]
    required: bool


class Pack(Strict):
    pack: PackCode
    version: Version
    name: Name
    citations: dict[Code, Citation]
    levels: list[Level]
    channels: list[Channel]
    urgency: list[UrgencyGrade]
    numbering: list[NumberPattern]
    limits: list[Limit]
    case_types: list[CaseType] = Field(default_factory=list)
    notings: list[Noting]
    disposals: list[Disposal]
    closing: list[Closing]

    def rules(self) -> Iterator[tuple[str, int, Rule]]:
        """Kind (the field's name), place in its list, and the rule."""
        for kind in KINDS:
            for place, rule in enumerate(getattr(self, kind)):
                yield kind, place, rule

    @property
    def sha256(self) -> str:
        """Of the content as canonical JSON (RFC 8785), in hex: comments and order of keys do not matter."""
        content = self.model_dump(mode="json")
        # What packs of earlier releases could not say counts only where it is said: theirs keep their digest.
        for kind in ADDED_LATER:
            if not content[kind]:
                del content[kind]
        for limit in content["limits"]:
            if not limit["rolls_forward"]:
                del limit["rolls_forward"]
        return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


KINDS = ("levels", "channels", "urgency", "numbering", "limits", "case_types", "notings", "disposals", "closing")
ADDED_LATER = ("case_types",)
