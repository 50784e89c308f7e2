"""Where a part of a list ended. Opaque to clients; nothing in it is secret."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from uuid import UUID

from contracts.errors import Invalid


def to_cursor(*place: str | UUID | datetime) -> str:
    parts = [part.isoformat() if isinstance(part, datetime) else str(part) for part in place]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


def from_cursor(cursor: str, parts: int) -> list[str]:
    """The parts of the place. Raises Invalid for what ``to_cursor`` did not make."""
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (binascii.Error, ValueError):
        place = None
    if not isinstance(place, list) or len(place) != parts or not all(isinstance(part, str) for part in place):
        raise Invalid("This cursor is none of ours.", field="cursor")
    return place


def as_uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("This cursor is none of ours.", field="cursor") from None


def as_moment(text: str) -> datetime:
    """With a time zone; a moment without one is none of ours."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Invalid("This cursor is none of ours.", field="cursor")
    return moment
