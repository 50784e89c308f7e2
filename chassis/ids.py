"""Identifiers: UUIDv7 for what is made (they sort by time), UUIDv5 for what is derived."""

from __future__ import annotations

import uuid

from uuid_utils.compat import uuid7


def new_id() -> uuid.UUID:
    """A new UUIDv7 (RFC 9562)."""
    return uuid7()


def derived_id(origin: uuid.UUID, label: str) -> uuid.UUID:
    """The same id for the same origin and label, so that a repeated step is recognised as the same."""
    return uuid.uuid5(origin, label)
