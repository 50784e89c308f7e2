"""Uploads and what was refused of them."""

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from contracts.documents import UploadNotFound
from contracts.errors import PatravaliError
from services.documents.domain.upload import Upload, UploadStatus
from services.documents.storage import tables

COLUMNS = tuple(column for column in tables.uploads.c)


class Uploads:
    """Uploads by id."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, upload: Upload) -> None:
        self._session.execute(insert(tables.uploads).values(vars(upload)))

    def get(self, upload_id: UUID, *, for_update: bool = False) -> Upload:
        """Raises UploadNotFound."""
        wanted = select(*COLUMNS).where(tables.uploads.c.id == upload_id)
        if for_update:
            wanted = wanted.with_for_update()
        row = self._session.execute(wanted).first()
        if row is None:
            raise UploadNotFound
        return Upload(**row._mapping)

    def close(self, upload: Upload, status: UploadStatus, document_id: UUID | None = None) -> None:
        upload.status, upload.document_id = status, document_id
        change = update(tables.uploads).where(tables.uploads.c.id == upload.id)
        self._session.execute(change.values(status=status, document_id=document_id))


class Quarantine:
    """Bytes that were refused, for an administrator. Recording the same upload again changes nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, upload: Upload, sha256: str, refusal: PatravaliError, at: datetime) -> None:
        row = {
            "upload_id": upload.id,
            "owner": upload.owner,
            "file_name": upload.file_name,
            "size": upload.size,
            "sha256": sha256,
            "code": refusal.code,
            "fields": json.dumps(refusal.fields),
            "recorded_at": at,
        }
        self._session.execute(upsert(tables.quarantine).values(row).on_conflict_do_nothing())

    def refusal(self, upload_id: UUID) -> PatravaliError | None:
        """Why an upload was refused, or nothing."""
        reason = tables.quarantine.c
        row = self._session.execute(select(reason.code, reason.fields).where(reason.upload_id == upload_id)).first()
        if row is None:
            return None
        return PatravaliError.known[row.code](**json.loads(row.fields))
