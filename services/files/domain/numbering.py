"""Numbers of files, diary entries and letters by an office's patterns.

A pattern has the places {office} {unit} {head} {year} {serial}, a letter's also {file}. With everything but the serial
filled in it is the *template* of a series; each series starts at 1 in each calendar year of India.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta, timezone

# India has one zone and no summer time; a fixed offset needs no zone tables on the machine.
INDIA = timezone(timedelta(hours=5, minutes=30), "IST")
SERIAL = "{serial}"


def office_day(at: datetime) -> date:
    """The calendar day in India at this moment."""
    return at.astimezone(INDIA).date()


def dawn(day: date) -> datetime:
    """The first moment of a calendar day in India."""
    return datetime(day.year, day.month, day.day, tzinfo=INDIA)


def expand(pattern: str, *, year: int, office: str = "", unit: str = "", head: str = "", file: str = "") -> str:
    """The pattern with everything but the serial filled in. A pattern without a serial gets one at its end."""
    if SERIAL not in pattern:
        pattern = f"{pattern}/{SERIAL}"
    places = {"{year}": f"{year:04d}", "{office}": office, "{unit}": unit, "{head}": head, "{file}": file}
    for place, value in places.items():
        # A value with braces of its own would otherwise be taken for a place.
        pattern = pattern.replace(place, value.replace("{", "(").replace("}", ")"))
    return pattern


def series_year(pattern: str, year: int) -> int:
    """In which year's series a letter is numbered: one that shows no year runs on for ever, in the series of year 0.

    Begun anew it would give the same number twice.
    """
    return year if "{year}" in pattern else 0


def spell(template: str, serial: int) -> str:
    """The number itself."""
    return template.replace(SERIAL, str(serial))


# Signs that show nothing: formats (category Cf) are found by their category, these have others.
_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
LONGEST_KEY = 300
"""Of a comparison. NFKC can make a sign into eighteen; nobody's numbers differ beyond this."""


def comparable(number: str) -> str:
    """The number as compared for uniqueness: "21 / 5/2026-lra" and "21/5/2026-LRA" are the same number.

    NFKC also makes Devanagari written in two ways, and full-width digits, equal. What nobody sees makes no difference,
    not even a joiner.
    """
    plain = "".join(unicodedata.normalize("NFKC", number).casefold().split())
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Cf" and sign not in _BLANK)[:LONGEST_KEY]
