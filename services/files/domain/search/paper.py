"""What a paper says to a search: the entries under which the index files it.

An entry is one of

- ``h`` + a word of its heading (number, subject, who wrote it or to whom it goes), ``t`` + a word of its texts (notes,
  opinions, pages), ``y`` + a word of the yellow note that lies in it;
- ``n`` + its number, or the end of it, by parts;
- ``#`` + what it is: kind, office, section, year, state, labels, head of the subject tree, the desks that have or had
  it, and its time.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from contracts.files.search import PaperKind
from services.files.domain.search.ladder import filed_under, quarter_of
from services.files.domain.search.words import endings_of, halves_of, words_of

HEADING, TEXT, YELLOW, NUMBER = "h", "t", "y", "n"
MOST_BYTES = 700_000
"""Of the different words of the texts of one paper, so that they fit into a tsvector, which holds a megabyte. A paper
with more is found by as many of them: some thirty thousand."""
URGENCIES = {"routine": 0, "priority": 1, "immediate": 2, "top_priority": 3}
HAS_YELLOW = "#yellow"


@dataclass
class Paper:
    """A file, receipt or letter as it stands."""

    kind: PaperKind
    id: UUID
    file_id: UUID | None
    made_at: datetime
    stamp: int
    urgency: int = 0
    numbers: list[str] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    """Of its pages, which are in words already."""
    yellow: list[str] = field(default_factory=list)
    facets: set[str] = field(default_factory=set)

    @property
    def quarter(self) -> int:
        return quarter_of(self.made_at)

    def entries(self) -> set[str]:
        """All entries under which it is filed."""
        heading = _words(self.heading) | _words(self.numbers)
        found = {HEADING + word for word in heading}
        found |= {TEXT + word for word in _fitting(_words(self.texts) | self.words)}
        yellow = _words(self.yellow)
        found |= {YELLOW + word for word in yellow}
        found |= {NUMBER + ending for number in self.numbers for ending in endings_of(number)}
        found |= {kind(self.kind), *self.facets, *filed_under(self.quarter)}
        return found | {HAS_YELLOW} if yellow else found


def _words(texts: Iterable[str]) -> set[str]:
    words = {word for text in texts for word in words_of(text)}
    # विकासनगर is also found as विकास नगर.
    return words | {half for word in words for half in halves_of(word) or ()}


def _fitting(words: set[str]) -> list[str]:
    """As many as fit, the shorter first: the longest are what a bad scan runs together."""
    ordered = sorted(words, key=lambda word: (len(word), word))
    sizes = itertools.accumulate(len(word.encode()) + 8 for word in ordered)
    return [word for word, size in zip(ordered, sizes, strict=True) if size <= MOST_BYTES]


def word_in(entry: str) -> str | None:
    """The word of an entry, if it is one that has a sound."""
    if entry[0] in (HEADING, TEXT, YELLOW) and not entry[1:].isdigit():
        return entry[1:]
    return None


def kind(name: str) -> str:
    return f"#k.{name}"


def office(office_id: UUID) -> str:
    return f"#o.{office_id.hex}"


def section(unit_id: UUID) -> str:
    return f"#u.{unit_id.hex}"


def year(number: int) -> str:
    return f"#y.{number}"


def state(name: str) -> str:
    return f"#s.{name}"


def label(name: str) -> str:
    return f"#l.{name}"


def subject(head: str) -> str:
    """The head of the subject tree under which it stands itself; which heads lie below one is asked of the pack."""
    return f"#h.{head}"


def desk(post_id: UUID) -> str:
    """Filed under every desk by whose having it, or having had it, somebody may see it."""
    return f"#r.{post_id.hex}"
