"""The few words around what was found, in the spelling of the paper."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from contracts.files.search import SnippetPartView
from services.files.domain.search.words import spelled

BEFORE, LENGTH = 60, 220
"""Characters before the first hit, and in all."""
MOST_PARTS = 100
# As ``words``, in the spelling of the paper: with joiners, and digits of any script.
_WORD = re.compile(r"\d+|(?:[^\W\d_]|[\u0900-\u0963\u0971-\u097f\u0980-\u0d7f\u200c\u200d])+")


@dataclass(frozen=True)
class Hit:
    """A word of a text that is one of those looked for."""

    start: int
    end: int
    word: str


def hits(text: str, words: Collection[str]) -> list[Hit]:
    """Where any of these words stands, in the order of the text."""
    found = (Hit(one.start(), one.end(), spelled(one.group())) for one in _WORD.finditer(text))
    return [hit for hit in found if hit.word in words]


def cut(text: str, found: list[Hit]) -> list[SnippetPartView]:
    """The text around its hits, taken apart into what is a hit and what is not; whole words at both ends."""
    first = found[0].start if found else 0
    start = 0 if len(text) <= LENGTH else max(0, min(first - BEFORE, len(text) - LENGTH))
    start = start if start == 0 else text.rfind(" ", 0, start) + 1
    end = min(len(text), start + LENGTH)
    end = end if end == len(text) else max(text.find(" ", end), 0) or len(text)
    end = min(end, start + 2 * LENGTH)
    parts: list[SnippetPartView] = []
    at = start
    for hit in [hit for hit in found if start <= hit.start and hit.end <= end][: (MOST_PARTS - 3) // 2]:
        parts += [_part(text[at : hit.start], False), _part(text[hit.start : hit.end], True)]
        at = hit.end
    parts.append(_part(text[at:end], False))
    shown = [_part("… ", False)] if start else []
    shown += [part for part in parts if part.text]
    return [*shown, _part(" …", False)] if end < len(text) else shown


def _part(text: str, hit: bool) -> SnippetPartView:
    return SnippetPartView.model_construct(text=" ".join(text.split("\n")), hit=hit)
