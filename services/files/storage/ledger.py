"""The tamper-evident log of files and receipts: one entry for each act, contents as salted hashes only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from chassis import ledger
from chassis.ledger import ContentHash, Head, content_hash
from services.files.domain.actor import Actor
from services.files.domain.custody import Movement, When
from services.files.domain.note import Note
from services.files.storage import tables

APPEND = insert(tables.ledger)

Contents = dict[str, ContentHash]
"""Hashes of texts by name, for example ``movement:7``; the names are those under which verification finds them."""


def said_of_movement(movement: Movement) -> dict[str, Any]:
    """What a movement says, as its row has it."""
    return {
        "kind": movement.kind,
        "from": str(movement.from_post.post_id) if movement.from_post else None,
        "to": str(movement.to_post.post_id),
        "by": str(movement.by.person.person_id),
        "remarks": movement.remarks,
        "occurred_at": movement.occurred_at.isoformat(),
        **movement.passed.facts,
    }


def of_movement(movement: Movement) -> Contents:
    """A movement of the file or receipt itself."""
    return {f"movement:{movement.serial}": content_hash(said_of_movement(movement), movement.salt)}


def of_note(note: Note) -> Contents:
    """A green note as its row has it."""
    said = {
        "first_paragraph": note.first_paragraph,
        "paragraphs": note.paragraphs,
        "by": str(note.author.person.person_id),
        "post": str(note.author_post_id),
        "confirmed_at": note.confirmed_at.isoformat(),
    }
    if note.corrects:
        # Only where there are some: notes from before hash as they did.
        said["corrects"] = note.corrects
    return {f"note:{note.id}": content_hash(said, note.salt)}


def of_subject(subject: str, salt: bytes) -> Contents:
    """What a file or receipt is about."""
    return {"subject": content_hash(subject, salt)}


class Chained(Protocol):
    """What has a chain of its own in the ledger."""

    id: UUID
    ledger_serial: int
    ledger_hash: bytes


class Ledger:
    def __init__(self, session: Session) -> None:
        self.session = session

    def append(self, entry: Mapping[str, Any]) -> None:
        """Write an entry that ``next_entry`` made."""
        self.session.execute(APPEND, entry)

    @staticmethod
    def next_entry(
        item: Chained,
        act: str,
        actor: Actor,
        when: When,
        facts: Mapping[str, Any],
        contents: Contents | None = None,
    ) -> dict[str, Any]:
        """The row of the next entry of the item's chain, which from now on ends with it.

        The caller has the item's row locked, and writes both the entry and the item.
        """
        before = Head(item.ledger_serial, item.ledger_hash) if item.ledger_serial else None
        body = {
            "actor": {
                "person": str(actor.person.person_id),
                "charge": str(actor.charge_id),
                "post": str(actor.post_id),
                "capacity": actor.capacity,
            },
            "occurred_at": when.occurred_at.isoformat(),
            "source": when.source,
            "facts": {name: str(fact) if isinstance(fact, UUID) else fact for name, fact in facts.items()},
            "contents": contents or {},
        }
        head, entry = ledger.next_entry(item.id, before, act, when.recorded_at, body)
        item.ledger_serial, item.ledger_hash = head.serial, head.hash
        return entry
