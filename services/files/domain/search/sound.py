"""How a word sounds, so that Devanagari and Latin spellings of it meet: ``देहरादून`` and ``Dehradun``.

A word is read letter by letter into a **fine key** of consonant and vowel classes: ``dhrdun``. What spellings do
not agree on is left out or made one class:

- aspiration (``ख`` k, ``bh`` b), place of the tongue (``ट`` and ``त`` t, ``ण`` and ``न`` n), ``श ष स`` and ``sh s``;
- nukta (``ज़`` j); anusvara, half nasals and ``m`` before p and b are n;
- length (``ि ी``, ``i ee``; ``ु ू``, ``u oo``), ``e``/``i`` and ``o``/``u``; ``y`` is i and ``v w`` is u;
- a and the inherent vowel, spoken or not, except at the beginning; doubled letters.

Where a spelling can be read in two ways the word has several keys: ``ड`` and ``ड़`` as d and r (``बड़वानी``,
``Barwani``), an anusvara spoken or not, the last e of ``Indore``, ``सिंह`` as ``Singh``. Two words sound alike if
they share a key. The **coarse key** is the fine one without its vowels, for spellings from English mouths
(``Lucknow``, ``लखनऊ``); it is compared only where three consonants remain.
"""

from __future__ import annotations

import itertools
import unicodedata

MOST_KEYS = 16
SHORTEST_FINE = 2
SHORTEST_COARSE = 3

VIRAMA, NUKTA = "\u094d", "\u093c"
ANUSVARA = "\u0902\u0901"
_CONSONANTS = {
    **dict.fromkeys("कख", "k"), **dict.fromkeys("गघ", "g"), **dict.fromkeys("चछ", "c"), **dict.fromkeys("जझ", "j"),
    **dict.fromkeys("टठतथ", "t"), **dict.fromkeys("डढदध", "d"), **dict.fromkeys("ङञणनऩ", "n"),
    **dict.fromkeys("पफ", "p"), **dict.fromkeys("बभ", "b"), "म": "m", "य": "i", "र": "r", "ऱ": "r", "ल": "l", "ळ": "l",
    "ऴ": "l", "व": "u", **dict.fromkeys("शषस", "s"), "ह": "h",
}  # fmt: skip
_FLAPS = frozenset("डढ")
_VOWELS = {
    **dict.fromkeys("अआा", "a"), **dict.fromkeys("इईएऐऎऍिीेैॆॅ", "i"), **dict.fromkeys("उऊओऔऑऒुूोौॉॊ", "u"),
    **dict.fromkeys("ऋॠृॄ", "ri"),
}  # fmt: skip

_LATIN = {
    "b": "b", "d": "d", "f": "p", "g": "g", "h": "h", "j": "j", "k": "k", "l": "l", "m": "m", "n": "n", "p": "p",
    "q": "k", "r": "r", "s": "s", "t": "t", "v": "u", "w": "u", "x": "ks", "z": "j", "y": "i", "a": "a", "e": "i",
    "i": "i", "o": "u", "u": "u",
}  # fmt: skip
_ASPIRATED = frozenset("kgcjtdpbs")
_BEHIND_ANUSVARA = frozenset("kgcjtdsvwz")
"""Omkar, Samvidhan: an m that Devanagari writes as an anusvara."""
_LABIALS = frozenset("pb")
_VOWEL_CLASSES = frozenset("aiu")

Part = tuple[str, ...]
"""The readings of one letter: several where a spelling is not sure."""


def fine_keys(word: str) -> frozenset[str]:
    """The fine keys of a word that is written in one script; none where it is too short to be told by its sound."""
    parts = _latin(word) if word.isascii() else _devanagari(word)
    readings = itertools.islice(itertools.product(*parts), MOST_KEYS)
    keys = {_settled("".join(reading)) for reading in readings}
    return frozenset(key for key in keys if len(key) >= SHORTEST_FINE)


def coarse_keys(word: str) -> frozenset[str]:
    """The consonants of the fine keys, where there are enough of them."""
    keys = {_undoubled("".join(letter for letter in key if letter not in _VOWEL_CLASSES)) for key in fine_keys(word)}
    return frozenset(key for key in keys if len(key) >= SHORTEST_COARSE)


def _devanagari(word: str) -> list[Part]:
    # Decomposed, so that a nukta stands by itself: ड़ is written with one or with two characters.
    letters = unicodedata.normalize("NFD", word)
    parts: list[Part] = []
    for place, letter in enumerate(letters):
        after = letters[place + 1 :]
        if letter in _CONSONANTS:
            parts.append(_consonant(letter, place, after, letters[:place]))
        elif letter in _VOWELS:
            parts.append((_VOWELS[letter],))
        elif letter in ANUSVARA:
            parts.append(_nasal(after))
    return parts


def _consonant(letter: str, place: int, after: str, before: str) -> Part:
    if letter in _FLAPS and place > 0 and (after.startswith(NUKTA) or not after.startswith(VIRAMA)):
        return ("r", "d") if after.startswith(NUKTA) else ("d", "r")
    if letter == "ज" and after.startswith(VIRAMA + "ञ"):
        return ("gi", "j")
    if letter == "ञ" and before.endswith("ज" + VIRAMA):
        return ("", "n")
    if letter == "ह" and before[-1:] in tuple(ANUSVARA):
        return ("h", "g")
    if letter == "व" and not after and before[-1:] in tuple(ANUSVARA):
        return ("u", "un")
    return (_CONSONANTS[letter],)


def _nasal(after: str) -> Part:
    return ("", "n") if not after else ("n", "")


def _latin(word: str) -> list[Part]:
    parts: list[Part] = []
    for place, letter in enumerate(word):
        before, after = word[:place], word[place + 1 :]
        if letter == "c":
            parts.append(_letter_c(after))
        elif letter == "h":
            parts.append(_letter_h(before, after))
        elif letter == "m" and after[:1] in _BEHIND_ANUSVARA:
            parts.append(("m", "n"))
        elif letter == "e" and not after and len(word) > 3:
            parts.append(("", "i"))
        else:
            parts.append((_LATIN.get(letter, ""),))
    return parts


def _letter_c(after: str) -> Part:
    if after.startswith(("h", "ch")):
        return ("c",)
    return ("s",) if after[:1] in ("e", "i", "y") and after else ("k",)


def _letter_h(before: str, after: str) -> Part:
    if before.endswith("r"):
        # Madhogarh with ढ़, Barhaj with ह.
        return ("", "h")
    if before.rstrip("h")[-1:] in _ASPIRATED:
        return ("",)
    # Etawah, Shah: at the end it may be spoken or not.
    return ("h", "") if not after else ("h",)


def _settled(reading: str) -> str:
    """What is left when vowels and nasals that spellings do not agree on are out."""
    begins_with_a = reading.startswith("a")
    kept = _undoubled(reading.replace("a", ""))
    for labial in _LABIALS:
        kept = kept.replace("m" + labial, "n" + labial)
    # महर and मेहर, बहराइच and बेहराइच.
    kept = kept[:1] + kept[1:].replace("ih", "h")
    return "a" + kept if begins_with_a else kept


def _undoubled(letters: str) -> str:
    return "".join(letter for letter, _ in itertools.groupby(letters))
