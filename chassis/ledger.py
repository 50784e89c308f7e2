"""A hash chain over what was done, for each subject (a file, a receipt).

An entry is stored as its exact canonical bytes (RFC 8785) and names the hash of the entry before it; its own hash is
SHA-256 over these bytes. Contents (a note's text) are not in the entry but as salted hashes, so that a content can be
weeded or redacted together with its salt and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import rfc8785
from sqlalchemy import Column, DateTime, Integer, LargeBinary, MetaData, String, Table, Uuid, select
from sqlalchemy.orm import Session

SALT_BYTES = 16


@dataclass(frozen=True)
class Head:
    """Where a chain stands: the serial and hash of its newest entry. Kept on the subject's own, locked row."""

    serial: int
    hash: bytes


@dataclass(frozen=True)
class Verdict:
    """The outcome of walking a chain. ``problems`` holds codes with serials, for example ``hash:17``."""

    entries: int
    head: Head | None
    problems: tuple[str, ...] = field(default=())


def ledger_table(metadata: MetaData, name: str = "ledger") -> Table:
    """The table of a ledger. Its migration makes it append-only with ``chassis.tables.append_only``."""
    return Table(
        name,
        metadata,
        Column("subject_id", Uuid, primary_key=True),
        Column("serial", Integer, primary_key=True),
        Column("type", String(64), nullable=False),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
        Column("body", LargeBinary, nullable=False, comment="canonical JSON, RFC 8785"),
        Column("hash", LargeBinary, nullable=False, comment="SHA-256 of body"),
    )


def new_salt() -> bytes:
    """Stored beside the content it salts, and destroyed with it."""
    return os.urandom(SALT_BYTES)


class ContentHash(str):
    """The hash of a content as it stands in an entry. It remembers what it is of, for who hands on a whole chain."""

    __slots__ = ("content", "salt")
    content: Any
    salt: bytes


def content_hash(content: Any, salt: bytes) -> ContentHash:
    """SHA-256 over salt and canonical JSON of a content, hex."""
    found = ContentHash(hashlib.sha256(salt + rfc8785.dumps(content)).hexdigest())
    found.content, found.salt = content, salt
    return found


def next_entry(
    subject_id: UUID, head: Head | None, type: str, recorded_at: datetime, body: dict[str, Any]
) -> tuple[Head, dict[str, Any]]:
    """The entry after ``head`` (none for the first): the new head, and the row to be inserted.

    The caller holds the subject's row locked and stores the head there, so the chain cannot fork; the primary key
    refuses a second entry of the same serial in any case.
    """
    serial = head.serial + 1 if head is not None else 1
    entry = {
        **body,
        "subject": str(subject_id),
        "serial": serial,
        "type": type,
        "recorded_at": recorded_at.isoformat(),
        "previous": head.hash.hex() if head is not None else None,
    }
    raw = rfc8785.dumps(entry)
    digest = hashlib.sha256(raw).digest()
    row = {"subject_id": subject_id, "serial": serial, "type": type, "recorded_at": recorded_at}
    return Head(serial, digest), {**row, "body": raw, "hash": digest}


ContentCheck = Callable[[dict[str, Any]], str | None]
"""Given an entry's body, says what is wrong with the contents that it hashes, or nothing."""


def verify(
    session: Session, table: Table, subject_id: UUID, head: Head | None, check_content: ContentCheck | None = None
) -> Verdict:
    """Walk the chain of a subject from its first entry and compare its end with ``head``."""
    rows = session.execute(select(table).where(table.c.subject_id == subject_id).order_by(table.c.serial))
    return _walk(rows, head, check_content)


def _walk(rows: Iterable[Any], head: Head | None, check_content: ContentCheck | None) -> Verdict:
    problems: list[str] = []
    previous: Head | None = None
    count = 0
    for row in rows:
        count += 1
        problems += [f"{code}:{row.serial}" for code in _problems_of(row, previous)]
        if check_content is not None and not problems:
            found = check_content(json.loads(row.body))
            if found:
                problems.append(f"{found}:{row.serial}")
        previous = Head(row.serial, bytes(row.hash))
    if previous != head:
        problems.append(f"head:{previous.serial if previous else 0}")
    return Verdict(count, previous, tuple(problems))


def _problems_of(row: Any, previous: Head | None) -> list[str]:
    found = []
    if hashlib.sha256(bytes(row.body)).digest() != bytes(row.hash):
        found.append("hash")
    try:
        entry = json.loads(bytes(row.body))
    except ValueError:
        return [*found, "unreadable"]
    if row.serial != (previous.serial + 1 if previous else 1) or entry.get("serial") != row.serial:
        found.append("serial")
    if entry.get("previous") != (previous.hash.hex() if previous else None):
        found.append("chain")
    if (entry.get("type"), entry.get("subject")) != (row.type, str(row.subject_id)):
        found.append("columns")
    if entry.get("recorded_at") != row.recorded_at.isoformat():
        found.append("time")
    return found
