"""What the archive package of a file says of it: metadata, and the ledger with what its entries hash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.archive import ArchivedName, ArchivedRecord
from services.files.storage import directory_tables, tables
from services.files.storage.history import chain_of
from services.files.storage.ledger import Contents
from services.files.storage.letter_tables import draft_versions, drafts
from services.files.storage.notes import Notes
from services.files.storage.values import dump

NAMING = frozenset({"by", "person", "post", "from", "to", "of"})
"""Fields of entries and of what they hash that name a person or a post by its id, everywhere in the ledger."""


def entries_of(session: Session, file_id: UUID) -> list[bytes]:
    """The exact bytes of the entries of a file's chain, the first one first."""
    entry = tables.ledger.c
    found = select(entry.body).where(entry.subject_id == file_id).order_by(entry.serial)
    return [bytes(body) for body in session.execute(found).scalars()]


def records_of(session: Session, file_id: UUID, entries: list[bytes], present: Contents) -> Iterator[ArchivedRecord]:
    """What the entries hash, each once, in the order of the chain. What is not ``present`` is left out."""
    shown = _shown(session, file_id)
    given: set[str] = set()
    for entry in entries:
        for name in json.loads(entry)["contents"]:
            if name in present and name not in given:
                given.add(name)
                hashed = present[name]
                yield ArchivedRecord(
                    ledger=name, salt=hashed.salt.hex(), said=hashed.content, shown=shown.get(name, {})
                )


def _shown(session: Session, file_id: UUID) -> dict[str, dict[str, Any]]:
    """How notes, movements and drafts name people and desks, as it was then, and what else is known of them."""
    found: dict[str, dict[str, Any]] = {}
    for movement, opening in chain_of(session, file_id):
        found[f"movement:{movement.serial}"] = {
            "serial": movement.serial,
            "from": dump(movement.from_post),
            "to": dump(movement.to_post),
            "by": dump(movement.by),
            "recorded_at": movement.recorded_at.isoformat(),
            "source": movement.source,
            "opened_at": opening.at.isoformat() if opening else None,
        }
    for note in Notes(session).all_of(file_id):
        found[f"note:{note.id}"] = {
            "serial": note.serial,
            "kind": note.kind,
            "author": dump(note.author),
            "written_at": note.written_at.isoformat(),
            "merged_from": dump(note.merged_from),
        }
    version, draft = draft_versions.c, drafts.c
    known = [version.number, version.revised_by, version.revised_at, draft.form, draft.language, draft.state]
    of_file = select(draft.id, draft.letter_id, *known).join_from(draft_versions, drafts)
    for row in session.execute(of_file.where(draft.file_id == file_id)):
        found[f"draft:{row.id}:{row.number}"] = {
            "form": row.form,
            "language": row.language,
            "state": row.state,
            "letter_id": str(row.letter_id) if row.letter_id else None,
            "revised_by": row.revised_by,
            "revised_at": row.revised_at.isoformat(),
        }
    return found


def names_of(session: Session, entries: list[bytes], records: list[ArchivedRecord]) -> Iterator[ArchivedName]:
    """Whom the ids mean that stand in them, as the directory has them now."""
    ids: set[UUID] = set()
    for said in [*(json.loads(entry) for entry in entries), *(record.said for record in records)]:
        ids |= _ids_in(said)
    person, post = directory_tables.persons.c, directory_tables.posts.c
    people = select(person.id, person.name_hi, person.name_en).where(person.id.in_(ids)).order_by(person.id)
    for row in session.execute(people):
        yield ArchivedName(id=row.id, kind="person", hi=row.name_hi, en=row.name_en)
    desks = select(post.id, post.designation_hi, post.designation_en).where(post.id.in_(ids)).order_by(post.id)
    for row in session.execute(desks):
        yield ArchivedName(id=row.id, kind="post", hi=row.designation_hi, en=row.designation_en)


def _ids_in(said: Any) -> set[UUID]:
    if isinstance(said, dict):
        named = {value for name, value in said.items() if name in NAMING and isinstance(value, str)}
        below = [_ids_in(value) for value in said.values()]
        return {UUID(value) for value in named if _is_id(value)}.union(*below)
    if isinstance(said, list):
        return set().union(*(_ids_in(value) for value in said))
    return set()


def _is_id(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False
