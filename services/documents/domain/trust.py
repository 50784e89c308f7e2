"""Whether the text layer of a page can be believed.

PDF programs of the last twenty years wrote Hindi with fonts whose codes mean something else: matras before their
consonants, two viramas in a row, accented Latin letters inside Hindi words, one letter repeated for each glyph, or
legacy fonts (Kruti Dev) whose text is Latin gibberish. What is wrong in one of these ways is read by OCR instead.
"""

import re

CONSONANT = r"[\u0915-\u0939\u0958-\u095F\u0978-\u097F]"
VOWEL_SIGN = r"[\u093A\u093B\u093E-\u094C\u094E\u094F\u0955-\u0957\u0962\u0963]"
VIRAMA, NUKTA = "\u094d", "\u093c"
JOINERS = "\u200c\u200d"

HINDI_WORD = re.compile(rf"[\u0900-\u0963\u0970-\u097F{JOINERS}]+")
MALFORMED = re.compile(
    rf"^[{JOINERS}]*(?:{VOWEL_SIGN}|{VIRAMA}|{NUKTA}|[\u0900-\u0903])"  # a sign with nothing to stand on
    rf"|{VOWEL_SIGN}{{2}}"  # two vowel signs on one letter
    rf"|{VIRAMA}[{JOINERS}]*(?:{VIRAMA}|{VOWEL_SIGN}|[\u0900-\u0903])"  # a virama that joins nothing
    rf"|[\u0904-\u0914](?:{VOWEL_SIGN}|{VIRAMA})"  # a sign on an independent vowel
    rf"|({CONSONANT})\1{{3}}"  # one letter for each glyph
)
STRANGE = r"[\u00A1-\u02FF\u0370-\u052F]"
LATIN_INSIDE_HINDI = re.compile(rf"[\u0900-\u097F]{STRANGE}|{STRANGE}[\u0900-\u097F]")
UNASSIGNED = re.compile(r"[\uE000-\uF0A0\uF100-\uF8FF\uFFFD\x00-\x08\x0e-\x1f]")
LETTERS = re.compile(r"[A-Za-z]")
VOWELS = re.compile(r"[aeiouAEIOU]")
LOOSE_LETTER = re.compile(r"(?<!\S)[A-Za-z](?!\S)")
LEGACY_FONT = re.compile(r"kruti|devlys|chanakya|walkman|shusha|dv-?ttsurekh|dv-?ttyogesh|aps-?dv", re.IGNORECASE)

# Shares of all words, found on bulletins of four States and on corpora of correct Hindi.
MALFORMED_SHARE = 0.03
UNASSIGNED_SHARE = 0.02
VOWEL_SHARE = 0.2
LOOSE_SHARE = 0.35
ENOUGH_WORDS = 5
ENOUGH_LETTERS = 80


def is_legacy_font(name: str) -> bool:
    """Fonts whose codes are not Unicode, though their text looks like Latin."""
    return bool(LEGACY_FONT.search(name))


def is_believable(text: str) -> bool:
    """False where there is no text, or where it is obviously not what the page shows."""
    if not text.strip():
        return False
    if len(UNASSIGNED.findall(text)) > UNASSIGNED_SHARE * len(text):
        return False
    return _hindi_is_well_formed(text) and _latin_is_language(text)


def malformed_share(text: str) -> float:
    """The share of Hindi words that no writer of Hindi would write."""
    found = HINDI_WORD.findall(text)
    if not found:
        return 0.0
    wrong = sum(1 for word in found if MALFORMED.search(word)) + len(LATIN_INSIDE_HINDI.findall(text))
    return wrong / len(found)


def _hindi_is_well_formed(text: str) -> bool:
    enough = len(HINDI_WORD.findall(text)) >= ENOUGH_WORDS
    return not enough or malformed_share(text) <= MALFORMED_SHARE


def _latin_is_language(text: str) -> bool:
    letters = len(LETTERS.findall(text))
    if letters < ENOUGH_LETTERS:
        return True
    if len(VOWELS.findall(text)) < VOWEL_SHARE * letters:
        return False
    return len(LOOSE_LETTER.findall(text)) < LOOSE_SHARE * len(text.split())
