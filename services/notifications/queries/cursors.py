"""Where a list continues: the serial of the last message shown, in a form that clients leave alone."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from contracts.errors import Invalid


def to_cursor(serial: int) -> str:
    return urlsafe_b64encode(f"m{serial}".encode()).decode().rstrip("=")


def from_cursor(cursor: str) -> int:
    """Raises Invalid."""
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        if text[:1] != "m" or not text[1:].isascii() or len(text) > 20:
            raise ValueError
        return int(text[1:])
    except ValueError:
        raise Invalid("This is not a cursor of this list.", field="cursor") from None
