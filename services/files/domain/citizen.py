"""What the sender of a letter may know: a code for asking, and the stage that the matter has reached."""

from __future__ import annotations

import hmac
from collections.abc import Collection

from contracts.files.citizen import Level

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is taken for a digit or for another."""
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None})
LENGTH = 8
LEVELS: tuple[Level, ...] = ("dm", "adm", "section_officer")


def status_code(salt: bytes) -> str:
    """Forty bits from the receipt's salt, which nobody is shown; whoever weeds the salt ends the asking."""
    digest = hmac.digest(salt, b"status code", "sha256")
    bits = int.from_bytes(digest[:5], "big")
    signs = "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return f"{signs[:4]}-{signs[4:]}"


def status_page(public_url: str) -> str:
    """Where the sender asks, with number and code."""
    return f"{public_url.rstrip('/')}/status"


def is_code(said: str, salt: bytes) -> bool:
    """Whether this is the code, as people copy it from paper. Takes as long whatever is wrong with it."""
    own = status_code(salt).replace("-", "")
    return hmac.compare_digest(said.upper().translate(READ_AS).encode(), own.encode())


def level_of(roles: Collection[str]) -> Level:
    """With whom a matter is: the highest of the post's roles."""
    return next((level for level in LEVELS if level in roles), "section")
