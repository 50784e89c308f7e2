"""The hashes of what letters say, recomputed from the tables; verification compares them with the ledger."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.ledger import content_hash
from services.files.domain.draft import DraftVersion
from services.files.storage.drafts import version_of
from services.files.storage.ledger import Contents
from services.files.storage.letter_tables import draft_versions, drafts
from services.files.storage.values import dump


def of_version(draft_id: UUID, version: DraftVersion) -> Contents:
    """One version of a draft's text."""
    text = version.text
    content: dict[str, Any] = {
        "subject": text.subject,
        "reference": text.reference,
        "addressees": [dump(one) for one in text.addressees],
        "body": list(text.body),
        "copy_to": list(text.copy_to),
    }
    if text.marked:
        # What was typed before is under its hash without it.
        content["marked"] = True
    return {f"draft:{draft_id}:{version.number}": content_hash(content, version.salt)}


def contents_of(session: Session, file_id: UUID) -> Contents:
    """All versions of all drafts of a file, as they are stored now."""
    of_file = select(draft_versions).join(drafts).where(drafts.c.file_id == file_id)
    contents: Contents = {}
    for row in session.execute(of_file):
        contents |= of_version(row._mapping[draft_versions.c.draft_id], version_of(row))
    return contents
