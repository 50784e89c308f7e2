"""Where a list continues: the sort key of the last row that was given, as an opaque string."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import UTC, date, datetime
from uuid import UUID

from contracts.errors import Invalid
from services.files.storage.searching import Key


def encode(*key: datetime | date | UUID | int | str) -> str:
    """The cursor for the rows after this key."""
    parts = [part if isinstance(part, int | str) else _text(part) for part in key]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def moment_and_id(cursor: str | None) -> tuple[datetime, UUID] | None:
    """A key of a time and an id. Raises Invalid."""
    if cursor is None:
        return None
    at, item_id = _decode(cursor, 2)
    try:
        return _moment(at), UUID(str(item_id))
    except (ValueError, OverflowError):
        raise _bad() from None


def place(cursor: str) -> tuple[UUID, datetime, UUID, datetime | None]:
    """A desk, a key of a time and an id there, and a time or nothing. Raises Invalid."""
    post, at, item, until = _decode(cursor, 4)
    try:
        return UUID(str(post)), _moment(at), UUID(str(item)), _moment(until) if until else None
    except (ValueError, OverflowError):
        raise _bad() from None


def day_id_and_number(cursor: str | None) -> tuple[date, UUID, int] | None:
    """A key of a day, an id and a running number. Raises Invalid."""
    if cursor is None:
        return None
    day, item_id, number = _decode(cursor, 3)
    if not isinstance(number, int) or not 0 <= number < 2**31:
        raise _bad()
    try:
        return date.fromisoformat(str(day)), UUID(str(item_id)), number
    except ValueError:
        raise _bad() from None


def search_key(cursor: str | None) -> Key | None:
    """How well the last one fitted, and its place among those that fit as well. Raises Invalid."""
    if cursor is None:
        return None
    numbers, at, item = (parts := _decode(cursor, 5))[:3], parts[3], parts[4]
    place, quarter, urgency = (part if isinstance(part, int) and 0 <= part < 2**31 else -1 for part in numbers)
    if min(place, quarter, urgency) < 0:
        raise _bad()
    try:
        return Key(place, quarter, urgency, _moment(at), UUID(str(item)))
    except (ValueError, OverflowError):
        raise _bad() from None


def serial(cursor: str | None) -> int:
    """A running number; 0 before the first. Raises Invalid."""
    if cursor is None:
        return 0
    (number,) = _decode(cursor, 1)
    if not isinstance(number, int) or not 0 <= number < 2**31:
        raise _bad()
    return number


def year_and_serial(cursor: str | None) -> tuple[int, int] | None:
    """A running number within a year. Raises Invalid."""
    if cursor is None:
        return None
    year, number = _decode(cursor, 2)
    if not isinstance(year, int) or not isinstance(number, int) or not 0 <= max(year, number) < 2**31:
        raise _bad()
    return year, number


def word(cursor: str | None) -> str:
    """A string; empty before the first. Raises Invalid."""
    if cursor is None:
        return ""
    (found,) = _decode(cursor, 1)
    if not isinstance(found, str):
        raise _bad()
    return found


def _moment(part: object) -> datetime:
    """Raises ValueError, OverflowError."""
    moment = datetime.fromisoformat(str(part))
    if moment.tzinfo is None:
        raise ValueError("a time without zone")
    # In UTC already here: near the ends of the calendar only some zones can be written in another.
    return moment.astimezone(UTC)


def _text(part: datetime | date | UUID) -> str:
    return part.isoformat() if isinstance(part, date) else str(part)


def _decode(cursor: str, length: int) -> list[object]:
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        raise _bad() from None
    if not isinstance(parts, list) or len(parts) != length or any(isinstance(part, bool) for part in parts):
        raise _bad()
    return parts


def _bad() -> Invalid:
    return Invalid("The cursor is not one that was given out.", field="cursor")
