"""Texts taken apart into words, and numbers of registers, each in one spelling however they were typed.

Two spellings of Devanagari are one word where only the typist decides: nukta or none (``बाज़ार``, ``बाजार``),
candrabindu or anusvara (``गाँव``, ``गांव``), half nasal or anusvara before its own row (``सम्बन्ध``, ``संबंध``),
joiners, digits of either script. What else differs is a matter of sound (``sound``).
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 64
MOST_PARTS_OF_NUMBER = 10

_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u093c"))
_CANDRABINDU = str.maketrans("\u0901", "\u0902")
_HALF_NASAL = re.compile("(?:ङ\u094d(?=[क-घ])|ञ\u094d(?=[च-झ])|ण\u094d(?=[ट-ढ])|न\u094d(?=[त-ध])|म\u094d(?=[प-भ]))")
# A letter with the marks on it, of any script of India; the sign of abbreviation and the danda end a word.
_WORD = re.compile(r"[0-9]+|(?:[^\W\d_]|[\u0900-\u0963\u0971-\u097f\u0980-\u0d7f])+")


def spelled(text: str) -> str:
    """The text in one spelling: NFKC, small letters, Latin digits, no nukta, anusvara for its variants."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    # Decomposed where a nukta is part of a letter; the vowel signs of Devanagari have no other form.
    plain = unicodedata.normalize("NFD", plain).translate(_DROPPED)
    plain = unicodedata.normalize("NFC", plain).translate(_DROPPED).translate(_DIGITS).translate(_CANDRABINDU)
    return _HALF_NASAL.sub("\u0902", plain)


def words_of(text: str) -> list[str]:
    """The words of a text in their order, digits apart from letters."""
    return [found[:LONGEST_WORD] for found in _WORD.findall(spelled(text))]


def number_of(text: str) -> str | None:
    """A number of a register with its parts alone: ``LRA/21/07-2026`` and ``lra २१ ७ २०२६`` are ``lra-21-7-2026``.

    None where it has no digit or a single part.
    """
    parts = _parts(text)
    if len(parts) < 2 or not any(part.isdigit() for part in parts):
        return None
    return "-".join(parts[:MOST_PARTS_OF_NUMBER])


def endings_of(number: str) -> list[str]:
    """What a number may be called for short: all of it, or the parts from any of them to the end, two at least."""
    parts = _parts(number)[:MOST_PARTS_OF_NUMBER]
    return ["-".join(parts[first:]) for first in range(len(parts) - 1)]


def _parts(text: str) -> list[str]:
    return [part.lstrip("0") or "0" if part.isdigit() else part for part in words_of(text)]


# Second halves of names of places that are written together with the first or apart: विकासनगर, विकास नगर.
_SECOND_HALVES = ("नगर", "गंज", "बाजार", "पुर", "nagar", "ganj", "bazar", "bazaar", "pur")


def halves_of(word: str) -> tuple[str, str] | None:
    """The two words that a name of a place may also be written as."""
    for second in _SECOND_HALVES:
        if word.endswith(second) and len(word) > len(second) + 1:
            return word[: -len(second)], second
    return None
