"""What a pack holds: rules by kind, each with its citation and the days on which it holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

import rfc8785
from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from contracts.base import Code, Line, OptionalLine, Strict, Version
from contracts.bounds import ONE_LINE, Day
from contracts.files.procedure import ChecklistKind, LimitBasis, LimitUnit, PackCode, RetentionCode
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


Keyword = Annotated[str, StringConstraints(min_length=2, max_length=60), ONE_LINE]
HindiKeyword = Annotated[Keyword, AfterValidator(_is_hindi)]


class Keywords(Strict):
    """By which words in the subject of a paper this head is offered; phrases too."""

    hi: list[HindiKeyword] = Field(default_factory=list, max_length=30)
    en: list[Keyword] = Field(default_factory=list, max_length=30)


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


class Retention(Named):
    """For how long a record is kept: A for ever and microfilmed, B for ever, C-n for n years after its closing."""

    code: RetentionCode


class SubjectHead(Named):
    """A head of the subject tree, a trunk without ``parent``. Without ``retention`` that of the head above holds."""

    parent: Code | None = None
    keywords: Keywords = Field(default_factory=Keywords)
    retention: RetentionCode | None = None


class CaseType(Named):
    """A kind of matter. The first of ``limits`` is its deadline unless another is chosen; ``besides`` run along."""

    subject: Code | None = None
    """The head of the subject tree under which its files are put."""
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
    retention: list[Retention] = Field(default_factory=list)
    subjects: list[SubjectHead] = Field(default_factory=list)
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
        for case_type in content.get("case_types", ()):
            if case_type["subject"] is None:
                del case_type["subject"]
        for limit in content["limits"]:
            if not limit["rolls_forward"]:
                del limit["rolls_forward"]
        return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


KINDS = (
    *("levels", "channels", "urgency", "numbering", "limits", "retention", "subjects", "case_types"),
    *("notings", "disposals", "closing"),
)
ADDED_LATER = ("case_types", "retention", "subjects")
