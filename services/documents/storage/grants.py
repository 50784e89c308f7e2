"""Grants: which session of which person may read which documents until when."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from services.documents.storage import tables

SWEPT_AT_ONCE = 200


class Grants:
    """Grants by id, and the question whether one covers a reading."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, grant: dict[str, Any], document_ids: Iterable[UUID]) -> None:
        self._session.execute(insert(tables.grants).values(grant))
        rows = [{"grant_id": grant["id"], "document_id": document_id} for document_id in document_ids]
        self._session.execute(insert(tables.grant_documents), rows)

    def close(self, grant_id: UUID, at: datetime) -> None:
        """Nothing happens if it has ended or never was."""
        row = tables.grants.c
        open_one = update(tables.grants).where(row.id == grant_id, row.expires_at > at)
        self._session.execute(open_one.values(expires_at=at))

    def close_all(self, at: datetime, *, file_id: UUID | None = None, person_id: UUID | None = None) -> None:
        """End whatever is open for this file, or for this person."""
        row = tables.grants.c
        whose = row.file_id == file_id if file_id is not None else row.person_id == person_id
        self._session.execute(update(tables.grants).where(row.expires_at > at, whose).values(expires_at=at))

    def covers(self, person_id: UUID, session_id: UUID, document_id: UUID, at: datetime) -> bool:
        grant, document = tables.grants.c, tables.grant_documents.c
        wanted = (
            select(grant.id)
            .join(tables.grant_documents, document.grant_id == grant.id)
            .where(grant.session_id == session_id, grant.person_id == person_id, grant.expires_at > at)
            .where(document.document_id == document_id)
            .limit(1)
        )
        return self._session.execute(wanted).first() is not None

    def sweep(self, before: datetime) -> None:
        """Remove some of those that ended before; each new grant sweeps, so the table stays small."""
        row = tables.grants.c
        old = select(row.id).where(row.expires_at < before).limit(SWEPT_AT_ONCE).with_for_update(skip_locked=True)
        self._session.execute(delete(tables.grants).where(row.id.in_(old)))
