"""What the heads of the subject tree must agree on: parents that are there, no circle, a retention for each."""

from __future__ import annotations

from collections import defaultdict

from services.files.procedure.complaints import Complaint, Found
from services.files.procedure.naming import Kind, named
from services.files.procedure.pack import Pack, SubjectHead

MOST_DEEP = 4
"""Heads one below the other; a clerk finds nothing in a deeper tree."""
SUBJECT = Kind("विषय", "subject", "दिया नहीं गया है")
_PARENT = Kind("विषय", "subject", "दिया नहीं गया है", "इस विषय", "head below it")
_RETENTION = Kind("अभिलेख श्रेणी", "retention class", "दी नहीं गई है", "विषय", "subject")
_CIRCLE = Complaint("विषय घूमकर अपने ही नीचे आ जाता है", "the head comes to lie below itself: a circle")
_DEEP = Complaint(f"{MOST_DEEP} से अधिक स्तर नीचे है", f"lies more than {MOST_DEEP} levels deep")
_KEPT = Complaint(
    "सबसे ऊपर के विषय की अभिलेख श्रेणी दी जानी चाहिए; नीचे के विषय उसी से चलते हैं",
    "a trunk has to say its retention class; the heads below follow it",
)


def complaints(pack: Pack) -> Found:
    """Place and reason of all that does not fit in the tree."""
    parents: dict[str, set[str]] = defaultdict(set)
    for head in pack.subjects:
        parents[head.code] |= {head.parent} if head.parent is not None else set()
    for place, head in enumerate(pack.subjects):
        here = ("subjects", place)
        if head.parent is not None:
            yield from named((*here, "parent"), head.parent, pack.subjects, head, _PARENT)
        if head.retention is not None:
            yield from named((*here, "retention"), head.retention, pack.retention, head, _RETENTION)
        elif head.parent is None:
            yield (*here, "code"), _KEPT
        yield from _lineage(here, head, parents)
        yield from _keywords(here, head)


def _lineage(here: tuple[str | int, ...], head: SubjectHead, parents: dict[str, set[str]]) -> Found:
    """The heads above one, by all that it and they ever lay under."""
    above: set[str] = set()
    level = parents.get(head.code, set())
    while level:
        if head.code in level:
            yield (*here, "parent"), _CIRCLE
            return
        above |= level
        # A circle further up is told where it is.
        level = {parent for code in level for parent in parents.get(code, ())} - above
    if _depth(head.code, parents) > MOST_DEEP:
        yield (*here, "parent"), _DEEP


def _depth(code: str, parents: dict[str, set[str]], seen: frozenset[str] = frozenset()) -> int:
    """Of heads, itself counted; a circle ends it."""
    if code in seen or len(seen) > MOST_DEEP:
        return 0
    return 1 + max((_depth(parent, parents, seen | {code}) for parent in parents.get(code, ())), default=0)


def _keywords(here: tuple[str | int, ...], head: SubjectHead) -> Found:
    for language in ("hi", "en"):
        said: set[str] = set()
        for at, word in enumerate(getattr(head.keywords, language)):
            if word.casefold() in said:
                twice = Complaint(f"शब्द {word} दो बार है", f"the word {word} stands twice")
                yield (*here, "keywords", language, at), twice
            said.add(word.casefold())
