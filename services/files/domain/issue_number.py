"""The number under which a letter issues: the file's number, told apart by (I), (II) within a day.

Central secretariat practice: "where several letters issue from one file on one day, each bears a serial number in
brackets between the file's number and the year: A-11011/5(I)/2001-Est., A-11011/5(II)/2001-Est."
"""

from __future__ import annotations

import re

YEAR = re.compile(r"/(?:19|20)\d\d(?!\d)")
ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """1 → I, 4 → IV; made for the few letters of one day, right up to 399."""
    letters = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def of_the_day(file_number: str, ordinal: int, others_wait: bool) -> str:
    """The file's number as the ``ordinal``-th letter of a day bears it.

    The first bears a suffix only where another draft waits on the file: signed bytes cannot be renumbered when a
    second letter comes unexpectedly, and a single letter has none.
    """
    if ordinal == 1 and not others_wait:
        return file_number
    suffix = f"({roman(ordinal)})"
    years = list(YEAR.finditer(file_number))
    if not years:
        return file_number + suffix
    place = years[-1].start()
    return file_number[:place] + suffix + file_number[place:]
