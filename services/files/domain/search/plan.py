"""What to look for, in which order: the words of a search, each with the spellings that are taken along.

A search has steps, the best fitting first, and each excludes what the one before has found: its number; the words
themselves in the heading; the words anywhere; the yellow note on one's own desk; words that begin so; words that sound
so; words that nearly sound so. Two words that are written as one, or one as two, count as found as well.
Where no words were given all is found that the filters leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from contracts.files.search import FoundBy
from services.files.domain.search.ladder import ladder
from services.files.domain.search.paper import HAS_YELLOW, HEADING, NUMBER, TEXT, YELLOW
from services.files.domain.search.words import halves_of, number_of, words_of

MOST_WORDS = 12
RARE = 4_000
"""Papers at most that a search of all times looks through at once."""

PRINTED, READ = HEADING + TEXT, HEADING + TEXT + YELLOW


@dataclass
class Spellings:
    """Of one word that was typed: what the vocabulary has for it."""

    word: str
    beginning: list[str] = field(default_factory=list)
    sounding: list[str] = field(default_factory=list)
    alike: list[str] = field(default_factory=list)
    papers: int = 0
    """In so many they stand at most, all together."""

    def of(self, how: FoundBy) -> list[str]:
        """Those that count, each kind of likeness with the better ones."""
        found = [self.word]
        for kind, more in (("beginning", self.beginning), ("sound", self.sounding), ("likeness", self.alike)):
            if ORDER.index(how) >= ORDER.index(kind):
                found += more
        return list(dict.fromkeys(found))


BY_WORDS: tuple[FoundBy, ...] = ("number", "heading", "text", "yellow_note", "beginning", "sound", "likeness")
ORDER: tuple[FoundBy, ...] = (*BY_WORDS, "subject_head")


@dataclass(frozen=True)
class Step:
    """One look into the index: papers under ``query``; ``place`` tells how well they fit, 0 the best."""

    place: int
    found_by: FoundBy
    query: str
    """As PostgreSQL reads a tsquery."""


class Plan:
    """The steps of a search for these words."""

    def __init__(
        self,
        typed: str,
        known: Mapping[str, Spellings],
        filters: Iterable[Sequence[str]],
        own: str,
        desks: Iterable[str],
    ) -> None:
        """Of each of ``filters`` one entry has to be there, and of ``desks``, where there are any, one.

        ``own`` is the entry of the asker's desk.
        """
        self.words = looked_for(typed)
        self.known = known
        self.number = number_of(typed)
        self._own = _quoted(own)
        some = [[_quoted(entry) for entry in either] for either in (*filters, list(desks))]
        self._narrowed = [f"({'|'.join(either)})" for either in some if either]
        self.is_rare = any(self._papers(place) <= RARE for place, word in enumerate(self.words) if word in known)

    def steps(self, newest: int, after: tuple[int, int] | None = None) -> Iterator[Step]:
        """From the newest quarter of a day down; ``after`` is the place and the quarter where a page before ended."""
        if not self.words:
            yield from self._all_newest(after[1] if after is not None else newest)
            return
        before: str | None = None
        is_numbered = [f"!{self._asked('number')}"] if self.number else []
        for place, how in enumerate(BY_WORDS):
            asked = self._asked(how)
            if asked is None or asked == before:
                continue
            start = after[1] if after is not None and after[0] == place else newest
            at_once = self.is_rare or how in ("number", "yellow_note")
            stretches: Iterable[str | None] = [None] if at_once else ladder(start)
            for stretch in stretches:
                parts = [*self._narrowed, asked, *([_quoted(stretch)] if stretch else [])]
                if how != "number":
                    parts += is_numbered
                if how == "yellow_note":
                    parts.append(f"!({self._all('likeness', PRINTED)})")
                elif before is not None:
                    parts.append(f"!({before})")
                yield Step(place, how, "&".join(parts))
            before = asked if how not in ("number", "yellow_note") else before

    def _all_newest(self, start: int) -> Iterator[Step]:
        """Without words: all that the filters leave."""
        for stretch in ladder(start):
            yield Step(ORDER.index("subject_head"), "subject_head", "&".join([*self._narrowed, _quoted(stretch)]))

    def spellings_by(self, how: FoundBy) -> set[str]:
        """All words that count as found where a paper was found so."""
        by: FoundBy = "likeness" if how == "yellow_note" else how
        found = {word for known in self.known.values() for word in known.of(by)}
        return found | set(self.words)

    def _asked(self, how: FoundBy) -> str | None:
        if how == "number":
            return _quoted(NUMBER + self.number) if self.number else None
        if how == "yellow_note":
            return f"{_quoted(HAS_YELLOW)}&{self._own}&{self._all('likeness', READ)}"
        return self._all(how, HEADING if how == "heading" else PRINTED)

    def _all(self, how: FoundBy, where: str) -> str:
        return "&".join(f"({self._one(place, how, where)})" for place in range(len(self.words)))

    def _one(self, place: int, how: FoundBy, where: str) -> str:
        """A word, or one that it is a part of, or the two that it is made of."""
        found = [self._some(self.words[place], how, where)]
        found += [self._some(whole, how, where) for whole in self._wholes(place)]
        halves = self._halves(place)
        if halves:
            found.append("(" + "&".join(f"({self._some(half, how, where)})" for half in halves) + ")")
        return "|".join(found)

    def _some(self, word: str, how: FoundBy, where: str) -> str:
        spelled = self.known[word].of(how) if word in self.known else [word]
        return "|".join(_quoted(letter + one) for one in spelled for letter in where)

    def _wholes(self, place: int) -> list[str]:
        """Typed apart from its neighbour and known as one."""
        pairs = [pair for pair in (self.words[place - 1 : place + 1], self.words[place : place + 2]) if len(pair) == 2]
        return [whole for whole in map("".join, pairs) if whole in self.known and self.known[whole].papers]

    def _halves(self, place: int) -> tuple[str, str] | None:
        halves = halves_of(self.words[place])
        return halves if halves and all(half in self.known for half in halves) else None

    def _papers(self, place: int) -> int:
        """At most so many papers have this word."""
        papers = sum(self.known[word].papers for word in (self.words[place], *self._wholes(place)))
        halves = self._halves(place)
        return papers + (min(self.known[half].papers for half in halves) if halves else 0)


def looked_for(typed: str) -> list[str]:
    """The different words that were typed."""
    return list(dict.fromkeys(words_of(typed)))[:MOST_WORDS]


def asked_of_vocabulary(words: list[str]) -> list[str]:
    """The words of which spellings are wanted: those typed, what they are made of, and what they make together."""
    halves = [half for word in words for half in halves_of(word) or ()]
    wholes = [one + other for one, other in pairwise(words) if not (one.isdigit() or other.isdigit())]
    return [word for word in dict.fromkeys([*words, *halves, *wholes]) if not word.isdigit()]


def _quoted(entry: str) -> str:
    escaped = entry.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
