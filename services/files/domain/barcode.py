"""The barcode of a paper file: ten digits, the last of which checks the others (Luhn, ISO/IEC 7812-1 annex B).

Digits only, because a scanner types keys: under a Hindi keyboard layout a letter would become another one.
"""

from __future__ import annotations

import unicodedata

from contracts.files.paper_file_errors import BarcodeWrong

LENGTH = 10
FIRST = 100_000_001
"""The first serial; smaller ones would begin with zeros, which spreadsheets drop."""
LAST = 999_999_999
_BETWEEN = " -"


def barcode_of(serial: int) -> str:
    """The barcode of a running number of nine digits."""
    assert FIRST <= serial <= LAST
    return f"{serial}{_check(str(serial))}"


def read_barcode(text: str) -> str:
    """What was scanned or typed, as it is stored. Raises BarcodeWrong."""
    digits = [_digit(sign) for sign in text if sign not in _BETWEEN]
    found = "".join(digits)
    if len(found) != LENGTH or _check(found[:-1]) != found[-1]:
        raise BarcodeWrong
    return found


def _digit(sign: str) -> str:
    """An ASCII digit, for a Devanagari one too. Raises BarcodeWrong."""
    value = unicodedata.digit(sign, None)
    if value is None:
        raise BarcodeWrong
    return str(value)


def _check(digits: str) -> str:
    doubled = [int(sign) * (2 if at % 2 == 0 else 1) for at, sign in enumerate(reversed(digits))]
    return str(-sum(number // 10 + number % 10 for number in doubled) % 10)
